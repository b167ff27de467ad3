// Mail posted by providers, in their published shapes, and by a system that signs as Standard Webhooks.
import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWays, recipientsOf } from '#channels';
import { record } from '#consent';
import type { Id, PersonId } from '#kit/ids';
import { checks } from '#kit/room';
import { eventually } from '#test/house';
import { openTextHouse } from '#test/sms-house';
import { openSns, topic } from '#test/sns';
import { accountIn } from '../../../accounts.ts';
import type { Account } from '../../../adapter.ts';
import { switchSandbox } from '../../../switch/switch.ts';
import { hooks as mailHooks } from '../hooks.ts';
import { takeHanded } from '../incoming/handed.ts';
import type { EmailSettings } from '../settings.ts';
import { snsOutside } from './sns.ts';
import { forgetPostedTokens } from './tokens.ts';

type Bench = Awaited<ReturnType<typeof openTextHouse>>;
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const [signingKey, password] = ['key-0123456789abcdef0123456789abcdef', 'a-password-in-the-address'];
const sendgridKeys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const eventKeys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const hookKey = [sendgridKeys, eventKeys]
  .map(({ publicKey }) => publicKey.export({ type: 'spki', format: 'der' }).toString('base64'))
  .join(' ');
let bench: Bench;
const hook: Record<string, string> = {};

beforeAll(async () => {
  bench = await openTextHouse({ PARLEY_MAIL_MAX_BYTES: '60000', PARLEY_ATTACHMENT_MAX_BYTES: '20000' });
  const given = {
    standard: { hookSecret: secret },
    mailgun: { hookSecret: signingKey },
    sendgrid: { hookKey },
    postmark: { hookSecret: password },
    ses: { hookTopic: topic },
  };
  for (const [postedBy, more] of Object.entries(given)) {
    const settings = { address: `${postedBy}@example.com`, feed: 'webhook', postedBy, ...more };
    hook[postedBy] = (await bench.carol.call('addChannel', { body: { channel: 'email', name: postedBy, settings } })).webhook ?? '';
  }
});
afterAll(() => bench?.house.stop());

const mail = (to: string, text: string, id = randomBytes(6).toString('hex'), more = '') =>
  Buffer.from(
    `${more}From: Ada <ada@example.net>\r\nTo: ${to}\r\nMessage-ID: <${id}@example.net>\r\nSubject: My lamp\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}\r\n`,
    'latin1',
  );
type Headers = Record<string, string>;
const post = async (to: string, body: Buffer | string, headers: Headers) => {
  const answer = await fetch(hook[to] ?? '', { method: 'POST', headers, body: new Uint8Array(Buffer.from(body)) });
  return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Record<string, unknown> };
};
const texts = async () => (await bench.conversations()).map(({ excerpt }) => excerpt);
const form = (fields: Record<string, Buffer | string>, boundary = 'xYzZY') => {
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ]),
  );
  return { body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]), type: `multipart/form-data; boundary=${boundary}` };
};

describe('a system that signs as Standard Webhooks', () => {
  const signed = (body: Buffer, { at = new Date(), id = `evt_${randomBytes(4).toString('hex')}`, by = secret } = {}): Headers => ({
    ...{ 'content-type': 'message/rfc822', 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)) },
    'webhook-signature': new Webhook(by).sign(id, at, body.toString('latin1')),
  });
  const plain = (to: string, text: string, id?: string, more?: string) => Buffer.from(mail(to, text, id, more).toString('latin1'), 'ascii');

  test('hands a whole mail in, durable before 200, and the same again is one message', async () => {
    const body = plain('standard@example.com', 'By the standard.');
    const headers = signed(body);
    expect(await post('standard', body, headers)).toMatchObject({ status: 200, body: { fate: 'stored' } });
    expect(await texts()).toContain('By the standard.');
    expect(await post('standard', body, headers)).toMatchObject({ status: 200, body: { fate: 'repeated' } });
    expect(await post('standard', body, signed(body))).toMatchObject({ status: 200, body: { fate: 'repeated' } });
  });

  test('is refused with another secret, an old time, a changed body, an id that came with another mail, and without a signature', async () => {
    const body = plain('standard@example.com', 'Never stored.');
    const old = new Date(Date.now() - 400_000);
    const used = signed(plain('standard@example.com', 'First.', 'used'), { id: 'evt_used' });
    expect((await post('standard', plain('standard@example.com', 'First.', 'used'), used)).status).toBe(200);
    const refused = [
      await post('standard', body, signed(body, { by: `whsec_${Buffer.alloc(32, 8).toString('base64')}` })),
      await post('standard', body, signed(body, { at: old })),
      await post('standard', Buffer.concat([body, Buffer.from('!')]), signed(body)),
      await post('standard', body, signed(body, { id: 'evt_used' })),
      await post('standard', body, { 'content-type': 'message/rfc822' }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect(await texts()).not.toContain('Never stored.');
  });

  test('is told clearly what cannot be taken: an unknown recipient, too many bytes, no mail, no inbox', async () => {
    const send = (body: Buffer, more: Headers = {}) => post('standard', body, { ...signed(body), ...more });
    expect(await send(plain('other@example.com', 'For nobody.'))).toMatchObject({
      status: 422,
      body: { title: expect.stringContaining('No inbox here') },
    });
    expect((await send(plain('other@example.com', 'By its envelope.', undefined, 'Delivered-To: standard@example.com\r\n'))).status).toBe(
      200,
    );
    expect((await send(plain('standard@example.com', 'x'.repeat(70_000)))).status).toBe(413);
    expect((await send(plain('standard@example.com', 'No mail.'), { 'content-type': 'text/plain' })).status).toBe(422);
    const nowhere = (hook['standard'] ?? '').replace(/[0-9a-f]{40}/, '0'.repeat(40));
    expect((await fetch(nowhere, { method: 'POST', body: 'x' })).status).toBe(404);
    expect((await fetch(hook['standard'] ?? '')).status).toBe(405);
  });
});

describe('Mailgun', () => {
  const fields = (raw: Buffer, change: Record<string, string> = {}, at = Math.floor(Date.now() / 1000)) => {
    const [timestamp, token] = [String(at), change['token'] ?? randomBytes(25).toString('hex')];
    const signature = createHmac('sha256', signingKey).update(`${timestamp}${token}`).digest('hex');
    return {
      recipient: 'mailgun@example.com',
      sender: 'ada@example.net',
      from: 'Ada',
      timestamp,
      token,
      signature,
      'body-mime': raw,
      ...change,
    };
  };
  const send = (given: Record<string, Buffer | string>) => {
    const { body, type } = form(given);
    return post('mailgun', body, { 'content-type': type });
  };

  test('forwards by a route whose address ends in mime, as either form, in any letters', async () => {
    expect(hook['mailgun']).toMatch(/\/mime$/);
    expect((await send(fields(mail('mailgun@example.com', 'Gr\xfc\xdfe by parts.')))).status).toBe(200);
    const line = new URLSearchParams(
      Object.entries(fields(Buffer.from('')))
        .filter(([name]) => name !== 'body-mime')
        .map(([name, value]) => [name, String(value)]),
    ).toString();
    const raw = [...mail('mailgun@example.com', 'Gr\xfc\xdfe in a line.')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
    expect((await post('mailgun', `${line}&body-mime=${raw}`, { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(200);
    expect(await texts()).toEqual(expect.arrayContaining(['Grüße by parts.', 'Grüße in a line.']));
  });

  test('proves one mail by one token, within its hours', async () => {
    const given = fields(mail('mailgun@example.com', 'One token.'));
    expect([(await send(given)).status, (await send(given)).body['fate']]).toEqual([200, 'repeated']);
    expect((await send({ ...given, 'body-mime': mail('mailgun@example.com', 'Another mail.') })).status).toBe(401);
    expect((await send({ ...fields(mail('mailgun@example.com', 'Old.'), {}, 1_700_000_000) })).status).toBe(401);
    expect((await send({ ...fields(mail('mailgun@example.com', 'Forged.')), signature: '0'.repeat(64) })).status).toBe(401);
    expect(await texts()).not.toContain('Another mail.');
    bench.house.passTime(3 * 86_400_000);
    await bench.house.act((ctx) => forgetPostedTokens.run?.(ctx) ?? Promise.resolve());
    const left = { name: 'test.tokens', text: 'SELECT count(*)::int AS n FROM posted_tokens WHERE workspace_id = $1' };
    expect((await bench.house.act((ctx) => ctx.db.one<{ n: number }>(left, [ctx.workspace]))).n).toBe(0);
    bench.house.passTime(-3 * 86_400_000);
  });

  test('gives up by 406 where a mail will never fit', async () => {
    expect((await send(fields(Buffer.alloc(0)))).status).toBe(406);
    const fromUs = Buffer.from(String(mail('mailgun@example.com', 'From ourselves.')).replace('ada@example.net', 'mailgun@example.com'));
    expect(await send(fields(fromUs))).toMatchObject({ status: 406, body: { title: expect.stringContaining('Reply-To') } });
    expect(bench.house.log.some((line) => /"mail\.webhook-refused".*"from-us"/.test(line))).toBe(true);
    const byForm = Buffer.from(String(fromUs).replace('To: ', 'Reply-To: ada@example.net\r\nTo: '));
    expect(await send(fields(byForm))).toMatchObject({ status: 200, body: { fate: 'stored' } });
  });
});

test('SendGrid signs by ECDSA what it parsed, with the raw mail and its envelope', async () => {
  const given = {
    email: mail('sendgrid@example.com', 'Parsed.'),
    envelope: JSON.stringify({ to: ['sendgrid@example.com'], from: 'ada@example.net' }),
  };
  const { body, type } = form(given);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = sign('sha256', Buffer.concat([Buffer.from(timestamp), body]), sendgridKeys.privateKey).toString('base64');
  const headers = {
    'content-type': type,
    'x-twilio-email-event-webhook-timestamp': timestamp,
    'x-twilio-email-event-webhook-signature': signature,
  };
  expect((await post('sendgrid', body, headers)).status).toBe(200);
  expect(await texts()).toContain('Parsed.');
  const changed = form({ ...given, email: mail('sendgrid@example.com', 'Changed.') }).body;
  expect((await post('sendgrid', changed, headers)).status).toBe(401);
  expect(
    (await post('sendgrid', body, { 'content-type': type, authorization: `Basic ${Buffer.from(`parley:${password}`).toString('base64')}` }))
      .status,
  ).toBe(401);
});

test('Postmark is known by the password in the address, and hands in the raw mail', async () => {
  const body = JSON.stringify({
    OriginalRecipient: 'postmark@example.com',
    From: 'ada@example.net',
    RawEmail: mail('postmark@example.com', 'From Postmark.').toString('latin1'),
  });
  const send = (word: string) =>
    post('postmark', body, {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`parley:${word}`).toString('base64')}`,
    });
  expect((await send('another')).status).toBe(401);
  expect((await send(password)).status).toBe(200);
  expect(await texts()).toContain('From Postmark.');
  const forwarded = JSON.stringify({
    OriginalRecipient: '0123456789abcdef@inbound.postmarkapp.com',
    RawEmail: String(mail('postmark@example.com', 'Forwarded to Postmark.')),
  });
  const headers = { 'content-type': 'application/json', authorization: `Basic ${Buffer.from(`parley:${password}`).toString('base64')}` };
  expect(await post('postmark', forwarded, headers)).toMatchObject({ status: 200, body: { fate: 'stored' } });
  expect(await texts()).toContain('Forwarded to Postmark.');
  const without = JSON.stringify({ OriginalRecipient: 'postmark@example.com', TextBody: 'parsed only' });
  const answer = await post('postmark', without, {
    'content-type': 'application/json',
    authorization: `Basic ${Buffer.from(`parley:${password}`).toString('base64')}`,
  });
  expect(answer).toMatchObject({ status: 403, body: { title: expect.stringContaining('raw MIME') } });
});

test('Amazon SES tells by SNS: the topic is confirmed, mail comes in, a bounce and a complaint are news of what left', async () => {
  const sns = await openSns();
  snsOutside.set(bench.house.tools, sns.outside);
  const told = (message: object) =>
    post('ses', sns.sign({ Message: JSON.stringify(message) }), { 'content-type': 'text/plain; charset=UTF-8' });
  const asked = {
    Type: 'SubscriptionConfirmation',
    Token: 'abc',
    SubscribeURL: 'https://attacker.example.com/',
    Message: 'You have chosen',
  };
  await bench.house.act((ctx) => switchSandbox(ctx, true)); // it is asked for once: in the sandbox too
  expect((await post('ses', sns.sign(asked), {})).status).toBe(200);
  await bench.house.act((ctx) => switchSandbox(ctx, false));
  expect(sns.asked.at(-1)).toBe(
    `https://sns.eu-central-1.amazonaws.com/?${new URLSearchParams({ Action: 'ConfirmSubscription', TopicArn: topic, Token: 'abc' })}`,
  );
  expect((await post('ses', sns.sign(asked, '2', sns.between.private), {})).status).toBe(401);
  const receipt = { recipients: ['ses@example.com'], action: { type: 'SNS', encoding: 'BASE64' } };
  const received = { notificationType: 'Received', mail: { source: 'ada@example.net' }, receipt };
  const content = mail('ses@example.com', 'By the topic, f\xfcr euch.').toString('base64');
  expect(await told({ ...received, content })).toMatchObject({ status: 200, body: { fate: 'stored' } });
  expect(await texts()).toContain('By the topic, für euch.');
  expect((await told(received)).status).toBe(422); // put into a bucket: the mail is not in it

  const thread = (await bench.conversations()).find(({ excerpt }) => excerpt === 'By the topic, für euch.');
  const sent = async (text: string) => {
    const { id } = await bench.answer(thread?.id ?? '', text);
    await eventually('it left', async () => (await bench.standOf(thread?.id ?? '', id)())?.delivery === 'sent');
    return { id, source: `ses+b.m${id.slice(4)}@example.com` };
  };
  const returned = await sent('One.');
  const bounce = { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'ada@example.net', status: '5.1.1' }] };
  expect((await told({ notificationType: 'Bounce', mail: { source: returned.source }, bounce })).status).toBe(200);
  expect(await bench.standOf(thread?.id ?? '', returned.id)()).toMatchObject({
    delivery: 'failed',
    deliveryWords: expect.stringContaining('does not exist'),
  });
  const unwanted = await sent('Two.');
  const complaint = { complaintFeedbackType: 'abuse', complainedRecipients: [{ emailAddress: 'ada@example.net' }] };
  const headers = [{ name: 'Message-ID', value: `<${unwanted.id}@example.com>` }];
  expect((await told({ eventType: 'Complaint', mail: { source: 'relay@example.com', headers }, complaint })).status).toBe(200);
  const { history } = await bench.carol.call('readConsents', { params: { person: thread?.person.id ?? '' } });
  expect(history).toMatchObject([{ state: 'withdrawn', method: 'signal', channel: 'email' }]);
});

describe('what a provider tells of mail that left', () => {
  /** Proved as what it hands in is, and what it would be with another proof. */
  const tell = {
    mailgun: (event: object, by = signingKey) => {
      const [timestamp, token] = [String(Math.floor(Date.now() / 1000)), randomBytes(25).toString('hex')];
      const signature = { timestamp, token, signature: createHmac('sha256', by).update(`${timestamp}${token}`).digest('hex') };
      return post('mailgun', JSON.stringify({ signature, 'event-data': event }), { 'content-type': 'application/json' });
    },
    sendgrid: (event: object, by = eventKeys.privateKey) => {
      const [timestamp, body] = [String(Math.floor(Date.now() / 1000)), JSON.stringify([{ event: 'processed' }, event])];
      return post('sendgrid', body, {
        ...{ 'content-type': 'application/json', 'x-twilio-email-event-webhook-timestamp': timestamp },
        'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(`${timestamp}${body}`), by).toString('base64'),
      });
    },
    postmark: (event: object, by = password) => {
      const authorization = `Basic ${Buffer.from(`parley:${by}`).toString('base64')}`;
      return post('postmark', JSON.stringify(event), { 'content-type': 'application/json', authorization });
    },
  };
  const forged = {
    mailgun: (event: object) => tell.mailgun(event, 'another-key'),
    sendgrid: (event: object) => tell.sendgrid(event, generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey),
    postmark: (event: object) => tell.postmark(event, 'another-password'),
  };
  const events = {
    mailgun: (id: string, kind: 'complaint' | 'bounce') => ({
      ...{ id: 'G9zW', message: { headers: { 'message-id': `${id}@example.com` } } },
      ...(kind === 'bounce' ? { event: 'failed', severity: 'permanent', 'delivery-status': { code: 550 } } : { event: 'complained' }),
    }),
    sendgrid: (id: string, kind: 'complaint' | 'bounce') => ({
      ...{ email: 'x@example.net', 'smtp-id': `<${id}@example.com>`, sg_event_id: 'one' },
      ...(kind === 'bounce' ? { event: 'bounce', type: 'bounce', status: '5.0.0' } : { event: 'spamreport' }),
    }),
    postmark: (id: string, kind: 'complaint' | 'bounce') => ({
      ...{ MessageID: '883953f4-6105-42a2-a16a-77a8eac79483', Metadata: { 'Parley-Message': id } },
      ...(kind === 'bounce' ? { RecordType: 'Bounce', Type: 'HardBounce' } : { RecordType: 'SpamComplaint', Type: 'SpamComplaint' }),
    }),
  };
  type By = keyof typeof events;

  test.each<By>(['mailgun', 'sendgrid', 'postmark'])(
    '%s: a complaint withdraws once, a bounce fails, a forgery does nothing',
    async (by) => {
      const { tools, workspace } = bench.house;
      const inbox = (await bench.carol.call('listChannels')).items.find(({ inbox: { name } }) => name === by)?.inbox.id as Id<'inb'>;
      const account = (await accountIn(tools, workspace, inbox)) as Account<EmailSettings>;
      const raw = Buffer.from(String(mail(`${by}@example.com`, `Told by ${by}.`)).replace('ada@example.net', `${by}.ada@example.net`));
      await takeHanded(tools, mailHooks.of({ tools }), account, { raw, isOurs: true, trusted: '' });
      const thread = (await bench.conversations()).find(({ excerpt }) => excerpt === `Told by ${by}.`);
      const person = thread?.person.id ?? '';
      const sent = async (text: string) => {
        const { id } = await bench.answer(thread?.id ?? '', text);
        await eventually('it left', async () => (await bench.standOf(thread?.id ?? '', id)())?.delivery === 'sent');
        return id;
      };
      const consents = async () => (await bench.carol.call('readConsents', { params: { person } })).history;
      const first = await sent('One.');
      expect((await forged[by](events[by](first, 'complaint'))).status).toBe(401);
      expect(await consents()).toEqual([]);
      expect(await tell[by](events[by](first, 'bounce'))).toMatchObject({ status: 200, body: { fate: 'news' } });
      expect(await bench.standOf(thread?.id ?? '', first)()).toMatchObject({
        delivery: 'failed',
        deliveryWords: expect.stringContaining('returned'),
      });
      const unwanted = await sent('Two.');
      await tell[by](events[by](unwanted, 'complaint'));
      expect(await consents()).toMatchObject([{ state: 'withdrawn', method: 'signal', channel: 'email' }]);
      const lifted = { purpose: 'service-conversation', channel: 'email', state: 'expired', method: 'signal', by: 'self' } as const;
      await bench.house.act((ctx) => record(ctx, { person: person as PersonId, ...lifted }));
      expect((await tell[by](events[by](unwanted, 'complaint'))).status).toBe(200); // tried again later
      expect((await consents()).map(({ state }) => state)).toEqual(['expired', 'withdrawn']);
      const unknown = { event: 'surprise', RecordType: 'Surprise', Metadata: {}, message: null };
      expect((await tell[by](unknown)).status).toBe(200);
      expect((await tell[by](events[by]('msg_00000000000000000000000000', 'complaint'))).status).toBe(200); // of a mail that left elsewhere
    },
  );

  test('at the address of another inbox of the domain is heard as well, since a provider calls one', async () => {
    const thread = (await bench.conversations()).find(({ excerpt, inbox }) => excerpt === 'Two.' && inbox.name === 'postmark');
    const { id } = await bench.answer(thread?.id ?? '', 'Three.');
    await eventually('it left', async () => (await bench.standOf(thread?.id ?? '', id)())?.delivery === 'sent');
    await tell.mailgun(events.mailgun(id, 'bounce'));
    expect((await bench.standOf(thread?.id ?? '', id)())?.delivery).toBe('failed');
  });
});

test('whoever posts mail is a recipient of it: in the copy, by the check and on the certificate', async () => {
  const body = JSON.stringify({
    OriginalRecipient: 'postmark@example.com',
    RawEmail: String(mail('postmark@example.com', 'Forget me.')).replace('ada@example.net', 'erased@example.net'),
  });
  const headers = { 'content-type': 'application/json', authorization: `Basic ${Buffer.from(`parley:${password}`).toString('base64')}` };
  // real mail comes in as ever while the sandbox is on; only what is played there was handed in by nobody
  await bench.house.act((ctx) => switchSandbox(ctx, true));
  expect((await post('postmark', body, headers)).status).toBe(200);
  const inbox = (await bench.carol.call('listChannels')).items.find(({ inbox: { name } }) => name === 'postmark')?.inbox.id ?? '';
  await bench.carol.call('writeInSandbox', { params: { inbox }, body: { from: 'boris@example.com', text: 'Only played.' } });
  const playedBy = async () => (await bench.conversations()).find(({ excerpt }) => excerpt === 'Only played.')?.person.id;
  const boris = await eventually('what was played came in', playedBy);
  expect(await bench.house.act((ctx) => recipientsOf(ctx, [boris as PersonId]))).toEqual([]);
  await bench.house.act((ctx) => switchSandbox(ctx, false));
  const person = (await bench.conversations()).find(({ excerpt }) => excerpt === 'Forget me.')?.person.id ?? '';
  expect(await bench.house.act((ctx) => recipientsOf(ctx, [person as PersonId]))).toMatchObject([{ recipient: 'postmark', messages: 1 }]);
  const ways = await bench.house.act(openWays);
  expect(ways.map(({ recipient }) => recipient)).toEqual(expect.arrayContaining(['mailgun', 'sendgrid', 'postmark']));
  const without = () => bench.house.act((ctx) => check?.run(ctx) ?? Promise.resolve(-1));
  const check = checks.of({ tools: bench.house.tools }).find(({ id }) => id === 'channels.recipient-without-agreement');
  const before = await without();
  await bench.agreeWith('postmark');
  expect(await without()).toBe(before - 1);
  const request = (await bench.carol.call('openRequest', { body: { person, kind: 'erasure' } })).id;
  await bench.carol.call('approveRequest', { params: { request } });
  const certificate = await eventually('the certificate', () =>
    bench.carol.call('readCertificate', { params: { request } }).catch(() => undefined),
  );
  expect(certificate.recipients.find(({ code }) => code === 'postmark')?.note).toMatch(
    /^received messages; the company has to tell it \(Art\. 19\)\. Postmark says .* 45 days/,
  );
});
