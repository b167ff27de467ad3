// Webhooks by the door they really come in by: forged ones, and a thousand that come twice and in any order. PARLEY_TEST_WEBHOOKS makes them more.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allTwice, openSmsHouse, phone, post, settings } from '#test/sms-house';
import { signatureOf } from './twilio/signature.ts';

const many = Number(process.env['PARLEY_TEST_WEBHOOKS'] ?? 1_000);
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

  it('of a thousand messages, each told twice and in any order, makes a thousand', { timeout: 240_000 + many * 100 }, async () => {
    const forms = new Map<number, URLSearchParams>();
    const hand = (from: string, text: string, n: number) => {
      const one = forms.get(n) ?? form(text);
      one.set('From', from);
      forms.set(n, one);
      return post(url, one);
    };
    expect(await allTwice(bench, many, hand)).toEqual({ refused: [], stored: many, ids: many });
  });
});
