// What follows from a provider's word that it knows an account by another address now (record 099). A number goes to others, an id does not; so the word of an id beside a number says who has it today, not who had it.

/** What is known of the earlier address when the word comes. */
export type Said = {
  /** Whether both lead to one person already. */
  readonly isOne: boolean;
  /** When the provider first named another address for it; null while it never did. */
  readonly namedAt: Date | null;
  /** Whether that was the very one that it names now. */
  readonly isSameAgain: boolean;
  /** Whether whoever has the new address is somebody by more than it. */
  readonly isSomebody: boolean;
  /** Whether it may come to somebody else, as numbers do. */
  readonly mayMove: boolean;
  /** Whether the account gave it up, by the same word. */
  readonly isLeft: boolean;
  /** Whether the account has it only now, by the same word: whoever wrote from it before was somebody else. */
  readonly isTaken: boolean;
  /** When somebody last wrote from it. */
  readonly heardAt: Date;
};
/**
 * `known`: decided before, and it stands, also where the two were taken apart since. `one`: nothing to join. `join`. And why they stay two: `somebody` has the new address by proofs of their own;
 * `quiet`, too long ago for saying who it was; `inherited`, the number was another account's.
 */
export type Verdict = 'known' | 'one' | 'join' | 'somebody' | 'quiet' | 'inherited';

/** Days after which a number may be somebody else's: no carrier gives it out again sooner (FCC 18-177, 47 CFR 52.15(f)(1)(ii); elsewhere it takes longer). */
export const rests = 45;
const dayMs = 86_400_000;

export function verdictOn(said: Said, now: Date): Verdict {
  if (said.isSameAgain) return 'known';
  if (said.namedAt) return said.mayMove ? 'inherited' : 'known';
  if (said.isOne) return 'one';
  if (said.isTaken) return 'inherited';
  if (isQuiet(said, now)) return 'quiet'; // also where somebody has the id: what goes to the number would reach them, and nobody can tell whose it was
  return said.isSomebody ? 'somebody' : 'join';
}

/** Whether nobody can tell any more whose it is. */
export const isQuiet = ({ mayMove, heardAt }: Pick<Said, 'mayMove' | 'heardAt'>, now: Date): boolean =>
  mayMove && now.getTime() - heardAt.getTime() > rests * dayMs;

/** Whether it leads to nobody from now on: it is another's, may be, or was given up. */
export const isLostBy = (verdict: Verdict, { isLeft }: Pick<Said, 'isLeft'>): boolean =>
  isLeft || verdict === 'inherited' || verdict === 'quiet';

/** Whether a no from the new address is one for whoever had the earlier: always, but where that is known to be somebody else. */
export const sharesNo = (verdict: Verdict): boolean => verdict !== 'inherited';
