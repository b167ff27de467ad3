// The door of detection. Personal data in free text (Art. 4(1), 9, 10), found by rules alone: no model, no network, the same answer each time, in time that grows with
// the text.
export { daysMeant } from './dates.ts';
export { ahead, detect, partEnd } from './detect.ts';
export { plainAddress } from './kinds/email.ts';
export { mask } from './mask.ts';
export { askedIn, asksIn, type Counts, isSpecial, maskedIn, rest, restHtml, sum } from './rest.ts';
