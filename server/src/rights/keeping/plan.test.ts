// What stays is chosen for one request, and approvals count for the plan that was approved.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor, Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { arrive } from '#people';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { mustFind } from '../answers.ts';
import { approve, open } from '../requests.ts';
import { keptOf } from './kept.ts';
import { dropKept, keepBack } from './plan.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.stop());

const carol = staffWhoMayAll('stf_car0l000000000000000000000' as StaffId) as Actor;
const boris = staffWhoMayAll('stf_b0r1s000000000000000000000' as StaffId) as Actor;
const by = <T>(actor: Actor, run: (ctx: Ctx) => Promise<T>) => room.ctx(run, { actor, purpose: 'rights-fulfilment' });
const twoNeeded = { name: 'test.two-needed', text: 'UPDATE requests SET approvals_needed = 2 WHERE workspace_id = $1 AND id = $2' };
const item = { scope: 'category', item: 'identities', ground: 'legal-claims', reason: 'Before the court.', until: '2027-03-01' } as const;

/** Ada's erasure, for which two have to approve. */
async function erasure() {
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `ada+${randomUUID()}@example.com`, name: 'Ada Example' }));
  const { id } = await by(carol, (ctx) => open(ctx, { person, kind: 'erasure', source: 'staff', clientKey: undefined }));
  await room.ctx((ctx) => ctx.db.run(twoNeeded, [ctx.workspace, id]));
  return id;
}

it('whoever changes what stays after the first approval cannot be the second: both look at the same plan', async () => {
  const id = await erasure();
  await by(boris, (ctx) => approve(ctx, id));
  const { id: kept } = await by(carol, (ctx) => keepBack(ctx, id, item));
  expect(await by(carol, (ctx) => approve(ctx, id))).toMatchObject({ state: 'received', approvals: 1 });
  await by(boris, (ctx) => dropKept(ctx, id, kept));
  expect(await by(boris, (ctx) => approve(ctx, id))).toMatchObject({ state: 'received', approvals: 1 });
  expect((await by(carol, (ctx) => approve(ctx, id))).state).toBe('in-progress');
});

it('a choice is taken back from its own request only', async () => {
  const [id, other] = [await erasure(), await erasure()];
  const { id: kept } = await by(carol, (ctx) => keepBack(ctx, id, item));
  await expect(by(carol, (ctx) => dropKept(ctx, other, kept))).rejects.toMatchObject({ code: 'not-found' });
  expect(await by(carol, (ctx) => keptOf(ctx, id))).toHaveLength(1);
  expect((await by(carol, (ctx) => mustFind(ctx, other))).state).toBe('received');
});
