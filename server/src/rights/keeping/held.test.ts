// A legal hold over what is kept back goes on after the erasure: it ends by being lifted and by nothing else (Art. 17(3)(b), (e)).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addInbox, receive } from '#conversations';
import type { Actor, Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { arrive } from '#people';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { blocksOf } from '../../departure/end/course.ts';
import { placeHold } from '../../retention/holds.ts';
import { rightsChecks } from '../checks.ts';
import { approve, open } from '../requests.ts';
import { erasureNotice } from '../words.ts';
import { keptIn } from './certified.ts';
import { lookAtKept } from './clock.ts';
import { keptOf, liftKeptHold, release } from './kept.ts';
import { keepBack } from './plan.ts';
import { answersHolds } from './rules.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.stop());

const carol = { actor: staffWhoMayAll('stf_car0l000000000000000000000' as StaffId) as Actor, purpose: 'rights-fulfilment' };
const as = <T>(run: (ctx: Ctx) => Promise<T>) => room.ctx(run, carol);
const claim = { ground: 'legal-claims', reason: 'The invoice is before the court.' } as const;

/** Ada's conversation under a hold, and her erasure that waits for an approval. */
async function heldConversation() {
  const inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Chat', channel: 'web-chat', recipient: null }))).id;
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `ada+${randomUUID()}@example.com`, name: 'Ada Example' }));
  const message = { inbox, person, text: 'the invoice', continues: false, clientKey: randomUUID() };
  const { conversation } = await room.ctx((ctx) => receive(ctx, message));
  await as((ctx) => placeHold(ctx, { conversation, ...claim, reviewOn: '2027-03-01' }));
  const { id } = await as((ctx) => open(ctx, { person, kind: 'erasure', source: 'staff', clientKey: undefined }));
  return { id, item: { scope: 'conversation', item: conversation, ...claim } as const };
}

it('a held conversation is kept back on the ground of its hold, and no shorter than until somebody looks again', async () => {
  const { id, item } = await heldConversation();
  for (const other of [{ until: '2026-11-25' }, { until: '2027-03-02', ground: 'archiving' } as const])
    await expect(as((ctx) => keepBack(ctx, id, { ...item, ...other }))).rejects.toMatchObject({ code: 'invalid' });
  await as((ctx) => keepBack(ctx, id, { ...item, until: '2027-03-01' }));
  const second = { conversation: item.item, ...claim, reviewOn: '2027-06-01' }; // a hold that came after the choice, and lasts longer
  await as((ctx) => placeHold(ctx, second));
  await expect(as((ctx) => approve(ctx, id))).rejects.toMatchObject({ code: 'gate-refused' });
  expect(answersHolds({ ground: 'archiving', until: '2026-12-01' }, [])).toBe(true);
});

it('what is kept back under a hold outlives its day, is reported, and goes only once the hold is lifted', async () => {
  const { id, item } = await heldConversation();
  await as((ctx) => keepBack(ctx, id, { ...item, until: '2027-03-02' }));
  await as((ctx) => approve(ctx, id));
  const [kept] = await as((ctx) => keptOf(ctx, id));
  if (!kept) throw new Error('nothing was kept');
  expect(kept).toMatchObject({ state: 'kept', held: true });
  expect(keptIn([kept])).toMatchObject([{ isHeld: true }]);
  expect((await as((ctx) => erasureNotice(ctx, id, 'en', false))).text).toContain('stays until a legal case no longer needs it');
  room.setTime('2027-05-01T12:00:00Z');
  await room.ctx(lookAtKept);
  expect(await as((ctx) => keptOf(ctx, id))).toMatchObject([{ state: 'kept', reminded: 'over' }]);
  expect(await room.ctx(async (ctx) => rightsChecks.find((each) => each.id === 'rights.kept-ends')?.run(ctx))).toBe(1);
  await expect(as((ctx) => release(ctx, id, kept.id, 'ended'))).rejects.toMatchObject({ code: 'conflict', extras: { because: 'held' } });
  const end = { holds: 'wait', returns: false, figures: {} } as Parameters<typeof blocksOf>[1];
  const holds = async () => (await room.ctx((ctx) => blocksOf(ctx, end))).find(({ because }) => because === 'legal-holds')?.count ?? 0;
  const before = await holds(); // the end of a company waits for it too
  expect(await as((ctx) => liftKeptHold(ctx, id, kept.id))).toMatchObject({ held: false });
  expect(await holds()).toBe(before - 1);
  await expect(as((ctx) => liftKeptHold(ctx, id, kept.id))).rejects.toMatchObject({ code: 'conflict' });
  await room.ctx(lookAtKept);
  expect(await as((ctx) => keptOf(ctx, id))).toMatchObject([{ state: 'erased' }]);
});
