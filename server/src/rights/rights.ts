// The door of rights: Articles 12 to 22. What people and staff do comes in by this room's routes; others need only who stands behind a token and whether a certificate holds.
export { eraseReturned } from './erase-again.ts';
export { authenticatePerson } from './sessions.ts';
export { verifyCertificate } from './verify-certificate.ts';
