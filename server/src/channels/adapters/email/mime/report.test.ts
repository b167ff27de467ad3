import { describe, expect, test } from 'vitest';
import { readRecipient } from '../addresses.ts';
import { sample as bytesOf } from '../testing/samples.ts';
import { originOf } from './automatic.ts';
import { readMail } from './read.ts';
import { meaning, newsIn } from './report.ts';

const inbox = 'support@example.com';
const id = 'msg_01jd0000000000000000000abc';
const sample = (name: string) => readMail(bytesOf(name));
const mail = (head: string, body = 'Hello') => readMail(Buffer.from(`${head}\n\n${body}`.replace(/\n/g, '\r\n')));
const about = (address: string) => readRecipient(address)?.about;

describe('mails about our mails', () => {
  test.each([
    ['dsn-postfix.eml', { kind: 'failed', because: 'unknown-address', ids: [id] }],
    ['dsn-delayed.eml', { kind: 'delayed', because: 'unreachable', ids: [id] }],
    ['bounce-qmail.eml', { kind: 'failed', because: 'mailbox-full', ids: [id] }],
    ['complaint-arf.eml', { kind: 'complained', because: 'complained', ids: [id] }],
  ])('%s', async (name, news) => {
    expect(newsIn(await sample(name), inbox, '', undefined)).toMatchObject(news);
  });

  test.each(['gmail-reply.eml', 'auto-reply.eml', 'newsletter.eml', 'hostile-html.eml'])('%s is none', async (name) => {
    expect(newsIn(await sample(name), inbox, 'ada@example.com', undefined)).toBeUndefined();
    expect(newsIn(await sample(name), inbox, '', undefined)).toBeUndefined();
  });

  test('a bounce without any report is known by the address it was returned to', async () => {
    const bare = await mail('From: postmaster@example.net\nSubject: Undeliverable', 'Sorry, 550 5.7.1 rejected');
    expect(newsIn(bare, inbox, '', about('support+b.m01jd0000000000000000000abc@example.com'))).toMatchObject({
      kind: 'failed',
      because: 'blocked',
      ids: [id],
    });
  });

  test('an absence note sent to the return path is no bounce', async () => {
    const away = await mail('From: ada@example.net\nAuto-Submitted: auto-replied (vacation)', 'I am away. Call 5.1.1');
    expect(newsIn(away, inbox, '', about('support+b.m01jd0000000000000000000abc@example.com'))).toBeUndefined();
  });

  test('any mail to the unsubscribe address unsubscribes', async () => {
    expect(
      newsIn(await mail('From: ada@example.net'), inbox, 'ada@example.net', about('support+u.m01jd0000000000000000000abc@example.com')),
    ).toMatchObject({ kind: 'unsubscribed', ids: [id] });
  });

  test.each([
    ['Tue, 24 Nov 2026 10:00:00 +0100 (CET)', new Date('2026-11-24T09:00:00Z')],
    ['yesterday', null],
  ])('and says when it was written: %s', async (date, saidAt) => {
    const no = await mail(`From: ada@example.net\nDate: ${date}`);
    expect(newsIn(no, inbox, '', about('support+u.m01jd0000000000000000000abc@example.com'))).toMatchObject({ saidAt });
    expect(
      newsIn(await sample('complaint-arf.eml'), inbox, '', undefined),
      'what a provider reports is no word of theirs',
    ).not.toHaveProperty('saidAt');
  });

  test('a person who quotes one of our Message-IDs in a letter reports nothing', async () => {
    expect(
      newsIn(await mail('From: ada@example.net', `<${id}@example.com> failed with 550 5.1.1`), inbox, 'ada@example.net', undefined),
    ).toBeUndefined();
  });

  test('codes of mail servers have words for agents, never the words of the server', () => {
    expect(['5.1.1', '5.2.2', '5.7.1', '5.3.4', '5.4.4', '5.0.0'].map((status) => meaning(status).because)).toEqual([
      'unknown-address',
      'mailbox-full',
      'blocked',
      'too-large',
      'unreachable',
      'bounced',
    ]);
  });
});

describe('who wrote it', () => {
  const origin = async (head: string, sender = 'ada@example.com') => originOf(await mail(head), inbox, sender);

  test.each([
    ['From: ada@example.com', 'person'],
    ['From: ada@example.com\nAuto-Submitted: no', 'person'],
    ['From: ada@example.com\nAuto-Submitted: auto-replied; x=y', 'automatic'],
    ['From: ada@example.com\nX-Auto-Response-Suppress: OOF', 'automatic'],
    ['From: ada@example.com\nPrecedence: bulk', 'automatic'],
    ['From: ada@example.com\nPrecedence: auto_reply', 'automatic'],
    ['From: ada@example.com\nX-Autoreply: yes', 'automatic'],
    ['From: no-reply@example.com', 'automatic'],
    ['From: MAILER-DAEMON@example.com', 'automatic'],
    ['From: ada@example.com\nContent-Type: multipart/report; report-type=disposition-notification; boundary=x', 'automatic'],
    ['From: news@example.org\nList-Unsubscribe: <https://example.org/u>', 'automatic'],
    ['From: ada@example.com\nPrecedence: list\nList-Id: <support.example.com>', 'person'],
    ['From: ada@example.com\nPrecedence: list\nList-Id: <friends.example.org>', 'automatic'],
    ['From: Support <Support@Example.com>', 'from-us'],
    ['From: support@example.com\nMessage-ID: <msg_01jzzzzzzzzzzzzzzzzzzzzzzz@example.com>', 'own'],
    ['From: support@example.com\nReply-To: Support <support+r.abc@example.com>', 'from-us'],
    ['From: support@example.com\nReply-To: Ada <ada@example.net>', 'person'],
  ])('%j', async (head, who) => {
    expect(await origin(head)).toBe(who);
  });

  test('an empty return path is a machine', async () => {
    expect(await origin('From: ada@example.com', '')).toBe('automatic');
  });

  test.each([
    ['auto-reply.eml', 'automatic'],
    ['newsletter.eml', 'automatic'],
    ['group-forward.eml', 'person'],
    ['gmail-reply.eml', 'person'],
  ])('%s', async (name, who) => {
    expect(originOf(await sample(name), inbox, 'ada@example.com')).toBe(who);
  });
});
