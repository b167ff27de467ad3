// What changes about somebody's roles counts at once: on open streams, on another node, for keys of programs, and in what the gate foresees and decides.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receive } from '#conversations';
import { decide, foresee, warm } from '#gate';
import type { Actor } from '#kit/ctx';
import type { InboxId, PersonId, StaffId } from '#kit/ids';
import { clock } from '#kit/pool';
import { arrive } from '#people';
import type { browserOf } from '#test/browser-of';
import { colleagueOf } from '#test/colleague';
import { eventually, openHouse } from '#test/house';
import { listen as lineOf } from '#test/listening';
import { authenticateStaff } from '../src/access/authenticate.ts';
import { addInbox } from '../src/conversations/inboxes.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let boris: Awaited<ReturnType<typeof colleagueOf>>;
let [repairs, sales]: InboxId[] = [];
let ada: PersonId;
beforeAll(async () => {
  house = await openHouse();
  const open = (name: string) => house.act(async (ctx) => (await addInbox(ctx, { name, channel: 'email', recipient: null })).id);
  [repairs, sales] = [await open('Repairs'), await open('Sales')];
  ada = (await house.act((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com', name: 'Ada' }))).person;
  boris = await colleagueOf(house, 'Boris', { role: 'agent', inboxes: [sales as string] });
});
afterAll(() => house.stop());

const write = (inbox: InboxId | undefined, text: string) =>
  house.act((ctx) => receive(ctx, { inbox: inbox as InboxId, person: ada, text }));
const cookieOf = (browser: ReturnType<typeof browserOf>) => [...browser.cookies].map((each) => each.join('=')).join('; ');

const listen = (browser: ReturnType<typeof browserOf>, url = house.url) => lineOf(url, cookieOf(browser));

describe('a stream', () => {
  it('tells an agent of one inbox nothing of another, in the order in which things happened', async () => {
    const heard = await listen(boris.browser);
    const hidden = await write(repairs, 'one');
    const shown = [await write(sales, 'two'), await write(sales, 'three')];
    await eventually('both are heard', async () => heard.text.includes(shown[1]?.message ?? ''));
    for (const id of [hidden.conversation, hidden.message]) expect(heard.text).not.toContain(id);
    expect(heard.text.indexOf(shown[0]?.message ?? '')).toBeLessThan(heard.text.indexOf(shown[1]?.message ?? ''));
  });

  it('tells an administrator without content that staff changed, and nothing of people', async () => {
    const emil = await colleagueOf(house, 'Emil', { role: 'administrator' });
    const heard = await listen(emil.browser);
    const said = await write(repairs, 'four');
    const given = await boris.given({ role: 'auditor' });
    await eventually('the change of staff', async () => heard.text.includes('staff.changed'));
    expect(given.role).toBe('auditor');
    for (const id of [said.conversation, ada]) expect(heard.text).not.toContain(id);
  });

  it('is cut when a role is given or taken, on every node, and begins anew with what may be heard now', async () => {
    const other = await house.anotherNode();
    const there = await listen(boris.browser, other);
    const given = await boris.given({ role: 'agent', inboxes: [repairs as string] });
    await eventually('the stream on the other node ends', async () => there.isOver);
    const again = await listen(boris.browser, other);
    const said = await write(repairs, 'five');
    await eventually('the new inbox is heard', async () => again.text.includes(said.message));
    const carol = await house.staffClient();
    await carol.call('removeGrant', { params: { grant: given.id } });
    await eventually('it ends again', async () => again.isOver);
    const last = await listen(boris.browser, other);
    const [gone, seen] = [await write(repairs, 'six'), await write(sales, 'seven')];
    await eventually('the own inbox is heard', async () => last.text.includes(seen.message));
    expect(last.text).not.toContain(gone.message);
    const list = await fetch(`${other}/v1/conversations?view=all`, { headers: { cookie: cookieOf(boris.browser) } });
    expect(await list.text()).not.toContain(gone.conversation); // what the other node remembers of the session was forgotten
    last.stop();
  });
});

describe('a team', () => {
  it('hears of its conversations and of what leaves it, hands on, and sees what comes back; what it rests from falls back', async () => {
    const carol = await house.staffClient();
    const open = (name: string) => carol.call('addTeam', { body: { name, inboxes: [repairs as string] } });
    const [north, south] = [await open('North'), await open('South')];
    const dora = await colleagueOf(house, 'Nora', { role: 'agent', teams: [north.id] });
    await carol.call('changeTeam', { params: { team: north.id }, body: { members: [dora.id] } });
    const [mine, theirs] = [await write(repairs, 'ten'), await write(repairs, 'eleven')];
    const give = (conversation: string, team: string | null) =>
      carol.call('changeConversation', { params: { conversation }, body: { team } });
    const heard = await listen(dora.browser);
    await give(theirs.conversation, south.id);
    expect(await give(mine.conversation, north.id)).toMatchObject({ team: { id: north.id, name: 'North' }, assignee: null });
    await eventually('what comes to them', async () => heard.text.includes(mine.conversation));
    expect(heard.text).not.toContain(theirs.conversation);

    const agent = await dora.client();
    const list = async (view: 'teams' | 'all') => (await agent.call('listConversations', { query: { view } })).items.map(({ id }) => id);
    expect([await list('teams'), await list('all')]).toEqual([[mine.conversation], [mine.conversation]]);
    expect((await agent.call('listConversations', { query: { limit: 0 } })).counts).toMatchObject({ teams: 1, open: 1, all: 1 });
    expect((await agent.call('listInboxes')).items.map(({ id }) => id)).toEqual([repairs]);
    const params = { conversation: mine.conversation };
    const wrong = carol.call('changeConversation', {
      params: { conversation: (await write(sales, 'x')).conversation },
      body: { team: north.id },
    });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid' }); // of an inbox that it does not serve
    const before = heard.text.split(mine.conversation).length;
    expect((await agent.call('changeConversation', { params, body: { team: south.id } })).team?.id).toBe(south.id);
    await eventually('that it left', async () => heard.text.split(mine.conversation).length > before);
    await expect(agent.call('readConversation', { params })).rejects.toMatchObject({ code: 'not-found' });
    const later = await write(repairs, 'twelve');
    await give(later.conversation, north.id);
    await eventually('what comes after it', async () => heard.text.includes(later.conversation));
    expect(heard.text).not.toContain(theirs.conversation);
    heard.stop();

    // who looks after what is guarded keeps it with the team for which their role opens it, and lets it go with another
    const vera = await colleagueOf(house, 'Vera', { role: 'supervisor', teams: [north.id] });
    const told = await write(repairs, 'I have diabetes');
    const change = (body: object) => carol.call('changeConversation', { params: { conversation: told.conversation }, body });
    await expect(change({ assignee: vera.id })).rejects.toMatchObject({ code: 'invalid' });
    expect(await change({ assignee: vera.id, team: north.id })).toMatchObject({ class: 'special', assignee: { id: vera.id } });
    expect(await change({ team: south.id })).toMatchObject({ assignee: null, team: { id: south.id } });

    const load = { items: [{ inbox: repairs, open: 3, all: 3 }] };
    expect(await carol.call('readTeamLoad', { params: { team: south.id } })).toEqual(load);
    await carol.call('restTeam', { params: { team: south.id } });
    await eventually('they fall back', async () => (await carol.call('readConversation', { params })).team === null);
    await expect(give(mine.conversation, south.id)).rejects.toMatchObject({ code: 'invalid' });
    await carol.call('changeTeam', { params: { team: north.id }, body: { inboxes: [sales as string] } }); // which it no longer serves falls back too
    await eventually(
      'that as well',
      async () => (await carol.call('readConversation', { params: { conversation: later.conversation } })).team === null,
    );
    expect(await list('all')).toEqual([]);
  });
});

describe('a key of a program', () => {
  it('reaches as far as its maker does at this moment, and no further than it was made for', async () => {
    const { body } = await boris.call('POST', '/v1/me/keys', { name: 'Shop', scopes: ['conversations.read', 'workspace.read'], days: 30 });
    const ask = async (path: string) => (await fetch(house.url + path, { headers: { authorization: `Bearer ${body['key']}` } })).text();
    const [near, far] = [await write(sales, 'eight'), await write(repairs, 'nine')];
    expect(await ask('/v1/conversations?view=all')).toContain(near.conversation);
    expect(await ask('/v1/conversations?view=all')).not.toContain(far.conversation);
    expect(await ask(`/v1/conversations/${far.conversation}`)).toContain('not-found');
    expect(await ask(`/v1/people/${ada}`)).toContain('not-permitted'); // held by its maker, and not its scope
    const given = await boris.given({ role: 'agent', inboxes: [repairs as string] });
    expect(await ask(`/v1/conversations/${far.conversation}`)).toContain('nine');
    const carol = await house.staffClient();
    for (const id of [given.id, boris.grants[0]?.id ?? '']) await carol.call('removeGrant', { params: { grant: id } });
    expect(await ask('/v1/conversations?view=all')).toContain('not-permitted');
    await boris.given({ role: 'agent', inboxes: [sales as string] });
  });
});

describe('the gate', () => {
  it('refuses what no role carries, decided and foreseen alike, with its own reason', async () => {
    await warm({ tools: house.tools, workspace: house.workspace });
    const found = await authenticateStaff(house.tools, boris.browser.cookies.get('parley_session') ?? '');
    const actor: Actor = { kind: 'staff', id: boris.id as StaffId, reach: { grants: found?.grants ?? [] } };
    for (const [purpose, inbox, because] of [
      ['service-conversation', sales, 'contract'],
      ['service-conversation', repairs, 'purpose-not-of-role'],
      ['service-conversation', undefined, 'contract'],
      ['marketing', sales, 'purpose-not-of-role'],
      ['no-such-purpose', undefined, 'purpose-not-of-role'],
    ] as const) {
      const question = { act: 'reveal', person: ada, purpose, ...(inbox && { spot: { inbox } }) } as const;
      const decided = await house.act((ctx) => decide({ ...ctx, actor }, question));
      const seen = foresee({ tools: house.tools, workspace: house.workspace, now: clock.of({ tools: house.tools })(), actor }, question);
      expect([purpose, decided.because, seen?.because]).toEqual([purpose, because, because]);
    }
    const refused = await house.act((ctx) =>
      decide({ ...ctx, actor }, { act: 'reveal', person: ada, purpose: 'marketing', language: 'de' }),
    );
    expect(refused).toMatchObject({ allowed: false, article: '32(4)', words: expect.stringContaining('Ihre Rolle deckt') });
  });
});

describe('a privacy officer', () => {
  it('opens a person for the purpose of a request, as the ledger says, and no conversation', async () => {
    const dora = await colleagueOf(house, 'Dora', { role: 'privacy-officer' });
    expect(await dora.call('GET', `/v1/people/${ada}`)).toMatchObject({ status: 200, body: { name: 'Ada' } });
    const carol = await house.staffClient();
    const [look] = (await carol.call('readLooks', { params: { person: ada } })).items;
    expect(look).toMatchObject({ purpose: 'rights-fulfilment', actor: { name: 'Dora' } });
    expect(await dora.call('GET', '/v1/conversations')).toMatchObject({ status: 403 });
    expect(await dora.call('GET', '/v1/requests')).toMatchObject({ status: 200 });
  });

  it('and an auditor sees that there is a request, without a name or a word', async () => {
    const carol = await house.staffClient();
    const { id } = await carol.call('openRequest', { body: { person: ada, kind: 'rectification', text: 'The name is Adda' } });
    const frida = await colleagueOf(house, 'Frida', { role: 'auditor' });
    for (const path of ['/v1/requests', `/v1/requests/${id}`]) {
      const { status, body } = await frida.call('GET', path);
      expect([status, JSON.stringify(body).includes(id), /Ada|Adda/.test(JSON.stringify(body))]).toEqual([200, true, false]);
    }
  });
});
