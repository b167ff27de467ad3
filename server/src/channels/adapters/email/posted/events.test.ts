// Events in the shapes that the providers publish (documentation.mailgun.com, twilio.com/docs/sendgrid, postmarkapp.com/developer/webhooks).
import { expect, test } from 'vitest';
import { readEvent } from './events.ts';
import type { Poster } from './settings.ts';

const id = '<msg_01hv8n3e5wfm1tq0z9k2s4b6xc@example.com>';
const ofMailgun = (more: object) => ({
  id: 'G9',
  timestamp: 1_780_000_000.5,
  message: { headers: { 'message-id': id.slice(1, -1) } },
  ...more,
});
const ofSendGrid = (more: object) => ({ email: 'ada@example.net', timestamp: 1_780_000_000, 'smtp-id': id, sg_event_id: 'e1', ...more });
const ofPostmark = (more: object) => ({ MessageID: '883953f4', Metadata: { 'Parley-Message': id.slice(1, 31) }, ...more });
const change = (more: object) =>
  ofPostmark({
    RecordType: 'SubscriptionChange',
    Origin: 'Recipient',
    SuppressSending: true,
    SuppressionReason: 'ManualSuppression',
    ...more,
  });

test.each<[Poster, object, string | undefined, string?]>([
  ['mailgun', ofMailgun({ event: 'complained' }), 'complained'],
  ['mailgun', ofMailgun({ event: 'unsubscribed' }), 'unsubscribed'],
  [
    'mailgun',
    ofMailgun({
      event: 'failed',
      severity: 'permanent',
      reason: 'bounce',
      'delivery-status': { code: 550, message: '5.1.1 no such user' },
    }),
    'failed',
    'unknown-address',
  ],
  ['mailgun', ofMailgun({ event: 'failed', severity: 'permanent', reason: 'suppress-bounce' }), 'failed', 'address-held-back'],
  ['mailgun', ofMailgun({ event: 'failed', severity: 'permanent', reason: 'suppress-complaint' }), 'failed', 'opted-out-of-advertising'],
  ['mailgun', ofMailgun({ event: 'failed', severity: 'permanent', reason: 'suppress-unsubscribe' }), 'failed', 'opted-out-of-advertising'],
  ['mailgun', ofMailgun({ event: 'failed', severity: 'temporary' }), undefined],
  ['mailgun', ofMailgun({ event: 'opened' }), undefined],
  ['sendgrid', ofSendGrid({ event: 'spamreport' }), 'complained'],
  ['sendgrid', ofSendGrid({ event: 'group_unsubscribe', asm_group_id: 1 }), 'unsubscribed'],
  ['sendgrid', ofSendGrid({ event: 'bounce', type: 'bounce', status: '5.2.2', reason: '552 full' }), 'failed', 'mailbox-full'],
  ['sendgrid', ofSendGrid({ event: 'bounce', type: 'blocked', reason: 'unable to get mx info' }), 'failed', 'bounced'],
  ['sendgrid', ofSendGrid({ event: 'dropped', reason: 'Unsubscribed Address' }), 'failed', 'opted-out-of-advertising'],
  ['sendgrid', ofSendGrid({ event: 'dropped', reason: 'Spam Reporting Address' }), 'failed', 'opted-out-of-advertising'],
  ['sendgrid', ofSendGrid({ event: 'dropped', reason: 'Recipient List over Package Quota' }), 'failed', 'rejected'],
  ['sendgrid', ofSendGrid({ event: 'deferred' }), undefined],
  ['postmark', ofPostmark({ RecordType: 'SpamComplaint', Type: 'SpamComplaint' }), 'complained'],
  ['postmark', ofPostmark({ RecordType: 'Bounce', Type: 'HardBounce', Details: 'smtp;550 5.1.1 unknown' }), 'failed', 'unknown-address'],
  ['postmark', ofPostmark({ RecordType: 'Bounce', Type: 'SoftBounce' }), undefined],
  ['postmark', change({}), 'unsubscribed'],
  ['postmark', change({ Origin: 'Customer' }), undefined],
  ['postmark', change({ SuppressSending: false, SuppressionReason: null }), undefined],
  ['ses', { event: 'complained' }, undefined],
])('%s: %j', (by, event, kind, because = kind) => {
  const read = readEvent(by, event as never);
  expect(read && [read.kind, read.because, read.names.join().includes(id.slice(1, 31))]).toEqual(kind && [kind, because, true]);
});

test.each<Poster>(['mailgun', 'sendgrid', 'postmark'])('%s: whatever stands where something else is expected is let pass', (by) => {
  const strange = { event: 'complained', RecordType: 'SpamComplaint', message: 7, Metadata: ['x'], 'smtp-id': { a: 1 } };
  expect(readEvent(by, { ...strange, 'delivery-status': null } as never)?.names.filter((name) => name !== '') ?? []).toEqual([]);
});

test('each tells when it happened, in its own way; what is no time is none', () => {
  const when = (by: Poster, event: object) => readEvent(by, event as never)?.happenedAt?.toISOString();
  expect([
    when('mailgun', ofMailgun({ event: 'complained' })),
    when('sendgrid', ofSendGrid({ event: 'spamreport' })),
    when('postmark', ofPostmark({ RecordType: 'SpamComplaint', BouncedAt: '2026-05-28T22:26:40.5+02:00' })),
    when('postmark', change({ ChangedAt: '2026-05-28T20:26:40Z' })),
  ]).toEqual(['2026-05-28T20:26:40.500Z', '2026-05-28T20:26:40.000Z', '2026-05-28T20:26:40.500Z', '2026-05-28T20:26:40.000Z']);
  for (const timestamp of ['soon', -5, 0, null, {}, 1e300])
    expect(when('mailgun', { ...ofMailgun({ event: 'complained' }), timestamp })).toBeUndefined();
});
