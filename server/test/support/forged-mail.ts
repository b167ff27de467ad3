// Mail as each provider posts it, right and forged.
import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { Settings } from '../../src/channels/adapter.ts';
import { headersOf } from '../../src/channels/adapters/custom/signature.ts';
import type { Poster } from '../../src/channels/adapters/email/posted/settings.ts';
import { byHeader, id, json, now, type Posted, type Sample, spoilt, underItsProof } from './forging.ts';
import { topic } from './sns.ts';

export const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const mail = (to: string, text: string): string =>
  `From: Ada <ada@example.net>\r\nTo: ${to}@example.com\r\nMessage-ID: <${id()}@example.net>\r\nSubject: My lamp\r\n\r\n${text}\r\n`;
const form = (fields: Record<string, string>) => ({
  body: new URLSearchParams(fields).toString(),
  type: 'application/x-www-form-urlencoded',
});
const posted = (carrier: Poster, more: Settings, rest: Omit<Sample, 'channel' | 'carrier' | 'given'>): Sample => ({
  ...{ channel: 'email', carrier, given: { address: `${carrier}@example.com`, feed: 'webhook', postedBy: carrier, ...more } },
  ...rest,
});
const [signingKey, password] = ['key-0123456789abcdef0123456789abcdef', 'a-password-in-the-address'];
const sendgridKeys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const hookKey = sendgridKeys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
/** Fields of a body that prove it, where no header does. */
const inForm =
  (change: (fields: URLSearchParams) => void) =>
  ({ body, headers }: Posted): Posted => {
    const fields = new URLSearchParams(body);
    change(fields);
    return { body: fields.toString(), headers };
  };
const inJson =
  (change: (fields: Record<string, string>) => object) =>
  ({ body, headers }: Posted): Posted => ({
    body: JSON.stringify(change(JSON.parse(body) as Record<string, string>)),
    headers,
  });

export const byMail: readonly Sample[] = [
  posted(
    'standard',
    { hookSecret: secret },
    {
      ...{ ...byHeader('webhook-signature'), ...underItsProof },
      right: (text) => {
        const body = mail('standard', text);
        return { body, headers: { 'content-type': 'message/rfc822', ...headersOf([secret], id(), new Date(), body) } };
      },
    },
  ),
  posted(
    'mailgun',
    { hookSecret: signingKey },
    {
      right: (text) => {
        const [timestamp, token] = [String(now()), id()];
        const signature = createHmac('sha256', signingKey).update(`${timestamp}${token}`).digest('hex');
        const { body, type } = form({
          recipient: 'mailgun@example.com',
          sender: 'ada@example.net',
          timestamp,
          token,
          signature,
          'body-mime': mail('mailgun', text),
        });
        return { body, headers: { 'content-type': type } };
      },
      without: inForm((fields) => fields.delete('signature')),
      wrong: inForm((fields) => fields.set('signature', createHash('sha256').update('forged').digest('hex'))),
      changed: (first, other) => inForm((fields) => fields.set('body-mime', new URLSearchParams(other.body).get('body-mime') ?? ''))(first),
    },
  ),
  posted(
    'sendgrid',
    { hookKey },
    {
      ...{ ...byHeader('x-twilio-email-event-webhook-signature'), ...underItsProof },
      right: (text) => {
        const { body, type } = form({
          email: mail('sendgrid', text),
          envelope: JSON.stringify({ to: ['sendgrid@example.com'], from: 'ada@example.net' }),
        });
        const timestamp = String(now());
        const signature = sign('sha256', Buffer.from(timestamp + body), sendgridKeys.privateKey).toString('base64');
        const [at, by] = ['x-twilio-email-event-webhook-timestamp', 'x-twilio-email-event-webhook-signature'];
        return { body, headers: { 'content-type': type, [at]: timestamp, [by]: signature } };
      },
    },
  ),
  posted(
    'postmark',
    { hookSecret: password },
    {
      ...byHeader('authorization'),
      right: (text) => ({
        body: JSON.stringify({ OriginalRecipient: 'postmark@example.com', RawEmail: mail('postmark', text) }),
        headers: { ...json, authorization: `Basic ${Buffer.from(`parley:${password}`).toString('base64')}` },
      }),
    },
  ),
  posted(
    'ses',
    { hookTopic: topic },
    {
      right: (text, { sns }) => {
        const receipt = { recipients: ['ses@example.com'], action: { type: 'SNS', encoding: 'BASE64' } };
        const content = Buffer.from(mail('ses', text)).toString('base64');
        const Message = JSON.stringify({ notificationType: 'Received', mail: { source: 'ada@example.net' }, receipt, content });
        return { body: sns.sign({ Message }), headers: { 'content-type': 'text/plain; charset=UTF-8' } };
      },
      without: inJson(({ Signature: _, ...fields }) => fields),
      wrong: inJson((fields) => ({ ...fields, Signature: spoilt(fields['Signature'] ?? '') })),
      changed: (first, other) =>
        inJson((fields) => ({ ...fields, Message: (JSON.parse(other.body) as { Message: string }).Message }))(first),
    },
  ),
];
