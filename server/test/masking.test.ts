// Addresses of people are masked on the server; whoever may says why and sees them, and the ledger and the person's own copy know it.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receive } from '#conversations';
import type { InboxId, PersonId } from '#kit/ids';
import { list } from '#ledger';
import { addIdentity, arrive } from '#people';
import { ask, askedWith, idsOf } from '#test/asking';
import { colleagueOf } from '#test/colleague';
import { operations } from '#test/from-document';
import { eventually, openHouse } from '#test/house';
import { listen } from '#test/listening';
import { addInbox } from '../src/conversations/inboxes.ts';
import { maskingHoldings } from '../src/people/masking/holdings.ts';

const [email, phone] = ['ada.lovelace@example.com', '+15550100142'];
let house: Awaited<ReturnType<typeof openHouse>>;
let boris: Awaited<ReturnType<typeof colleagueOf>>;
let inbox: InboxId;
let ada: PersonId;
beforeAll(async () => {
  house = await openHouse();
  inbox = await house.act(async (ctx) => (await addInbox(ctx, { name: 'Sales', channel: 'email', recipient: null })).id);
  ada = (await house.act((ctx) => arrive(ctx, { kind: 'email', value: email, name: 'Ada' }))).person;
  await house.act((ctx) => addIdentity(ctx, ada, { kind: 'phone', value: phone }));
  await house.act((ctx) => receive(ctx, { inbox, person: ada, text: 'Hello' }));
  boris = await colleagueOf(house, 'Boris', { role: 'agent', inboxes: [inbox] });
});
afterAll(() => house.stop());

const valuesOf = (body: Record<string, unknown>) => (body['identities'] as { value: string }[]).map((each) => each.value).sort();
const newest = async () => (await house.act((ctx) => list(ctx, { kind: 'data.revealed', subject: ada, limit: 1 }))).items[0];

describe('an agent', () => {
  it('sees masks, the full value is nowhere in the answer, and the ledger says that it was a mask', async () => {
    const { body } = await boris.call('GET', `/v1/people/${ada}`);
    expect(valuesOf(body)).toEqual(['+1 555 •••• 42', 'a•••@e•••.com']);
    for (const value of [email, phone, '0100142', 'lovelace']) expect(JSON.stringify(body)).not.toContain(value);
    expect(String((await newest())?.facts?.['fields'])).toContain('identities.value-masked');
  });

  it('sees them in full by saying why, as a look of its own with the reason', async () => {
    const { status, body } = await boris.call('POST', `/v1/people/${ada}/identities/reveals`, {
      reason: 'delivery',
      note: 'Parcel came back',
    });
    expect([status, (body['items'] as { value: string }[]).map((each) => each.value).sort()]).toEqual([200, [phone, email]]);
    expect((await newest())?.facts).toMatchObject({
      by: boris.id,
      fields: 'identities.value',
      reason: 'delivery',
      purpose: 'service-conversation',
    });
    expect(valuesOf((await boris.call('GET', `/v1/people/${ada}`)).body)).toEqual(['+1 555 •••• 42', 'a•••@e•••.com']); // each look says why
  });

  it('must say it in words when it is something else, and cannot make reasons up', async () => {
    const say = (why: object) => boris.call('POST', `/v1/people/${ada}/identities/reveals`, why);
    for (const why of [{ reason: 'other' }, { reason: 'other', note: '  ' }, { reason: 'curious' }, {}])
      expect(await say(why)).toMatchObject({ status: 422, code: 'invalid' });
  });

  it('still writes to them: the server knows where to', async () => {
    const carol = await house.staffClient();
    const { items } = await carol.call('listConversations', { query: { view: 'all' } });
    const path = `/v1/conversations/${items[0]?.id}/messages`;
    expect(await boris.call('POST', path, { kind: 'message', text: 'Hello Ada' })).toMatchObject({
      status: 201,
      body: { text: 'Hello Ada' },
    });
  });

  it('leaves the words beside the reason sealed, in the copy of the person, and gone with them', async () => {
    const [holding] = maskingHoldings;
    expect(await house.act(async (ctx) => holding?.count?.(ctx, [ada]))).toBe(1);
    const client = new pg.Client({ connectionString: house.adminUrl });
    await client.connect();
    const raw = (await client.query('SELECT note::text FROM unmaskings')).rows;
    await client.end();
    expect(raw).toHaveLength(1);
    expect(JSON.stringify(raw)).not.toContain(Buffer.from('Parcel').toString('hex'));
    expect(await house.act(async (ctx) => holding?.erase?.(ctx, [ada]))).toBe(1);
  });
});

describe('roles', () => {
  it('that show emails show them at once, and phones by a reason all the same', async () => {
    const { identities } = await (await house.staffClient()).call('readPerson', { params: { person: ada } });
    expect(identities.map(({ value, isMasked }) => [value, isMasked]).sort()).toEqual([
      ['+1 555 •••• 42', true],
      [email, false],
    ]);
  });

  it('without the right to see them never do, whatever the reason', async () => {
    const carol = await house.staffClient();
    const role = await carol.call('addRole', {
      body: { name: 'Reader', permissions: ['people.read', 'workspace.read'], purposes: ['service-conversation'], reason: 'Reads along' },
    });
    const gina = await colleagueOf(house, 'Gina', { role: role.id });
    expect(valuesOf((await gina.call('GET', `/v1/people/${ada}`)).body)).toEqual(['+1 555 •••• 42', 'a•••@e•••.com']);
    expect(await gina.call('POST', `/v1/people/${ada}/identities/reveals`, { reason: 'contact' })).toMatchObject({
      status: 403,
      code: 'not-permitted',
    });
  });
});

describe('every page of an agent', () => {
  /** As people write them, and as machines do. */
  const bare = [email, phone, 'lovelace', '0100142', '555 010 0142', '555-010-0142'];
  const found = (text: string): string[] => bare.filter((value) => text.toLowerCase().includes(value));

  const pages = operations().filter(({ method, operation }) => method === 'GET' && operation.tags.includes('staff'));

  /** Asks for each of these pages, with what is theirs or else is there. */
  async function walk(cookie: string, own: Readonly<Record<string, string>>, of: typeof pages) {
    const known = await idsOf(house.adminUrl, house.workspace);
    const faults: object[] = [];
    let [shown, masked] = [0, 0];
    for (const one of of) {
      const ready = one.template.replace(/\{(\w+)\}/g, (all, name: string) => own[name] ?? all);
      const asksForMore = ready.includes('{') || (one.operation.parameters ?? []).some((each) => each.in === 'query' && each.required);
      const path = asksForMore ? askedWith(one, known).path : ready;
      const { status, text } = await ask(house.url, one, { path, body: undefined }, { cookie });
      if (status === 200) shown += 1;
      if (text.includes('•••')) masked += 1;
      if (status === 401 || status >= 500 || found(text).length > 0)
        faults.push({ operation: one.operation.operationId, status, found: found(text) });
    }
    return { faults, shown, masked };
  }

  it('and the open line show masks alone after a message from that number', { timeout: 60_000 }, async () => {
    const cookie = [...boris.browser.cookies].map((each) => each.join('=')).join('; ');
    const line = await listen(house.url, cookie);
    const said = await house.act(async (ctx) => {
      const from = await arrive(ctx, { kind: 'phone', value: phone });
      return receive(ctx, { inbox, person: from.person, text: 'Is it there?', subject: 'Parcel' });
    });
    await eventually('it is heard', async () => line.text.includes(said.message));
    line.stop();
    expect(found(line.text)).toEqual([]);
    const own = { person: ada as string, conversation: said.conversation as string, inbox: inbox as string };
    const { faults, shown, masked } = await walk(cookie, own, pages);
    expect(faults).toEqual([]);
    expect([shown > 30, masked > 0]).toEqual([true, true]);
  });

  it('would be caught: what is seen by a reason, and a value that is not masked, are found', async () => {
    const { body } = await boris.call('POST', `/v1/people/${ada}/identities/reveals`, { reason: 'contact' });
    expect(found(JSON.stringify(body))).toEqual(expect.arrayContaining([email, phone]));
    const cookie = [...boris.browser.cookies].map((each) => each.join('=')).join('; ');
    await (await house.staffClient()).call('addTeam', { body: { name: `Call ${phone}` } }); // where an agent reads what a colleague typed
    const names = pages.filter(({ operation }) => operation.operationId === 'listTeamNames');
    expect((await walk(cookie, {}, names)).faults).toMatchObject([{ operation: 'listTeamNames', found: [phone, '0100142'] }]);
    for (const planted of ['call +15550100142', 'to Ada.Lovelace@Example.com', '(555) 010 0142'.replace(/[()]/g, '')])
      expect(found(JSON.stringify({ planted })), planted).not.toEqual([]);
  });
});
