// The door of campaigns: one text to many who agreed to its purpose on its channel (Art. 6(1)(a)), and to nobody else.
export { pauseAfterRestore } from './course.ts';
export { limitsOf } from './limits/limits.ts';
export { sendForAWhile } from './sending/clock.ts';
