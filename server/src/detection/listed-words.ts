// Tables of words by their letters. What is known of a word that a lexicon or a list has is asked for once and kept; a word that no list has may be anybody's,
// and nothing of it outlives the text it stands in.
import type { Word } from './tokens.ts';

export type WordTable = {
  readonly find: (text: string, from: number, to: number, hash: number) => Word | undefined;
  readonly keep: (word: Word) => void;
  readonly size: () => number;
};

/** Adds a letter, by its UTF-16 unit, to the hash of those before it; the first one to 0. */
export const hashed = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

const reach = 16;

/** A table that finds a word where it stands in a text, without cutting it out first. Words that somebody made up to crowd one place of it are not kept: looking there stays short. */
export function openWordTable(): WordTable {
  let slots: (Word | undefined)[] = Array(64).fill(undefined);
  let hashes: number[] = Array(64).fill(0); // beside the words, so that a word is looked at only when it is likely to be the one
  let size = 0;
  const add = (word: Word): void => {
    for (let place = placeOf(word.hash), step = 0; step < reach; place += 1, step += 1) {
      const slot = place & (slots.length - 1);
      if (slots[slot] !== undefined) continue;
      slots[slot] = word;
      hashes[slot] = word.hash;
      size += 1;
      return;
    }
  };
  return {
    find: (text, from, to, hash) => {
      const last = slots.length - 1;
      for (let place = placeOf(hash), step = 0; step < reach; place += 1, step += 1) {
        const word = slots[place & last];
        if (word === undefined || (hashes[place & last] === hash && stands(word.written, text, from, to))) return word;
      }
      return undefined;
    },
    keep: (word) => {
      if (size * 2 >= slots.length) {
        const before = slots;
        slots = Array(before.length * 4).fill(undefined);
        hashes = Array(before.length * 4).fill(0);
        size = 0;
        for (const each of before) if (each) add(each);
      }
      add(word);
    },
    size: () => size,
  };
}

const placeOf = (hash: number): number => hash ^ (hash >>> 15);
const most = 1 << 15;
const usualLength = 24;
export const listedWords = openWordTable();

/** Keeps a word that a list has, in one of its three usual spellings, so that odd ones do not fill the room. */
export function keepListed(word: Word): void {
  const { written, hash } = word;
  const isKept = () => listedWords.find(written, 0, written.length, hash) !== undefined;
  if (listedWords.size() < most && written.length <= usualLength && isUsual(written) && !isKept()) listedWords.keep(word);
}

function stands(written: string, text: string, from: number, to: number): boolean {
  if (written.length !== to - from) return false;
  for (let at = 0; at < written.length; at += 1) if (written.charCodeAt(at) !== text.charCodeAt(from + at)) return false;
  return true;
}

function isUsual(written: string): boolean {
  const rest = written.slice(1);
  return rest === rest.toLowerCase() || written === written.toUpperCase();
}
