// Whether a request may take longer, or wait for the person: facts in, answer out (Art. 12(3), 12(6); recital 63; EDPB 01/2022, 74 to 76 and 157 to 159).
import type { RequestKind, Verdict } from '../rules.ts';
import type { StepRow } from '../store.ts';

export type Standing = {
  readonly isOpen: boolean;
  readonly kind: RequestKind;
  readonly source: 'person' | 'staff' | 'retention';
  /** Days until the first month ends, moved by those that stood still. */
  readonly daysLeft: number;
  /** Days since the request came in. */
  readonly daysSince: number;
  readonly isExtended: boolean;
  readonly isPaused: boolean;
  /** Grounds on which the person was asked back before. */
  readonly asked: readonly string[];
  /** Whether somebody said why it is asked only now. */
  readonly saysWhyLate: boolean;
  /** Whether a colleague said by what they doubt that it is them, and nobody settled that. */
  readonly isDoubted: boolean;
};
const no = (because: string, article: string): Verdict => ({ may: false, because, article });
/** Days in which a question is one "without undue delay" by itself. */
const soon = 7;
/** Days after which whoever was asked who they are, and said nothing, may be told that they cannot be identified. */
const patience = 14;

/** Once, and only while the first month runs: the person has to be told within it (Art. 12(3)). */
export function mayExtend({ isOpen, isExtended, daysLeft }: Standing): Verdict {
  if (!isOpen) return no('already-closed', '12(3)');
  if (isExtended) return no('already-extended', '12(3)');
  return daysLeft < 0 ? no('month-is-over', '12(3)') : { may: true };
}

/**
 * In time, one question at a time, and once for each ground, so that nobody is asked until they give up. Who proved on the privacy page who they are is not asked again, unless a
 * colleague knows something against it, since a code proves who reads there (Art. 12(6): reasonable doubts); what is meant stops the clock of a copy alone (recital 63); and whoever asks later than in the first week says why.
 */
export function mayPause(standing: Standing, ground: 'identity' | 'clarification'): Verdict {
  const { isOpen, kind, source, isPaused, daysLeft, daysSince, asked, saysWhyLate, isDoubted } = standing;
  if (!isOpen) return no('already-closed', '12(3)');
  if (isPaused) return no('paused', '12(6)');
  if (daysLeft < 0) return no('month-is-over', '12(3)');
  if (ground === 'identity' && source === 'person' && !isDoubted) return no('identity-is-proved', '12(6)');
  if (ground === 'clarification' && kind !== 'access') return no('only-for-a-copy', '12(3)');
  if (asked.includes(ground)) return no('asked-before', '12(6)');
  return daysSince > soon && !saysWhyLate ? no('asked-late', '12(6)') : { may: true };
}

export type Asked = {
  readonly source: Standing['source'];
  readonly toldDaysAgo: number | undefined;
  readonly isAnswered: boolean;
  readonly isDoubted: boolean;
};

/** Whether somebody may be told that it is not known who they are (Art. 12(2), 11(2)): never who proved it, where nobody knows anything against that, and only after a question that reached them was answered in vain or left for two weeks. */
export function mayDoubt({ source, toldDaysAgo, isAnswered, isDoubted }: Asked): Verdict {
  if (source === 'person' && !isDoubted) return no('identity-is-proved', '12(2)');
  if (toldDaysAgo === undefined) return no('never-asked', '12(6)');
  return isAnswered || toldDaysAgo >= patience ? { may: true } : no('asked-just-now', '12(6)');
}

/** What gives rise to a doubt; `open` until the person was asked or somebody settled it. */
export type Doubt = { readonly ground: string; readonly at: Date; readonly state: 'open' | 'asked' | 'settled' };

/** Where the doubt of a colleague stands, by the steps of one request. */
export function doubtIn(steps: readonly Pick<StepRow, 'step' | 'at' | 'detail'>[]): Doubt | undefined {
  const last = (step: string) => steps.find((each) => each.step === step);
  const [doubted, asked, settled] = [last('doubted'), last('paused-identity'), last('doubt-settled')];
  if (!doubted) return undefined;
  const isAfter = (each: typeof doubted | undefined): boolean => each !== undefined && each.at >= doubted.at;
  return {
    ground: String(doubted.detail['ground'] ?? 'other'),
    at: doubted.at,
    state: isAfter(settled) ? 'settled' : isAfter(asked) ? 'asked' : 'open',
  };
}
