// Mail by a real relay, both ways: Debian's Postfix takes what Parley sends, brings what people write, and tells of what did not arrive.
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChannel } from '../src/channels/accounts.ts';
import { eventually, freePort } from './support/house.ts';
import { hasPostfix, startPostfix } from './support/postfix.ts';
import { openTextHouse } from './support/sms-house.ts';

describe.skipIf(!(await hasPostfix()))('a relay', () => {
  let postfix: Awaited<ReturnType<typeof startPostfix>>;
  let bench: Awaited<ReturnType<typeof openTextHouse>>;
  let elsewhere: SMTPServer;
  const support = 'support@lantern.example.com';

  beforeAll(async () => {
    elsewhere = new SMTPServer({
      ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('5.1.1 nobody of this name'), { responseCode: 550 })),
    });
    const [incoming, far] = [await freePort(), await freePort()];
    await new Promise<void>((resolve) => elsewhere.listen(far, '127.0.0.1', resolve));
    postfix = await startPostfix({ boxes: ['ada@example.net'], routes: { 'lantern.example.com': incoming, 'example.org': far } });
    bench = await openTextHouse({ PARLEY_SMTP_RELAY: `smtp://127.0.0.1:${postfix.port}`, PARLEY_SMTP_PORT: String(incoming) });
    await bench.house.act((ctx) => openChannel(ctx, { channel: 'email', name: 'Support', settings: { address: support } }));
  });
  afterAll(async () => {
    await bench?.house.stop();
    await postfix?.stop();
    await new Promise<void>((resolve) => elsewhere.close(() => resolve()));
  });

  /** As the provider of that person would hand it to the relay. */
  const write = (from: string, subject: string, text: string, more: object = {}) =>
    createTransport({ host: '127.0.0.1', port: postfix.port, tls: { rejectUnauthorized: false } }).sendMail({
      from,
      to: support,
      subject,
      text,
      ...more,
    });
  const talkOf = (subject: string) =>
    eventually(`the mail ${subject}`, async () => (await bench.conversations()).find((each) => each.subject === subject));
  const mails = () => Promise.all(postfix.mailsOf('ada@example.net').map((mail) => simpleParser(mail)));

  test('brings a mail, takes the answer over an encrypted line, and brings what is written to it into the same conversation', async () => {
    await write('Ada <ada@example.net>', 'A lamp', 'Is the brass lamp in stock?');
    const { id } = await talkOf('A lamp');
    const sent = await bench.answer(id, 'Yes, two of them.');
    const mail = await eventually('the answer', async () => (await mails())[0]);
    expect(mail.text).toContain('Yes, two of them.');
    expect(String(mail.headers.get('received'))).toMatch(/using TLSv1\.[23]/);
    await eventually('that it left', async () => (await bench.standOf(id, sent.id)())?.delivery === 'sent');
    await write('Ada <ada@example.net>', 'Re: A lamp', 'Then I take one.', {
      to: mail.replyTo?.text ?? support,
      inReplyTo: mail.messageId,
    });
    await eventually('her second mail', async () => (await bench.messagesOf(id)).some(({ text }) => text.includes('Then I take one.')));
  });

  test('says at once that it knows nobody of that name, or later by a mail of its own: either way the message did not arrive', async () => {
    for (const [from, subject] of [
      ['nobody@example.net', 'Refused at once'],
      ['boris@example.org', 'Refused later'],
    ] as const) {
      await write(from, subject, 'Please answer.');
      const { id } = await talkOf(subject);
      const sent = await bench.answer(id, 'Here it is.');
      const stand = await eventually(subject, async () => {
        const found = await bench.standOf(id, sent.id)();
        return found?.delivery === 'failed' && found;
      });
      expect([subject, stand.deliveryBecause]).toEqual([subject, 'unknown-address']);
    }
  });

  test('away for a while: the answer waits, and leaves once when it is back', async () => {
    await write('ada@example.net', 'Away', 'Are you there?');
    const { id } = await talkOf('Away');
    const before = postfix.mailsOf('ada@example.net').length;
    await postfix.down();
    const sent = await bench.answer(id, 'We are.');
    await eventually('a try that found nobody', async () => (await bench.standOf(id, sent.id)())?.deliveryBecause);
    await postfix.up();
    await eventually('the answer', async () => postfix.mailsOf('ada@example.net').length > before, 60_000);
    expect((await mails()).filter(({ text }) => text?.includes('We are.'))).toHaveLength(1);
  });
});
