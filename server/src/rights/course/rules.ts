// Whether a request may take longer, or wait for the person: facts in, answer out (Art. 12(3), 12(6); recital 63).
import type { Verdict } from '../rules.ts';

export type Standing = {
  readonly isOpen: boolean;
  readonly source: 'person' | 'staff' | 'retention';
  /** Days until the period ends, those of a pause that lasts not counted. */
  readonly daysLeft: number;
  readonly isExtended: boolean;
  readonly isPaused: boolean;
  /** Grounds on which the person was asked back before. */
  readonly asked: readonly string[];
};
const no = (because: string, article: string): Verdict => ({ may: false, because, article });

/** Once, and only while the first month runs: the person has to be told within it (Art. 12(3)). */
export function mayExtend({ isOpen, isExtended, daysLeft }: Standing): Verdict {
  if (!isOpen) return no('already-closed', '12(3)');
  if (isExtended) return no('already-extended', '12(3)');
  return daysLeft < 0 ? no('month-is-over', '12(3)') : { may: true };
}

/** In time, one question at a time, and once for each ground, so that nobody is asked until they give up. Who proved on the privacy page who they are is not asked again (Art. 12(6)). */
export function mayPause({ isOpen, source, isPaused, daysLeft, asked }: Standing, ground: 'identity' | 'clarification'): Verdict {
  if (!isOpen) return no('already-closed', '12(3)');
  if (isPaused) return no('paused', '12(6)');
  if (daysLeft < 0) return no('month-is-over', '12(3)');
  if (ground === 'identity' && source === 'person') return no('identity-is-proved', '12(6)');
  return asked.includes(ground) ? no('asked-before', '12(6)') : { may: true };
}
