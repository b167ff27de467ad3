// What SES tells of a mail that left: a bounce comes only once it has given up, and speaks of the mail itself, not of those that it answers.
import { expect, test } from 'vitest';
import { newId } from '#kit/ids';
import { newsOf } from './ses.ts';
import { regionOf } from './settings.ts';

const address = 'ses@example.com';
const [own, older] = [newId('msg'), newId('msg')];
const headers = [
  { name: 'In-Reply-To', value: `<${older}@example.com>` },
  { name: 'References', value: `<${older}@example.com>` },
  { name: 'Message-Id', value: `<${own}@example.com>` },
];
const mail = { source: 'relay@example.com', headers };
const bounced = (bounceType: string, bounceSubType: string, recipient: object = {}) =>
  newsOf(
    'Bounce',
    { mail, bounce: { bounceType, bounceSubType, bouncedRecipients: [{ emailAddress: 'ada@example.net', ...recipient }] } },
    address,
  );

test('it is about the mail with this Message-ID alone', () => {
  expect(newsOf('Delivery', { mail }, address)?.ids).toEqual([own]);
  expect(newsOf('Delivery', { mail: { source: 'relay@example.com', headers: headers.slice(0, 2) } }, address)?.ids).toEqual([]);
});

test.each([
  ['Permanent', 'General', { status: '5.1.1' }, 'failed'],
  ['Transient', 'MailboxFull', { status: '4.2.2', action: 'failed' }, 'failed'],
  ['Transient', 'General', { status: '4.4.7', action: 'failed' }, 'failed'],
  ['Undetermined', 'Undetermined', {}, 'failed'],
  ['Transient', 'General', {}, undefined], // an automatic answer
])('a bounce %s, %s (%j) is %s', (type, subType, recipient, kind) => expect(bounced(type, subType, recipient)?.kind).toBe(kind));

test.each([
  ['DeliveryDelay', 'delayed'],
  ['Reject', 'failed'],
  ['Rendering Failure', 'failed'],
  ['Open', undefined],
])('%s is %s', (kind, news) => expect(newsOf(kind, { mail }, address)?.kind).toBe(news));

test('a region that is not in the list is of no country that is known', () => {
  const at = (region: string) => regionOf(`arn:aws:sns:${region}:123456789012:mail`);
  expect([at('eu-central-1'), at('us-east-2'), at('xx-new-9'), regionOf('')]).toEqual(['DE', 'US', 'ZZ', 'US']);
});

test('a complaint says when it was made, where it says so in a way that can be read', () => {
  const complained = (timestamp: unknown) => newsOf('Complaint', { mail, complaint: { timestamp } }, address)?.happenedAt;
  expect(complained('2026-11-24T09:00:00.500Z')).toEqual(new Date('2026-11-24T09:00:00.500Z'));
  expect([complained('yesterday'), complained(undefined), complained({})]).toEqual([undefined, undefined, undefined]);
});
