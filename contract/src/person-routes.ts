// Doors of the privacy page: what a person does about their own data, with the token they came in by.

export const personRoutes = {
  readMe: 'GET /v1/person',
  correctMe: 'PATCH /v1/person',
  disownIdentity: 'POST /v1/person/identities/:identity/disownment',
  listMyPurposes: 'GET /v1/person/purposes',
  readMyConsents: 'GET /v1/person/consents',
  readMyConsentReceipts: 'GET /v1/person/consents/receipts',
  changeMyConsent: 'PUT /v1/person/consents',
  listMyRequests: 'GET /v1/person/requests',
  handMeOver: 'POST /v1/person/handover',
  listMyHandovers: 'GET /v1/person/handovers',
  showReceiver: 'POST /v1/person/handovers',
  sendMyData: 'POST /v1/person/handovers/:handover/confirmation',
  listMyDecisions: 'GET /v1/person/decisions',
  acceptMyFee: 'POST /v1/person/requests/:request/fee/acceptance',
  takeBackMyRequest: 'POST /v1/person/requests/:request/withdrawal',
  answerMyRequest: 'POST /v1/person/requests/:request/answer',
  openMyRequest: 'POST /v1/person/requests',
  readMyArchive: 'GET /v1/person/requests/:request/archive',
  readMyCertificate: 'GET /v1/person/requests/:request/certificate',
  endPersonSession: 'DELETE /v1/person/session',
} as const;
