// The door of fields: what a company notes about people beyond what Parley itself knows, each with a purpose and a period (Art. 5(1)(b), (c), (e)).

export { standingAgain, stopFieldsAgain } from './again.ts';
export { valueField } from './asking.ts';
export { addField, listFields } from './declare.ts';
export { holdValues } from './ended.ts';
export { type Past, pastValues } from './past.ts';
export { valuesUntil } from './planned.ts';
export { holdOffSweep, isHeldOff, sweepFields } from './sweep.ts';
export { type Field, nameIn } from './types.ts';
export { unreadFields } from './unread.ts';
export { openValues, setValue, written } from './values.ts';
