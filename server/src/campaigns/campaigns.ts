// The door of campaigns: one text to many who agreed to its purpose on its channel (Art. 6(1)(a)), and to nobody else.
import type { Ctx } from '#kit/ctx';
import { pauseUnderWay } from './store.ts';

export { sendForAWhile } from './sending/send.ts';

/** After an older backup was brought back nobody knows who has which message: what was under way waits until somebody lets it go on. Gives how many campaigns. */
export const pauseAfterRestore = (ctx: Ctx): Promise<number> => ctx.db.run(pauseUnderWay, [ctx.workspace]);
