// Each hour: keys take turns, what waited too long is gone, what was shown and never confirmed too, and what was brought along goes with the period of conversations.
import { factsOf } from '#gate';
import type { Ctx } from '#kit/ctx';
import { append } from '#ledger';
import { turnKeys } from './reception.ts';
import { handoverStore } from './store.ts';

export async function lookAtHandovers(ctx: Ctx): Promise<void> {
  await turnKeys(ctx);
  await handoverStore.sweep(ctx, new Date(ctx.now.getTime() - 3_600_000));
  const gone = (await handoverStore.sweepArrivals(ctx)).filter(({ state }) => state === 'waiting');
  for (const { id } of gone) await append(ctx, { kind: 'retention.handover-expired', facts: { handover: id } });
  for (const { id, person_id: person } of await handoverStore.overdueBrought(ctx)) {
    const isKept = (await factsOf(ctx, person)).some(({ kind }) => kind === 'restricted' || kind === 'held'); // Art. 18(2)
    if (!isKept) await handoverStore.dropBrought(ctx, id);
  }
}
