// What a custom channel is told: the secret that both sides sign with, a second one while it is being changed, and where our messages go.
import { randomBytes } from 'node:crypto';
import Type from 'typebox';
import { Problem } from '#kit/problem';
import type { Settings } from '../../adapter.ts';
import { isSame } from '../same.ts';
import { keyIn } from './signature.ts';

export type CustomSettings = Settings & {
  /** Where our messages are posted; empty: this channel only takes in. */
  readonly url: string;
  /** `whsec_` and 24 to 64 bytes in base64 (Standard Webhooks). */
  readonly secret: string;
  /** The one before, while the other side changes over: both are accepted, and we sign with both. Empty: there is none. */
  readonly secretBefore: string;
  /** Until when that one counts. */
  readonly secretBeforeUntil: string;
  /** Whether that system shows choices to tap; one that was built before there were any does not. */
  readonly showsChoices?: 'yes' | 'no';
  /** Whether the sandbox of the company is on: nothing is posted. Never stored. */
  readonly played?: true;
  /** Stands in the address of the webhook. */
  readonly key: string;
};

export const settingsSchema = Type.Object({
  url: Type.Optional(Type.String({ maxLength: 500, description: 'Address to which messages are posted, https' })),
  secret: Type.Optional(Type.String({ maxLength: 120, description: 'Secret of both sides: whsec_ and base64' })),
  showsChoices: Type.Optional(
    Type.Enum(['yes', 'no'], {
      description: 'Whether your system shows choices to tap; else they stand below the text as a numbered list',
    }),
  ),
  secretBefore: Type.Optional(
    Type.String({ maxLength: 120, description: 'The secret before, while it is being changed; one dash ends it' }),
  ),
});
export const secretSettings = ['secret', 'secretBefore'] as const;

const besideMs = 7 * 86_400_000;

/** The secrets that count now: a week after it was replaced, the one before does no more. */
export const secretsOf = ({ secret, secretBefore, secretBeforeUntil }: CustomSettings, now: Date): string[] =>
  secretBefore !== '' && now.getTime() < Date.parse(secretBeforeUntil) ? [secret, secretBefore] : [secret];

/** Tidies what was typed. A secret that is replaced becomes the one before by itself, for a week; until that is over or ended, there is no third. Throws Problem `invalid`. */
export function completeSettings(
  given: Settings,
  before: CustomSettings | undefined,
  inside: readonly string[],
  now: Date,
): CustomSettings {
  const typed = (name: 'url' | 'secret' | 'secretBefore'): string => String(given[name] ?? before?.[name] ?? '').trim();
  const [url, secret, asked] = [typed('url'), typed('secret'), typed('secretBefore')];
  if (url !== '' && !isAddress(url, inside)) throw invalid('url', 'is no address with https');
  if (!keyIn(secret)) throw invalid('secret', 'is none: whsec_ and 24 to 64 random bytes in base64');
  const isAsBefore = (given: string): boolean => (given === '' ? before?.secretBefore === '' : isSame(given, before?.secretBefore ?? ''));
  const isReplaced = before !== undefined && !isSame(secret, before.secret) && isAsBefore(asked);
  if (isReplaced && secretsOf(before, now).length > 1) throw invalid('secret', 'is being changed already: end the one before first');
  const secretBefore = asked === '-' ? '' : isReplaced ? before.secret : asked;
  if (secretBefore !== '' && !keyIn(secretBefore)) throw invalid('secretBefore', 'is none: whsec_ and 24 to 64 random bytes in base64');
  const isKept = before !== undefined && isAsBefore(secretBefore);
  const secretBeforeUntil = secretBefore === '' ? '' : isKept ? before.secretBeforeUntil : new Date(now.getTime() + besideMs).toISOString();
  const showsChoices = (given['showsChoices'] ?? before?.showsChoices) === 'yes' ? 'yes' : 'no';
  return { url, secret, secretBefore, secretBeforeUntil, showsChoices, key: before?.key ?? randomBytes(20).toString('hex') };
}

/** Whether it leads outside is asked whenever something is sent; http is for hosts that the operator named. */
function isAddress(text: string, inside: readonly string[]): boolean {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && inside.includes(url.host)))) return false;
  return url.username === '' && url.password === '' && url.hash === '';
}

const invalid = (field: string, message: string): Problem => new Problem('invalid', { fields: [{ path: `settings/${field}`, message }] });
