// Campaigns over every channel: the registry of adapters is walked, so that one that says it can carry a campaign is seen to do so, by its provider's rule, in the sandbox.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { company } from '#access';
import { withdraw } from '#consent';
import { latestConversation, listShown, markFetched, messageFacts, reply, unfetched } from '#conversations';
import type { ConversationId, InboxId, MessageId, PersonId, StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type Listed, list } from '#ledger';
import { addIdentity, prove } from '#people';
import { changePurpose, currentNotice, publishNotices, purposeByCode } from '#purposes';
import { agree, agreeing, agreeingWithTag, companyFacts, everybody } from '#test/agreeing';
import { heldOpen, inOrder, oneWaits } from '#test/held-open';
import { eventually } from '#test/house';
import { arrivedFrom, everyChannel, metOn, openSystem, openWalked, type System, type Walked } from '#test/many-channels';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { changeCompany } from '../src/access/workspaces.ts';
import { askToSend, begin, pause, resume } from '../src/campaigns/course.ts';
import { addCampaign } from '../src/campaigns/drafts.ts';
import { figuresOf } from '../src/campaigns/figures.ts';
import { changeLimits } from '../src/campaigns/limits/limits.ts';
import { usual } from '../src/campaigns/limits/rules.ts';
import { seenCampaign } from '../src/campaigns/reach.ts';
import { dryRun } from '../src/campaigns/sending/dry-run.ts';
import { takeTurn } from '../src/campaigns/sending/send.ts';
import { freshen, lookAgain } from '../src/campaigns/templates.ts';
import type { CampaignId, Draft, Texts } from '../src/campaigns/types.ts';
import type { Account } from '../src/channels/adapter.ts';
import { captured } from '../src/channels/adapters/email/outgoing/capture.ts';
import { emulatorFor } from '../src/channels/adapters/meta/emulator/emulator.ts';
import type { MetaSettings } from '../src/channels/adapters/meta/settings.ts';
import type { WebChatSettings } from '../src/channels/adapters/web-chat/settings.ts';
import { lendVisit, setConversation, setEmail, visitsOf } from '../src/channels/adapters/web-chat/store.ts';
import { startVisit } from '../src/channels/adapters/web-chat/visits.ts';
import { adapterOf } from '../src/channels/adapters.ts';
import { takeUnfetched } from '../src/channels/answers-by-mail.ts';
import { manyFrom } from '../src/channels/many/many.ts';
import { prefer } from '../src/channels/preference.ts';
import { stop } from '../src/channels/stop.ts';
import { templatesForMany } from '../src/channels/templates/for-many.ts';
import { drain } from '../src/worker/queue.ts';

const noon = new Date('2026-11-24T11:00:00Z');
const night = new Date('2026-11-24T20:30:00Z'); // half past nine in Berlin
const morning = new Date('2026-11-25T08:00:00Z');
const hourMs = 3_600_000;
let room: TestRoom;
let carol: StaffId;
let stranger: PersonId;
let system: System;
let chatter: PersonId; // who agreed in the chat
const met = new Map<string, Account>();

beforeAll(async () => {
  room = await openRoom();
  room.setTime(noon);
  carol = (await room.ctx((ctx) => list(ctx, { kind: 'staff.joined', limit: 1 }))).items[0]?.subject as StaffId;
  await room.ctx(async (ctx) => {
    await changeCompany(ctx, companyFacts);
    const marketing = await purposeByCode(ctx, 'marketing');
    const channels = [...new Set(everyChannel.map(({ name }) => name))];
    await changePurpose(ctx, marketing?.id ?? ('' as never), { active: true, channels, reason: 'a test' });
    await publishNotices(ctx, await company(ctx), []);
    await changeLimits(ctx, { ...usual, most: 100 }, 'Many letters of a test');
    [stranger] = (await agreeing(ctx, 1)) as [PersonId];
  });
  system = await openSystem(room);
});
beforeEach(() => room.setTime(noon));
afterAll(async () => {
  system.close();
  await room.stop();
});

async function underWay(inbox: InboxId, texts: Texts, audience = everybody as unknown as Draft['audience']): Promise<CampaignId> {
  const draft: Draft = { name: 'Spring', purpose: 'marketing', inbox, texts, audience };
  const id = await room.ctx(async (ctx) => (await addCampaign(ctx, draft)).id);
  await room.ctx((ctx) => askToSend(ctx, id, { at: null, version: 1 }), { actor: staffWhoMayAll(carol) });
  await room.ctx((ctx) => begin(ctx, id));
  return id;
}
const turn = (campaign: CampaignId) => takeTurn({ tools: room.tools, workspace: room.workspace, campaign });
const now = (campaign: CampaignId) => room.ctx((ctx) => seenCampaign(ctx, campaign));
const untilWritten = async (campaign: CampaignId): Promise<void> => {
  for (let beat = 0; beat < 3; beat += 1) await turn(campaign);
};
const deliverAll = () => drain(room.tools, room.workspace, () => false);
const foreseen = (campaign: CampaignId) => room.ctx(async (ctx) => dryRun(ctx, await seenCampaign(ctx, campaign)));

/** The text as this channel wants it: a template that may go to many, or words. */
async function textsFor({ inbox }: Account): Promise<Texts> {
  const { campaigning } = await room.ctx((ctx) => manyFrom(ctx, inbox));
  if (!campaigning.may) throw new Error('it says that it can');
  const own = {
    language: 'en' as const,
    subject: campaigning.form === 'mail' ? 'Spring' : null,
    text: 'Dear {name|friend}, the lamps are here.',
  };
  if (campaigning.form !== 'template') return [own];
  await freshen(room.tools, room.workspace, inbox);
  const template = (await room.ctx((ctx) => templatesForMany(ctx, inbox))).find(({ because }) => because === undefined);
  if (!template) throw new Error('a template may go to many');
  const { name, language, gaps, text, buttons } = template;
  return [{ ...own, text, template: { name, language, values: gaps.map(() => '{name|friend}'), buttons: [...buttons] } }];
}

test.each(everyChannel)(
  '$title: each who agreed gets exactly one that says how to end it, and nobody else gets any',
  async (walked: Walked) => {
    const account = await openWalked(room, walked, system);
    const people: PersonId[] = [];
    for (const n of [1, 2, 3, 4]) people.push(await metOn(room, walked, account, n));
    const [ada, boris, , dora] = people as [PersonId, PersonId, PersonId, PersonId]; // the third never agreed
    await room.ctx(async (ctx) => {
      for (const person of [ada, boris, dora]) await agree(ctx, person, walked.name);
      if (walked.name !== 'email') await agree(ctx, stranger, walked.name);
      await withdraw(ctx, boris, 'marketing', walked.name, 'one-click');
    });
    met.set(walked.title, account);
    if (walked.name === 'web-chat') chatter = ada;
    const arrived = async () => {
      const all = await arrivedFrom(room, walked, { account, people, posted: system.posted });
      return all.filter((text) => /^(Dear|Hello) /.test(text)); // one emulator shows each part of a message
    };
    const texts = await textsFor(account);
    const campaign = await underWay(account.inbox, texts);
    room.setTime(night);
    expect(await turn(campaign)).toBe(false);
    room.setTime(noon);
    await room.ctx((ctx) => pause(ctx, campaign));
    expect(await turn(campaign)).toBe(false);
    expect(await now(campaign)).toMatchObject({ state: 'paused', queued: 0 });
    await room.ctx((ctx) => resume(ctx, campaign));
    await untilWritten(campaign);
    expect(await now(campaign)).toMatchObject({ state: 'sending', queued: 2 + walked.others });
    const { leftOut } = await room.ctx(async (ctx) => figuresOf(ctx, await seenCampaign(ctx, campaign)));
    const expected = ['consent-missing', 'consent-withdrawn', ...(walked.name === 'email' ? [] : ['no-address'])];
    expect(leftOut.map(({ because }) => because).toSorted()).toEqual(expected);
    await room.ctx((ctx) => withdraw(ctx, dora, 'marketing', walked.name, 'stop-word'));
    room.setTime(night); // what is written waits at the door
    await deliverAll();
    expect(await arrived()).toEqual([]);
    room.setTime(morning);
    await deliverAll();
    const words = await arrived();
    expect(words).toHaveLength(1 + walked.others);
    await turn(campaign);
    expect(await now(campaign)).toMatchObject({ state: 'done', queued: 2 + walked.others });
    const ends =
      walked.name === 'email'
        ? /Your privacy and preferences: http\S+\/p\//
        : walked.name === 'web-chat'
          ? /No more of this: STOP\nSTOP$/
          : /No more of this: http/;
    if (!texts[0]?.template) expect((await arrivedFrom(room, walked, { account, people, posted: system.posted })).join('\n')).toMatch(ends); // of a template it is known before it may be chosen
    expect(words.some((text) => text.includes(walked.name === 'web-chat' ? 'friend' : 'Ada 1'))).toBe(true);

    await room.ctx((ctx) => changeLimits(ctx, { ...usual, most: 1 }, undefined));
    const next = await underWay(account.inbox, texts);
    await untilWritten(next);
    expect(await now(next)).toMatchObject({ state: 'done', queued: 0 });
    const figures = await room.ctx(async (ctx) => figuresOf(ctx, await seenCampaign(ctx, next)));
    expect(figures.leftOut.map(({ because }) => because)).toContain('written-enough');
    await room.ctx((ctx) => changeLimits(ctx, { ...usual, most: 100 }, 'Many letters of a test'));
  },
);

test('a no that is being written when a letter is about to leave is waited for, and stands before the decision in the ledger', async () => {
  const account = met.get('email') as Account;
  const { audience, people } = await room.ctx((ctx) => agreeingWithTag(ctx, 2, 'Door'));
  const [ada, boris] = people as [PersonId, PersonId];
  const campaign = await underWay(account.inbox, await textsFor(account), audience);
  await turn(campaign);
  const commit = await heldOpen(room, (ctx) => withdraw(ctx, ada, 'marketing', 'email', 'one-click'));
  const leaving = deliverAll();
  await oneWaits(room);
  await commit();
  await leaving;
  const atTheDoor = ({ kind, facts }: Listed) =>
    kind === 'data.sent' ? String(facts?.['fields']).includes('identities.value') : /^(consent.withdrawn|message.+)$/.test(kind);
  expect(await inOrder(room, [ada], atTheDoor)).toEqual(['message.queued', 'consent.withdrawn', 'message.refused']);
  expect(await inOrder(room, [boris], atTheDoor)).toEqual(['message.queued', 'data.sent', 'message.sent']);
});

test('every adapter says whether it can, and no account that only takes in does', async () => {
  const unable = everyChannel.filter(({ title }) => !met.has(title));
  expect(unable).toEqual([]);
  const account = met.get('custom');
  expect(adapterOf('custom').campaigns({ ...account?.settings, url: '', played: undefined })).toEqual({
    may: false,
    because: 'only-takes-in',
  });
});

test('where the provider closes a window, only whoever wrote within it gets one, and the others are left out with the reason', async () => {
  const account = met.get('messenger') as Account;
  room.setTime(new Date(noon.getTime() + 23 * hourMs));
  const before = await underWay(account.inbox, await textsFor(account));
  await untilWritten(before);
  room.setTime(new Date(noon.getTime() + 25 * hourMs));
  await deliverAll(); // it closed while the message waited
  const late = await room.ctx(async (ctx) => figuresOf(ctx, await seenCampaign(ctx, before)));
  expect(late.failed).toEqual([{ because: 'window-closed', messages: null }]);
  const { state } = await emulatorFor(room.tools, account.settings as MetaSettings);
  const sent = [...state.messages.values()].find(({ direction, text }) => direction === 'out' && text.startsWith('Dear '));
  expect(sent?.asked).toMatchObject({ messaging_type: 'UPDATE' }); // the one of the walk: nobody is told that it answers
  const campaign = await underWay(account.inbox, await textsFor(account));
  const dry = await eventually('what foresees has heard of the yes', async () => {
    const seen = await foreseen(campaign);
    return seen.leftOut.some(({ because }) => because === 'window-closed') && seen;
  });
  expect(dry).toMatchObject({ sends: 0, pausesBecause: null });
  for (let beat = 0; beat < 3; beat += 1) await turn(campaign);
  expect(await now(campaign)).toMatchObject({ state: 'done', queued: 0 });
  const { leftOut } = await room.ctx(async (ctx) => figuresOf(ctx, await seenCampaign(ctx, campaign)));
  expect(leftOut.map(({ because }) => because)).toContain('window-closed');
});

test('a template that the provider paused meanwhile pauses the campaign with the reason, and it goes on once it is approved again', async () => {
  const account = met.get('whatsapp') as Account;
  const campaign = await underWay(account.inbox, await textsFor(account));
  const { state } = await emulatorFor(room.tools, account.settings as MetaSettings);
  const there = [...state.accounts.values()].find(({ kind }) => kind === 'whatsapp');
  const before = there?.templates ?? [];
  if (there) there.templates = before.map((each) => ({ ...each, status: 'PAUSED' }));
  await turn(campaign); // nobody here knows of it yet: the provider refuses it
  await deliverAll();
  expect(await now(campaign)).toMatchObject({ state: 'sending', queued: 1 });
  expect(await turn(campaign)).toBe(false); // in doubt: nothing more is written until the provider was asked
  expect(await now(campaign)).toMatchObject({ state: 'sending', queued: 1 });
  await lookAgain(room.tools);
  await turn(campaign);
  expect(await now(campaign)).toMatchObject({ state: 'paused', pausedBecause: 'template-not-approved' });
  expect((await foreseen(campaign)).pausesBecause).toBe('template-not-approved');
  await expect(room.ctx((ctx) => resume(ctx, campaign))).rejects.toMatchObject({ code: 'invalid' });
  if (there) there.templates = before;
  room.setTime(new Date(noon.getTime() + hourMs));
  await freshen(room.tools, room.workspace, account.inbox);
  expect(await room.ctx((ctx) => resume(ctx, campaign))).toMatchObject({ state: 'sending' });
  if (there)
    there.templates = before.map((each) => ({ ...each, components: [{ type: 'BODY', text: 'Hello {{first_name}}, all is sold.' }] }));
  room.setTime(new Date(noon.getTime() + 2 * hourMs));
  await lookAgain(room.tools);
  await turn(campaign);
  expect(await now(campaign)).toMatchObject({ state: 'paused', pausedBecause: 'template-no-way-out' });
  if (there) there.templates = before;
  room.setTime(new Date(noon.getTime() + 3 * hourMs));
  await freshen(room.tools, room.workspace, account.inbox);
});

test('a draft is refused with what the channel wants', async () => {
  const refused = async (name: string, change: (text: Texts[number]) => object): Promise<string[]> => {
    const account = met.get(name) as Account;
    const texts = (await textsFor(account)).map((each) => ({ ...each, ...change(each) })) as Texts;
    const draft = {
      name: 'Spring',
      purpose: 'marketing',
      inbox: account.inbox,
      texts,
      audience: everybody as unknown as Draft['audience'],
    };
    const answer = await room.ctx((ctx) => addCampaign(ctx, draft)).catch((error: unknown) => error as Problem);
    return answer instanceof Problem ? (answer.extras.fields ?? []).map(({ path, message }) => `${path} ${message}`) : [];
  };
  const tooLong = 'body/texts/0/text is longer than one message of this channel, with the step to unsubscribe';
  expect(await refused('instagram', () => ({ text: 'Lampen für Öfen '.repeat(52) }))).toEqual([tooLong]);
  expect(await refused('telegram', () => ({ text: 'Lampen für Öfen '.repeat(52) }))).toEqual([]);
  expect(await refused('telegram', () => ({ subject: 'Spring' }))).toEqual(['body/texts/0/subject is for a mail alone']);
  expect(await refused('whatsapp', () => ({ template: null }))).toEqual([
    'body/texts/0/template is needed: this channel takes only approved messages',
  ]);
  expect(await refused('whatsapp 2', ({ template }) => ({ template: { ...template, values: ['{name}'] } }))).toEqual([
    expect.stringContaining('needs a word for whoever has no name'),
  ]);
  const long = 'body/texts/0/template is longer than this channel takes once its gaps are filled';
  expect(await refused('whatsapp 2', ({ template }) => ({ template: { ...template, values: ['x'.repeat(1_020)] } }))).toEqual([long]);
  expect(await refused('whatsapp 2', () => ({ language: 'de' }))).toEqual([expect.stringContaining('in another language')]);
  expect(await refused('whatsapp 2', () => ({ text: 'Other words' }))).toEqual([expect.stringContaining('has other words now')]);
});

test('who blocked a bot, or switched advertising off at WhatsApp, is left out as one who took their yes back', async () => {
  for (const title of ['telegram', 'viber', 'line', 'whatsapp']) {
    const account = met.get(title) as Account;
    const kind = everyChannel.find((each) => each.title === title)?.kind;
    const from = { kind: 'account' as const, value: kind?.value(account, 1) ?? '' };
    const at = { workspace: room.workspace, inbox: account.inbox, from };
    if (title === 'whatsapp') await prefer(room.tools, { ...at, wish: 'stop', at: morning });
    else expect(await stop(room.tools, { ...at, wish: 'stop', at: undefined })).toBe('known');
    const campaign = await underWay(account.inbox, await textsFor(account));
    await untilWritten(campaign);
    const { leftOut } = await room.ctx(async (ctx) => figuresOf(ctx, await seenCampaign(ctx, campaign)));
    expect([(await now(campaign)).queued, leftOut.map(({ because }) => because)]).toEqual([
      0,
      expect.arrayContaining(['consent-withdrawn']),
    ]);
    expect(leftOut.map(({ because }) => because)).not.toContain('window-closed');
  }
});

test('what lies in the chat for many is not mailed as well, as an answer is', async () => {
  const account = met.get('web-chat') as Account;
  const conversation = await room.ctx(async (ctx) => {
    const [[visit], thread] = [
      await ctx.db.all(visitsOf, [ctx.workspace, [chatter]]),
      await latestConversation(ctx, chatter, account.inbox),
    ];
    if (!visit || !thread) throw new Error('they were written to');
    await ctx.db.run(setConversation, [ctx.workspace, visit.id, thread.id, visit.conversation]);
    const { identity } = await addIdentity(ctx, chatter, { kind: 'email', value: 'chatter@example.com' });
    await ctx.db.run(setEmail, [ctx.workspace, visit.id, identity]);
    await prove(ctx, identity, 'code');
    await agree(ctx, chatter);
    return thread.id;
  });
  const mailed = () =>
    room.ctx(async (ctx) => captured(room.tools, room.workspace, ctx.now).filter(({ to }) => to.includes('chatter@')).length);
  const later = async (minutes: number) => {
    room.setTime(new Date(morning.getTime() + minutes * 60_000));
    await room.ctx(takeUnfetched);
    await deliverAll();
    return mailed();
  };
  expect((await room.ctx((ctx) => listShown(ctx, conversation, 0, 10))).length).toBe(1);
  expect(await later(10)).toBe(0);
  await room.ctx((ctx) => reply(ctx, { conversation, text: 'Your lamp is here.', purpose: 'service-conversation' }));
  await deliverAll();
  expect(await later(20)).toBe(1);
});

test('what rests through the night keeps no answer from a visitor, and is not taken for fetched', async () => {
  const account = met.get('web-chat') as Account;
  const campaign = await underWay(account.inbox, await textsFor(account));
  await turn(campaign);
  room.setTime(night);
  await deliverAll();
  const conversation = (await room.ctx((ctx) => latestConversation(ctx, chatter, account.inbox)))?.id as ConversationId;
  const resting = await room.ctx((ctx) => reply(ctx, { conversation, text: 'It is on its way.', purpose: 'service-conversation' }));
  await deliverAll();
  const seen = async (after: number) => (await room.ctx((ctx) => listShown(ctx, conversation, after, 20))).map(({ text }) => text);
  expect((await seen(0)).at(-1)).toBe('It is on its way.');
  await room.ctx((ctx) => markFetched(ctx, conversation, 0, resting.sequence));
  room.setTime(morning);
  await deliverAll();
  const [spring] = await room.ctx((ctx) => unfetched(ctx, 'web-chat', new Date(noon.getTime() - hourMs), morning));
  await room.ctx((ctx) => markFetched(ctx, conversation, resting.sequence, resting.sequence));
  expect(await room.ctx((ctx) => messageFacts(ctx, spring as MessageId))).toMatchObject({
    sequence: resting.sequence - 1,
    delivery: 'sent',
  });
  expect((await seen(0)).at(-2)).toContain('the lamps are here');
});

test('nothing for many is laid into a thread that goes on at a kiosk', async () => {
  const account = met.get('web-chat') as Account<WebChatSettings>;
  await room.ctx(async (ctx) => {
    const [own] = await ctx.db.all(visitsOf, [ctx.workspace, [chatter]]);
    const notice = await currentNotice(ctx, 'en');
    if (!own || !notice) throw new Error('they chatted before');
    await ctx.db.run(setConversation, [ctx.workspace, own.id, null, own.conversation]);
    const { visitor } = await startVisit(ctx, account, { language: 'en', notice });
    const [kiosk] = await ctx.db.all(visitsOf, [ctx.workspace, [visitor]]);
    await ctx.db.run(setConversation, [ctx.workspace, kiosk?.id, own.conversation, null]);
    await ctx.db.run(lendVisit, [ctx.workspace, kiosk?.id, true]);
  });
  const campaign = await underWay(account.inbox, await textsFor(account));
  await untilWritten(campaign);
  expect(await now(campaign)).toMatchObject({ state: 'done', queued: 0 });
});

test('a text that holds the link of one person goes to nobody', async () => {
  const { inbox } = met.get('telegram') as Account;
  const text = 'Lamps: http://localhost:8080/p/abc';
  const draft = {
    name: 'Spring',
    purpose: 'marketing',
    inbox,
    texts: [{ language: 'en' as const, subject: null, text }],
    audience: everybody,
  };
  await expect(room.ctx((ctx) => addCampaign(ctx, draft as unknown as Draft))).rejects.toMatchObject({
    extras: { fields: [{ path: 'body/texts/0/text', message: expect.stringContaining('of one person') }] },
  });
});
