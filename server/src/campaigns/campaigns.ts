// The door of campaigns: one text to many who agreed to its purpose on its channel (Art. 6(1)(a)), and to nobody else.
export { sendForAWhile } from './sending/send.ts';
