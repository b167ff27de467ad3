// Four years of a customer: proof of what is over goes by its own period while they stay, and what is in force stays with what proves it (Art. 5(1)(e), 7(1), 17(3)).
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type NewConsent, record, stateOf, withdraw } from '#consent';
import { factsOf, lift, restrict } from '#gate';
import type { Ctx } from '#kit/ctx';
import { type ConversationId, type InboxId, newId, type PersonId } from '#kit/ids';
import { checks } from '#kit/room';
import { list } from '#ledger';
import { arrive } from '#people';
import { changePurpose, publishNotices, purposeByCode } from '#purposes';
import { openRoom, type TestRoom } from '#test/room';
import { addInbox } from '../conversations/inboxes.ts';
import { receive } from '../conversations/receive.ts';
import { open as openRequest } from '../rights/requests.ts';
import { store as stores } from '../stores/store.ts';
import { drain } from '../worker/queue.ts';
import { liftHold, placeHold } from './holds.ts';
import { planFor } from './plan.ts';
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
const late = () =>
  room.ctx((ctx) => {
    const check = checks.of(room).find(({ id }) => id === 'retention.nothing-past-its-period');
    return check?.run(ctx) ?? Promise.reject(new Error('no such check'));
  });
const sweepOn = async (day: string) => {
  at(day);
  expect(await sweep(room.tools, { again: true })).toEqual({ failed: 0 });
  await drain(room.tools, room.workspace, () => false);
};

it('proof of what is over goes while its person stays; what is in force stays, and everything of whoever is held', async () => {
  at('2040-01-10');
  const notice = await room.ctx(async (ctx) => {
    await changePurpose(ctx, (await purposeByCode(ctx, 'marketing'))!.id, { active: true, reason: 'a spring letter' });
    const facts = {
      ...{ address: '1 Quay Street', contactEmail: 'hello@example.com', dpoContact: '', authority: 'Authority', country: 'DE' },
    };
    return (await publishNotices(ctx, { name: 'Lantern & Loom', ...facts }, [])).published[0]!;
  });
  const [ada, boris] = [await someone('ada-proofs'), await someone('boris-proofs')];
  const [other, elsewhere] = [await room.anotherWorkspace(), { purpose: 'rights-fulfilment' }];
  const ended = async (ctx: Ctx, person: PersonId) => lift(ctx, await restrict(ctx, person, { kind: 'restricted', ground: 'requested' }));
  const facts = async () => (await admin.query('SELECT FROM gate_facts WHERE workspace_id = $1', [other])).rowCount;
  await room.ctx(async (ctx) => ended(ctx, (await arrive(ctx, { kind: 'email', value: 'dan@example.com' })).person), { workspace: other });
  for (const person of [ada, boris]) {
    const asked = { person, kind: 'access', source: 'person', clientKey: undefined } as const;
    await room.ctx((ctx) => openRequest(ctx, asked), { ...elsewhere, actor: { kind: 'person', id: person } });
    const yes: NewConsent = {
      ...{ person, purpose: 'marketing', channel: 'email', state: 'given', method: 'privacy-page', by: 'self' },
      ...{ notice, language: 'en', wording: 'Yes.', session: { ip: '192.0.2.7' } },
    };
    const say = (more: Partial<NewConsent>) => room.ctx((ctx) => record(ctx, { ...yes, ...more }));
    await say({});
    await say({ channel: 'web-chat', confirms: await say({ channel: 'web-chat', state: 'pending' }) });
    await room.ctx((ctx) => ended(ctx, person));
    await room.ctx((ctx) => restrict(ctx, person, { kind: 'objected', ground: 'own-situation', purpose: 'service-messages' }));
    const over = { person, ground: 'legal-claims', reason: 'a claim', reviewOn: '2040-06-01' } as const;
    await forRights(async (ctx) => liftHold(ctx, (await placeHold(ctx, over)).id));
  }
  const standing = await forRights((ctx) =>
    placeHold(ctx, { person: boris, ground: 'legal-claims', reason: 'a suit', reviewOn: '2040-06-01' }),
  );
  at('2040-02-10');
  for (const person of [ada, boris]) await room.ctx((ctx) => withdraw(ctx, person, 'marketing', 'email', 'privacy-page'));
  const rowsOf = async (person: PersonId): Promise<number[]> => {
    const of = (table: string) => `(SELECT count(*)::int FROM ${table} WHERE person_id = $1)`;
    const steps = '(SELECT count(*)::int FROM request_steps s JOIN requests r ON r.id = s.request_id WHERE r.person_id = $1)';
    const counts = [of('requests'), steps, of('consent_events'), of('gate_facts'), of('legal_holds')];
    return (await admin.query({ text: `SELECT ${counts.join(', ')}`, values: [person], rowMode: 'array' })).rows[0] ?? [];
  };
  const hours = 'Tuesday to Saturday, 10 to 18';
  const quay = { id: newId('sto'), publicKey: 'quay', name: 'Quay', address: '1 Quay Street', hours, inbox, restSeconds: 60 };
  await room.ctx((ctx) => stores.add(ctx, { ...quay, languages: ['en'], retiredAt: null }));
  await admin.query(
    "INSERT INTO store_records SELECT workspace_id, 'rec_' || id, $1, person_id, 'request', id, closed_at FROM requests WHERE person_id = $2",
    [quay.id, ada],
  );
  const begun = async () => (await admin.query('SELECT FROM store_records')).rowCount;
  expect(await begun()).toBe(1);
  const writing = async (day: string) => {
    at(day);
    for (const person of [ada, boris]) await write(person, 'still here');
  };
  for (const year of [2041, 2042]) await writing(`${year}-01-05`);
  await writing('2043-01-05');
  const before = await rowsOf(ada);
  expect(before).toEqual([1, expect.any(Number), 4, 3, 1]);
  const { proofs } = await room.ctx((ctx) => planFor(ctx, 60));
  expect(proofs.find(({ of }) => of === 'gate_facts')).toEqual({
    of: 'gate_facts',
    weeks: [{ from: '2043-01-05', records: 2, people: 1 }],
    held: [{ because: 'held', records: 2, people: 1 }],
  });
  expect(proofs.find(({ of }) => of === 'consent_events')?.weeks).toEqual([{ from: '2043-02-09', records: 1, people: 1 }]);

  await writing('2043-02-20');
  const found = await late();
  expect(found).toBeGreaterThan(4);
  await admin.query(
    `INSERT INTO gate_facts SELECT (jsonb_populate_record(f, jsonb_build_object('id', 'fct_planted_' || n))).* FROM gate_facts f CROSS JOIN generate_series(1, 1000) n
     WHERE f.id = (SELECT min(id) FROM gate_facts WHERE person_id = $1 AND lifted_at IS NOT NULL)`,
    [boris],
  );
  expect(await late(), 'what is held hides nothing').toBe(found);
  await admin.query("DELETE FROM gate_facts WHERE id LIKE 'fct_planted_%'");
  const turn = (again = false) => room.ctx((ctx) => takeTurn(ctx, 100, again));
  const dying = room.ctx(async (ctx) => {
    for (let proofs = 0, again = true; proofs === 0; again = false) ({ proofs } = await takeTurn(ctx, 100, again));
    throw new Error('killed');
  });
  await expect(dying).rejects.toThrow('killed');
  expect(await rowsOf(ada)).toEqual(before);
  for (let stage = '', again = true; stage !== 'done'; again = false) stage = (await turn(again)).stage;
  expect(await rowsOf(ada), 'the objection, the no by mail, the yes that may be proved still and its first step').toEqual([0, 0, 3, 1, 0]);
  expect(await room.ctx((ctx) => stateOf(ctx, [ada], 'marketing', 'email'))).toBe('withdrawn');
  expect((await room.ctx((ctx) => factsOf(ctx, ada))).map(({ kind }) => kind)).toEqual(['objected']);
  expect(await rowsOf(boris)).toEqual([1, before[1], 4, 4, 2]);
  expect([await late(), await facts(), await begun()]).toEqual([0, 1, 0]);
  const said = await room.ctx((ctx) => list(ctx, { kind: 'retention.proofs-deleted', limit: 9 }));
  expect(said.items.map((entry) => entry.facts)).toContainEqual({ of: 'legal_holds', rows: 1 });

  await writing('2045-01-11'); // three years after that yes ran out
  await forRights((ctx) => liftHold(ctx, standing.id));
  for (const [day, left] of [
    ['2045-01-11', 2],
    ['2045-01-12', 1],
  ] as const) {
    await sweepOn(day); // the last word only once nothing older could come to life
    expect([(await rowsOf(ada))[2], (await rowsOf(boris))[2], await facts()], day).toEqual([left, left, 0]);
  }
});
