// What is told of a provider that posts mail: which one, and by what it proves that it is the one.
import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { domainToASCII } from 'node:url';
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
} & SetThere;
/** What the provider's API wants to know before it takes our address; absent where the address is entered there by hand. */
export type SetThere = {
  readonly hookApiKey?: string;
  /** Tells without the key that there is one. */
  readonly hookKeyed?: true;
  /** Domain that is set up there: empty, that of the inbox. Of Mailgun and SendGrid. */
  readonly hookDomain?: string;
  readonly hookRegion?: 'us' | 'eu';
  /** Until when, as ISO 8601, the password still counts beside new public keys: what SendGrid sent off before it signed comes for days. */
  readonly hookPasswordUntil?: string;
};
/** Those whose API takes our address. */
export const settable = ['mailgun', 'sendgrid', 'postmark'] as const;
export type Settable = (typeof settable)[number];
export const isSettable = (poster: string | undefined): poster is Settable => (settable as readonly string[]).includes(poster ?? '');

export const postedSettings = {
  postedBy: Type.Optional(Type.Enum([...posters], { description: 'Webhook: who posts' })),
  hookSecret: Type.Optional(
    Type.String({ maxLength: 200, description: 'Webhook: secret of Standard Webhooks, signing key of Mailgun, or a password' }),
  ),
  hookKey: Type.Optional(
    Type.String({ maxLength: 300, description: 'Webhook: public keys with which SendGrid signs, with blanks between' }),
  ),
  hookTopic: Type.Optional(Type.String({ maxLength: 400, description: 'Webhook: topic of SNS by which Amazon SES tells, arn:aws:sns:…' })),
  hookApiKey: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'Webhook: API key of Mailgun or SendGrid, or server token of Postmark, to set the address there',
    }),
  ),
  hookDomain: Type.Optional(
    Type.String({ maxLength: 253, description: 'Webhook: domain that is set up at Mailgun or SendGrid, where not that of the address' }),
  ),
  hookRegion: Type.Optional(Type.Enum(['us', 'eu'], { description: 'Webhook: region of the account at Mailgun or SendGrid' })),
};
export const postedSecrets = ['hookSecret', 'hookApiKey'] as const;

/** Throws Problem `invalid` where nothing would prove who posts. What was set for another poster is forgotten, its secrets first of all. */
export function completePosted(given: (name: string) => string, before: Partial<PostedSettings> | undefined): PostedSettings {
  const isAnother = before?.postedBy !== undefined && before.postedBy !== (given('postedBy') || 'standard');
  const typed = (name: string): string =>
    isAnother && ofOnePoster.has(name) && given(name) === before[name as 'hookKey'] ? '' : given(name);
  const postedBy = (typed('postedBy') || 'standard') as Poster;
  if (postedBy === 'ses') {
    const hookTopic = typed('hookTopic');
    if (!isTopic(hookTopic)) throw invalid('hookTopic', 'is no topic of SNS, such as arn:aws:sns:eu-central-1:123456789012:mail');
    return { postedBy, hookSecret: '', hookKey: '', hookTopic };
  }
  const there = setThere(postedBy, typed);
  const hookKey = postedBy === 'sendgrid' ? typed('hookKey') : '';
  const isMade = there.hookKeyed === true && postedBy !== 'mailgun'; // it goes there by the API: nobody has to know it
  const hookSecret = typed('hookSecret') || (isMade ? randomBytes(32).toString('base64url') : '');
  if (postedBy === 'standard' && !keyIn(hookSecret)) throw invalid('hookSecret', 'is none: whsec_ and 24 to 64 random bytes in base64');
  if (hookKey !== '' && publicKeysIn(hookKey).length !== hookKey.split(/\s+/).length)
    throw invalid('hookKey', 'is no public key for ECDSA in base64, as SendGrid shows it');
  if (hookKey === '' && !/^[\x21-\x7e]{16,200}$/.test(hookSecret))
    throw invalid('hookSecret', 'is needed: at least 16 characters without blanks');
  return { postedBy, hookSecret, hookKey, hookTopic: '', ...there };
}

const ofOnePoster: ReadonlySet<string> = new Set(['hookSecret', 'hookKey', 'hookApiKey', 'hookDomain', 'hookRegion', 'hookPasswordUntil']);

function setThere(postedBy: Poster, typed: (name: string) => string): SetThere {
  const hookApiKey = typed('hookApiKey');
  if (hookApiKey === '' || !isSettable(postedBy)) return {};
  if (!/^[\x21-\x7e]{16,200}$/.test(hookApiKey)) throw invalid('hookApiKey', 'is none: at least 16 characters without blanks');
  if (postedBy === 'postmark') return { hookApiKey, hookKeyed: true };
  const hookDomain = domainToASCII(typed('hookDomain').toLowerCase());
  if (typed('hookDomain') !== '' && !/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/.test(hookDomain))
    throw invalid('hookDomain', 'is no domain, such as mail.example.com');
  const until = postedBy === 'sendgrid' ? typed('hookPasswordUntil') : '';
  return {
    ...{ hookApiKey, hookKeyed: true, hookDomain, hookRegion: typed('hookRegion') === 'eu' ? 'eu' : 'us' },
    ...(Number.isFinite(Date.parse(until)) && { hookPasswordUntil: until }),
  };
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
