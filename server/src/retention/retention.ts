// The door of retention: how long, and what holds it back (Art. 5(1)(e)).
export { personRanOut } from './announcements.ts';
export { giveGrace, goOnFromBefore, mayGo } from './grace.ts';
export { conversationOfHold, holdsOver, holdsStanding, isOfHold } from './holds.ts';
export { untilWhen } from './person.ts';
export { planFor } from './plan.ts';
export { sweep } from './sweep.ts';
export { isInGrace, runOut } from './turn.ts';
