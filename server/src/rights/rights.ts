// The door of rights: Articles 12 to 22 as verbs. Requests with their clocks, the person's own session, erasure and its certificate.
export { erasureApproved } from './announcements.ts';
export { approve, open, refuse } from './requests.ts';
export { authenticatePerson, endSession, openSession, privacyLink } from './sessions.ts';
export { verifyCertificate } from './verify-certificate.ts';
