// Who follows whom among the keys of the house, said by each key when it was replaced: so a ledger that comes back when its key is long destroyed still gets to the present one, and whoever knows the
// former key comes to the same. It names no tree: that the newest key vouches for alone.
import type { KeyObject } from 'node:crypto';
import { openNote, rawPublicKey, signNote, verifierOf } from '../note.ts';

const name = 'parley/ledger-keys';

/** What a key signs of the one that takes its place (C2SP signed-note). */
export function signSuccession(former: KeyObject, next: KeyObject): string {
  return signNote({ name, privateKey: former }, textOf(rawPublicKey(former), rawPublicKey(next)));
}

/** The notes that lead from one key to another, both as base64, out of what former keys signed; undefined where they do not. */
export function successionFrom(
  keys: readonly { readonly public: string; readonly succession?: string }[],
  from: string,
  to: string,
): string[] | undefined {
  const notes: string[] = [];
  for (let at = from; at !== to && notes.length <= keys.length; ) {
    const note = keys.find((each) => each.public === at)?.succession;
    if (note === undefined) return undefined;
    notes.push(note);
    at = note.split('\n')[2] ?? '';
  }
  return leads(notes, from, to) ? notes : undefined;
}

/** Whether these notes lead from one key to another (base64): each signed by the key before. */
export function leads(notes: readonly string[], from: string, to: string): boolean {
  let at = Buffer.from(from, 'base64');
  for (const note of notes) {
    const next = Buffer.from(note.split('\n')[2] ?? '', 'base64');
    if (at.length !== 32 || next.length !== 32 || openNote(note, verifierOf(name, at)) !== textOf(at, next)) return false;
    at = next;
  }
  return notes.length > 0 && at.toString('base64') === to;
}

const textOf = (former: Buffer, next: Buffer): string =>
  `parley ledger key succession v1\n${former.toString('base64')}\n${next.toString('base64')}\n`;
