// What is told of a provider that posts mail: which one, and by what it proves that it is the one.
import { createPublicKey, type KeyObject } from 'node:crypto';
import Type from 'typebox';
import { Problem } from '#kit/problem';
import { countryOfAmazon } from '#vendors';
import type { Settings } from '../../../adapter.ts';
import type { Carrier } from '../../../carrier.ts';
import { keyIn } from '../../custom/signature.ts';
import { isTopic } from './sns.ts';

export const posters = ['standard', 'mailgun', 'sendgrid', 'postmark', 'ses'] as const;
export type Poster = (typeof posters)[number];
export type PostedSettings = {
  readonly postedBy: Poster;
  /** `standard`: whsec_…; Mailgun: its signing key; SendGrid and Postmark: the password in the address. */
  readonly hookSecret: string;
  /** SendGrid: the public keys of its signatures (base64, SubjectPublicKeyInfo), with blanks between: of Inbound Parse, and of the Event Webhook; empty: the password counts. */
  readonly hookKey: string;
  /** Amazon SES: the topic of SNS (ARN) whose messages count, and no other. */
  readonly hookTopic: string;
};

export const postedSettings = {
  postedBy: Type.Optional(Type.Enum([...posters], { description: 'Webhook: who posts' })),
  hookSecret: Type.Optional(
    Type.String({ maxLength: 200, description: 'Webhook: secret of Standard Webhooks, signing key of Mailgun, or a password' }),
  ),
  hookKey: Type.Optional(
    Type.String({ maxLength: 300, description: 'Webhook: public keys with which SendGrid signs, with blanks between' }),
  ),
  hookTopic: Type.Optional(Type.String({ maxLength: 400, description: 'Webhook: topic of SNS by which Amazon SES tells, arn:aws:sns:…' })),
};
export const postedSecrets = ['hookSecret'] as const;

/** Throws Problem `invalid` where nothing would prove who posts. */
export function completePosted(typed: (name: string) => string): PostedSettings {
  const postedBy = (typed('postedBy') || 'standard') as Poster;
  if (postedBy === 'ses') {
    const hookTopic = typed('hookTopic');
    if (!isTopic(hookTopic)) throw invalid('hookTopic', 'is no topic of SNS, such as arn:aws:sns:eu-central-1:123456789012:mail');
    return { postedBy, hookSecret: '', hookKey: '', hookTopic };
  }
  const [hookSecret, hookKey] = [typed('hookSecret'), postedBy === 'sendgrid' ? typed('hookKey') : ''];
  if (postedBy === 'standard' && !keyIn(hookSecret)) throw invalid('hookSecret', 'is none: whsec_ and 24 to 64 random bytes in base64');
  if (hookKey !== '' && publicKeysIn(hookKey).length !== hookKey.split(/\s+/).length)
    throw invalid('hookKey', 'is no public key for ECDSA in base64, as SendGrid shows it');
  if (hookKey === '' && !/^[\x21-\x7e]{16,200}$/.test(hookSecret))
    throw invalid('hookSecret', 'is needed: at least 16 characters without blanks');
  return { postedBy, hookSecret, hookKey, hookTopic: '' };
}

/** The keys of SendGrid's signatures; what is none is left out. */
export const publicKeysIn = (text: string): KeyObject[] => text.split(/\s+/, 2).flatMap((each) => keyOf(each) ?? []);

function keyOf(text: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ec' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Providers receive the mail before us; a system of the company's own is nobody else. */
export function postedCarrier({ postedBy, hookTopic }: Settings): Carrier | undefined {
  const names: Readonly<Record<string, string>> = {
    mailgun: 'Sinch Mailgun',
    sendgrid: 'Twilio SendGrid',
    postmark: 'ActiveCampaign Postmark',
    ses: 'Amazon Web Services (SES)',
  };
  const name = names[String(postedBy)];
  return name === undefined
    ? undefined
    : { code: String(postedBy), name, service: 'Receives mail and hands it in', region: regionOf(String(hookTopic ?? '')) };
}

/** The country in which the topic lies, and with it what SES hands over. Others are of the United States. */
export function regionOf(topic: string): string {
  const region = topic.split(':')[3];
  return region === undefined ? 'US' : countryOfAmazon(region);
}

const invalid = (field: string, message: string): Problem => new Problem('invalid', { fields: [{ path: `settings/${field}`, message }] });
