// What an emergency opens, and that it opens nothing else: boris runs the company's systems and reads no customer.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receive } from '#conversations';
import { type ConversationId, type InboxId, newId, type PersonId } from '#kit/ids';
import { list } from '#ledger';
import { arrive } from '#people';
import { browserOf } from '#test/browser-of';
import { eventually, openHouse } from '#test/house';
import { addInbox } from '../../conversations/inboxes.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let boris: ReturnType<typeof browserOf>;
const password = 'nine quiet kettles hum';
type Talk = { inbox: InboxId; person: PersonId; conversation: ConversationId };
let sales: Talk;
let returns: Talk;

async function talk(name: string): Promise<Talk> {
  return house.act(async (ctx) => {
    const inbox = (await addInbox(ctx, { name, channel: 'web-chat', recipient: null })).id;
    const { person } = await arrive(ctx, { kind: 'visitor', value: newId('vst') });
    return { inbox, person, conversation: (await receive(ctx, { inbox, person, text: `Hello ${name}?` })).conversation };
  });
}
async function join(name: string, role: string, inboxes?: string[]) {
  const email = `${name.toLowerCase()}@example.com`;
  const { link } = await carol.call('invite', { body: { email, name, role, ...(inboxes && { inboxes }) } });
  const browser = browserOf(house.url);
  await browser.call('POST', `/v1/invitations/${link?.split('#')[1]}/acceptance`, { name, password });
  return browser;
}
beforeAll(async () => {
  house = await openHouse();
  carol = await house.staffClient();
  [sales, returns] = [await talk('Sales'), await talk('Returns')];
  boris = await join('Boris', 'administrator');
});
afterAll(() => house.stop());

const read = async (by: typeof boris, { conversation, person }: Talk) => [
  (await by.call('GET', `/v1/conversations/${conversation}/messages`)).status,
  (await by.call('GET', `/v1/people/${person}`)).status,
];
const open = (by: typeof boris, scope: object, minutes = 30) =>
  by.call('POST', '/v1/emergencies', { scope, reason: 'incident', note: 'The chat shows strange texts', minutes });
const marksOn = (subject: PersonId) =>
  house.act(async (ctx) =>
    (await list(ctx, { kind: 'data.revealed', subject, limit: 50 })).items.map((entry) => entry.facts?.['emergency'] ?? null),
  );

test('for one person it opens this person alone, marks each look, writes nothing, and closes by hand at once', async () => {
  expect(await read(boris, sales)).toEqual([403, 403]);
  const { body } = await open(boris, { person: sales.person });
  expect(await read(boris, sales)).toEqual([200, 200]);
  expect(await read(boris, returns)).toEqual([404, 404]);
  expect((await boris.call('GET', `/v1/people/${sales.person}/timeline`)).status).toBe(200);
  const reply = await boris.call('POST', `/v1/conversations/${sales.conversation}/messages`, { kind: 'note', text: 'Seen.' });
  expect(reply).toMatchObject({ status: 403, code: 'not-permitted' });
  const marks = await marksOn(sales.person);
  expect(marks.length).toBeGreaterThan(0);
  expect(new Set(marks)).toEqual(new Set([body['id']]));
  expect((await boris.call('DELETE', `/v1/me/emergencies/${body['id']}`)).status).toBe(204);
  expect(await read(boris, sales)).toEqual([403, 403]);
});

test('it also tells what may be sent to this person in their conversation', async () => {
  const { body } = await open(boris, { person: sales.person });
  const allowances = (by: typeof boris, to: Talk) => by.call('GET', `/v1/people/${to.person}/allowances?conversation=${to.conversation}`);
  expect((await allowances(boris, sales)).status).toBe(200);
  expect((await allowances(boris, returns)).status).toBe(404);
  await boris.call('DELETE', `/v1/me/emergencies/${body['id']}`);
});

test('for one inbox it opens this inbox alone, and ends by itself', async () => {
  const { body } = await open(boris, { inbox: returns.inbox });
  expect(await read(boris, returns)).toEqual([200, 200]);
  expect(await read(boris, sales)).toEqual([404, 404]);
  const shown = (await boris.call('GET', '/v1/conversations?view=all')).body['items'] as { id: string }[];
  expect(shown.map((each) => each.id)).toEqual([returns.conversation]);
  expect(new Set(await marksOn(returns.person))).toEqual(new Set([body['id']]));
  house.passTime(30 * 60_000 + 1000);
  await eventually('the end', async () => (await read(boris, returns))[0] === 403);
});

test('somebody with one inbox reads the other in an emergency; what their role shows them anyway is not marked', async () => {
  const ada = await join('Ada', 'agent', [sales.inbox]);
  expect(await read(ada, returns)).toEqual([404, 404]);
  const { body } = await open(ada, { inbox: returns.inbox });
  const before = [(await marksOn(sales.person)).length, (await marksOn(returns.person)).length] as const;
  for (const { conversation } of [sales, returns])
    expect((await ada.call('GET', `/v1/conversations/${conversation}/messages`)).status).toBe(200);
  const [inSales, inReturns] = [await marksOn(sales.person), await marksOn(returns.person)];
  expect(inSales.slice(0, inSales.length - before[0])).toEqual([null]);
  expect(inReturns.slice(0, inReturns.length - before[1])).toEqual([body['id']]);
});

test('what is held in an emergency is nobody’s to give, and no key of a program has it', async () => {
  const dana = await join('Dana', 'security');
  await open(dana, { inbox: sales.inbox });
  expect((await dana.call('GET', '/v1/me')).body['permissions']).toContain('conversations.read');
  const key = await dana.call('POST', '/v1/me/keys', { name: 'Reader', scopes: ['conversations.read'], days: 1 });
  expect(key).toMatchObject({ status: 403, code: 'not-permitted', body: { because: 'wider-than-maker' } });
});

test('an emergency for somebody who is erased meanwhile opens nothing', async () => {
  const ada = await join('Cleo', 'security');
  await open(ada, { person: returns.person });
  expect((await read(ada, returns))[0]).toBe(200);
  const request = await carol.call('openRequest', { body: { person: returns.person, kind: 'erasure' } });
  const erased = () =>
    house.act(
      async (ctx) =>
        (
          await ctx.db.all<{ n: number }>(
            { name: 'test.people', text: 'SELECT 1 AS n FROM emergency_people WHERE workspace_id = $1 AND person_id = $2' },
            [ctx.workspace, returns.person],
          )
        ).length,
    );
  expect(await erased()).toBeGreaterThan(0);
  await carol.call('approveRequest', { params: { request: request.id } });
  await eventually('the erasure', async () => (await erased()) === 0);
  expect((await read(ada, returns))[0]).not.toBe(200);
});

test('it takes from nobody what their own roles show: who is not in the emergency is read for the purpose of the role', async () => {
  const other = await talk('Other');
  const pia = await join('Pia', 'privacy-officer');
  const all = async ({ person }: Talk) => {
    const of = ['', '/timeline', '/consents', '/restrictions', '/allowances'];
    return Promise.all(of.map(async (what) => (await pia.call('GET', `/v1/people/${person}${what}`)).status));
  };
  expect(await all(other)).toEqual([200, 200, 200, 200, 200]);
  const { body } = await open(pia, { person: sales.person });
  expect(await all(other)).toEqual([200, 200, 200, 200, 200]);
  expect(await all(sales)).toEqual([200, 200, 200, 200, 200]);
  await pia.call('DELETE', `/v1/me/emergencies/${body['id']}`);
});

test('an officer who also serves one inbox reads whoever wrote elsewhere as an officer', async () => {
  const other = await talk('Elsewhere');
  const nora = await join('Nora', 'agent', [sales.inbox]);
  expect(await read(nora, other)).toEqual([404, 404]);
  const { items } = await carol.call('listStaff', {});
  const staff = items.find(({ name }) => name === 'Nora')?.id ?? '';
  await carol.call('addGrant', { params: { staff }, body: { role: 'privacy-officer', reason: 'Covers for a colleague' } });
  expect((await nora.call('GET', `/v1/people/${other.person}`)).status).toBe(200);
});
