// Two years of a company: what has run out goes by itself, what is held stays, and nobody is left of whom nothing is left (Art. 5(1)(e)).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { factsOf, keptAmong, lift, restrict } from '#gate';
import { isLive } from '#keys';
import type { Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import type { ConversationId, InboxId, PersonId } from '#kit/ids';
import { checks } from '#kit/room';
import { list } from '#ledger';
import { arrive, merge, setContractEnd, unmerge } from '#people';
import { changePurpose, purposeByCode } from '#purposes';
import { openRoom, type TestRoom } from '#test/room';
import { safeFile } from '../conversations/filetype.ts';
import { addInbox } from '../conversations/inboxes.ts';
import { receive } from '../conversations/receive.ts';
import { reply } from '../conversations/reply.ts';
import { changeThread } from '../conversations/threads.ts';
import { open as openRequest } from '../rights/requests.ts';
import { drain } from '../worker/queue.ts';
import { liftHold, listHolds, placeHold, reviewHold } from './holds.ts';
import { untilWhen } from './person.ts';
import { goingWithin, planFor } from './plan.ts';
import { store } from './store.ts';
import { sweep } from './sweep.ts';
import { takeTurn } from './turn.ts';

let room: TestRoom;
let inbox: InboxId;
let admin: pg.Client;
beforeAll(async () => {
  room = await openRoom();
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Support', channel: 'email', recipient: null }))).id;
  admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await room.stop();
});

const at = (day: string) => room.setTime(`${day}T09:00:00Z`);
const forRights = <T>(work: (ctx: Ctx) => Promise<T>) => room.ctx(work, { purpose: 'rights-fulfilment' });
const someone = async (name: string) =>
  (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `${name}@example.com`, name }))).person;
const write = (person: PersonId, text: string, conversation?: ConversationId) =>
  room.ctx(async (ctx) => (await receive(ctx, { inbox, person, text, conversation })).conversation);
const isThere = async (conversation: ConversationId) =>
  (await admin.query('SELECT 1 FROM conversations WHERE id = $1', [conversation])).rowCount === 1;
const check = (id: string) =>
  room.ctx(
    (ctx) =>
      checks
        .of(room)
        .find((each) => each.id === id)
        ?.run(ctx) ?? Promise.reject(new Error(`no check ${id}`)),
  );
const change = (code: string, to: object) =>
  room.ctx(async (ctx) => changePurpose(ctx, (await purposeByCode(ctx, code))!.id, { ...to, reason: 'the books say so' }));
const sweepOn = async (day: string) => {
  at(day);
  expect(await sweep(room.tools, { again: true })).toEqual({ failed: 0 });
  await drain(room.tools, room.workspace, () => false);
};
const filesOnDisk = () => {
  const root = path.join(room.settings.data, 'files', room.workspace);
  return existsSync(root) ? readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length : 0;
};
const refusal = async (text: string, values: unknown[]) =>
  admin.query(text, values).then(
    () => 'taken',
    (error: { code: string }) => error.code,
  );

it('a turn that ends exactly with a conversation leaves nothing of it', async () => {
  at('2020-01-04');
  const people = [await someone('edge-1'), await someone('edge-2'), await someone('edge-3')];
  for (const person of people) {
    const conversation = await write(person, 'one');
    for (const text of ['two', 'three']) await write(person, text, conversation);
  }
  at('2026-01-04');
  const left = async () =>
    (await admin.query('SELECT count(*)::int AS left FROM conversations WHERE person_id = ANY($1)', [people])).rows[0]?.left;
  expect(await left()).toBe(3);
  for (let stage = '', again = true; stage !== 'done'; again = false) stage = (await room.ctx((ctx) => takeTurn(ctx, 3, again))).stage;
  expect(await left()).toBe(0);
});

it('a company that was here before the house swept has days of grace, in which the plan tells the first day', async () => {
  at('2018-01-04');
  const conversation = await write(await someone('early'), 'long ago');
  at('2026-02-02');
  await admin.query("UPDATE retention_sweeps SET stage = 'done', not_before = '2026-02-16' WHERE workspace_id = $1", [room.workspace]);
  await sweepOn('2026-02-15');
  expect(await isThere(conversation)).toBe(true);
  const { going } = await room.ctx((ctx) => goingWithin(ctx, 30, 100));
  expect(going.find((life) => life.id === conversation)?.goesOn).toBe('2026-02-16');
  await sweepOn('2026-02-16');
  expect(await isThere(conversation)).toBe(false);
});

it('nothing is kept without a purpose that has a period: the database refuses', async () => {
  at('2027-01-04');
  const conversation = await write(await someone('planted'), 'hello');
  const insert = `INSERT INTO messages SELECT (jsonb_populate_record(m, jsonb_build_object('id', 'msg_planted', 'sequence', 99, 'client_key', NULL, 'purpose', $2::text))).*
    FROM messages m WHERE m.conversation_id = $1 LIMIT 1`;
  expect(await refusal(insert, [conversation, 'curiosity'])).toBe('23503');
  expect(await refusal("UPDATE messages SET purpose = 'curiosity' WHERE conversation_id = $1", [conversation])).toBe('55006');
  expect(await refusal(insert, [conversation, 'service-messages'])).toBe('taken');
  for (const period of ['', 'P0D', 'P2W', 'forever', null])
    expect(
      await refusal(
        `INSERT INTO purposes SELECT (jsonb_populate_record(p, jsonb_build_object('version', p.version + 1, 'period', $1::text))).* FROM purposes p WHERE p.code = 'marketing'`,
        [period],
      ),
    ).toMatch(/^235(14|02)$/);
});

it('months and years are those of the calendar, in the database as in Temporal', async () => {
  const days = Array.from({ length: 60 }, (_, number) =>
    Temporal.PlainDate.from('2027-12-15')
      .add({ days: number * 13 })
      .toString(),
  );
  const periods = ['P1D', 'P30D', 'P1M', 'P6M', 'P18M', 'P1Y', 'P3Y'];
  const { rows } = await admin.query<{ day: string; period: string; ends: string }>(
    `SELECT d AS day, p AS period, to_char(d::date + p::interval, 'YYYY-MM-DD') AS ends FROM unnest($1::text[]) d CROSS JOIN unnest($2::text[]) p`,
    [days, periods],
  );
  expect(rows).toHaveLength(420);
  for (const { day, period, ends } of rows)
    expect(ends, `${day} ${period}`).toBe(
      Temporal.PlainDate.from(day).add(Temporal.Duration.from(period), { overflow: 'constrain' }).toString(),
    );
});

it('two years pass: purposes end one after another, contact begins the period again, holds keep', async () => {
  await change('service-conversation', { period: 'P6M' });
  await change('service-messages', { period: 'P1Y' });
  at('2027-02-01');
  const [ada, boris, carol, dora] = [await someone('ada'), await someone('boris'), await someone('carol'), await someone('dora')];
  const short = await write(ada, 'one question');
  const file = await safeFile({ name: 'a.txt', type: 'text/plain', bytes: Buffer.from('a lamp') });
  const sendFile = (person: PersonId, text: string) =>
    room.ctx(async (ctx) => (await receive(ctx, { inbox, person, text, attachments: [file] })).conversation);
  const both = await sendFile(boris, 'an order');
  await room.ctx((ctx) => reply(ctx, { conversation: both, text: 'your receipt', purpose: 'service-messages' }));
  const again = await write(carol, 'first');
  const sued = await write(dora, 'I will see you in court');
  await room.ctx((ctx) => reply(ctx, { conversation: sued, text: 'your invoice', purpose: 'service-messages' }));
  const idle = await write(dora, 'and another thing');
  const withFile = await sendFile(ada, 'see here');
  expect(filesOnDisk()).toBe(2);
  const hold = await forRights((ctx) =>
    placeHold(ctx, { conversation: sued, ground: 'legal-claims', reason: 'a claim is announced', reviewOn: '2027-12-01' }),
  );

  at('2027-05-01');
  await write(carol, 'second', again);

  at('2027-07-15');
  const { purposes } = await room.ctx((ctx) => planFor(ctx, 30));
  const service = purposes.find((each) => each.purpose === 'service-conversation');
  // the last day is the first of August, a Sunday; what it keeps goes on the second, a Monday
  expect(service?.weeks).toEqual([
    { from: '2027-07-12', conversations: 0, messages: 1, people: 1 }, // what was planted before, beside a message of a longer purpose
    { from: '2027-08-02', conversations: 3, messages: 4, people: 3 },
  ]);
  expect(service?.held).toEqual([{ because: 'held', conversations: 1, people: 1 }]);
  expect(await room.ctx((ctx) => untilWhen(ctx, [boris]))).toMatchObject({
    conversations: [{ purpose: 'service-messages', goesOn: '2028-02-02', count: 1, because: null }],
    personGoesOn: '2028-02-02',
  });

  await sweepOn('2027-08-01');
  expect(await isThere(short)).toBe(true);
  await sweepOn('2027-08-02');
  expect([await isThere(short), await isThere(withFile), await isThere(idle)]).toEqual([false, false, false]);
  expect([await isThere(both), await isThere(again), await isThere(sued)]).toEqual([true, true, true]);
  expect(filesOnDisk()).toBe(0);
  const served = `SELECT m.purpose, c.last_message_id = m.id AS "isLast", c.last_sequence AS last, c.unread FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE c.id = $1`;
  expect((await admin.query(served, [both])).rows, 'the question goes on its day, the receipt stays').toEqual([
    { purpose: 'service-messages', isLast: true, last: 2, unread: 0 },
  ]);
  expect((await admin.query(served, [sued])).rowCount, 'a hold keeps both').toBe(2);
  const isKnown = (person: PersonId) => room.ctx((ctx) => isLive(ctx, person));
  expect([await isKnown(ada), await isKnown(boris), await isKnown(dora)]).toEqual([false, true, true]);
  for (const holding of holdings.of(room))
    if (holding.about === 'person' && holding.count)
      expect(await room.ctx(async (ctx) => holding.count?.(ctx, [ada])), holding.table).toBe(0);
  const certificates = await admin.query("SELECT state, person_id, closed_at FROM requests WHERE source = 'retention'");
  expect(certificates.rows.map((row) => [row.state, row.person_id])).toContainEqual(['fulfilled', null]);

  await sweepOn('2027-11-02');
  expect(await isThere(again)).toBe(false); // six months after the second message
  expect(await check('retention.holds-are-reviewed')).toBe(0);
  at('2027-12-02');
  expect(await check('retention.holds-are-reviewed')).toBe(1);
  expect((await forRights((ctx) => listHolds(ctx, 'standing')))[0]).toMatchObject({ reason: 'a claim is announced', isDue: true });
  await forRights((ctx) => reviewHold(ctx, hold.id, { reason: 'the court has set a day', reviewOn: '2028-11-01' }));
  expect(await check('retention.holds-are-reviewed')).toBe(0);
  await expect(
    forRights((ctx) => placeHold(ctx, { person: dora, ground: 'legal-claims', reason: 'x', reviewOn: '2029-11-01' })),
  ).rejects.toMatchObject({ code: 'invalid' });

  await sweepOn('2028-02-02');
  expect([await isThere(both), await isKnown(boris)]).toEqual([false, false]); // the longer purpose has ended
  expect([await isThere(sued), await isKnown(dora)]).toEqual([true, true]);
  await forRights((ctx) => liftHold(ctx, hold.id));
  await sweepOn('2028-02-03');
  expect(await isThere(sued)).toBe(false);
  expect(await isKnown(dora)).toBe(true); // that a hold was lifted is proof for three years
  await sweepOn('2031-02-05');
  expect(await isKnown(dora)).toBe(false);
  const swept = await room.ctx((ctx) => list(ctx, { kind: 'retention.deleted', limit: 100 }));
  expect(swept.items.map((entry) => entry.facts)).toContainEqual({ purpose: 'service-conversation', conversations: 3, messages: 4 });
  const figures = await room.ctx((ctx) => store.figures(ctx));
  expect(figures).toContainEqual({
    month: '2027-02',
    purpose: 'service-conversation',
    channel: 'email',
    conversations: null,
    messages: null,
  });
});

it('a restriction and an open request hold back, also for whoever is joined with them', async () => {
  at('2031-03-01');
  const [ada, boris, carol] = [await someone('ada2'), await someone('boris2'), await someone('carol2')];
  const theirs = [await write(ada, 'a'), await write(boris, 'b'), await write(carol, 'c')];
  await room.ctx((ctx) => merge(ctx, ada, boris, 'agent-decision'));
  const asked = { person: ada, kind: 'restriction', source: 'person', clientKey: undefined, text: 'that is not right' } as const;
  await room.ctx((ctx) => openRequest(ctx, asked), { purpose: 'rights-fulfilment', actor: { kind: 'person', id: ada } });
  at('2031-09-10');
  expect(await check('retention.nothing-past-its-period')).toBe(1); // carol's, a week late: the example that fails
  const { going } = await room.ctx((ctx) => goingWithin(ctx, 30, 100));
  expect(going.filter((life) => theirs.includes(life.id)).map((life) => life.because)).toEqual(['restricted', 'restricted', null]);
  await sweepOn('2031-09-10');
  expect(await Promise.all(theirs.map(isThere))).toEqual([true, true, false]);
  expect(await check('retention.nothing-past-its-period')).toBe(0);
  const fact = (await room.ctx((ctx) => factsOf(ctx, ada)))[0];
  await room.ctx((ctx) => lift(ctx, fact?.id as NonNullable<typeof fact>['id']));
  await sweepOn('2031-09-11');
  expect(await Promise.all(theirs.map(isThere))).toEqual([true, true, false]); // the request is still open
});

it('counts from closing, from the end of a contract and from the first message where a purpose says so', async () => {
  at('2032-01-10');
  const person = await someone('erin');
  const [open, closed] = [await write(person, 'open'), await write(person, 'to be closed')];
  await change('service-conversation', { starts: 'closing' });
  at('2032-03-10');
  await room.ctx((ctx) => changeThread(ctx, closed, { status: 'closed' }));
  const days = async () => new Map((await room.ctx((ctx) => store.livesOf(ctx, [person]))).map((life) => [life.id, life.endsOn]));
  expect([(await days()).get(open), (await days()).get(closed)]).toEqual(['2032-07-10', '2032-09-10']);
  await change('service-conversation', { starts: 'end-of-contract' });
  expect((await days()).get(open)).toBe('2032-07-10'); // not known: the last contact counts
  await room.ctx((ctx) => setContractEnd(ctx, [person], '2032-05-31'));
  expect((await days()).get(open)).toBe('2032-11-30');
  await change('service-conversation', { starts: 'collected' });
  at('2032-06-10');
  await write(person, 'still here', open);
  expect((await days()).get(open)).toBe('2032-07-10');
  await sweepOn('2032-07-11');
  expect(await isThere(open)).toBe(false);
  await change('service-conversation', { starts: 'last-contact' });
});

it('whoever writes at the moment of the sweep stays, and other companies neither see nor wait', async () => {
  at('2033-01-01');
  const person = await someone('fay');
  const conversation = await write(person, 'long ago');
  const other = await room.anotherWorkspace();
  at('2033-08-01');
  let isWriting = (): void => undefined;
  const halfway = new Promise<void>((resolve) => {
    isWriting = resolve;
  });
  const writing = room.ctx(async (ctx) => {
    await receive(ctx, { inbox, person, text: 'are you there?', conversation });
    await halfway;
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  await sweepOn('2033-08-01');
  isWriting();
  await writing;
  expect(await isThere(conversation)).toBe(true);
  expect(await room.ctx((ctx) => store.page(ctx, '2040-01-01', { at: null, id: null }, 10), { workspace: other })).toBeUndefined();
  const seen = await room.ctx(async (ctx) => [await listHolds(ctx, 'lifted'), await store.figures(ctx)], {
    workspace: other,
    purpose: 'rights-fulfilment',
  });
  expect(seen).toEqual([[], []]);
  expect((await room.ctx((ctx) => takeTurn(ctx, 100), { workspace: other })).stage).toBe('done'); // swept with the rest
});

it('killed within a turn and between two, a sweep goes on and counts nothing twice', { timeout: 120_000 }, async () => {
  at('2034-01-01');
  const person = await someone('gus');
  const conversations: ConversationId[] = [];
  for (let number = 0; number < 6; number += 1) conversations.push(await write(person, `line ${number}`));
  // most of them long, as rows beside those that came in by the doors, so that they take several turns
  for (const conversation of conversations)
    await admin.query(
      `INSERT INTO messages SELECT (jsonb_populate_record(m, jsonb_build_object('id', 'msg_' || replace(gen_random_uuid()::text, '-', ''), 'sequence', n + 1, 'client_key', NULL))).*
       FROM messages m CROSS JOIN generate_series(1, 199) n WHERE m.conversation_id = $1`,
      [conversation],
    );
  const time = '2034-08-01T09:00:00Z';
  const child = path.join(import.meta.dirname, '../../test/support/sweep-and-die.ts');
  const left = async () =>
    Number((await admin.query('SELECT count(*) FROM messages WHERE conversation_id = ANY($1)', [conversations])).rows[0].count);
  const dieOnce = async (where: string, which: number) => {
    const dying = spawn(process.execPath, [child, room.adminUrl, room.settings.data, time, where, String(which)], {
      env: { ...process.env, PARLEY_KEYS_DATABASE_URL: room.settings.keysDatabaseUrl },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    expect((await once(dying, 'exit'))[1], where).toBe('SIGKILL');
  };
  const before = await figureOf('2034-01');
  await dieOnce('within', 1);
  expect(await left()).toBe(1200); // the turn was not committed
  await dieOnce('between', 1);
  expect(await left()).toBeLessThan(1200);
  expect(await left()).toBeGreaterThan(0);
  await sweepOn('2034-08-01');
  expect(await left()).toBe(0);
  expect(await figureOf('2034-01')).toEqual({ conversations: before.conversations + 6, messages: before.messages + 1200 });
  expect(await room.ctx((ctx) => isLive(ctx, person))).toBe(false);
});

it('what is written today into a conversation that goes on does not go tonight, whenever its purpose begins to count, and what goes unread is unread no more', async () => {
  at('2036-01-10');
  await change('service-messages', { starts: 'collected', period: 'P1M' });
  const person = await someone('hal');
  const conversation = await write(person, 'one');
  for (const text of ['two', 'three']) await write(person, text, conversation);
  at('2036-03-20');
  const plant = `INSERT INTO messages SELECT (jsonb_populate_record(m, jsonb_build_object('id', 'msg_today_' || n, 'sequence', 3 + n, 'client_key', NULL, 'purpose', 'service-messages', 'at', $2::text))).*
    FROM messages m CROSS JOIN generate_series(1, 2) n WHERE m.conversation_id = $1 AND m.sequence = 1`;
  await admin.query(plant, [conversation, '2036-03-20T08:00:00Z']);
  await admin.query(`UPDATE conversations SET last_sequence = 5, last_message_at = '2036-03-20T08:00:00Z', unread = 3 WHERE id = $1`, [
    conversation,
  ]);
  const state = async () => {
    const text = `SELECT unread, (SELECT count(*)::int FROM messages WHERE conversation_id = c.id) AS messages FROM conversations c WHERE id = $1`;
    return (await admin.query(text, [conversation])).rows;
  };
  const { going } = await room.ctx((ctx) => goingWithin(ctx, 60, 100));
  expect(going.filter(({ id }) => id === conversation)).toMatchObject([{ messages: 2, isWhole: false, goesOn: '2036-04-21' }]);
  await sweepOn('2036-04-20');
  expect(await state()).toEqual([{ unread: 3, messages: 5 }]);
  await sweepOn('2036-04-21');
  expect(await state(), 'the last of those that stay was not seen yet').toEqual([{ unread: 1, messages: 3 }]);
  expect(await room.ctx((ctx) => untilWhen(ctx, [person]))).toMatchObject({
    conversations: [{ purpose: 'service-conversation', goesOn: '2036-09-21' }],
  });
});

it('whoever is parted from somebody held is held until the hold is copied to them', async () => {
  at('2037-01-10');
  const [ada, boris] = [await someone('ada3'), await someone('boris3')];
  const theirs = await write(boris, 'b');
  const joined = await room.ctx((ctx) => merge(ctx, ada, boris, 'agent-decision'));
  await room.ctx((ctx) => restrict(ctx, ada, { kind: 'restricted', ground: 'requested' }));
  at('2037-08-01');
  await room.ctx((ctx) => unmerge(ctx, joined));
  expect([...(await room.ctx((ctx) => keptAmong(ctx, [boris])))], 'their fields and tags too').toEqual([boris]);
  for (const day of ['2037-08-01', '2037-08-02']) {
    await sweepOn(day); // the first before what was announced is carried out, the second after
    expect([await isThere(theirs), await room.ctx((ctx) => isLive(ctx, boris))], day).toEqual([true, true]);
  }
  const [fact] = await room.ctx((ctx) => factsOf(ctx, boris));
  await room.ctx((ctx) => lift(ctx, fact?.id as NonNullable<typeof fact>['id']));
  await sweepOn('2037-08-03');
  expect(await isThere(theirs)).toBe(false);
});

const figureOf = async (month: string) =>
  (
    await admin.query<{ conversations: number; messages: number }>(
      'SELECT coalesce(sum(conversations), 0)::int AS conversations, coalesce(sum(messages), 0)::int AS messages FROM retention_figures WHERE workspace_id = $1 AND month = $2',
      [room.workspace, month],
    )
  ).rows[0] ?? { conversations: 0, messages: 0 };
