import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kit/ctx';
import { newId, type StaffId } from '#kit/ids';
import { list } from '#ledger';
import { openRoom, type TestRoom } from '#test/room';
import { acceptInvitation, invite } from '../access/invitations.ts';
import { suspend, takeAway } from '../access/leaving/leaving.ts';
import { decideLine, readReview, startReview } from '../access/reviews/reviews.ts';
import { viewStaff } from '../access/staff.ts';
import { teamHoldings } from './holdings.ts';
import { addTeam, changeTeam, mostTeams, restTeam } from './manage.ts';
import { membershipsEnd } from './members.ts';
import { listTeamNames, listTeams, myTeams, servedBy, teamsFor } from './read.ts';

let room: TestRoom;
let [carol, ada, boris]: StaffId[] = [];
const [repairs, sales] = [newId('inb'), newId('inb')] as const;
beforeAll(async () => {
  room = await openRoom('teams');
  carol = (await room.ctx((ctx) => viewStaff(ctx)))[0]?.id;
  [ada, boris] = [await join('Ada'), await join('Boris')];
});
afterAll(() => room.stop());

const by = (id: StaffId | undefined): { actor: Actor; purpose: string } => ({
  actor: { kind: 'staff', id: id as StaffId },
  purpose: 'staff-administration',
});
async function join(name: string): Promise<StaffId> {
  const { link } = await room.ctx((ctx) => invite(ctx, { name, email: `${name.toLowerCase()}@example.com`, role: 'agent' }));
  return (await acceptInvitation(room.tools, link.split('#')[1] ?? '', { name, password: 'nine quiet kettles hum' })).staff;
}
/** What the worker does with the announcement. */
const gone = (staff: StaffId | undefined) =>
  membershipsEnd.handle({ workspace: room.workspace, tools: room.tools, attempt: 1 }, { staff: staff as string });
const acts = async (kind: string) =>
  (await room.ctx((ctx) => list(ctx, { kind, limit: 20 }))).items.map(({ subject, facts }) => ({ subject, facts }));
const membersOf = async (id: string) =>
  (await room.ctx((ctx) => listTeams(ctx))).find((team) => team.id === id)?.members.map(({ name }) => name);
const asCarol = <T>(work: Parameters<typeof room.ctx<T>>[0]) => room.ctx(work, by(carol));

test('a team is made, changed and put to rest, each act in the ledger by ids and never by its name', async () => {
  const made = await asCarol((ctx) =>
    addTeam(ctx, { name: '  North   side ', inboxes: [repairs, sales], members: [ada as string, boris as string] }),
  );
  expect(made).toMatchObject({ name: 'North side', inboxes: [repairs, sales], restedAt: null });
  const same = asCarol((ctx) => addTeam(ctx, { name: 'NORTH SIDE' }));
  await expect(same).rejects.toMatchObject({ code: 'conflict', extras: { because: 'name-taken' } });
  for (const wrong of [{ name: ' ' }, { name: 'South', members: [newId('stf')] }])
    await expect(asCarol((ctx) => addTeam(ctx, wrong))).rejects.toMatchObject({ code: 'invalid' });
  await asCarol((ctx) => changeTeam(ctx, made.id, { name: 'North', inboxes: [sales], members: [boris as string] }));
  expect([await membersOf(made.id), await room.ctx((ctx) => servedBy(ctx, made.id))]).toEqual([['Boris'], [sales]]);
  for (const seen of [{ inboxes: [sales, repairs] }, { members: [ada as string, boris as string] }])
    await expect(asCarol((ctx) => changeTeam(ctx, made.id, { inboxes: [], seen }))).rejects.toMatchObject({ code: 'conflict' });
  await asCarol((ctx) => changeTeam(ctx, made.id, { members: [boris as string], seen: { inboxes: [sales], members: [boris as string] } }));
  expect(await room.ctx((ctx) => myTeams(ctx), by(boris))).toEqual([made.id]);
  expect(await room.ctx((ctx) => teamsFor(ctx, repairs), by(boris))).toEqual([]);
  await asCarol((ctx) => restTeam(ctx, made.id));
  expect([await membersOf(made.id), await room.ctx((ctx) => servedBy(ctx, made.id))]).toEqual([[], []]);
  await expect(asCarol((ctx) => restTeam(ctx, made.id))).rejects.toMatchObject({ code: 'not-found' });
  await expect(asCarol((ctx) => changeTeam(ctx, made.id, { name: 'South' }))).rejects.toMatchObject({ code: 'not-found' });
  const again = await asCarol((ctx) => addTeam(ctx, { name: 'North' })); // its name is free again
  expect(await acts('team.made')).toEqual([
    { subject: null, facts: { team: again.id, inboxes: '' } },
    { subject: null, facts: { team: made.id, inboxes: `${repairs},${sales}` } },
  ]);
  expect(await acts('team.changed')).toEqual([{ subject: null, facts: { team: made.id, renamed: 1, inboxes: sales } }]);
  expect(new Set((await acts('team.member-removed')).map(({ subject }) => subject))).toEqual(new Set([ada, boris]));
  expect(await acts('team.rested')).toEqual([{ subject: null, facts: { team: made.id } }]);
});

test('a membership is somebody’s own data: in their copy, in a review, kept through a suspension and gone when they leave', async () => {
  const members = [ada as string, boris as string];
  const team = await asCarol((ctx) => addTeam(ctx, { name: 'South', members }));
  const copy = await room.ctx((ctx) => teamHoldings[0]?.export?.(ctx, undefined, [ada as never]) ?? Promise.resolve([]));
  expect(copy).toMatchObject([{ fields: { team: 'South', source: 'colleague' } }]);

  await asCarol((ctx) => startReview(ctx));
  const lineOf = async (staff: StaffId | undefined) =>
    (await room.ctx((ctx) => readReview(ctx)))?.members
      .find((each) => each.staff === staff)
      ?.lines.find(({ kind }) => kind === 'membership');
  const line = await lineOf(boris);
  expect(line).toMatchObject({ name: 'South', decision: null });
  await asCarol((ctx) => decideLine(ctx, carol as StaffId, line?.id ?? '', { keep: false, reason: 'works elsewhere' }));
  expect([await membersOf(team.id), (await lineOf(boris))?.decision]).toEqual([['Ada'], 'taken']);

  await asCarol((ctx) => suspend(ctx, ada as StaffId));
  await gone(ada);
  expect(await membersOf(team.id)).toEqual(['Ada']);
  await asCarol((ctx) => takeAway(ctx, ada as StaffId));
  await gone(ada);
  expect(await membersOf(team.id)).toEqual([]);
});

test('another company sees none of it, and nobody makes more than a hundred', async () => {
  const loom = await room.anotherWorkspace();
  expect(await room.ctx((ctx) => listTeams(ctx), { workspace: loom })).toEqual([]);
  const [rested] = (await room.ctx((ctx) => listTeams(ctx))).filter(({ restedAt }) => restedAt);
  expect(await room.ctx((ctx) => listTeamNames(ctx, [rested?.id ?? '']), { workspace: loom })).toEqual([]);
  const names = await asCarol((ctx) => listTeamNames(ctx, [rested?.id ?? '']));
  expect(names.filter(({ restedAt }) => restedAt)).toMatchObject([{ id: rested?.id, name: rested?.name }]);
  expect((await asCarol((ctx) => listTeamNames(ctx, []))).some(({ restedAt }) => restedAt)).toBe(false);
  await asCarol(async (ctx) => {
    const standing = (await listTeams(ctx)).filter(({ restedAt }) => !restedAt).length;
    for (let at = standing; at < mostTeams; at++) await addTeam(ctx, { name: `Team ${at}` });
  });
  await expect(asCarol((ctx) => addTeam(ctx, { name: 'One more' }))).rejects.toMatchObject({ code: 'conflict' });
});
