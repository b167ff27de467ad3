// The door of the data map: where personal data is and where it flows, declared against observed, and the records of processing (Art. 30). The last room: only the
// operator's commands lean on it.
export { countTraffic } from './counted/count.ts';
export { dataMap } from './picture/map.ts';
export { giveRecord, type RecordFormat, recordFormats } from './record/give.ts';
export type { RecordKind } from './record/types.ts';
export { drawRecord } from './record/versions.ts';
