// What a mail inbox is told and what it makes for itself: an address, a name, and a DKIM key (RFC 6376) whose public half goes into the company's DNS.
import { createHash, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import Type from 'typebox';
import type { Settings } from '../../adapter.ts';
import type { Description } from '../../described.ts';
import { domainOf, normaliseAddress } from './addresses.ts';
import { completeFeed, type FeedSettings, feedOf, feedSecrets, feedSettings, invalid } from './feed.ts';
import { tidyLine } from './mime/text.ts';

export type EmailSettings = FeedSettings & {
  /** While the sandbox of the company is on: `mailbox` where one of this process stands for that which feeds the inbox. Never stored. */
  readonly played?: 'mail' | 'mailbox';
  readonly address: string;
  /** Stands before the address in From; empty: whoever writes. */
  readonly fromName: string;
  readonly dkimSelector: string;
  /** DER of the public key, base64, as DNS wants it. */
  readonly dkimPublicKey: string;
  /** PEM. */
  readonly dkimPrivateKey: string;
};

export const settingsSchema = Type.Object({
  address: Type.String({ minLength: 3, maxLength: 254, description: 'Address at which mail is received and from which it is sent' }),
  fromName: Type.Optional(Type.String({ maxLength: 80, description: 'Name shown as the sender, such as the company' })),
  ...feedSettings,
});
export const secretSettings = ['dkimPrivateKey', ...feedSecrets];

const makeKeys = promisify(generateKeyPair);

/** Tidies what was typed and makes the key once; it survives changes. Throws Problem `invalid`. */
export async function completeSettings(
  given: Settings,
  before: EmailSettings | undefined,
  inside: readonly string[],
  now: Date,
): Promise<EmailSettings> {
  const typed = { address: before?.address, fromName: before?.fromName, ...given };
  const address = normaliseAddress(typeof typed.address === 'string' ? typed.address : undefined);
  if (address === undefined) throw invalid('address', 'is not a mail address');
  if (address.slice(0, address.lastIndexOf('@')).includes('+'))
    throw invalid('address', 'must not contain +: answers come back to address+r.…');
  const fromName = typeof typed.fromName === 'string' ? (tidyLine(typed.fromName, 80) ?? '') : '';
  return { address, fromName, ...completeFeed(given, before, address, inside, now), ...(before ? keysOf(before) : await newKeys()) };
}

/** Mail addressed here reaches this inbox; sub-addresses are taken off before the look-up. What posts mail finds it by a key. */
export const entrancesOf = (settings: EmailSettings): readonly string[] => [
  settings.address,
  ...(feedOf(settings) === 'webhook' && settings.key ? [settings.key] : []),
];

export function describeSettings({ address, dkimSelector, dkimPublicKey }: EmailSettings): Description {
  const name = `${dkimSelector}._domainkey.${domainOf(address)}`;
  return { address, snippet: null, dns: [{ name, type: 'TXT', value: `v=DKIM1; k=rsa; p=${dkimPublicKey}` }] };
}

const keysOf = ({ dkimSelector, dkimPublicKey, dkimPrivateKey }: EmailSettings) => ({ dkimSelector, dkimPublicKey, dkimPrivateKey });

// RSA with 2,048 bits: every receiver verifies it, and its record fits DNS; Ed25519 (RFC 8463) is still ignored by the large mailbox providers.
async function newKeys(): Promise<Pick<EmailSettings, 'dkimSelector' | 'dkimPublicKey' | 'dkimPrivateKey'>> {
  const made = await makeKeys('rsa', { modulusLength: 2_048 });
  const der = made.publicKey.export({ type: 'spki', format: 'der' });
  return {
    dkimSelector: `parley${createHash('sha256').update(der).digest('hex').slice(0, 8)}`,
    dkimPublicKey: der.toString('base64'),
    dkimPrivateKey: made.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}
