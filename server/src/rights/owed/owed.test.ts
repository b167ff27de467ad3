// Who is owed a word has a day, stands on the work list, and is not forgotten: recipients (Art. 19) and people whose data came from elsewhere (Art. 14(3)).
import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { company, permissions } from '#access';
import type { Actor, Ctx } from '#kit/ctx';
import type { InboxId, PersonId, StaffId } from '#kit/ids';
import { arrive, cameFrom, hastenNotice, originsOf, prove } from '#people';
import { previewNotices } from '#purposes';
import { openCarriers } from '#test/carrier';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { unzipped } from '#test/unzip';
import { fulfil } from '../answers.ts';
import { buildArchive } from '../archive.ts';
import { openForAsker } from '../asker/by-address.ts';
import { listDue } from '../notices/due.ts';
import { recordNotice } from '../notices/notices.ts';
import { approve, open } from '../requests.ts';
import { remindOfOwed, sendOwed } from './owed.ts';
import { owedWords } from './words.ts';

let room: TestRoom;
let mail: Awaited<ReturnType<typeof openCarriers>>;
beforeAll(async () => {
  room = await openRoom();
  mail = await openCarriers(room, carol.actor);
  room.setTime('2026-11-30T09:00:00Z');
});
afterAll(() => {
  mail.restore();
  return room.stop();
});

const carol = { actor: staffWhoMayAll('stf_car0l000000000000000000000' as StaffId) as Actor, purpose: 'rights-fulfilment' };
const self = (id: PersonId) => ({ kind: 'person', id }) as Actor;
const act = <T>(run: (ctx: Ctx) => Promise<T>) => room.ctx(run, carol);
async function known(name: string): Promise<PersonId> {
  const address = { kind: 'email', value: `${name}+${randomUUID()}@example.com`, name: 'Ada Example', language: 'en' } as const;
  const { person, identity } = await room.ctx((ctx) => arrive(ctx, address));
  await room.ctx((ctx) => prove(ctx, identity, 'code'));
  return person;
}
/** What was corrected, and was carried by a relay that has to hear of it. */
async function corrected(person: PersonId) {
  await mail.carried(person, 'smtp-relay');
  const asked = { kind: 'rectification', text: 'It is Muster.', source: 'staff', clientKey: undefined } as const;
  const { id } = await act((ctx) => open(ctx, { person, ...asked }));
  await act((ctx) => fulfil(ctx, id, 'Corrected.'));
  return id;
}
type Mail = { staff: string; round: string };
const mails = (day: string) =>
  room.ctx(async (ctx) => {
    const waiting = { name: 'test.owed', text: `SELECT payload FROM outbox WHERE listener = 'rights.send-owed' ORDER BY id` };
    return (await ctx.db.all<{ payload: Mail }>(waiting, [])).map(({ payload }) => payload).filter(({ round }) => round.startsWith(day));
  });
/** How many mails each of those who hear of it gets on a day. */
async function round(day: string): Promise<number> {
  for (const hour of ['07', '08', '19']) {
    room.setTime(`${day}T${hour}:00:00Z`);
    await room.ctx(remindOfOwed, { purpose: 'rights-fulfilment' });
  }
  const all = await mails(day);
  return all.length / Math.max(1, new Set(all.map(({ staff }) => staff)).size);
}
const due = (run = act) => run((ctx) => listDue(ctx, {})).then(({ items }) => items.map(({ dueOn, daysLeft }) => [dueOn, daysLeft]));

it('Art. 19: a recipient has a day on the work list, and whoever decides is reminded before it and each week after it, until it was told', async () => {
  const id = await corrected(await known('ada'));
  expect((await act((ctx) => listDue(ctx, {}))).items).toMatchObject([
    {
      request: id,
      kind: 'rectification',
      person: { name: 'Ada Example' },
      recipient: 'smtp-relay',
      name: 'Carrier',
      duty: '19',
      daysLeft: 14,
    },
  ]);
  const heard: string[] = [];
  for (let day = Temporal.PlainDate.from('2026-12-01'); day.toString() < '2026-12-25'; day = day.add({ days: 1 }))
    if ((await round(day.toString())) === 1) heard.push(day.toString());
  expect(heard).toEqual(['2026-12-07', '2026-12-12', '2026-12-15', '2026-12-22']);
  expect(await due()).toEqual([['2026-12-14', -10]]);
  await act((ctx) => recordNotice(ctx, id, 'smtp-relay', { duty: '19', outcome: 'told', on: '2026-12-24', by: 'letter' }));
  expect(await due()).toEqual([]);
  expect(await round('2026-12-31')).toBe(0);
});

it('Art. 14(3): so is whoever was noted from elsewhere, and at once where a message went out without the notice', async () => {
  room.setTime('2027-01-04T09:00:00Z');
  const boris = await known('boris');
  await room.ctx((ctx) => cameFrom(ctx, boris, { purpose: 'marketing', origin: 'import', said: 'the fair' }));
  expect(await round('2027-01-27')).toBe(0);
  expect(await round('2027-01-28')).toBe(1);
  room.setTime('2027-02-06T09:00:00Z');
  const other = await known('carol');
  await room.ctx((ctx) => cameFrom(ctx, other, { purpose: 'marketing', origin: 'import', said: 'the fair' }));
  await room.ctx((ctx) => hastenNotice(ctx, other, 'communication'));
  expect(await round('2027-02-06'), 'together with what is late').toBe(1);
  const [first] = await mails('2027-02-06');
  await sendOwed({ workspace: room.workspace, tools: room.tools, attempt: 1 }, first as Mail);
});

it('Art. 14(3): who is known only by what somebody asks in their name has to be told so within a month, and nobody who asks themselves', async () => {
  room.setTime('2027-02-10T09:00:00Z');
  const asked = (email: string, onBehalf?: 'representative' | 'parent' | 'heir') =>
    act((ctx) =>
      openForAsker(ctx, { address: { email }, kind: 'access', ...(onBehalf && { onBehalf, shown: 'A power of attorney' }) }, undefined),
    );
  const cameOf = async (row: Awaited<ReturnType<typeof asked>>) =>
    (await act((ctx) => originsOf(ctx, row.person_id as PersonId))).map(({ purpose, origin, dueOn }) => `${purpose} ${origin} ${dueOn}`);
  const told = ['rights-fulfilment representative 2027-03-10'];
  const client = await asked('ada@client.example.com', 'representative');
  expect(await cameOf(client)).toEqual(told);
  await act((ctx) => approve(ctx, client.id));
  const copy = unzipped(
    await buffer(await room.ctx((ctx) => buildArchive(ctx, client), { ...carol, actor: self(client.person_id as PersonId) })),
  );
  expect(JSON.parse(copy.get('about-article-15.json') ?? '{}').source).toContain('From whoever asked us something in your name.');
  expect(await cameOf(await asked('boris@child.example.com', 'parent'))).toEqual(told);
  expect(await cameOf(await asked('carol@dead.example.com', 'heir'))).toEqual([]);
  expect(await cameOf(await asked('ada@self.example.com'))).toEqual([]);
  await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'boris@known.example.com' }));
  expect(await cameOf(await asked('boris@known.example.com', 'representative')), 'who was known before').toEqual([]);
  const drafts = async () => (await room.ctx(async (ctx) => previewNotices(ctx, (await company(ctx)) as never, []))).drafts;
  const tells = (await drafts()).flatMap(({ sections }) => sections.flatMap((section) => section.tells ?? []));
  expect(tells).toContain('rights-fulfilment/representative');
});

it('whoever sees one inbox is shown the recipients of those in it alone, pages go on where they ended, and another company sees none', async () => {
  room.setTime('2027-03-01T09:00:00Z');
  const ids = [await corrected(await known('ada')), await corrected(await known('ada'))];
  const grants = [{ permissions, purposes: null, inboxes: ['inb_elsewhere000000000000000' as InboxId], teams: null }];
  const narrow = { actor: { kind: 'staff', id: carol.actor.id, reach: { grants } } as Actor, purpose: 'rights-fulfilment' };
  expect(await due((run) => room.ctx(run, narrow))).toEqual([]);
  const first = await act((ctx) => listDue(ctx, { limit: 1 }));
  const second = await act((ctx) => listDue(ctx, { limit: 1, cursor: first.next ?? '' }));
  expect([...first.items, ...second.items].map(({ request }) => request).toSorted()).toEqual(ids.toSorted());
  expect(second.next).toBeNull();
  await expect(act((ctx) => listDue(ctx, { cursor: '2026-13-41 req_x smtp 19' }))).rejects.toMatchObject({ code: 'invalid' });
  const stranger = { ...carol, workspace: await room.anotherWorkspace() };
  expect(await due((run) => room.ctx(run, stranger))).toEqual([]);
});

it('the mail says how many and by when, in the language of the company, and names nobody', () => {
  const facts = { company: 'Lantern', page: 'https://lantern.example.com/requests' };
  const both = { ...facts, recipients: { n: 2, first: '2026-12-14' }, people: { n: 1, first: '2026-12-30' } };
  expect(owedWords('en', both).text).toMatch(/Art\. 19, 26\): 2, the first by December 14, 2026\n– .*Art\. 14\(3\)\): 1/);
  for (const [language, day] of Object.entries({ de: '14. Dezember 2026', fr: '14 décembre 2026', es: '14 de diciembre de 2026' }))
    expect(owedWords(language, both).text).toContain(day);
  expect(owedWords('en', { ...both, people: { n: 0, first: null } }).text).not.toContain('14(3)');
});
