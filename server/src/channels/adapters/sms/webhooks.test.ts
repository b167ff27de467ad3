// Webhooks by the door they really come in by: forged ones, and a thousand that come twice and in any order.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '#test/house';
import { openSmsHouse, phone, post, settings } from '#test/sms-house';
import { signatureOf } from './twilio/signature.ts';

let bench: Awaited<ReturnType<typeof openSmsHouse>>;
let url = '';
beforeAll(async () => {
  bench = await openSmsHouse(() => new Date());
  url = (await bench.carol.call('addChannel', { body: { channel: 'sms', name: 'Text', settings } })).webhook ?? '';
});
afterAll(() => bench.stop());
const { accountSid: sid, authToken: token, number } = settings;

describe('a webhook', () => {
  const form = (text: string, account = sid) =>
    new URLSearchParams({
      MessageSid: `SM${randomBytes(16).toString('hex')}`,
      AccountSid: account,
      From: phone(146),
      To: number,
      Body: text,
    });

  it('that is not signed, or signed for something else, is refused and leaves nothing', async () => {
    const before = (await bench.conversations()).length;
    const right = form('forged');
    expect(await post(url, right, { signature: null })).toBe(403);
    expect(await post(url, right, { signature: signatureOf('0'.repeat(32), url, right) })).toBe(403);
    expect(await post(url, right, { signature: signatureOf(token, url, form('other')) })).toBe(403);
    expect(await post(url, form('of another account', `AC${'0'.repeat(32)}`))).toBe(403);
    expect(await post(url.replace(/\/[0-9a-f]{40}\//, `/${'0'.repeat(40)}/`), right)).toBe(404);
    expect(await post(url, right, { method: 'GET' })).toBe(405);
    expect(await post(url, form('x'.repeat(70_000)))).toBe(413);
    expect(await post(url, new URLSearchParams({ AccountSid: sid }))).toBe(422);
    expect((await bench.conversations()).length).toBe(before);
  });

  it('of a thousand messages, each told twice and in any order, makes a thousand', { timeout: 240_000 }, async () => {
    const forms = Array.from({ length: 1_000 }, (_, n) => {
      const one = form(`message ${n}`);
      one.set('From', phone(1_000 + (n % 40)));
      return one;
    });
    const twice = shuffled([...forms, ...forms]);
    const answers: number[] = [];
    await Promise.all(
      Array.from({ length: 12 }, async () => {
        for (let next = twice.pop(); next; next = twice.pop()) answers.push(await post(url, next));
      }),
    );
    expect(answers.filter((status) => status !== 200)).toEqual([]);
    const count = {
      name: 'test.count',
      text: `SELECT count(*)::int AS n FROM external_ids e WHERE e.workspace_id = $1 AND e.direction = 'in'`,
    };
    const threads = await eventually('forty threads', async () => {
      const found = (await bench.conversations()).filter(({ excerpt }) => /^message \d+$/.test(excerpt));
      return found.length === 40 && found;
    });
    const lengths = threads.map(({ lastSequence }) => lastSequence);
    expect(lengths.reduce((sum, each) => sum + each, 0)).toBe(1_000);
    const { n } = await bench.house.act((ctx) => ctx.db.one<{ n: number }>(count, [ctx.workspace]));
    expect(n).toBe(1_000);
  });
});

function shuffled<T>(items: T[]): T[] {
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1));
    [items[at], items[other]] = [items[other] as T, items[at] as T];
  }
  return items;
}
