// Art. 14 in one walk: what came from elsewhere starts a clock, the first message ends it with a notice that names the source, and what is not told in time is found.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { permissions } from '#access';
import { start } from '#conversations';
import { permitOrThrow } from '#gate';
import { shred } from '#keys';
import type { Actor, Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import type { InboxId, PersonId, StaffId } from '#kit/ids';
import { list } from '#ledger';
import { arrive, cameFrom, findIdentity, merge, noticeShown, originsOf, saidOfOrigin, unmerge } from '#people';
import { type CompanyFacts, changePurpose, currentNotice, publishNotices, purposeByCode } from '#purposes';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { openChannel } from '../../channels/accounts.ts';
import type { Outbound } from '../../channels/adapter.ts';
import { textOf } from '../../channels/adapters/sms/words.ts';
import { adapterOf } from '../../channels/adapters.ts';
import { deliver } from '../../channels/deliver.ts';
import { report } from '../../channels/report.ts';
import { importConsents } from '../../consent/import/import.ts';
import { peopleChecks } from '../../people/checks.ts';
import { purposesChecks } from '../../purposes/checks.ts';
import { listSources, recordSource, settleSource } from './sources.ts';

const facts = {
  ...{
    name: 'Lantern',
    address: '1 Quay Street',
    contactEmail: 'hello@example.com',
    dpoContact: '',
    authority: 'Authority',
    country: 'DE',
  },
} as CompanyFacts;
const shop = {
  origin: 'import',
  names: { en: 'the old shop', de: 'der alte Laden', fr: 'l’ancienne boutique', es: 'la tienda anterior' },
} as const;
const carol = { actor: staffWhoMayAll('stf_car0l000000000000000000000' as StaffId) as Actor, purpose: 'rights-fulfilment' };
const email = adapterOf('email');
const original = { ...email };
const sent: Outbound[] = [];
let room: TestRoom;
let inbox: InboxId;

beforeAll(async () => {
  room = await openRoom();
  inbox = (
    await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'Support', settings: { address: 'support@lantern.example.com' } }))
  ).account.inbox;
  await change('marketing', { active: true, reason: 'test' });
  Object.assign(email, {
    send: async (_: unknown, outbound: Outbound) => {
      sent.push(outbound);
      return { outcome: 'sent', externalId: outbound.externalId };
    },
  });
});
afterEach(() => {
  sent.length = 0;
  room.setTime('2026-11-24T09:00:00Z');
});
afterAll(() => {
  Object.assign(email, original);
  return room.stop();
});

const act = <T>(run: (ctx: Ctx) => Promise<T>) => room.ctx(run, carol);
const change = (code: string, by: Parameters<typeof changePurpose>[2]) =>
  room.ctx(async (ctx) => changePurpose(ctx, (await purposeByCode(ctx, code))?.id as never, by));
const publish = async () => (await room.ctx((ctx) => publishNotices(ctx, facts, []))).missing;
const check = (id: string) => {
  const found = [...peopleChecks, ...purposesChecks].find((each) => each.id === id);
  return room.ctx(async (ctx) => [await found?.run(ctx), await found?.evidence?.(ctx)]);
};
const late = async () => (await check('people.told-where-data-came-from'))[0];
const met = async (value: string) => (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value }))).person;
const brought = async (address: string): Promise<PersonId> => {
  const row = {
    address,
    purpose: 'marketing',
    channel: 'email',
    at: '2026-03-01',
    how: 'confirmed-by-link',
    wording: 'Yes.',
    source: 'the old shop',
  };
  expect(await room.ctx((ctx) => importConsents(ctx, [row], false))).toMatchObject({ taken: 1 });
  return (await room.ctx((ctx) => findIdentity(ctx, 'email', address)))?.person as PersonId;
};
const writesTo = async (person: PersonId, purpose: string): Promise<Outbound | undefined> => {
  const { message } = await room.ctx((ctx) => start(ctx, { person, inbox, purpose, text: 'Hello' }));
  await deliver({ tools: room.tools, workspace: room.workspace, attempt: 1 }, message);
  return sent.at(-1);
};
const of = (person: PersonId) => room.ctx((ctx) => originsOf(ctx, person));

test('who was imported is told with the first message, and not before the notice names the source', async () => {
  const boris = await brought('boris@example.com');
  expect(await of(boris)).toMatchObject([{ purpose: 'marketing', origin: 'import', dueOn: '2026-12-24', clock: 'month', toldAt: null }]);
  expect((await check('purposes.notice-names-sources'))[0]).toBe(1);
  expect((await check('purposes.notice-names-sources'))[1]).toEqual(['origin-unnamed:marketing/import']);
  expect(await publish()).toContainEqual(
    expect.objectContaining({ article: '14(2)(f)', what: 'source of marketing for what came as import' }),
  );
  await expect(change('marketing', { sources: [{ ...shop, categories: ['EmailAddress'], isPublic: false }] })).rejects.toMatchObject({
    extras: { because: 'reason-needed' },
  });
  await change('marketing', { sources: [{ ...shop, categories: ['EmailAddress'], isPublic: false }], reason: 'We took the list over.' });
  expect(await publish()).toEqual([]);
  expect(await check('purposes.notice-names-sources')).toEqual([0, []]);
  const first = await writesTo(boris, 'marketing');
  expect(first?.owed?.url).toMatch(/\/privacy\/[^/]+\/notice$/);
  expect(await of(boris)).toMatchObject([{ toldBy: 'message', notice: first?.owed?.notice }]);
  expect((await writesTo(boris, 'marketing'))?.owed).toBeUndefined();
  const told = await room.ctx((ctx) => list(ctx, { kind: 'origin.told', limit: 5 }));
  expect(told.items).toMatchObject([{ subject: boris, facts: { purpose: 'marketing', origin: 'import', by: 'message' } }]);
});

test('who is not told within the month is found, and who knows it already is not', async () => {
  const carla = await brought('carla@example.com');
  room.setTime('2026-12-24T23:00:00Z');
  expect(await late()).toBe(0);
  room.setTime('2026-12-25T01:00:00Z');
  expect((await check('people.told-where-data-came-from'))[0]).toBe(1);
  expect((await check('people.told-where-data-came-from'))[1]).toEqual(['origin-untold:marketing/import']);
  const { items } = await act((ctx) => listSources(ctx, {}));
  expect(items).toMatchObject([{ person: carla, daysLeft: -1, state: 'open', isNamed: true }]);
  const settled = await act((ctx) => settleSource(ctx, carla, { purpose: 'marketing', origin: 'import', outcome: 'told', by: 'letter' }));
  expect([settled.state, settled.told?.by, await late()]).toEqual(['told', 'letter', 0]);
  const knows = await met('ada@example.com');
  const notice = await room.ctx((ctx) => currentNotice(ctx, 'en'));
  await room.ctx((ctx) => noticeShown(ctx, knows, notice?.id as never, 'chat'));
  await room.ctx((ctx) => cameFrom(ctx, knows, { purpose: 'marketing', origin: 'import' }));
  expect(await of(knows)).toMatchObject([{ exception: 'has-it', notice: notice?.id }]);
});

test('a source that the notice does not name is due with the first message, and ends by an exception that holds', async () => {
  const ada = await met('ada.lovelace@example.com');
  const card = { purpose: 'service-messages', origin: 'other-person', said: 'Card that boris left', obtainedOn: '2026-11-20' } as const;
  for (const bad of [{ obtainedOn: '2026-11-25' }, { purpose: 'satisfaction-survey' }, { purpose: 'nothing' }])
    await expect(act((ctx) => recordSource(ctx, ada, { ...card, ...bad }))).rejects.toMatchObject({ code: 'invalid' });
  expect(await act((ctx) => recordSource(ctx, ada, card))).toMatchObject({ dueOn: '2026-12-20', state: 'open', isNamed: false });
  expect(await writesTo(ada, 'service-messages')).toMatchObject({ owed: { url: expect.stringContaining('/notice') } });
  expect(await of(ada)).toMatchObject([{ clock: 'communication', dueOn: '2026-11-24', toldAt: null }]);
  expect(await late()).toBe(1);
  expect((await writesTo(ada, 'service-messages'))?.owed).toBeNull(); // the same notice again would tell no more
  const place = { purpose: 'service-messages', origin: 'other-person' } as const;
  for (const said of [{ outcome: 'told', by: 'phone' } as const, { outcome: 'excepted', ground: 'effort', reason: 'Too many.' } as const])
    await expect(act((ctx) => settleSource(ctx, ada, { ...place, ...said }))).rejects.toMatchObject({
      extras: { because: 'notice-lacks-source' },
    });
  const law = { ...place, outcome: 'excepted', ground: 'law', reason: 'Section 12 of the Lamp Act.' } as const;
  expect(await act((ctx) => settleSource(ctx, ada, law))).toMatchObject({ state: 'excepted', exception: 'law' });
  await expect(act((ctx) => settleSource(ctx, ada, law))).rejects.toMatchObject({ code: 'not-found' });
  expect(await late()).toBe(0);
  await expect(act((ctx) => listSources(ctx, { cursor: 'nothing of ours' }))).rejects.toMatchObject({ code: 'invalid' });
});

const permitFor = (ctx: Ctx, person: PersonId, field: string) =>
  permitOrThrow(ctx, { act: 'reveal', person, purpose: 'rights-fulfilment', fields: [field] });
const show = (person: PersonId) => room.ctx(async (ctx) => noticeShown(ctx, person, (await currentNotice(ctx, 'en'))?.id as never, 'chat'));
const join = (into: PersonId, from: PersonId) => room.ctx((ctx) => merge(ctx, into, from, 'agent-decision', 'same voice'));

test('another source of a kind that was settled opens it again, and its words stand beside those before', async () => {
  const ada = await met('ada.again@example.com');
  const card = { purpose: 'service-messages', origin: 'other-person', said: 'Card that boris left', obtainedOn: '2026-11-20' } as const;
  await act((ctx) => recordSource(ctx, ada, card));
  const second = { ...card, said: 'Told by carol', obtainedOn: '2026-11-23' };
  const words = () => act(async (ctx) => saidOfOrigin(ctx, ada, card, (field) => permitFor(ctx, ada, field)));
  await room.ctx((ctx) => start(ctx, { person: ada, inbox, purpose: 'service-conversation', text: 'About your lamp' }));
  const grants = [{ permissions, purposes: ['service-conversation'], inboxes: [inbox], teams: null }];
  const agent = { actor: { kind: 'staff', id: carol.actor.id, reach: { grants } } as Actor, purpose: 'service-conversation' };
  expect(await room.ctx((ctx) => recordSource(ctx, ada, second), agent)).toMatchObject({ state: 'open', dueOn: '2026-12-20' });
  expect(await words()).toBe('Card that boris left; Told by carol');
  expect(await act((ctx) => recordSource(ctx, ada, { ...card, said: 'A note', obtainedOn: '2026-11-18' }))).toMatchObject({
    dueOn: '2026-12-18',
  });
  const law = { purpose: card.purpose, origin: card.origin, outcome: 'excepted', ground: 'law', reason: 'Section 12.' } as const;
  await act((ctx) => settleSource(ctx, ada, law));
  const later = await act((ctx) => recordSource(ctx, ada, { ...second, said: 'A list on the wall' }));
  expect(later).toMatchObject({ state: 'open', dueOn: '2026-12-23', exception: null });
  expect(await words()).toBe('Card that boris left; Told by carol; A note; A list on the wall');
  const tooLong = { ...second, said: 'x'.repeat(2000) };
  await expect(act((ctx) => recordSource(ctx, ada, tooLong))).rejects.toMatchObject({ code: 'invalid' });
  await act((ctx) => settleSource(ctx, ada, law));
});

test('who was told of one list knows of the next one only by the notice in force', async () => {
  const carol = await brought('carol.again@example.com');
  await writesTo(carol, 'marketing');
  const fair = () => room.ctx((ctx) => cameFrom(ctx, carol, { purpose: 'marketing', origin: 'import', said: 'the fair' }));
  await fair();
  expect(await of(carol)).toMatchObject([{ toldAt: null, exception: 'has-it' }]);
  const names = { ...shop.names, en: 'the old shop, and the fair' };
  await change('marketing', { sources: [{ ...shop, names, categories: ['EmailAddress'], isPublic: false }] });
  const friend = { origin: 'other-person', names: { en: 'a friend', de: 'ein Freund', fr: 'un ami', es: 'un amigo' } } as const;
  const reason = 'Cards that are left with us.';
  await change('service-messages', { sources: [{ ...friend, categories: ['EmailAddress'], isPublic: false }], reason });
  expect(await publish()).toEqual([]);
  await fair();
  expect(await of(carol)).toMatchObject([{ toldAt: null, exception: null, dueOn: '2026-12-24' }]);
  expect((await writesTo(carol, 'marketing'))?.owed).toBeTruthy();
});

test('whatever a notice names is told with it, also when a colleague sent it for one source', async () => {
  const ada = await brought('ada.both@example.com');
  await room.ctx((ctx) => cameFrom(ctx, ada, { purpose: 'service-conversation', origin: 'handover', said: 'Loom' }));
  await act((ctx) => settleSource(ctx, ada, { purpose: 'marketing', origin: 'import', outcome: 'told', by: 'letter' }));
  expect((await of(ada)).map(({ toldBy }) => toldBy)).toEqual(['letter', 'letter']);
});

test('who is joined with somebody that had the notice is told by the next message all the same', async () => {
  const ada = await brought('ada.joined@example.com');
  const visitor = await met('ada.visitor@example.com');
  await show(visitor);
  await join(ada, visitor);
  expect((await writesTo(ada, 'marketing'))?.owed).toBeTruthy();
  expect(await of(ada)).toMatchObject([{ toldBy: 'message' }]);
});

test('a message that bounces has told nobody', async () => {
  const boris = await brought('boris.bounced@example.com');
  const first = await writesTo(boris, 'marketing');
  await room.ctx((ctx) => cameFrom(ctx, boris, { purpose: 'service-conversation', origin: 'handover' }));
  expect(await of(boris)).toMatchObject([{ toldBy: 'message' }, { exception: 'has-it' }]);
  const bounce = { externalId: first?.externalId as string, state: 'failed', because: 'no-such-mailbox', words: 'Nobody there.' } as const;
  expect(await report(room.tools, { workspace: room.workspace, inbox, ...bounce })).toBe('known');
  expect((await of(boris)).map((row) => [row.toldAt, row.toldBy, row.exception])).toEqual([
    [null, null, null],
    [null, null, null],
  ]);
  expect((await writesTo(boris, 'marketing'))?.owed).toBeTruthy();
});

test('the notice is left out of advertising that it would make too long, and the way out stays', async () => {
  const roomy = await writesTo(await brought('ada.roomy@example.com'), 'marketing');
  const most = textOf({ ...(roomy as Outbound), owed: undefined }).length;
  Object.assign(email, { longest: () => ({ most, counts: 'characters' }) });
  const tight = await writesTo(await brought('ada.tight@example.com'), 'marketing');
  Object.assign(email, { longest: original.longest });
  expect([roomy?.owed, tight?.owed]).toEqual([expect.anything(), null]);
  expect(tight?.preferencesUrl).toBeTruthy();
});

test('whoever sees some people turns pages of those alone, and no cursor names another', async () => {
  const other = (
    await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'Repairs', settings: { address: 'repairs@lantern.example.com' } }))
  ).account.inbox;
  room.setTime('2026-11-23T09:00:00Z');
  await brought('boris.unseen@example.com');
  const seen = [await brought('ada.seen@example.com'), await brought('carol.seen@example.com')].toSorted();
  room.setTime('2026-11-24T09:00:00Z');
  for (const person of seen)
    await room.ctx((ctx) => start(ctx, { person, inbox: other, purpose: 'service-conversation', text: 'About your lamp' }));
  const some = { kind: 'staff', id: carol.actor.id, reach: { grants: [{ permissions, purposes: null, inboxes: [other], teams: null }] } };
  const page = (cursor?: string) =>
    room.ctx((ctx) => listSources(ctx, { limit: 1, cursor }), { actor: some as Actor, purpose: 'rights-fulfilment' });
  const first = await page();
  expect([first.items.map(({ person }) => person), first.next]).toEqual([[seen[0]], `2026-12-23 ${seen[0]} marketing import`]);
  const second = await page(first.next ?? '');
  expect([second.items.map(({ person }) => person), second.next]).toEqual([[seen[1]], null]);
});

test('a merge taken apart leaves nobody told by what the other saw', async () => {
  const ada = await brought('ada.parted@example.com');
  const visitor = await met('boris.parted@example.com');
  const joined = await join(ada, visitor);
  await show(visitor);
  expect(await of(ada)).toMatchObject([{ toldBy: 'chat' }]);
  await room.ctx((ctx) => unmerge(ctx, joined));
  expect(await of(ada)).toMatchObject([{ toldAt: null, notice: null }]);
  expect((await writesTo(ada, 'marketing'))?.owed).toBeTruthy();
});

test('another company sees none of it, and an erased person leaves none', async () => {
  const boris = await brought('boris.erased@example.com');
  const loom = await room.anotherWorkspace();
  const inLoom = { ...carol, workspace: loom };
  expect(await room.ctx((ctx) => listSources(ctx, {}), inLoom)).toEqual({ items: [], next: null });
  await expect(
    room.ctx((ctx) => recordSource(ctx, boris, { ...shopOf, purpose: 'service-messages', obtainedOn: '2026-11-20' }), inLoom),
  ).rejects.toMatchObject({
    code: 'not-found',
  });
  const left = () =>
    room.ctx(async (ctx) => {
      const own = holdings.of(ctx).filter(({ table }) => table === 'people_origins' || table === 'notices_shown');
      return Promise.all(own.map((holding) => holding.count?.(ctx, [boris])));
    });
  await writesTo(boris, 'marketing');
  expect(await left()).toEqual([1, 1]);
  await room.ctx(async (ctx) => {
    await shred(ctx, [boris]);
    for (const { table, erase } of holdings.of(ctx))
      if (table === 'people_origins' || table === 'notices_shown') await erase?.(ctx, [boris]);
  });
  expect(await left()).toEqual([0, 0]);
});
const shopOf = { purpose: 'marketing', origin: 'import', said: 'the old shop' } as const;

test('whoever was shown a notice from before a purpose was switched on is told of it with the next message, and found until then', async () => {
  const untold = () => check('people.told-of-further-purposes');
  const [ada, boris] = [await met('ada-further@example.com'), await met('boris-further@example.com')];
  await publish();
  const before = await room.ctx((ctx) => currentNotice(ctx, 'en'));
  for (const person of [ada, boris]) await room.ctx((ctx) => noticeShown(ctx, person, before!.id, 'choice'));
  expect(await untold()).toEqual([0, []]);
  room.setTime('2026-11-25T10:00:00Z');
  await change('satisfaction-survey', { active: true, reason: 'We ask how it went.' });
  expect((await untold())[0]).toBeGreaterThan(1);
  expect((await untold())[1]).toEqual(['purpose-untold:satisfaction-survey']);
  expect((await writesTo(ada, 'service-conversation'))?.owed, 'no notice tells of it yet').toBeUndefined();
  room.setTime('2026-11-25T11:00:00Z');
  expect(await publish()).toEqual([]);
  const many = Number((await untold())[0]);
  const first = await writesTo(ada, 'service-conversation');
  expect(first?.owed?.notice).toBe((await room.ctx((ctx) => currentNotice(ctx, 'en')))?.id);
  expect((await untold())[0]).toBe(many - 1);
  expect((await writesTo(ada, 'service-conversation'))?.owed).toBeUndefined();
  await room.ctx((ctx) => merge(ctx, ada, boris, 'agent-decision')); // they are one, who was told
  expect((await untold())[0]).toBe(many - 2);
});

test('what was shown before counts again where the message with the next notice came back, or they were taken apart', async () => {
  const untold = async () => Number((await check('people.told-of-further-purposes'))[0]);
  const [ada, boris] = [await met('ada-before@example.com'), await met('boris-before@example.com')];
  room.setTime('2026-11-26T09:00:00Z');
  await publish();
  for (const person of [ada, boris]) await show(person);
  room.setTime('2026-11-26T10:00:00Z');
  for (const active of [false, true]) await change('satisfaction-survey', { active, reason: 'We ask how it went.' });
  room.setTime('2026-11-26T11:00:00Z');
  expect(await publish()).toEqual([]);
  const before = await untold();

  const carried = await writesTo(ada, 'service-conversation');
  expect(carried?.owed).toBeTruthy();
  expect(await untold()).toBe(before - 1);
  const bounce = {
    externalId: carried?.externalId as string,
    state: 'failed',
    because: 'no-such-mailbox',
    words: 'Nobody there.',
  } as const;
  await report(room.tools, { workspace: room.workspace, inbox, ...bounce });
  expect(await untold(), 'a finding does not go by a message that came back').toBe(before);
  expect((await writesTo(ada, 'service-conversation'))?.owed).toBeTruthy();

  const joined = await join(boris, await met('boris-before-too@example.com'));
  for (const at of ['2026-11-26T12:00:00Z', '2026-11-26T13:00:00Z']) {
    room.setTime(at); // whoever of both that was, twice
    await show(boris);
  }
  expect(await untold()).toBe(before - 2);
  await room.ctx((ctx) => unmerge(ctx, joined));
  expect(await untold()).toBe(before - 1);
  expect((await writesTo(boris, 'service-conversation'))?.owed).toBeTruthy();
});
