// A house with Twilio's emulator beside it, as the tests of this adapter see them.
import { randomBytes } from 'node:crypto';
import { type Call, callOver } from '../../src/channels/adapters/sms/call-back.ts';
import { startEmulator } from '../../src/channels/adapters/sms/twilio/emulator/emulator.ts';
import { signatureOf } from '../../src/channels/adapters/sms/twilio/signature.ts';
import { eventually, openHouse } from './house.ts';

const [sid, token, number] = [`AC${randomBytes(16).toString('hex')}`, randomBytes(16).toString('hex'), '+12025550100'];
export const settings = { provider: 'twilio', number, accountSid: sid, authToken: token };

/** A house whose Twilio is the emulator; every webhook that the emulator called is kept. */
export async function openSmsHouse(clock: () => Date) {
  const called: Call[] = [];
  const emulator = await startEmulator({
    clock,
    deliver: (call) => {
      called.push(call);
      return callOver(call);
    },
  });
  emulator.state.open({ sid, token, number });
  const text = await openTextHouse({ PARLEY_TWILIO_URL: emulator.url, PARLEY_INSIDE_HOSTS: new URL(emulator.url).host });
  return {
    ...{ ...text, emulator, called, sid, token, number },
    write: (from: string, words: string, media?: { sid: string; type: string; bytes: Buffer }[]) =>
      emulator.write(sid, { from, to: number, text: words, ...(media && { media }) }),
    sentTo: (to: string) => [...emulator.state.messages.values()].filter((each) => each.to === to && each.direction === 'outbound-api'),
    stop: async () => {
      await text.house.stop();
      await emulator.close();
    },
  };
}
export type Bench = Awaited<ReturnType<typeof openSmsHouse>>;

/** A house that may answer people, and what a test asks of it. */
export async function openTextHouse(environment: Record<string, string>) {
  const house = await openHouse({ environment });
  const carol = await house.staffClient();
  const facts = { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.org', dpoContact: 'dpo@example.org', authority: 'BlnBDI' };
  await carol.call('changeWorkspace', { body: facts });
  await carol.call('publishNotice', { body: {} });
  const conversations = async () => (await carol.call('listConversations', { query: { view: 'all', limit: 100 } })).items;
  const messagesOf = async (conversation: string) => (await carol.call('listMessages', { params: { conversation } })).items;
  return {
    ...{ house, carol, conversations, messagesOf },
    latest: () => eventually('a conversation', async () => (await conversations())[0]),
    answer: (conversation: string, words: string) =>
      carol.call('addMessage', { params: { conversation }, body: { kind: 'message', text: words } }),
    standOf: (conversation: string, id: string) => async () => (await messagesOf(conversation)).find((each) => each.id === id),
    /** Enters the agreement (Art. 28) and the transfer instrument of whoever carries the messages. */
    agreeWith: async (code: string): Promise<void> => {
      const vendor = (await carol.call('listVendors')).items.find((each) => each.code === code);
      const agreement = { reference: 'DPA 2026', signedOn: '2026-01-05', expiresOn: null };
      await carol.call('changeVendor', { params: { vendor: vendor?.id ?? '' }, body: { agreement, transfer: 'A45-3' } });
    },
  };
}

export const phone = (last: number) => `+1202555${String(last).padStart(4, '0')}`;

/** Hands a form in at a webhook as Twilio does; gives the status. */
export async function post(
  url: string,
  form: URLSearchParams,
  {
    signature = signatureOf(token, url, form),
    method = 'POST',
    more,
  }: { signature?: string | null; method?: string; more?: Record<string, string> } = {},
): Promise<number> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(signature !== null && { 'x-twilio-signature': signature }),
    ...more,
  };
  return (await fetch(url, { method, headers, ...(method === 'POST' && { body: form.toString() }) })).status;
}

/** Hands in so many messages by forty people, each twice and in any order; gives every answer that was no 200, and fails unless each was stored once. */
export async function allTwice(
  bench: Pick<Bench, 'house' | 'conversations'>,
  many: number,
  hand: (from: string, text: string, n: number) => Promise<number>,
) {
  const count = { name: 'test.count-in', text: `SELECT count(*)::int AS n FROM external_ids WHERE workspace_id = $1 AND direction = 'in'` };
  const idsIn = async () => (await bench.house.act((ctx) => ctx.db.one<{ n: number }>(count, [ctx.workspace]))).n;
  const before = await idsIn();
  const all = Array.from({ length: many }, (_, n) => [phone(1_000 + (n % 40)), `message ${n}`, n] as const);
  const twice = shuffled([...all, ...all]);
  const answers: number[] = [];
  await Promise.all(
    Array.from({ length: 300 }, async () => {
      for (let next = twice.pop(); next; next = twice.pop()) answers.push(await hand(...next));
    }),
  );
  const threads = await eventually('forty threads', async () => {
    const found = (await bench.conversations()).filter(({ excerpt }) => /^message \d+$/.test(excerpt));
    return found.length === 40 && found;
  });
  return {
    refused: answers.filter((status) => status !== 200),
    stored: threads.reduce((sum, { lastSequence }) => sum + lastSequence, 0),
    ids: (await idsIn()) - before,
  };
}

function shuffled<T>(items: T[]): T[] {
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1));
    [items[at], items[other]] = [items[other] as T, items[at] as T];
  }
  return items;
}
