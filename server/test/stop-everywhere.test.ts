// STOP, START and HELP on every channel by the door that its provider, its mail server or its visitors use; and the sandbox of each, told to fail, to repeat and to come late. The registry of adapters is walked.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { company } from '#access';
import { stateOf } from '#consent';
import { decide, restrict } from '#gate';
import { config } from '#kit/config';
import type { PersonId } from '#kit/ids';
import { wake } from '#kit/outbox';
import { changePurpose, publishNotices, purposeByCode } from '#purposes';
import { agree, companyFacts } from '#test/agreeing';
import { eventually, openHouse } from '#test/house';
import { everyChannel, openSystem, openWalked, type System, type Walked } from '#test/many-channels';
import type { TestRoom } from '#test/room';
import { changeCompany } from '../src/access/workspaces.ts';
import type { Account, Settings } from '../src/channels/adapter.ts';
import { hookPrefix } from '../src/channels/adapters/custom/hooks.ts';
import { type CustomSettings, secretsOf } from '../src/channels/adapters/custom/settings.ts';
import { headersOf } from '../src/channels/adapters/custom/signature.ts';
import { hooks as mailHooks } from '../src/channels/adapters/email/hooks.ts';
import { takeHanded } from '../src/channels/adapters/email/incoming/handed.ts';
import type { EmailSettings } from '../src/channels/adapters/email/settings.ts';
import { adapterOf } from '../src/channels/adapters.ts';
import { quietHours } from '../src/channels/rest.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let room: TestRoom;
let system: System;
let said = 0;
const accounts = new Map<string, Account>();
const people = new Map<string, PersonId>();

beforeAll(async () => {
  house = await openHouse();
  carol = await house.staffClient();
  room = { ...house, ctx: house.act, settings: config.of(house) } as unknown as TestRoom;
  quietHours.set(house.tools, async () => undefined); // whatever the hour
  await house.act(async (ctx) => {
    await changeCompany(ctx, companyFacts);
    const channels = [...new Set(everyChannel.map(({ name }) => name))];
    await changePurpose(ctx, (await purposeByCode(ctx, 'marketing'))?.id ?? ('' as never), { active: true, channels, reason: 'a test' });
    await publishNotices(ctx, await company(ctx), []);
  });
  system = await openSystem(room);
});
afterAll(async () => {
  system.close();
  await house.stop();
});

/** An own number for each channel, or what stands for one: whoever is met on two channels is somebody else on each. */
const fromOf = ({ name, title }: Walked): string => {
  const digits = `12025550${160 + everyChannel.findIndex((each) => each.title === title)}`;
  return name === 'telegram' ? `50000000000001${digits.slice(-2)}` : `+${digits}`;
};

/** Writes once, as somebody does there; it was taken in when this resolves, or is on its way in. */
type Says = (text: string) => Promise<unknown>;
async function whoSays(walked: Walked, account: Account): Promise<Says> {
  const from = fromOf(walked);
  if (walked.name === 'web-chat') return visitor(String((account.settings as Settings)['key']));
  if (walked.name === 'email') return (text) => mail(account as Account<EmailSettings>, `walker${from.slice(1)}@example.com`, text);
  if (walked.name === 'custom') return (text) => post(account as Account<CustomSettings>, from.slice(1), text);
  return async (text) => adapterOf(walked.name).sandbox?.write(account, house.tools, { from, text });
}

async function visitor(key: string): Promise<Says> {
  const { notice } = await house.publicClient().call('readWidget', { params: { key }, query: { language: 'de' } });
  const body = { language: 'de' as const, noticeId: notice.id, noticeHash: notice.hash };
  const { token } = await house.publicClient().call('startVisit', { params: { key }, body });
  return (text) => house.visitorClient(token).call('addVisitMessage', { body: { clientId: `client-id-${++said}`, text } });
}

/** As a provider of mail hands it in, which vouches for its sender. */
function mail(account: Account<EmailSettings>, sender: string, text: string): Promise<unknown> {
  const head = [
    ...['Authentication-Results: mx.example.com; dmarc=pass header.from=example.com', `From: Ada <${sender}>`],
    ...[
      `To: ${account.settings.address}`,
      'Subject: A lamp',
      `In-Reply-To: <${said}@example.com>`,
      `Message-ID: <${++said}@example.com>`,
      `Date: ${new Date().toUTCString()}`,
    ],
  ];
  const handed = { raw: Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}\r\n`), sender, recipient: account.settings.address };
  return takeHanded(house.tools, mailHooks.of(house), account, { ...handed, isOurs: true, trusted: 'mx.example.com' });
}

async function post({ settings }: Account<CustomSettings>, from: string, text: string): Promise<void> {
  const [now, id] = [new Date(), `m-${++said}`];
  const body = JSON.stringify({ type: 'message.received', timestamp: now.toISOString(), data: { id, from: { id: from }, text } });
  const headers = { 'content-type': 'application/json', ...headersOf(secretsOf(settings, now), id, now, body) };
  expect((await fetch(`${house.url}${hookPrefix}/${settings.key}`, { method: 'POST', headers, body })).status).toBe(200);
}

/** In the chat somebody writes German, and is answered so. */
const english = {
  help: 'HELP',
  start: 'START',
  answers: [
    /no more messages from us here.*START/,
    /writes here\. Contact: hello@example\.org .*\/privacy\//,
    /write to you here again .*\/privacy\//,
  ],
};
const german = {
  help: 'Hilfe',
  start: 'Fortsetzen',
  answers: [
    /keine Nachrichten mehr von uns.*START/,
    /^Hier schreibt .*hello@example\.org .*\/privacy\//,
    /schreiben Ihnen hier wieder.*\/privacy\//,
  ],
};

const threadWith = (excerpt: string) =>
  eventually(`"${excerpt}" came in`, async () =>
    (await carol.call('listConversations', { query: { view: 'all', limit: 100 } })).items.find((each) => each.excerpt === excerpt),
  );
const messagesOf = async (conversation: string) => (await carol.call('listMessages', { params: { conversation } })).items;

test.each(everyChannel)(
  '$title: a STOP is obeyed there and nowhere else, confirmed once, and taken back by START',
  async (walked: Walked) => {
    const account = await openWalked(room, walked, system);
    accounts.set(walked.title, account);
    const says = await whoSays(walked, account);
    await says(`Hello from ${walked.title}`);
    const { id: conversation, person: who } = await threadWith(`Hello from ${walked.title}`);
    const person = who.id as PersonId;
    people.set(walked.title, person);
    const other = walked.name === 'email' ? 'sms' : 'email';
    await house.act(async (ctx) => {
      for (const channel of [walked.name, other] as const) await agree(ctx, person, channel);
    });
    const stands = () =>
      house.act(async (ctx) => ({
        there: await stateOf(ctx, [person], 'marketing', walked.name),
        elsewhere: await stateOf(ctx, [person], 'marketing', other),
        service: await stateOf(ctx, [person], 'service-messages', walked.name),
      }));
    /** What the house answered, once it left. */
    const answers = async () =>
      (await messagesOf(conversation)).flatMap(({ direction, delivery, text }) =>
        direction === 'out' && ['sent', 'delivered', 'read'].includes(delivery) ? [text] : [],
      );
    const answered = (count: number) => eventually(`${count} answers`, async () => (await answers()).length === count);
    await says('STOP');
    await answered(1);
    expect(await stands()).toEqual({ there: 'withdrawn', elsewhere: 'given', service: 'withdrawn' });
    await says('STOP');
    const { help, start, answers: expected } = walked.name === 'web-chat' ? german : english;
    await says(help);
    await answered(2);
    expect(await stands()).toEqual({ there: 'withdrawn', elsewhere: 'given', service: 'withdrawn' });
    await says(start);
    await answered(3);
    expect(await stands()).toMatchObject({ there: 'withdrawn', elsewhere: 'given', service: 'expired' }); // a consent is given anew, or not at all
    expect(await answers()).toEqual(expected.map((each) => expect.stringMatching(each)));
    if (adapterOf(walked.name).capabilities.stopWords === true) return;
    // where people talk the same words below those of a colleague are for whoever reads them
    await answer(conversation, 'Start today, or shall I help?');
    for (const word of [help, start, 'Cancel']) await says(word);
    const written = (await messagesOf(conversation)).filter(({ direction }) => direction === 'out');
    expect(written.map(({ text }) => text).slice(3)).toEqual(['Start today, or shall I help?']);
  },
);

test('an objection to advertising holds on every channel, also where somebody agreed', async () => {
  for (const { name, title } of everyChannel)
    await house.act(async (ctx) => {
      const person = people.get(title) as PersonId;
      const asked = { act: 'send', person, purpose: 'marketing' } as const;
      await agree(ctx, person, name);
      expect([title, await decide(ctx, { ...asked, channel: name })]).toMatchObject([title, { allowed: true }]);
      await restrict(ctx, person, { kind: 'objected', ground: 'marketing', purpose: 'marketing' });
      for (const channel of new Set(everyChannel.map((each) => each.name)))
        expect([title, channel, (await decide(ctx, { ...asked, channel })).allowed]).toEqual([title, channel, false]);
    }, 'marketing');
});

/** With which code each sandbox refuses for good, by the title of its channel. */
const refusing: Readonly<Record<string, number>> = {
  ...{ email: 550, sms: 21211, 'sms 2': 1040, 'sms 3': 11, whatsapp: 131026, 'whatsapp 2': 63024, messenger: 551, instagram: 551 },
  ...{ telegram: 400, viber: 3, line: 400, custom: 400, 'web-chat': 400 },
};
const played = everyChannel.filter(({ name }) => adapterOf(name).sandbox);
const behave = (title: string, behaviour: Partial<{ failWith: number; delaySeconds: number; repeat: number }>) =>
  carol.call('changeSandbox', {
    params: { inbox: accounts.get(title)?.inbox ?? '' },
    body: { failWith: null, delaySeconds: 0, repeat: 1, ...behaviour },
  });
const write = (walked: Walked, text: string) =>
  carol.call('writeInSandbox', { params: { inbox: accounts.get(walked.title)?.inbox ?? '' }, body: { from: fromOf(walked), text } });
const answer = (conversation: string, text: string) =>
  carol.call('addMessage', { params: { conversation }, body: { kind: 'message', text } });
const standOf = async (conversation: string, id: string) => (await messagesOf(conversation)).find((each) => each.id === id);
const threads = new Map<string, string>();
/** What would have woken devices, newest first. */
const pushedFrom = async (title: string) =>
  (await carol.call('readSandbox', { params: { inbox: accounts.get(title)?.inbox ?? '' } })).items.filter(
    ({ direction }) => direction === 'out',
  );
/** The same once there are more than that: the time passes in which whoever looks would have fetched the answer, and in which no device is woken twice. */
const wakes = async (title: string, before: number) => {
  house.passTime(70_000);
  return eventually('a device is woken', async () => {
    house.passTime(1_000); // what was put off at that very moment is due soon as well
    wake.of(house)(house.workspace); // it sleeps by the clock on the wall
    const pushed = await pushedFrom(title);
    return pushed.length > before && pushed;
  });
};

test.each(played)('$title: what its sandbox tells twice is one message, and what it refuses fails with words', async (walked) => {
  if (walked === played[0]) await carol.call('moveSandboxSwitch', { body: { isOn: true } }); // mail and a system of one's own are played with the others
  const { title } = walked;
  await behave(title, { repeat: 2 });
  await write(walked, `Twice from ${title}`);
  const { id: conversation } = await threadWith(`Twice from ${title}`);
  threads.set(title, conversation);
  await behave(title, { failWith: refusing[title] ?? 0, repeat: 2 });
  const { id } = await answer(conversation, 'This meets its end.');
  const texts = (await messagesOf(conversation)).filter(({ direction }) => direction === 'in').map(({ text }) => text);
  expect(texts.filter((text) => text.includes('Twice'))).toHaveLength(title === 'sms 3' ? 2 : 1); // a message centre has no ids: what was answered and comes again is said again
  if (walked.name === 'web-chat') {
    await eventually('it lies in the chat', async () => (await standOf(conversation, id))?.delivery === 'sent');
    const [refused] = await wakes(title, 0); // what wakes a device is refused; the answer stays in the chat all the same
    expect(refused).toMatchObject({ status: 'failed', errorCode: 400, text: 'You have a new message' });
    return;
  }
  const failed = await eventually('it failed', async () => {
    const stand = await standOf(conversation, id);
    return stand && ['failed', 'refused'].includes(stand.delivery) && stand;
  });
  expect([failed.delivery, failed.deliveryWords?.length ?? 0]).toEqual(['failed', expect.any(Number)]);
  expect(failed.deliveryWords).toMatch(/\w{3,} \w/);
});

test('what a sandbox is to tell late is not there before, and comes', { timeout: 60_000 }, async () => {
  const bounces = 5_511; // of a mail that arrives nobody tells
  const tellsNothing = ['telegram', 'line']; // of what was sent: what somebody writes comes late instead
  const isHere = async (text: string) =>
    (await carol.call('listConversations', { query: { view: 'all', limit: 100 } })).items.some(({ excerpt }) => excerpt === text);
  const isTold = async (title: string, id: string) =>
    ['delivered', 'failed'].includes((await standOf(threads.get(title) ?? '', id))?.delivery ?? '');
  const isShown = async (title: string, text: string) => {
    const { items } = await carol.call('readSandbox', { params: { inbox: accounts.get(title)?.inbox ?? '' } });
    return items.find((each) => each.text === text)?.status === 'delivered';
  };
  const late: (() => Promise<boolean>)[] = [];
  for (const walked of played) {
    const { title, name } = walked;
    const conversation = threads.get(title) ?? '';
    for (const delaySeconds of [300, 1]) {
      await behave(title, { delaySeconds, ...(name === 'email' && { failWith: bounces }) });
      expect((await carol.call('readSandbox', { params: { inbox: accounts.get(title)?.inbox ?? '' } })).behaviour.delaySeconds).toBe(
        delaySeconds,
      );
      const text = `In ${delaySeconds} from ${title}`;
      if (tellsNothing.includes(name)) {
        await write(walked, text);
        late.push(() => isHere(text));
        continue;
      }
      const before = name === 'web-chat' ? (await pushedFrom(title)).length : 0;
      const { id } = await answer(conversation, text);
      await eventually(`${title}: it left`, async () =>
        ['sent', 'delivered', 'failed'].includes((await standOf(conversation, id))?.delivery ?? ''),
      );
      if (name === 'web-chat') {
        const push = (await wakes(title, before))[0]?.id;
        late.push(async () => (await pushedFrom(title)).find((each) => each.id === push)?.status === 'delivered');
        continue;
      }
      late.push(name === 'instagram' ? () => isShown(title, text) : () => isTold(title, id)); // Instagram tells nobody what arrived: there the sandbox alone shows it
    }
  }
  const all = async () => Promise.all(late.map((isThere) => isThere()));
  const expected = played.flatMap(() => [false, true]); // of five minutes nothing, of a second all
  const names = (are: readonly boolean[]) => played.map(({ title }, at) => [title, ...are.slice(2 * at, 2 * at + 2)]);
  await eventually('a second', async () => (await all()).every((isThere, at) => isThere || expected[at] === false)).catch(() => undefined);
  expect(names(await all())).toEqual(names(expected));
});
