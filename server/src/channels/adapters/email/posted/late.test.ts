// What providers tell of mail that left, again and late: by the time that stands in the event a no is heard once, and what somebody agreed to since stands (Art. 7(3)).
import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '#consent';
import type { InboxId, PersonId } from '#kit/ids';
import { clock } from '#kit/pool';
import { changePurpose, currentNotice, listPurposes, wordingFor } from '#purposes';
import { eventually } from '#test/house';
import { openTextHouse } from '#test/sms-house';
import { accountIn } from '../../../accounts.ts';
import type { Account } from '../../../adapter.ts';
import { hooks } from '../hooks.ts';
import { takeHanded } from '../incoming/handed.ts';
import type { EmailSettings } from '../settings.ts';

const [signingKey, password] = ['key-0123456789abcdef0123456789abcdef', 'a-password-in-the-address'];
const basic = `Basic ${Buffer.from(`parley:${password}`).toString('base64')}`;
let bench: Awaited<ReturnType<typeof openTextHouse>>;
const at: Record<string, { readonly url: string; readonly inbox: InboxId }> = {};

beforeAll(async () => {
  bench = await openTextHouse({});
  const given = { mailgun: { hookSecret: signingKey }, sendgrid: { hookSecret: password }, postmark: { hookSecret: password } };
  for (const [postedBy, more] of Object.entries(given)) {
    const settings = { address: `${postedBy}@example.com`, feed: 'webhook', postedBy, ...more };
    const { webhook, inbox } = await bench.carol.call('addChannel', { body: { channel: 'email', name: postedBy, settings } });
    at[postedBy] = { url: webhook ?? '', inbox: inbox.id as InboxId };
  }
  const marketing = (await bench.house.act(listPurposes)).find(({ code }) => code === 'marketing');
  await bench.house.act((ctx) => changePurpose(ctx, marketing?.id ?? ('' as never), { active: true, reason: 'test' }));
  await bench.carol.call('publishNotice', { body: {} });
});
afterAll(() => bench?.house.stop());

const now = (): Date => clock.of({ tools: bench.house.tools })();
const minutesAgo = (minutes: number): Date => new Date(now().getTime() - minutes * 60_000);
async function post(by: string, body: object, headers: Record<string, string> = {}): Promise<void> {
  const sent = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
  const answer = await fetch(at[by]?.url ?? '', sent);
  expect(answer.status).toBe(200);
}

type Kind = 'complaint' | 'unsubscribe' | 'held-back';
/** In each provider's words, with its own time. */
const tell = {
  mailgun: (id: string, kind: Kind, when: Date) => {
    const [timestamp, token] = [String(Math.floor(now().getTime() / 1000)), randomBytes(25).toString('hex')];
    const signature = createHmac('sha256', signingKey).update(`${timestamp}${token}`).digest('hex');
    const what = {
      complaint: { event: 'complained' },
      unsubscribe: { event: 'unsubscribed' },
      'held-back': { event: 'failed', severity: 'permanent', reason: 'suppress-unsubscribe' },
    }[kind];
    const event = { ...what, timestamp: when.getTime() / 1000, message: { headers: { 'message-id': `${id}@example.com` } } };
    return post('mailgun', { signature: { timestamp, token, signature }, 'event-data': event });
  },
  sendgrid: (id: string, kind: Kind, when: Date) => {
    const what = {
      complaint: { event: 'spamreport' },
      unsubscribe: { event: 'group_unsubscribe', asm_group_id: 1 },
      'held-back': { event: 'dropped', reason: 'Unsubscribed Address' },
    }[kind];
    const event = { ...what, timestamp: Math.floor(when.getTime() / 1000), 'smtp-id': `<${id}@example.com>` };
    return post('sendgrid', [event], { authorization: basic });
  },
  postmark: (id: string, kind: Kind, when: Date) => {
    const no = { RecordType: 'SubscriptionChange', Origin: 'Recipient', SuppressSending: true, ChangedAt: when.toISOString() };
    const complaint = { RecordType: 'SpamComplaint', Type: 'SpamComplaint', BouncedAt: when.toISOString() };
    const what = kind === 'complaint' ? complaint : { ...no, SuppressionReason: 'ManualSuppression' };
    return post('postmark', { ...what, Metadata: { 'Parley-Message': id } }, { authorization: basic });
  },
};
type By = keyof typeof tell;

let people = 0;
/** Somebody who wrote and was answered; each answer is a mail that an event may be about. */
async function somebody(by: By) {
  const { tools, workspace } = bench.house;
  const account = (await accountIn(tools, workspace, at[by]?.inbox as InboxId)) as Account<EmailSettings>;
  people += 1;
  const text = `Person ${people} by ${by}.`;
  const raw = `From: Ada <ada${people}@example.net>\r\nTo: ${by}@example.com\r\nMessage-ID: <${people}@example.net>\r\nSubject: My lamp\r\n\r\n${text}\r\n`;
  await takeHanded(tools, hooks.of({ tools }), account, { raw: Buffer.from(raw), isOurs: true, trusted: '' });
  const thread = (await bench.conversations()).find(({ excerpt }) => excerpt === text);
  const person = (thread?.person.id ?? '') as PersonId;
  return {
    answered: async () => {
      const { id } = await bench.answer(thread?.id ?? '', 'An answer.');
      await eventually('it left', async () => (await bench.standOf(thread?.id ?? '', id)())?.delivery === 'sent');
      return id;
    },
    /** What was said, oldest first. */
    said: async (purpose: string) => {
      const { history } = await bench.carol.call('readConsents', { params: { person } });
      return history
        .filter((each) => each.purpose === purpose)
        .map(({ state }) => state)
        .reverse();
    },
    allow: () =>
      bench.house.act((ctx) =>
        record(ctx, { person, purpose: 'service-conversation', channel: 'email', state: 'expired', method: 'signal', by: 'self' }),
      ),
    agree: () =>
      bench.house.act(async (ctx) => {
        const [marketing, notice] = [(await listPurposes(ctx)).find(({ code }) => code === 'marketing'), await currentNotice(ctx, 'en')];
        if (!marketing || !notice) throw new Error('nothing to agree to');
        const shown = { notice, language: 'en', wording: wordingFor(marketing, 'email', 'en'), session: { page: 'centre' } } as const;
        await record(ctx, { person, purpose: 'marketing', channel: 'email', state: 'given', method: 'privacy-page', by: 'self', ...shown });
      }),
  };
}
const service = 'service-conversation';

test.each<[By, Kind]>([
  ['mailgun', 'complaint'],
  ['mailgun', 'unsubscribe'],
  ['sendgrid', 'complaint'],
  ['sendgrid', 'unsubscribe'],
  ['postmark', 'complaint'],
  ['postmark', 'unsubscribe'],
])('%s tells of the same %s again: it is written down once, and another one after a later yes is another', async (by, kind) => {
  const ada = await somebody(by);
  const id = await ada.answered();
  const first = minutesAgo(0);
  for (const _ of [1, 2, 3]) await tell[by](id, kind, first);
  expect(await ada.said(service)).toEqual(['withdrawn']);
  bench.house.passTime(10 * 60_000);
  await ada.allow();
  await tell[by](id, kind, first);
  expect(await ada.said(service), 'the same, told once more').toEqual(['withdrawn', 'expired']);
  bench.house.passTime(10 * 60_000);
  for (const _ of [1, 2]) await tell[by](id, kind, minutesAgo(1));
  expect(await ada.said(service), 'one of its own').toEqual(['withdrawn', 'expired', 'withdrawn']);
});

test.each<[By, Kind]>([
  ['mailgun', 'complaint'],
  ['sendgrid', 'unsubscribe'],
  ['postmark', 'complaint'],
  ['postmark', 'unsubscribe'],
])('%s tells of the first %s hours later: what was allowed since stands', async (by, kind) => {
  const ada = await somebody(by);
  const [id, other] = [await ada.answered(), await ada.answered()];
  await ada.allow();
  await tell[by](id, kind, minutesAgo(180));
  expect(await ada.said(service)).toEqual(['expired']);
  await tell[by](other, kind, new Date(now().getTime() + 3_600_000)); // a clock that is fast
  expect(await ada.said(service)).toEqual(['expired', 'withdrawn']);
});

test.each<By>(['mailgun', 'sendgrid'])(
  '%s held a mail back for a no, and tells late: a consent to advertising given since stands',
  async (by) => {
    const ada = await somebody(by);
    const [late, anew] = [await ada.answered(), await ada.answered()];
    await ada.agree();
    await tell[by](late, 'held-back', minutesAgo(180));
    expect(await ada.said('marketing')).toEqual(['given']);
    bench.house.passTime(10 * 60_000);
    await tell[by](anew, 'held-back', minutesAgo(0));
    expect(await ada.said('marketing')).toEqual(['given', 'withdrawn']);
  },
);
