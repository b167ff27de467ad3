// Every act of staff that changes something, sorted: a dangerous one asks for a proof of the last ten minutes and is closed to programs; a harmless one says why it is.
// A route that stands in neither list fails the tests until somebody has decided.

export const dangerous = [
  'addChannel', // credentials of a relay, and where mail goes
  'addGrant',
  'addProvider',
  'addRole',
  'addTeam',
  'addVendor',
  'agreeToExport', // everything leaves in one file
  'approveAssessment', // what it allows may be done to people from then on
  'approveCampaign', // what has left cannot be called back
  'approveEnd', // afterwards nothing of the company is left
  'approveExport', // everything leaves in one file
  'approveRequest',
  'askEnd', // deletes the whole company on its day
  'askExport',
  'askHandOut', // where a copy of somebody goes
  'bringStaffBack',
  'changeCampaignLimits', // less rest for everybody who agreed
  'changeChannel',
  'changeGrant',
  'changePassword',
  'changeProvider',
  'changePurpose', // a shorter period deletes what is here
  'changeRecordFacts', // who answers for the processing, as authorities read it
  'changeRole',
  'changeTeam', // where a role that is limited to it counts
  'changeStaffTerms', // a short period erases former staff for good
  'changeVendor',
  'connectChannel', // where a provider hands in what people write
  'decideReviewLine',
  'importConsents', // whoever is in the list counts as having said yes
  'invite',
  'liftKeptHold', // as liftHold, after an erasure
  'liftHold', // what it kept is deleted for good
  'confirmExport',
  'linkExport', // the door through which everything leaves
  'makeApiKey',
  'makeKioskCode', // whoever has it puts a device of theirs before customers
  'makeScimToken',
  'moveSandboxSwitch', // while it is on nobody gets an answer
  'nameRepresentative', // where a copy of somebody goes
  'openEmergency',
  'eraseStaffNow', // nothing brings it back
  'removeGrant',
  'revokeStaffKey', // a program of a colleague stops
  'removePasskey',
  'removeProvider',
  'removeRole',
  'removeSecondFactor',
  'openKept', // what was erased for everybody else
  'readArchiveFor', // all that is held of somebody, in the clear, in a file
  'readBrought', // what another company held of somebody, unmasked
  'readKeptFile', // the same, as a file
  'readFormerCopy', // all that is theirs, in the hands of somebody else
  'readOwnCopy', // all that is theirs, on a screen left open
  'releaseKept', // deleted for good
  'renewRecoveryCodes',
  'restTeam', // whoever sees its conversations alone sees none any more
  'resumeCampaign',
  'sendCampaign',
  'setReception', // a door through which strangers hand things in
  'startPasskey',
  'startTotp',
  'stopField', // every value of it is erased
  'suspendStaff',
  'endStaffSessions',
  'takeSecondFactor',
  'takeStaffAway',
  'undoStep', // a shorter period deletes what is here
] as const;

export const harmless = {
  endRepresentative: 'closes a door only',
  cancelOpenDsr: 'takes back what the same platform filed, before anything was done',
  fileOpenDsr: 'begins a course that somebody must approve',
  acceptArrival: 'kept under the person, and only where an address of theirs is proved; recorded',
  refuseArrivals: 'the same for several',
  refuseArrival: 'deletes a stranger’s package that nobody opened; recorded',
  addCampaign: 'a draft; nothing is sent',
  addFindingEvidence: 'adds a note',
  addField: 'asks for a reason; it says nothing of anybody yet',
  addMessage: 'the work itself; the gate decides',
  addStore: 'a place that the company shows; no device stands there yet',
  addTag: 'a word; it says nothing of anybody yet',
  addPasskey: 'ends what startPasskey began, with its challenge',
  adviseOnAssessment: 'recorded; somebody else decides',
  agreeForChannel: 'ends what a change of the channel began, with a signed state and a code of the provider',
  answerNothingHeld: 'told to the person, who may complain; refused while anything is held',
  answerItem: 'recorded, and taken back the same way',
  askConsent: 'the gate decides, and once only',
  changeAssessment: 'a draft; nothing is allowed by it',
  cancelEnd: 'closes a door only',
  changeAudit: 'a date and a name',
  changeCampaign: 'a draft; nothing is sent',
  changeConversation: 'state, team and assignment',
  changeFinding: 'recorded with its reason',
  changeMe: 'the own name',
  changePerson: 'a correction, recorded',
  changeSandbox: 'how an emulator behaves; nothing leaves',
  changeStore: 'facts that the company shows; recorded',
  changeWorkspace: 'facts that stand in the notice',
  chargeFee: 'told to the person, who may take the request back',
  closeEmergency: 'closes a door only',
  confirmTotp: 'ends what startTotp began, with a code',
  decideReview: 'told to the person, who may complain',
  dismissHint: 'a hint only; recorded',
  doubtRequest: 'holds a request until somebody looked; recorded with its reason',
  dropKept: 'before the approval, and takes back those given: the item is erased with the rest, which somebody approves then',
  endOtherSessions: 'closes doors only',
  endSession: 'closes a door only',
  extendRequest: 'told to the person, once and only in time',
  finishAudit: 'recorded',
  finishMeasure: 'recorded',
  finishProviderProof: 'is the proof',
  fulfilRequest: 'says that something was done',
  liftRestriction: 'recorded; the person is told',
  keepBack: 'a choice before the approval; recorded with its reason',
  lookUpAsker: 'looks; recorded and limited',
  lookThrough: 'keeps nothing',
  lowerClass: 'asks for a reason; recorded',
  markRead: 'a mark',
  mergePeople: 'only by proof, and taken apart again',
  openAtCounter: 'the work itself, for whoever stands there and read the notice; the gate decides',
  openAssessment: 'a draft; nothing is allowed by it',
  openFinding: 'adds a note',
  openRequest: 'begins a course that somebody must approve',
  pauseCampaign: 'closes a door only',
  pauseRequest: 'asks the person back; the statutory day stays in sight',
  placeHold: 'keeps what is here; recorded with its reason',
  planAudit: 'a date and a name',
  previewNotice: 'keeps nothing',
  prove: 'is the proof',
  publishNotice: 'a new version beside the old',
  putLogo: 'a picture that the company shows',
  putPhoto: 'the own picture',
  settleDoubt: 'takes a doubt away, with a reason; what was held is still to be approved',
  settleOrigin: 'says that somebody was told, or why they need not be; recorded with its reason',
  settleFee: 'recorded',
  settleMessage: 'takes a mark away; recorded',
  recordTold: 'says that something was done',
  refuseRequest: 'told to the person, who may complain',
  removeAssessment: 'a draft that was never approved',
  removeCampaign: 'a draft, or figures of what is over',
  removeExport: 'wipes a copy; the data stays',
  removeLogo: 'a picture that the company shows',
  removePhoto: 'the own picture',
  judgeActAlone: 'a judgement, recorded',
  reviewEmergency: 'a judgement, recorded',
  removeTag: 'takes away what was said of people',
  renewKept: 'keeps what is here; recorded with its reason',
  reopenAssessment: 'begins a draft beside what was approved',
  recordOrigin: 'writes down where data came from, and sets a day by which its person is told',
  recordRecipientNotice: 'writes down what somebody did elsewhere; recorded, and nothing is sent',
  resumeRequest: 'days count again',
  revealIdentities: 'asks why; recorded',
  reviewHold: 'keeps what is here; recorded with its reason',
  revokeKiosk: 'closes a door only',
  revokeApiKey: 'closes a door only',
  resendConfirmation: 'to an address that is known, five in all; nothing counts before it is confirmed',
  revokeScimToken: 'closes a door only',
  runControls: 'looks',
  takeFindingEvidenceBack: 'wipes words of one’s own; recorded',
  sendTemplate: 'the work itself; the gate decides',
  sendProof: 'a code to an address that is known',
  setContractEnd: 'a fact about a contract; recorded',
  setPersonField: 'a note, recorded; the gate decides',
  setPersonTags: 'recorded, and taken back the same way',
  signOut: 'closes a door only',
  startAccessReview: 'begins a course',
  startConversation: 'the work itself; the gate decides',
  startProof: 'begins the proof',
  startProviderProof: 'begins the proof',
  stopCampaign: 'closes a door only',
  takeCounterLinkBack: 'closes a door only',
  tapInSandbox: 'plays somebody who taps; nothing leaves',
  tellPresence: 'kept nowhere',
  tryMessageAgain: 'the work itself; the gate decides',
  testChannel: 'sends to the own address',
  testProvider: 'asks a provider what it says of itself; keeps nothing',
  unmergePeople: 'goes back to what was',
  uploadAttachment: 'waits for a message, at most a day',
  writeInSandbox: 'plays somebody who writes; nothing leaves',
} as const;
