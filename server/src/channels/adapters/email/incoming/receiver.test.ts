import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { config } from '#kit/config';
import { Problem } from '#kit/problem';
import type { Account } from '../../../adapter.ts';
import { bounceAddress, messageIdOf, unsubscribeAddress } from '../addresses.ts';
import { compose } from '../outgoing/compose.ts';
import type { EmailSettings } from '../settings.ts';
import { testMail } from '../test-channel.ts';
import { makeAccount, makeDns, makeHooks, makeOutbound, makeTools, recordsOf } from '../testing/bench.ts';
import { sample } from '../testing/samples.ts';
import { mailDns } from './authenticate.ts';
import { receiver, startReceiver } from './receiver.ts';

const { tools, lines } = makeTools({ PARLEY_MAIL_MAX_BYTES: '200000' });
let support: Account<EmailSettings>;
let sales: Account<EmailSettings>;
let ears: ReturnType<typeof makeHooks>;
let stop: () => Promise<void>;
let port: number;

beforeAll(async () => {
  [support, sales] = [await makeAccount(), await makeAccount('sales@example.com')];
  mailDns.set(tools, makeDns({}));
  ears = makeHooks([support, sales]);
  stop = await startReceiver(tools, ears.hooks);
  port = receiver.of({ tools }).port;
});
afterAll(() => stop());
beforeEach(() => {
  ears.received.length = ears.reported.length = lines.length = 0;
  ears.state.fail = ears.state.before = undefined;
});

const client = () =>
  createTransport({ host: '127.0.0.1', port, requireTLS: true, tls: { rejectUnauthorized: false }, name: 'client.example.net' });
/** Delivers bytes as a mail server does; gives the code of the answer. */
async function deliver(raw: Buffer | string, to: string | string[] = 'support@example.com', from = 'ada@example.com'): Promise<number> {
  try {
    await client().sendMail({ envelope: { from, to }, raw });
    return 250;
  } catch (error) {
    return (error as { responseCode?: number }).responseCode ?? 0;
  }
}
/** What the server says first to somebody of this address; the line stays open. */
function greeted(localAddress: string): Promise<{ said: string; socket: Socket }> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  return new Promise((resolve, reject) => socket.once('error', reject).once('data', (bytes) => resolve({ said: String(bytes), socket })));
}
const mail = (head = '', body = 'Hello') =>
  `From: Ada <ada@example.com>\r\nTo: support@example.com\r\nSubject: Hi\r\n${head}\r\n${body}\r\n`;

describe('mail that arrives', () => {
  test('over STARTTLS is handed on with everything in it', async () => {
    await client().sendMail({
      from: 'Ada <ada@example.com>',
      to: 'support@example.com',
      subject: 'Grüße',
      text: 'Schöne Grüße',
      html: '<p>Schöne <b>Grüße</b><script>alert(1)</script></p>',
      attachments: [{ filename: 'Plan – 请.txt', content: 'x' }],
    });
    expect(ears.received).toHaveLength(1);
    expect(ears.received[0]).toMatchObject({
      inbox: support.inbox,
      from: { kind: 'email', value: 'ada@example.com', name: 'Ada' },
      authentic: false,
      automatic: false,
      subject: 'Grüße',
      text: 'Schöne Grüße',
      html: '<p>Schöne <b>Grüße</b></p>',
      attachments: [{ name: 'Plan – 请.txt', type: 'text/plain' }],
      replyToken: undefined,
    });
    expect(ears.received[0]?.externalId).toMatch(/^<.+@example\.com>$/);
  });

  test('to a signed reply address carries its token; a reply hides its history and keeps it as a page', async () => {
    expect(await deliver(sample('gmail-reply.eml'), 'Support+R.abc123@Example.COM')).toBe(250);
    expect(ears.received[0]).toMatchObject({
      replyToken: 'abc123',
      text: 'Thanks, that works! 😊\n\nAda',
      answers: ['<msg_01jd0000000000000000000abc@example.com>', '<first@mail.example.net>'],
    });
    await deliver(mail('Message-ID: <plain@example.com>\r\n', 'Yes.\r\n\r\nOn Monday, Support <support@example.com> wrote:\r\n> really?'));
    expect(ears.received[1]).toMatchObject({ text: 'Yes.' });
    expect(ears.received[1]?.html).toContain('&gt; really?');
  });

  test('signed by its domain is authentic', async () => {
    const domain = await makeAccount('ada@example.net');
    mailDns.set(tools, makeDns({ ...recordsOf(domain), 'TXT _dmarc.example.net': ['v=DMARC1; p=reject'] }));
    const { raw } = await compose(domain, makeOutbound({ replyToken: undefined }), 'support@example.com', new Date());
    expect(await deliver(raw)).toBe(250);
    expect(ears.received[0]).toMatchObject({ authentic: true, from: { value: 'ada@example.net' } });
    mailDns.set(tools, makeDns({}));
  });

  test('twice makes one message, with or without a Message-ID, also when other servers added their lines', async () => {
    for (const head of ['Message-ID: <same@example.com>\r\n', '']) {
      await deliver(mail(head));
      await deliver(`Received: from x (x [192.0.2.1])\r\n\tby y; Mon, 2 Nov 2026 10:00:00 +0000\r\n${mail(head)}`);
    }
    expect(ears.received).toHaveLength(2);
  });

  test('to two inboxes is one message in each, to two addresses of one inbox one', async () => {
    await deliver(mail('Message-ID: <two@example.com>\r\n'), ['support@example.com', 'sales@example.com', 'support+r.tok@example.com']);
    expect(ears.received.map(({ inbox, replyToken }) => [inbox, replyToken])).toEqual([
      [support.inbox, 'tok'],
      [sales.inbox, undefined],
    ]);
  });

  test('what does not fit into a message comes along as the whole mail', async () => {
    const parts = (count: number) =>
      `From: ada@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: application/pdf\r\n\r\nx\r\n'.repeat(count)}--b--\r\n`;
    await deliver(parts(100));
    await deliver(parts(150));
    expect(ears.received.map(({ attachments }) => [attachments.length, attachments.at(-1)?.name])).toEqual([
      [100, 'attachment-100.pdf'],
      [100, 'message.eml'],
    ]);
  });

  test('small pictures live in the HTML, large ones are files too', async () => {
    await deliver(sample('outlook-reply.eml'));
    expect(ears.received[0]?.attachments).toEqual([]);
    expect(ears.received[0]?.html).toContain('data:image/png;base64,');
  });
});

describe('mail that is broken or hostile', () => {
  test.each([
    'hostile-html.eml',
    'no-headers.eml',
    'bad-base64.eml',
    'nul-bytes.eml',
    'header-injection.eml',
    'utf7-attack.eml',
    'japanese.eml',
    'chinese.eml',
    'apple-mail.eml',
  ])('%s is taken', async (name) => {
    expect(await deliver(sample(name))).toBe(250);
    expect(ears.received).toHaveLength(1);
    expect(`${ears.received[0]?.html} ${ears.received[0]?.text}`).not.toMatch(/<script|onerror=|onload=/i);
  });

  test('thousands of parts, an empty mail, only line ends: taken', async () => {
    for (const raw of [
      `From: ada@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(5_000)}`,
      '\r\n',
      '\r\n\r\n\r\n',
      `${mail()}${'x'.repeat(150_000)}`,
    ])
      expect(await deliver(raw)).toBe(250);
  });

  test('larger than accepted: 552, before and after its bytes', async () => {
    expect(await deliver(mail('', 'x'.repeat(300_000)))).toBe(552);
    expect(ears.received).toEqual([]);
    expect(await deliver(mail())).toBe(250);
  });

  test('for nobody here: 550; there is no relaying', async () => {
    expect(await deliver(mail(), 'nobody@example.com')).toBe(550);
    expect(await deliver(mail(), 'someone@elsewhere.example')).toBe(550);
    expect(await deliver(mail(), '"support@example.com"@evil.example')).not.toBe(250);
    expect(ears.received).toEqual([]);
  });

  test('a fault of ours is 451, and the next attempt is taken', async () => {
    ears.state.fail = new Problem('not-ready');
    expect(await deliver(mail())).toBe(451);
    ears.state.fail = new Error('ada@example.com said something private');
    expect(await deliver(mail())).toBe(451);
    expect(lines.join('')).toContain('mail.not-taken');
    expect(lines.join('')).not.toContain('ada@');
    ears.state.fail = undefined;
    expect(await deliver(mail())).toBe(250);
  });

  test('a file too large for the house is 552', async () => {
    ears.state.fail = new Problem('too-large');
    expect(await deliver(mail())).toBe(552);
  });

  test('a mail that went in circles is refused, our own mail coming back is dropped', async () => {
    expect(await deliver(`${'Received: from a by b; Mon, 2 Nov 2026 10:00:00 +0000\r\n'.repeat(60)}${mail()}`)).toBe(554);
    expect(await deliver(mail().replace('Ada <ada@', 'Support <support@'))).toBe(250);
    expect(ears.received).toEqual([]);
  });

  test('a client that sends garbage, or goes away in the middle, disturbs nobody', async () => {
    for (const said of [
      '\0\xff\xfe garbage\r\n',
      `EHLO x\r\nMAIL FROM:<${'a'.repeat(5_000)}@b>\r\n`,
      'EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<support@example.com>\r\nDATA\r\nFrom: ada@exam',
      'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
    ]) {
      const socket = connect(port, '127.0.0.1');
      await new Promise<void>((resolve) => socket.once('data', () => resolve()));
      socket.write(said, 'latin1');
      await new Promise((resolve) => setTimeout(resolve, 50));
      socket.destroy();
    }
    expect(await deliver(mail())).toBe(250);
    expect(ears.received).toHaveLength(1);
  });
});

describe('mail of machines', () => {
  const id = 'msg_01jd0000000000000000000abc';

  test('an absence note is kept as automatic', async () => {
    await deliver(sample('auto-reply.eml'));
    expect(ears.received[0]).toMatchObject({ automatic: true, text: 'I am away until Monday.' });
  });

  test.each([
    ['dsn-postfix.eml', 'failed', 'unknown-address'],
    ['bounce-qmail.eml', 'failed', 'mailbox-full'],
    ['complaint-arf.eml', 'delivered', 'complained'],
  ])('%s tells about a message of ours and is no message', async (name, state, because) => {
    ears.state.knownIds.add(messageIdOf('support@example.com', id));
    expect(await deliver(sample(name), 'support@example.com', '')).toBe(250);
    expect(ears.received).toEqual([]);
    expect(ears.reported).toMatchObject([{ inbox: support.inbox, externalId: `<${id}@example.com>`, state, because }]);
  });

  test('a delay changes nothing, a bounce of nobody is dropped, a return address alone is enough, and who unsubscribes says when', async () => {
    await deliver(sample('dsn-delayed.eml'), 'support@example.com', '');
    expect(ears.reported).toEqual([]);
    await deliver(
      'From: postmaster@example.net\r\nSubject: Undeliverable\r\n\r\n5.7.1 refused\r\n',
      bounceAddress('support@example.com', id),
      '',
    );
    expect(ears.reported).toMatchObject([{ externalId: `<${id}@example.com>`, because: 'blocked' }]);
    const no = 'From: ada@example.net\r\nDate: Tue, 24 Nov 2026 09:00:00 +0000\r\n\r\n';
    await deliver(no, unsubscribeAddress('support@example.com', id), 'ada@example.net');
    expect(ears.reported.at(-1)).toMatchObject({ because: 'unsubscribed', saidAt: new Date('2026-11-24T09:00:00Z') });
    expect(ears.received).toEqual([]);
  });
});

describe('the certificate and the test of a channel', () => {
  test('a self-signed one is made once and only we can read it', () => {
    const folder = path.join(config.of({ tools }).data, 'smtp');
    for (const file of ['key.pem', 'certificate.pem']) expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600);
  });

  test('the test really connects: right for our address, wrong for another', async () => {
    expect(await testMail(support, tools)).toMatchObject({ ok: true, words: expect.stringMatching(/STARTTLS.*No relay/) });
    expect((await testMail(await makeAccount('other@example.com'), tools)).ok).toBe(false);
  });

  test('a taken port is said in plain words', async () => {
    const busy = makeTools({ PARLEY_SMTP_PORT: String(port) }).tools;
    await expect(startReceiver(busy, ears.hooks)).rejects.toThrow(/PARLEY_SMTP_PORT/);
  });
});

test('many at once fill no more memory than there is for them, the others are told to come again, and none is lost', async () => {
  const [many, size] = [80, 30_000];
  const letters = Array.from({ length: many }, (_, n) => mail(`Message-ID: <many${n}@example.com>\r\n`, 'x'.repeat(size)));
  const gate = Promise.withResolvers<void>();
  ears.state.before = gate.promise;
  const told: number[] = [];
  const burst = letters.map(async (raw) => {
    const code = await deliver(raw);
    if (code !== 250) told.push(code);
    return code === 250 ? [] : [raw];
  });
  // while nothing is let through, all that do not fit are answered: of one network twenty may speak
  await expect.poll(() => told.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(many - 20);
  expect(told.every((code) => code === 421 || code === 452)).toBe(true);
  expect(ears.received).toEqual([]);
  gate.resolve();
  for (let again = (await Promise.all(burst)).flat(); again.length > 0; )
    again = (await Promise.all(again.map(async (raw) => ((await deliver(raw)) === 250 ? [] : [raw])))).flat();
  expect(new Set(ears.received.map(({ externalId }) => externalId)).size).toBe(many);
  expect(ears.received).toHaveLength(many);
});

test('whoever holds all the places of their network open keeps nobody of another waiting', async () => {
  const held = await Promise.all(Array.from({ length: 20 }, () => greeted('127.0.0.2')));
  expect(held.map(({ said }) => said.slice(0, 3))).toEqual(held.map(() => '220'));
  const more = await greeted('127.0.0.2');
  expect(more.said).toMatch(/^421 /);
  expect(await deliver(mail())).toBe(250);
  held.pop()?.socket.destroy();
  await expect.poll(async () => (await greeted('127.0.0.2')).said.slice(0, 3)).toBe('220');
  for (const { socket } of held) socket.destroy();
});

const swaks = 'swaks'; // from Debian, where it is there
test.runIf(spawnSync(swaks, ['--version']).status === 0)(
  'swaks delivers over STARTTLS, with an attachment',
  async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'parley-swaks-')), 'note.txt');
    writeFileSync(file, 'a note');
    const said = [
      '--server',
      `127.0.0.1:${port}`,
      '--tls',
      '--from',
      'ada@example.com',
      '--to',
      'support@example.com',
      '--header',
      'Subject: From swaks',
      '--body',
      'Hello',
    ];
    const { stdout } = await promisify(execFile)(swaks, [...said, '--attach', `@${file}`], { timeout: 30_000 });
    expect(stdout).toMatch(/TLS started/);
    expect(ears.received).toMatchObject([
      { subject: 'From swaks', text: 'Hello', attachments: [{ name: 'note.txt', bytes: Buffer.from('a note') }] },
    ]);
  },
  40_000,
);
