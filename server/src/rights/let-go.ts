// Letting somebody go of whom nothing is left to keep (Art. 5(1)(e)): an erasure that time asked for. Nobody asked, so nobody is told; all the rest is the same:
// case file, shred, deletion, probe, certificate.
import { isLive } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { announce, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { holdGroup } from '#people';
import { mayGo, runOut } from '#retention';
import { erasureApproved } from './announcements.ts';
import { open } from './requests.ts';
import { sealAndShred } from './seal-and-shred.ts';
import { type RequestId, store } from './store.ts';

/** Shreds the person's keys in one commit with the request that carries the rest out; who wrote or asked for something meanwhile stays. Safe to repeat. */
export async function letGo(work: Work, person: PersonId): Promise<void> {
  const who = { workspace: work.workspace, actor: { kind: 'system', id: 'retention' }, purpose: 'rights-fulfilment' } as const;
  await act(work.tools, who, (ctx) => shredUnlessNeeded(ctx, person)).catch((error: unknown) => {
    if (error !== needed) throw error;
  });
}

const needed = new Error('somebody wrote at this moment');

async function shredUnlessNeeded(ctx: Ctx, person: PersonId): Promise<void> {
  const [root] = await holdGroup(ctx, person);
  if (!(await mayGo(ctx))) return; // announced before a backup was restored: said again once the days of grace are over
  if (root === undefined || !(await isLive(ctx, root)) || (await runOut(ctx, [root])).length === 0) return;
  const row = await open(ctx, { person: root, kind: 'erasure', source: 'retention', clientKey: undefined });
  const request = row.id as RequestId;
  if (row.source !== 'retention') return; // they ask for it themselves
  await store.setState(ctx, request, 'approved', undefined);
  await store.step(ctx, request, 'approved', { because: 'period-ended' });
  await store.step(ctx, request, 'told', { person: 'nobody-asked' });
  await announce(ctx, erasureApproved, { request });
  await sealAndShred(ctx, row);
  // the shred waited for whoever was sealing a message: what they wrote is seen only now, and then nothing of this happened
  if ((await runOut(ctx, [root])).length === 0) throw needed;
}
