// Fields that nobody needs: they hold values, and no colleague read one for ninety days (Art. 5(1)(c)).
import type { Ctx } from '#kit/ctx';
import { dayOf } from './ended.ts';
import * as store from './store.ts';

const lookedBack = 90;

/** Ids with names; of a field that is younger than ninety days nothing can be told yet. */
export const unreadFields = (ctx: Ctx) => ctx.db.all(store.unread, [ctx.workspace, dayOf(ctx.now, lookedBack)]);
