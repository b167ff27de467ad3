// The door of the departure: a company takes everything with it, and leaves (Art. 28(3)(g)). The last room, since it knows all others by what they declare.
export { leaveAgain, refuseReturnedCompanies } from './end/again.ts';
export { readDeparture, verifyDeparture } from './end/certificate.ts';
export { askEnd, cancelEnd, plannedEnd } from './end/course.ts';
export { leave } from './end/leave.ts';
export { certificateUrl } from './end/told.ts';
export { askExport, confirmExport, noteFetched, removeExport } from './returning/ask.ts';
export { asDeparting, makeExport } from './returning/make.ts';
export { privateOf } from './returning/pass-phrase.ts';
export { sampleOf } from './returning/sample.ts';
export { zipOf } from './returning/zip.ts';
export { exportRow, workspacesEnding } from './store.ts';
