// What is said about a hand-over after it arrived, each a signed note (C2SP): the sender's question or withdrawal, the receiver's answer. All of it is about one number, key and digest, so that no
// word about one can be used for another. No I/O.
import { isVerifier, openNote } from '#ledger';
import type { Standing } from './store.ts';

export type About = { readonly handover: string; readonly key: string; readonly digest: string };
export type Asked = 'question' | 'withdrawal';
const standings: readonly Standing[] = ['waiting', 'accepted', 'refused', 'expired', 'withdrawn'];

const lines = ({ handover, key, digest }: About): string => `${handover}\n${key}\n${digest}\n`;
export const askedText = (asked: Asked, about: About): string => `parley handover ${asked} v1\n${lines(about)}`;
const standingBeginning = (about: About): string => `parley handover standing v1\n${lines(about)}`;
export const standingText = (about: About, standing: Standing, at: Date): string =>
  `${standingBeginning(about)}${standing}\n${at.toISOString()}\n`;

/** What a note says it is about that this verifier key signed: the text of an envelope's signature, or of a receipt. Undefined for anything else. */
export function aboutIn(note: string, signer: string): About | undefined {
  const text = isVerifier(signer) ? openNote(note, signer) : undefined;
  const [, handover, key, digest] =
    /^parley handover (?:receipt )?v1\n([a-z0-9_]+)\n([A-Za-z0-9_-]{43})\n([A-Za-z0-9_-]{43})\n/.exec(text ?? '') ?? [];
  return handover && key && digest ? { handover, key, digest } : undefined;
}

/** What a sender's word asks; undefined for none, one about something else, or one that another key signed. */
export function askedIn(word: string, signer: string, about: About): Asked | undefined {
  const text = openNote(word, signer);
  return (['question', 'withdrawal'] as const).find((asked) => text === askedText(asked, about));
}

/** What the receiver says has become of it; undefined for what it did not sign. */
export function standingIn(word: string, signer: string, about: About): Standing | undefined {
  const text = openNote(word, signer);
  const beginning = standingBeginning(about);
  const [, said, at = ''] = text?.startsWith(beginning)
    ? (/^([a-z]+)\n(\d{4}-\d\d-\d\dT[\d:.]+Z)\n$/.exec(text.slice(beginning.length)) ?? [])
    : [];
  return Number.isNaN(Date.parse(at)) ? undefined : standings.find((each) => each === said);
}
