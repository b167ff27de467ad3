// Whoever gives more says why (Art. 25(2)): a role that is made or widened, one that is given or lasts longer. It is recorded without the words, stands on the list of settings, and is taken back there.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor, Ctx } from '#kit/ctx';
import { type InboxId, newId, type StaffId } from '#kit/ids';
import { list } from '#ledger';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { invite } from '../invitations.ts';
import { listSettings } from '../settings/list.ts';
import { undoStep } from '../settings/undo.ts';
import { viewStaff } from '../staff.ts';
import { endGrant, grant, grantsOf } from './grants.ts';
import { addRole, changeRole, listRoles } from './roles.ts';

let room: TestRoom;
let [carol, ada] = ['', ''] as string[] as [StaffId, StaffId];
beforeAll(async () => {
  room = await openRoom('access');
  carol = (await room.ctx((ctx) => viewStaff(ctx)))[0]?.id as StaffId;
  ada = (await room.ctx((ctx) => invite(ctx, { name: 'Ada', email: 'ada@example.com', role: 'agent', inboxes: [newId('inb')] }))).staff.id;
});
afterAll(() => room.stop());

const as = <T>(work: (ctx: Ctx) => Promise<T>, actor: Actor = staffWhoMayAll(carol)) => room.ctx(work, { actor });
const one = async (code: string) => (await as((ctx) => listSettings(ctx, 'en'))).items.find((each) => each.code === code);
const lowered = async () => (await room.ctx((ctx) => list(ctx, { kind: 'default.lowered', limit: 1 }))).items[0];
const needed = { code: 'invalid', extras: { because: 'reason-needed', article: '25(2)' } };
const reason = 'Ada is ill until May.';

test('a role that is given, or lasts longer, asks for a reason; taken back it is as before', async () => {
  const held = async () => (await room.ctx((ctx) => grantsOf(ctx, ada))).map(({ role, until }) => [role, until?.toISOString() ?? null]);
  const first = await held();
  expect(await one('access.grants'), 'a first role comes with the invitation').toMatchObject({ isStandard: true, parts: [] });
  const wanted = { staff: ada, role: 'auditor', until: new Date('2026-12-01T00:00:00Z') };
  for (const said of [undefined, ' ']) await expect(as((ctx) => grant(ctx, { ...wanted, reason: said }))).rejects.toMatchObject(needed);
  expect(await held(), 'without one nothing was given').toEqual(first);
  const { id } = await as((ctx) => grant(ctx, { ...wanted, reason }));
  const until = 'Auditor, in every inbox, until 2026-12-01';
  const step = { by: 'Carol', reason, before: 'not given', canUndo: true };
  expect(await one('access.grants')).toMatchObject({ value: '1', parts: [{ id, name: 'Ada', value: until, step }] });
  const entry = await lowered();
  expect(entry).toMatchObject({ actor: carol, facts: { setting: `access.grants/${id}`, before: 'not-given' } });
  expect(JSON.stringify(entry)).not.toContain('ill');

  await expect(as((ctx) => endGrant(ctx, id, null))).rejects.toMatchObject(needed);
  await as((ctx) => endGrant(ctx, id, new Date('2026-11-30T00:00:00Z'))); // a shorter one needs none
  await as((ctx) => endGrant(ctx, id, null, 'She stays.'));
  const longer = { reason: 'She stays.', before: 'Auditor, in every inbox, until 2026-11-30' };
  expect((await one('access.grants'))?.parts).toMatchObject([{ value: 'Auditor, in every inbox, without an end', step: longer }]);
  const stranger: Actor = { kind: 'staff', id: carol, reach: { permission: 'workspace.change', grants: [] } };
  await expect(as((ctx) => undoStep(ctx, 'access.grants', id), stranger)).rejects.toMatchObject({ code: 'not-permitted' });
  await as((ctx) => undoStep(ctx, 'access.grants', id));
  expect(await held()).toEqual([...first, ['auditor', '2026-11-30T00:00:00.000Z']]);
  await as((ctx) => undoStep(ctx, 'access.grants', id)); // no step is told of how it is now: back to the default
  expect(await held()).toEqual(first);
  expect(await one('access.grants')).toMatchObject({ isStandard: true, parts: [] });
});

test('a role of one’s own asks for a reason when it is made and for what it may do beyond that, and for nothing less', async () => {
  const words = { name: 'Returns', permissions: ['conversations.read'], purposes: ['service-conversation'] };
  await expect(as((ctx) => addRole(ctx, words))).rejects.toMatchObject(needed);
  const { id } = await as((ctx) => addRole(ctx, { ...words, reason }));
  const power = async () => (await room.ctx((ctx) => listRoles(ctx))).find((role) => role.id === id);
  await as((ctx) => changeRole(ctx, id, { ...words, name: 'Parcels' }));
  for (const wider of [
    { permissions: ['conversations.read', 'people.emails'] },
    { purposes: ['service-conversation', 'marketing'] },
    { purposes: null },
  ])
    await expect(
      as((ctx) => changeRole(ctx, id, { ...words, ...wider })),
      JSON.stringify(wider),
    ).rejects.toMatchObject(needed);
  expect(await power()).toMatchObject({ name: 'Parcels', permissions: words.permissions, purposes: words.purposes });
  await as((ctx) =>
    changeRole(ctx, id, { ...words, name: 'Parcels', permissions: ['people.read'], purposes: null, reason: 'They look up.' }),
  );
  const part = { id, name: 'Parcels', value: 'people.read; every purpose' };
  const step = { by: 'Carol', reason: 'They look up.', before: 'conversations.read; service-conversation', canUndo: true };
  expect((await one('access.own-roles'))?.parts).toMatchObject([{ ...part, step }]);
  await as((ctx) => grant(ctx, { staff: ada, role: id, inboxes: [newId('inb') as InboxId], reason }));
  expect((await one('access.grants'))?.parts).toMatchObject([
    { name: 'Ada, Parcels', value: 'a role of your own, in one inbox, without an end' },
  ]);
  await as((ctx) => undoStep(ctx, 'access.own-roles', id));
  expect(await power()).toMatchObject({ name: 'Parcels', permissions: words.permissions, purposes: words.purposes });
  await expect(
    as((ctx) => undoStep(ctx, 'access.own-roles', id)),
    'somebody holds it',
  ).rejects.toMatchObject({ code: 'conflict' });
});
