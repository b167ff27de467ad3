// How what a provider hands in is forged: without its proof, with a wrong one, and with another body under the right one.
import { randomBytes } from 'node:crypto';
import type { ChannelKind, Settings } from '../../src/channels/adapter.ts';

export type Posted = { readonly body: string; readonly headers: Readonly<Record<string, string>> };
type Secrets = Readonly<Record<string, string>>;
type Sns = { sign(parts: Record<string, string>): string };
export type Sample = {
  readonly channel: ChannelKind;
  readonly carrier: string;
  readonly given: Settings;
  /** Signed as its provider does, with what somebody says in it. `settings` are those of the account, with its secrets. */
  readonly right: (text: string, at: { settings: Secrets; url: string; sns: Sns }) => Posted;
  /** Without its proof, and with a wrong one. */
  readonly without: (posted: Posted) => Posted;
  readonly wrong: (posted: Posted) => Posted;
  /** Another body under the proof of the first; undefined where the provider shows a secret and signs nothing. */
  readonly changed?: (first: Posted, other: Posted) => Posted;
};

export const id = () => randomBytes(16).toString('hex');
export const json = { 'content-type': 'application/json' };
export const now = () => Math.floor(Date.now() / 1000);
/** Another letter two thirds on, where each counts in every spelling. */
export function spoilt(text: string): string {
  const at = Math.floor((text.length * 2) / 3);
  return `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`;
}
export const byHeader = (name: string): Pick<Sample, 'without' | 'wrong'> => ({
  without: ({ body, headers }) => ({ body, headers: Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name)) }),
  wrong: ({ body, headers }) => ({ body, headers: { ...headers, [name]: spoilt(headers[name] ?? '') } }),
});
export const underItsProof = { changed: ({ headers }: Posted, { body }: Posted): Posted => ({ body, headers }) };
