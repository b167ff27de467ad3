// Ours and the package of Standard Webhooks read each other's signatures, also while a secret is being changed.
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import type { InboxId, WorkspaceId } from '#kit/ids';
import { clock } from '#kit/pool';
import type { Outbound } from '../../adapter.ts';
import { behaveAs, shownDesk } from '../desk.ts';
import { keepPlayed } from './sandbox.ts';
import { sendToSystem } from './send.ts';
import { type CustomSettings, completeSettings, secretsOf } from './settings.ts';
import { headersOf, isSigned, keyIn } from './signature.ts';

const secretOf = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`;
const [now, then] = [secretOf(1), secretOf(2)];
const body = '{"type":"message.received","text":"Grüße 🦊"}';
const at = new Date();
const signedBy = (secret: string, when = at) => ({
  id: 'msg_1',
  timestamp: String(Math.floor(when.getTime() / 1000)),
  signature: new Webhook(secret).sign('msg_1', when, body),
});
const hours = (count: number) => new Date(at.getTime() + count * 3_600_000);

describe('a signature', () => {
  it('of the official package is right here, under either of two secrets, and ours is right there', () => {
    expect(isSigned([now, ''], signedBy(now), body, at)).toBe(true);
    expect(isSigned([now, then], signedBy(then), body, at)).toBe(true);
    const both = { ...signedBy(now), signature: `${signedBy(then).signature} v1a,AAAA ${signedBy(now).signature}` };
    expect(isSigned([now], both, body, at)).toBe(true);
    for (const secret of [now, then]) expect(new Webhook(secret).verify(body, headersOf([now, then], 'msg_1', at, body))).toBeTruthy();
    expect(new Webhook(now).verify(body, headersOf([now, ''], 'msg_1', at, body))).toBeTruthy();
    expect(() => new Webhook(then).verify(body, headersOf([now], 'msg_1', at, body))).toThrow();
  });

  it.each([
    ['of another secret', signedBy(secretOf(3)), body, at],
    ['of another body', signedBy(now), `${body} `, at],
    ['of another id', { ...signedBy(now), id: 'msg_2' }, body, at],
    ['of another time', { ...signedBy(now), timestamp: String(Math.floor(at.getTime() / 1000) + 1) }, body, at],
    ['that is an hour old', signedBy(now), body, hours(1)],
    ['from an hour ahead', signedBy(now), body, hours(-1)],
    ['without its version', { ...signedBy(now), signature: signedBy(now).signature.slice(3) }, body, at],
    ['that is empty', { ...signedBy(now), signature: '' }, body, at],
    ['without a time', { ...signedBy(now), timestamp: '' }, body, at],
  ])('%s is refused', (_, signed, text, when) => expect(isSigned([now], signed, text, when)).toBe(false));

  it('is refused under no secret at all, also when an empty one was asked to sign it', () => {
    expect(isSigned(['', ''], signedBy(now), body, at)).toBe(false);
    expect([keyIn(''), keyIn('whsec_'), keyIn('whsec_c2hvcnQ='), keyIn(Buffer.alloc(32).toString('base64'))]).toEqual(
      Array(4).fill(undefined),
    );
  });
});

describe('a secret', () => {
  it('that is replaced counts beside the new one for a week, and there is no third meanwhile', () => {
    const later = (days: number) => new Date(at.getTime() + days * 86_400_000);
    const first = completeSettings({ url: '', secret: then }, undefined, [], at);
    const second = completeSettings({ secret: now }, first, [], at);
    expect([secretsOf(first, at), secretsOf(second, later(6)), secretsOf(second, later(8))]).toEqual([[then], [now, then], [now]]);
    expect(completeSettings({ url: 'https://app.example.com/' }, second, [], later(3)).secretBeforeUntil).toBe(second.secretBeforeUntil);
    expect(() => completeSettings({ secret: secretOf(3) }, second, [], later(6))).toThrow();
    expect(secretsOf(completeSettings({ secret: secretOf(3) }, second, [], later(8)), later(9))).toEqual([secretOf(3), now]);
    const ended = completeSettings({ secretBefore: '-' }, second, [], later(1));
    expect(secretsOf(completeSettings({ secret: secretOf(3) }, ended, [], later(2)), later(3))).toEqual([secretOf(3), now]);
  });
});

describe('the sandbox', () => {
  const [workspace, inbox] = ['wsp_1' as WorkspaceId, 'inb_1' as InboxId];
  const settings = (secret: string) =>
    ({ url: '', secret, secretBefore: '', secretBeforeUntil: '', key: 'k', played: true }) as CustomSettings;
  const account = (secret: string) => ({ workspace, inbox, name: 'App', settings: settings(secret) });
  const tools = new Map<string, unknown>();
  clock.set(tools, () => at);
  const shown = () => shownDesk(tools, inbox).items[0];
  const answer: Outbound = {
    ...{ id: 'msg_1', externalId: null, use: 'reply', purpose: 'service-conversation', fromName: 'Carol', language: 'en', thread: [] },
    ...{ to: { value: 'custom:inb_1:ada', name: 'Ada' }, subject: undefined, text: 'Grüße 🦊', html: undefined, attachments: [] },
    ...{ replyToken: undefined, unsubscribeUrl: undefined, preferencesUrl: undefined, choices: ['Yes', 'No'] },
  };
  behaveAs(tools, inbox, { failWith: null, delaySeconds: 300, repeat: 1 }); // nobody waits here for what becomes of it

  it('shows what would have been posted, read from the signed words', async () => {
    expect(await sendToSystem(account(now), answer, tools)).toMatchObject({ outcome: 'sent' });
    expect(shown()).toMatchObject({ id: 'msg_1', to: 'ada', text: 'Grüße 🦊', choices: ['Yes', 'No'], status: 'sent', errorCode: null });
  });

  it('refuses, as the system would, what is not signed under its secret, and shows that', async () => {
    expect(await sendToSystem(account('whsec_c2hvcnQ='), answer, tools)).toMatchObject({ outcome: 'retry', because: 'bad-credentials' });
    expect(shown()).toMatchObject({ status: 'unsigned', errorCode: 401 });
    const sent = JSON.stringify({ type: 'message.sent', timestamp: at.toISOString(), data: { id: 'msg_2', to: 'ada', text: 'Hello' } });
    for (const headers of [headersOf([then], 'msg_2', at, sent), headersOf([now], 'msg_2', at, `${sent} `), {}])
      expect(keepPlayed(account(now), { headers, body: sent }, tools)).toEqual({ status: 401 });
    expect(keepPlayed(account(now), { headers: headersOf([now], 'msg_2', at, sent), body: sent }, tools)).toEqual({ status: 200 });
  });
});
