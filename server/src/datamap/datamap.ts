// The door of the data map: where personal data is and where it flows, declared against observed, and the records of processing (Art. 30). Its documents are drawn for
// later rooms too.
export { countTraffic } from './counted/count.ts';
export { servingsOf, spotsOf } from './declared.ts';
export { dataMap } from './picture/map.ts';
export { readFacts } from './record/facts.ts';
export { giveRecord, type RecordFormat, recordFormats } from './record/give.ts';
export { htmlOf } from './record/html.ts';
export { pdfOf } from './record/pdf.ts';
export { recordWords, type Sheet, type Table } from './record/sheet.ts';
export type { RecordKind } from './record/types.ts';
export { drawRecord } from './record/versions.ts';
