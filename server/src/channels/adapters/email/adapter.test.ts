// The whole way through the house: a real mail client hands a mail to our server, agents answer over the API, and what would leave is looked at in the capture or at a real relay.
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stateOf } from '#consent';
import type { MessageId, PersonId } from '#kit/ids';
import { openHouse } from '#test/house';
import { messageIdOf } from './addresses.ts';
import { mailDns } from './incoming/authenticate.ts';
import { readMail } from './mime/read.ts';
import { makeDns } from './testing/bench.ts';
import { sample } from './testing/samples.ts';

type House = Awaited<ReturnType<typeof openHouse>>;
type Staff = Awaited<ReturnType<House['staffClient']>>;
let house: House;
let carol: Staff;
let made = 0;
let ada = '';

beforeAll(async () => {
  house = await openHouse({ environment: { PARLEY_ATTACHMENT_MAX_BYTES: '100000' } });
  mailDns.set(house.tools, makeDns({}));
  carol = await house.staffClient();
  await carol.call('addChannel', {
    body: { channel: 'email', name: 'Support', settings: { address: 'support@example.com', fromName: 'Lantern & Loom' } },
  });
});
afterAll(() => house.stop());
beforeEach(() => {
  ada = `ada${++made}@example.net`;
});

const client = () =>
  createTransport({
    host: '127.0.0.1',
    port: house.smtpPort,
    requireTLS: true,
    tls: { rejectUnauthorized: false },
    name: 'mx.example.net',
  });
const write = (text: string, more: Record<string, unknown> = {}) =>
  client().sendMail({ from: `Ada <${ada}>`, to: 'support@example.com', subject: 'My lamp', text, ...more });
const deliver = (raw: Buffer, to = 'support@example.com', from = '') => client().sendMail({ envelope: { from, to }, raw });
const conversations = async () => (await carol.call('listConversations', { query: { view: 'all' } })).items;
const messagesOf = async (conversation: string) => (await carol.call('listMessages', { params: { conversation } })).items;
/** Conversations with the address of this test, newest first. */
async function mine() {
  const found = [];
  for (const each of await conversations())
    if ((await carol.call('readPerson', { params: { person: each.person.id } })).identities.some(({ value }) => value === ada))
      found.push(each);
  return found;
}
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let patience = 200; patience > 0; patience -= 1) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not happen');
}
const mailTo = (to: string) => until(async () => (await carol.call('listCaptured')).items.find((mail) => mail.to === to));
const header = (mail: { headers: (readonly [string, string])[] }, name: string) =>
  mail.headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
async function answer(conversation: string, text: string) {
  const { id } = await carol.call('addMessage', { params: { conversation }, body: { kind: 'message', text } });
  const mail = await until(async () => (await carol.call('listCaptured')).items.find((each) => each.text.startsWith(text)));
  await until(async () => (await messagesOf(conversation)).find((each) => each.id === id && each.delivery === 'sent'));
  return { id: id as MessageId, mail };
}

/** Letters that come at the same moment; PARLEY_TEST_LETTERS makes them more. */
const letters = Number(process.env['PARLEY_TEST_LETTERS'] ?? 40);
const countIn = { name: 'test.count-in', text: `SELECT count(*)::int AS n FROM external_ids WHERE workspace_id = $1 AND direction = 'in'` };
const idsIn = async () => (await house.act((ctx) => ctx.db.one<{ n: number }>(countIn, [ctx.workspace]))).n;

test('letters that come all at once are each one message, however often their servers have to come again', {
  timeout: 300_000,
}, async () => {
  const before = await idsIn();
  const all = Array.from({ length: letters }, (_, n) =>
    Buffer.from(
      `From: crowd${n % 50}@example.net\r\nMessage-ID: <crowd${n}@example.net>\r\nSubject: Lamp\r\n\r\nLetter ${n}. ${'x'.repeat(4_000)}\r\n`,
    ),
  );
  const rest = process.memoryUsage.rss();
  let [most, again] = [rest, 0];
  const begun = performance.now();
  const one = async (raw: Buffer): Promise<Buffer[]> => {
    const code = await deliver(raw).then(
      () => 250,
      (error: { responseCode?: number }) => error.responseCode ?? 0,
    );
    most = Math.max(most, process.memoryUsage.rss());
    if (code === 250) return [];
    expect([421, 451, 452]).toContain(code);
    again += 1;
    return [raw];
  };
  for (let waiting: Buffer[] = all; waiting.length > 0; ) waiting = (await Promise.all(waiting.map(one))).flat();
  const seconds = (performance.now() - begun) / 1000;
  expect(await idsIn()).toBe(before + letters);
  if (process.env['PARLEY_TEST_LETTERS'])
    console.info(JSON.stringify({ letters, seconds, again, heldMb: Math.round((most - rest) / 1_048_576) }));
});

describe('a conversation by mail', () => {
  test('in which somebody asks for a right is a hint, and the same words quoted by somebody else are none', async () => {
    const asking = 'Hello,\r\nplease remove every trace of me from your\r\ndatabases.';
    await write(asking, { html: `<p>${asking}</p>` });
    const [asked] = await mine();
    const hints = async (conversation = '') => (await carol.call('listHints', { params: { conversation } })).items;
    expect(await hints(asked?.id)).toMatchObject([{ asked: 'erasure', kind: 'erasure', person: asked?.person.id }]);
    ada = `ada${++made}@example.net`;
    await write('What do you make of this?\r\n\r\n> please remove every trace of me from your databases');
    const [quoted] = await mine();
    expect([quoted?.lastSequence, await hints(quoted?.id)]).toEqual([1, []]);
  });

  test('opens, is answered in its thread, and goes on by the reply address or by references, never by subject', async () => {
    await write('The shade is crooked.', {
      messageId: `<first-${made}@example.net>`,
      attachments: [{ filename: 'shade.txt', content: 'a picture' }],
    });
    const [opened] = await mine();
    expect(opened).toMatchObject({ subject: 'My lamp', excerpt: 'The shade is crooked.' });
    const id = opened?.id ?? '';
    expect((await messagesOf(id))[0]?.attachments).toMatchObject([{ name: 'shade.txt', size: 9 }]);

    const { id: message, mail } = await answer(id, 'We send a new one.');
    expect(mail.to).toBe(ada);
    expect(header(mail, 'from')).toBe('"Lantern & Loom" <support@example.com>');
    expect(header(mail, 'subject')).toBe('Re: My lamp');
    expect(header(mail, 'in-reply-to')).toBe(`<first-${made}@example.net>`);
    expect(header(mail, 'message-id')).toBe(messageIdOf('support@example.com', message));
    expect(header(mail, 'dkim-signature')).toContain('d=example.com');
    expect(header(mail, 'list-unsubscribe')).toBe('');
    expect((await messagesOf(id))[1]?.delivery).toBe('sent');

    const replyTo = /<([^>]+)>/.exec(header(mail, 'reply-to'))?.[1] ?? '';
    expect(replyTo).toMatch(/^support\+r\.[a-z0-9]{40,44}@example\.com$/);
    await write('Thank you!', { to: replyTo, subject: 'something else' });
    await write('One more thing.', { inReplyTo: header(mail, 'message-id'), references: header(mail, 'message-id') });
    expect((await messagesOf(id)).map((each) => each.text)).toEqual([
      'The shade is crooked.',
      'We send a new one.',
      'Thank you!',
      'One more thing.',
    ]);

    await write('A new matter under an old subject.', { subject: 'Re: My lamp' });
    expect(await mine()).toHaveLength(2);
  });

  test('somebody else who names our mail opens a conversation of their own', async () => {
    await write('Hello');
    const [opened] = await mine();
    const { mail } = await answer(opened?.id ?? '', `Hello number ${made}`);
    const victim = ada;
    ada = `mallory${made}@example.org`;
    await write('I am somebody else.', { inReplyTo: header(mail, 'message-id'), references: header(mail, 'message-id') });
    expect(await messagesOf(opened?.id ?? '')).toHaveLength(2);
    expect((await mine())[0]?.id).not.toBe(opened?.id);
    expect(victim).not.toBe(ada);
  });

  test('the same mail twice, also at the same moment, is one message', async () => {
    await Promise.all([1, 2, 3].map(() => write('Once.', { messageId: `<once-${made}@example.net>` })));
    await write('Once.', { messageId: `<once-${made}@example.net>` });
    const found = await mine();
    expect(found).toHaveLength(1);
    expect(await messagesOf(found[0]?.id ?? '')).toHaveLength(1);
  });

  test('hostile HTML is shown without anything that runs or loads', async () => {
    await deliver(
      Buffer.from(sample('hostile-html.eml').toString('latin1').replace('mallory@example.org', ada), 'latin1'),
      'support@example.com',
      ada,
    );
    const [opened] = await mine();
    const [message] = await messagesOf(opened?.id ?? '');
    expect(message?.hasHtml).toBe(true);
    const page = await (await carol.blob('readMessageHtml', { params: { message: message?.id ?? '' } })).text();
    expect(page).toContain('fine');
    expect(page).not.toMatch(/<script|onerror|onload|javascript:|<form|<iframe|<svg|url\(/i);
  });

  test('an attachment too large for the house is refused to its sender, and nothing of the mail stays', async () => {
    await expect(write('Look', { attachments: [{ filename: 'big.bin', content: Buffer.alloc(120_000) }] })).rejects.toMatchObject({
      responseCode: 552,
    });
    expect(await mine()).toEqual([]);
  });
});

describe('machines', () => {
  test('a bounce marks the message it speaks of as failed, with words for the agent', async () => {
    await write('Hello');
    const [opened] = await mine();
    const { id } = await answer(opened?.id ?? '', `Bounces ${made}`);
    await deliver(Buffer.from(sample('dsn-postfix.eml').toString('latin1').replace('msg_01jd0000000000000000000abc', id), 'latin1'));
    expect((await messagesOf(opened?.id ?? ''))[1]).toMatchObject({
      delivery: 'failed',
      deliveryWords: 'This address does not exist (any more).',
    });
    expect(await messagesOf(opened?.id ?? '')).toHaveLength(2);
  });

  test('an absence note is kept in its thread, opens nothing again and is answered by nobody', async () => {
    await write('Hello', { messageId: `<away-${made}@example.net>` });
    const [opened] = await mine();
    const conversation = opened?.id ?? '';
    await carol.call('changeConversation', { params: { conversation }, body: { status: 'closed' } });
    const before = (await carol.call('listCaptured')).items.length;
    await write('I am away.', { headers: { 'Auto-Submitted': 'auto-replied' }, references: `<away-${made}@example.net>` });
    expect((await messagesOf(conversation)).map((each) => each.text)).toEqual(['Hello', 'I am away.']);
    expect((await carol.call('readConversation', { params: { conversation } })).status).toBe('closed');
    expect((await carol.call('listCaptured')).items).toHaveLength(before);
  });

  test('a complaint, or a mail to the unsubscribe address, stops that purpose on this channel', async () => {
    for (const how of ['complaint', 'mail'] as const) {
      ada = `${how}-${ada}`;
      await write('Hello');
      const [opened] = await mine();
      const person = opened?.person.id as PersonId;
      const { message } = await carol.call('startConversation', {
        body: {
          person,
          inbox: opened?.inbox.id ?? '',
          purpose: 'service-messages',
          subject: 'Your lamp',
          text: `It left today ${how} ${made}`,
        },
      });
      const mail = await mailTo(ada);
      expect(header(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
      const [, byMail] = /mailto:([^?>]+)/.exec(header(mail, 'list-unsubscribe')) ?? [];
      if (how === 'mail') await write('', { to: byMail, subject: 'unsubscribe' });
      else
        await deliver(
          Buffer.from(sample('complaint-arf.eml').toString('latin1').replace('msg_01jd0000000000000000000abc', message.id), 'latin1'),
        );
      expect(await house.act((ctx) => stateOf(ctx, [person], 'service-messages', 'email'))).toBe('withdrawn');
    }
  });
});

test('STOP by mail is obeyed where it answers what went to that address, and not where anybody could have written it', async () => {
  await write('Hello');
  const [opened] = await mine();
  const [conversation, person] = [opened?.id ?? '', opened?.person.id as PersonId];
  const state = () => house.act((ctx) => stateOf(ctx, [person], 'service-messages', 'email'));
  const { mail } = await answer(conversation, `Good day ${made}`);
  await write('STOP', { references: header(mail, 'message-id') });
  expect(await state(), 'no domain vouches for it').toBe('none');
  const replyTo = header(mail, 'reply-to');
  await write('Stop the delivery, please.', { to: replyTo });
  expect(await state()).toBe('none');
  await write(`STOP\n\nOn Monday Lantern & Loom wrote:\n> Good day ${made}`, { to: replyTo });
  expect(await state()).toBe('withdrawn');
});

test('the capture is for administrators', async () => {
  const { link } = await carol.call('invite', { body: { email: 'boris@example.org', name: 'Boris', role: 'agent' } });
  const token = link?.split(/[/#=]/).at(-1) ?? '';
  await house.publicClient().call('acceptInvitation', { params: { token }, body: { name: 'Boris', password: 'a long pass phrase 43' } });
  const boris = await house.staffClient({ email: 'boris@example.org', password: 'a long pass phrase 43' });
  await expect(boris.call('listCaptured')).rejects.toMatchObject({ status: 403 });
});

test('the channel is tested for real and tells what to put into DNS', async () => {
  const channel = (await carol.call('listChannels')).items.find(({ inbox }) => inbox.channel === 'email');
  expect(channel).toMatchObject({
    address: 'support@example.com',
    recipient: null,
    dns: [{ type: 'TXT', value: expect.stringMatching(/^v=DKIM1; k=rsa; p=/) }],
  });
  expect(JSON.stringify(channel)).not.toContain('PRIVATE KEY');
  expect(await carol.call('testChannel', { params: { inbox: channel?.inbox.id ?? '' } })).toMatchObject({
    ok: true,
    words: expect.stringContaining('STARTTLS'),
  });
});

test('one address leads to one inbox only', async () => {
  await expect(
    carol.call('addChannel', { body: { channel: 'email', name: 'Twin', settings: { address: 'Support@Example.com' } } }),
  ).rejects.toMatchObject({ status: 409 });
});

test('with a relay the mail leaves, and nothing is captured', async () => {
  const taken: Buffer[] = [];
  const relay = new SMTPServer({
    disabledCommands: ['AUTH'],
    logger: false,
    onData(stream, _, done) {
      const chunks: Buffer[] = [];
      stream
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          taken.push(Buffer.concat(chunks));
          done();
        });
    },
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const other = await openHouse({
    environment: { PARLEY_SMTP_RELAY: `smtp://127.0.0.1:${(relay.server.address() as { port: number }).port}` },
  });
  try {
    const dora = await other.staffClient();
    await dora.call('addChannel', { body: { channel: 'email', name: 'Support', settings: { address: 'help@example.com' } } });
    await createTransport({ host: '127.0.0.1', port: other.smtpPort, tls: { rejectUnauthorized: false } }).sendMail({
      from: 'boris@example.net',
      to: 'help@example.com',
      subject: 'Hi',
      text: 'Hi',
    });
    const [opened] = (await dora.call('listConversations', { query: { view: 'all' } })).items;
    await dora.call('addMessage', { params: { conversation: opened?.id ?? '' }, body: { kind: 'message', text: 'Hello Boris' } });
    const mail = await readMail(await until(async () => taken[0]));
    expect(mail).toMatchObject({ subject: 'Re: Hi', from: { address: 'help@example.com' } });
    expect(await dora.call('listCaptured')).toEqual({ capturing: false, items: [] });
  } finally {
    await other.stop();
    await new Promise<void>((resolve) => relay.close(resolve));
  }
});
