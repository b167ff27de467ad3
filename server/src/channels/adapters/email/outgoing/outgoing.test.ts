import { authenticate } from 'mailauth';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account, Outbound } from '../../../adapter.ts';
import { unsubscribeAddress } from '../addresses.ts';
import { type Mail, readMail } from '../mime/read.ts';
import type { EmailSettings } from '../settings.ts';
import { makeAccount, makeDns, makeOutbound, makeTools, recordsOf } from '../testing/bench.ts';
import { captured, forgetAddressed } from './capture.ts';
import { compose } from './compose.ts';
import { carrier, sendMail } from './relay.ts';

const now = new Date('2026-11-24T09:00:00Z');
let account: Account<EmailSettings>;
beforeAll(async () => {
  account = await makeAccount();
});
const composed = async (change: Partial<Outbound> = {}): Promise<{ raw: Buffer; mail: Mail; head: string }> => {
  const { raw } = await compose(account, makeOutbound(change), 'ada@example.net', now);
  const head = raw.subarray(0, raw.indexOf('\r\n\r\n')).toString('utf8');
  return { raw, mail: await readMail(raw), head: head.replace(/\r\n[ \t]+/g, ' ') };
};
const marketing: Partial<Outbound> = {
  use: 'start',
  purpose: 'marketing',
  unsubscribeUrl: 'https://talk.example.com/v1/unsubscribe/TOKEN',
  preferencesUrl: 'https://talk.example.com/privacy/preferences/TOKEN',
};

describe('a mail that leaves', () => {
  test('comes from the company, is answered to the signed address, and stands in its thread', async () => {
    const { mail, head } = await composed({
      id: 'msg_01jd0000000000000000000abc',
      thread: ['<first@example.net>', '<second@example.net>'],
    });
    expect(mail.header('from')).toBe('"Lantern & Loom" <support@example.com>');
    expect(mail.header('reply-to')).toContain('support+r.a1b2c3d4e5f6g7h8j9k0m1n2p3q4r5s6t7v8w9x0yz@example.com');
    expect(mail.messageId).toBe('<msg_01jd0000000000000000000abc@example.com>');
    expect(mail.header('in-reply-to')).toBe('<second@example.net>');
    expect(mail.header('references')).toBe('<first@example.net> <second@example.net>');
    expect(mail.subject).toBe('Re: Your order');
    expect(head).not.toMatch(/list-unsubscribe|auto-submitted|x-mailer|x-pm-/i);
    const byPostmark = { ...account, settings: { ...account.settings, feed: 'webhook', postedBy: 'postmark' } } as const;
    const outbound = makeOutbound(); // the one poster that forgets our Message-ID is handed the id
    const { raw } = await compose(byPostmark, outbound, 'ada@example.net', now);
    expect((await readMail(raw)).header('x-pm-metadata-parley-message')).toBe(outbound.id);
    expect(mail.text).toContain('https://example.com/track?a=1&b=2.');
    expect(mail.html).toContain('<a href="https://example.com/track?a=1&amp;b=2">');
  });

  test('has the same Message-ID and return path at every attempt', async () => {
    const outbound = makeOutbound();
    const [first, second] = [
      await compose(account, outbound, 'ada@example.net', now),
      await compose(account, outbound, 'ada@example.net', new Date(now.getTime() + 60_000)),
    ];
    expect(second.messageId).toBe(first.messageId);
    expect(second.envelope).toEqual(first.envelope);
    expect(first.envelope.from).toBe(`support+b.m${outbound.id.slice(4)}@example.com`);
  });

  test('that is no plain reply can be left with one click (RFC 8058) and by mail, and says so below', async () => {
    const outbound = makeOutbound(marketing);
    const { mail } = await composed({ ...marketing, id: outbound.id });
    expect(mail.header('list-unsubscribe')).toBe(
      `<https://talk.example.com/v1/unsubscribe/TOKEN>, <mailto:${unsubscribeAddress('support@example.com', outbound.id)}?subject=unsubscribe>`,
    );
    expect(mail.header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(mail.text).toContain('Your privacy and preferences: https://talk.example.com/privacy/preferences/TOKEN');
    expect(mail.subject).toBe('Your order');
  });

  test('a reply never carries those headers, even if an address were given', async () => {
    expect((await composed({ ...marketing, use: 'reply' })).head).not.toMatch(/list-unsubscribe/i);
  });

  test('a code says that a machine wrote it (RFC 3834)', async () => {
    const { mail } = await composed({ use: 'code', subject: 'Your code', replyToken: undefined });
    expect(mail.header('auto-submitted')).toBe('auto-generated');
    expect(mail.header('x-auto-response-suppress')).toBe('All');
    expect(mail.header('reply-to')).toBeUndefined();
  });

  test('files keep name and bytes, also with letters from everywhere', async () => {
    const { mail } = await composed({
      attachments: [{ name: 'Rechnung – 请.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4 \0\xff', 'latin1') }],
    });
    expect(mail.parts).toMatchObject([
      { name: 'Rechnung – 请.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4 \0\xff', 'latin1') },
    ]);
  });

  test('the signature covers what RFC 8058 asks for, and verifies with the published record', async () => {
    for (const change of [{}, marketing]) {
      const { raw } = await composed(change);
      const dns = makeDns({ ...recordsOf(account), 'TXT _dmarc.example.com': ['v=DMARC1; p=reject; adkim=s'] });
      const { dkim, dmarc } = await authenticate(raw, {
        resolver: dns,
        ip: '192.0.2.1',
        helo: 'x',
        sender: '',
        disableArc: true,
        disableBimi: true,
        strict: true,
      });
      expect(dkim.results[0]?.status.result).toBe('pass');
      expect((dmarc || undefined)?.status.result).toBe('pass');
      const keys = dkim.results[0]?.signingHeaders?.keys.toLowerCase() ?? '';
      expect(keys).toMatch(/from.*subject.*date.*message-id/);
      if ('use' in change) expect(keys).toMatch(/list-unsubscribe:\s*list-unsubscribe-post/);
    }
  });

  test('a changed mail does not verify', async () => {
    const { raw } = await composed(marketing);
    const changed = Buffer.from(raw.toString('latin1').replace('One-Click', 'One-Clack'), 'latin1');
    const { dkim } = await authenticate(changed, { resolver: makeDns(recordsOf(account)), disableArc: true, disableBimi: true });
    expect(dkim.results[0]?.status.result).not.toBe('pass');
  });

  test.each([
    ['subject', { subject: 'Hi\r\nBcc: boris@example.org\r\n\r\nevil' }],
    ['name of the recipient', { to: { value: 'ada@example.net', name: 'Ada\r\nBcc: boris@example.org' } }],
    ['name of the recipient with quotes', { to: { value: 'ada@example.net', name: 'Ada" <boris@example.org>, "x' } }],
    [
      'file name',
      { attachments: [{ name: 'a.txt"\r\nX-Evil: yes\r\n\r\nevil', type: 'text/plain\r\nX-Evil: yes', bytes: Buffer.from('x') }] },
    ],
    ['thread', { thread: ['<a@b>\r\nX-Evil: yes', 'x\r\nX-Evil: yes'] }],
    ['unsubscribe address', { ...marketing, unsubscribeUrl: 'https://x.example/\r\nX-Evil: yes' }],
  ] as const)('nothing can be slipped into its header by the %s', async (_, change) => {
    const { mail, raw } = await composed(change as Partial<Outbound>);
    for (const name of ['bcc', 'x-evil', 'cc']) expect(mail.header(name)).toBeUndefined();
    expect(mail.count('to')).toBe(1);
    expect(mail.header('to')).toMatch(/<ada@example\.net>$/);
    expect((mail.header('to') ?? '').match(/<[^>]*@[^>]*>/g)?.at(-1)).toBe('<ada@example.net>');
    expect(raw.toString('latin1')).not.toMatch(/^(?:bcc|x-evil):/im);
  });

  test('a name that looks like another recipient stays a name', async () => {
    const { raw } = await composed({ to: { value: 'ada@example.net', name: 'Ada" <boris@example.org>, "x' } });
    const { simpleParser } = await import('mailparser');
    const to = (await simpleParser(raw)).to;
    expect(Array.isArray(to) ? [] : to?.value.map((each) => each.address)).toEqual(['ada@example.net']);
  });
});

describe('without a relay', () => {
  test('nothing leaves: the mail is kept in memory, newest first, for its own workspace, and forgets on demand', async () => {
    const { tools } = makeTools();
    const other = await makeAccount('help@example.org');
    for (const [who, to] of [
      [account, 'ada@example.net'],
      [account, 'boris@example.net'],
      [other, 'ada@example.net'],
    ] as const)
      expect(await sendMail(who, makeOutbound({ to: { value: to, name: undefined } }), tools)).toMatchObject({ outcome: 'sent' });
    expect(captured(tools, account.workspace, now).map((mail) => mail.to)).toEqual(['boris@example.net', 'ada@example.net']);
    expect(captured(tools, account.workspace, now)[0]?.headers.map(([name]) => name.toLowerCase())).toContain('dkim-signature');
    expect(forgetAddressed(tools, account.workspace, ['Ada@Example.net'])).toBe(1);
    expect(captured(tools, account.workspace, now).map((mail) => mail.to)).toEqual(['boris@example.net']);
    expect(captured(tools, other.workspace, now)).toHaveLength(1);
    expect(captured(tools, other.workspace, new Date(now.getTime() + 25 * 3_600_000))).toEqual([]);
    expect(carrier(tools)).toBeNull();
  });

  test('at most two hundred are kept', async () => {
    const { tools } = makeTools();
    for (let number = 0; number < 205; number += 1)
      await sendMail(account, makeOutbound({ subject: `Number ${number}`, use: 'start' }), tools);
    const kept = captured(tools, account.workspace, now);
    expect(kept).toHaveLength(200);
    expect(kept[0]?.subject).toBe('Number 204');
  }, 30_000);

  test('what is no address fails in words', async () => {
    expect(await sendMail(account, makeOutbound({ to: { value: 'nobody', name: undefined } }), makeTools().tools)).toMatchObject({
      outcome: 'failed',
      because: 'unknown-address',
    });
  });
});

describe('with a relay', () => {
  let server: SMTPServer;
  let url: string;
  const taken: { raw: Buffer; from: string; to: string[] }[] = [];
  beforeAll(async () => {
    const fail = (address: string): Error | null => {
      const [, code, status] = /^x(\d{3})-?([\d.]*)@/.exec(address) ?? [];
      return code ? Object.assign(new Error(`${status ?? ''} no <${address}>`.trim()), { responseCode: Number(code) }) : null;
    };
    server = new SMTPServer({
      disabledCommands: ['AUTH'],
      logger: false,
      onRcptTo: (address, _, done) => done(fail(address.address)),
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          taken.push({
            raw: Buffer.concat(chunks),
            from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
            to: session.envelope.rcptTo.map((each) => each.address),
          });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}`;
  });
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

  const sendTo = (to: string, relay = url) =>
    sendMail(account, makeOutbound({ to: { value: to, name: undefined } }), makeTools({ PARLEY_SMTP_RELAY: relay }).tools);

  test('the relay gets the signed bytes and the return path, over STARTTLS', async () => {
    expect(await sendTo('ada@example.net')).toMatchObject({ outcome: 'sent' });
    const [mail] = taken.splice(0);
    expect(mail?.to).toEqual(['ada@example.net']);
    expect(mail?.from).toMatch(/^support\+b\.m[0-9a-z]{26}@example\.com$/);
    const { dkim } = await authenticate(mail?.raw ?? '', { resolver: makeDns(recordsOf(account)), disableArc: true, disableBimi: true });
    expect(dkim.results[0]?.status.result).toBe('pass');
  });

  test.each([
    ['x450@example.net', 'retry', 'deferred'],
    ['x451-4.7.1@example.net', 'retry', 'deferred'],
    ['x550-5.1.1@example.net', 'failed', 'unknown-address'],
    ['x550@example.net', 'failed', 'unknown-address'],
    ['x552-5.2.2@example.net', 'failed', 'mailbox-full'],
    ['x554-5.7.1@example.net', 'failed', 'blocked'],
    ['x554@example.net', 'failed', 'rejected'],
  ])('an answer like that for %s: %s, %s', async (to, outcome, because) => {
    const got = await sendTo(to);
    expect(got).toMatchObject({ outcome, because });
    expect(JSON.stringify(got)).not.toContain(to); // words of ours, never the server's
  });

  test('nobody there: again later', async () => {
    expect(await sendTo('ada@example.net', 'smtp://127.0.0.1:9')).toMatchObject({ outcome: 'retry', because: 'unreachable' });
  });

  test('a relay elsewhere is a recipient in the vendor register, one on this machine is not', () => {
    expect(carrier(makeTools({ PARLEY_SMTP_RELAY: 'smtp://relay.example.com:587' }).tools)).toBe('smtp-relay');
    expect(carrier(makeTools({ PARLEY_SMTP_RELAY: url }).tools)).toBeNull();
    expect(carrier(makeTools({ PARLEY_SMTP_RELAY: 'smtp://[::1]:25' }).tools)).toBeNull();
    expect(carrier(makeTools({ PARLEY_SMTP_RELAY: 'smtp://127.0.0.1.example.com:25' }).tools)).toBe('smtp-relay');
  });
});
