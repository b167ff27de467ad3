// The door of rights: Articles 12 to 22. What people and staff do comes in by this room's routes; others need who stands behind a token, whether a certificate holds, and to take
// a choice or a request where somebody stands in a store.
export { choose } from './choose.ts';
export { eraseReturned, erasuresWaiting, refuseReturned } from './erase-again.ts';
export { takeBackAgain, takenBackAmong } from './handover/again.ts';
export { keptUnderHold } from './keeping/chosen.ts';
export { passOn } from './passed-on.ts';
export { openElsewhere as openRequest } from './requests.ts';
export { authenticatePerson } from './sessions.ts';
export { verifyCertificate } from './verify-certificate.ts';
export { myPurposes } from './wishes.ts';
