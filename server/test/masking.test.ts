// Addresses of people are masked on the server; whoever may says why and sees them, and the ledger and the person's own copy know it.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receive } from '#conversations';
import type { InboxId, PersonId } from '#kit/ids';
import { list } from '#ledger';
import { addIdentity, arrive } from '#people';
import { colleagueOf } from '#test/colleague';
import { openHouse } from '#test/house';
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
      body: { name: 'Reader', permissions: ['people.read', 'workspace.read'], purposes: ['service-conversation'] },
    });
    const gina = await colleagueOf(house, 'Gina', { role: role.id });
    expect(valuesOf((await gina.call('GET', `/v1/people/${ada}`)).body)).toEqual(['+1 555 •••• 42', 'a•••@e•••.com']);
    expect(await gina.call('POST', `/v1/people/${ada}/identities/reveals`, { reason: 'contact' })).toMatchObject({
      status: 403,
      code: 'not-permitted',
    });
  });
});
