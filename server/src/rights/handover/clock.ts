// Each hour: keys take turns, what waited too long is gone, what was shown and never confirmed too, and what was brought along goes with the period of conversations. Staff hear of what waits, and
// receivers are asked what became of what arrived there.
import { factsOf } from '#gate';
import type { Ctx } from '#kit/ctx';
import { announce } from '#kit/outbox';
import { append } from '#ledger';
import { handoverAsked } from '../announcements.ts';
import { broughtStore } from './brought-store.ts';
import { crowdStore } from './crowd-store.ts';
import { turnKeys } from './reception.ts';
import { close } from './sending.ts';
import { handoverStore } from './store.ts';
import { remindOfArrivals } from './waiting.ts';

export async function lookAtHandovers(ctx: Ctx): Promise<void> {
  await turnKeys(ctx);
  await handoverStore.sweep(ctx, new Date(ctx.now.getTime() - 3_600_000));
  for (const id of await handoverStore.sweepArrivals(ctx))
    await append(ctx, { kind: 'retention.handover-expired', facts: { handover: id } });
  await crowdStore.forget(ctx);
  await remindOfArrivals(ctx);
  for (const id of await handoverStore.toAskAbout(ctx)) {
    await handoverStore.heard(ctx, id, null, null); // announced once a day
    await announce(ctx, handoverAsked, { handover: id });
  }
  for (const id of await handoverStore.neverConfirmed(ctx)) await close(ctx, id, { because: 'not-confirmed' });
  for (const { id, person_id: person } of await broughtStore.overdueBrought(ctx)) {
    const isKept = (await factsOf(ctx, person)).some(({ kind }) => kind === 'restricted' || kind === 'held'); // Art. 18(2)
    if (!isKept) await broughtStore.dropBrought(ctx, id);
  }
}
