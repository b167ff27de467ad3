// Whether a purpose may be changed so, and whether that is a step towards less privacy, which needs a reason (Art. 5(2), 25(2)). Pure.
import { periodParts, type StartEvent } from '@parley/contract/period';
import { coversMore, lowered } from './steps.ts';
import type { ChannelKind, Purpose } from './types.ts';

export type Change = {
  readonly active?: boolean | undefined;
  readonly period?: string | undefined;
  readonly starts?: StartEvent | undefined;
  readonly channels?: readonly ChannelKind[] | undefined;
  readonly texts?: Purpose['texts'] | undefined;
  readonly confirmOn?: readonly ChannelKind[] | undefined;
  readonly specialCategories?: readonly string[] | undefined;
  readonly toChildren?: boolean | undefined;
  readonly renewAfter?: string | undefined;
  readonly askBeforeEnd?: boolean | undefined;
  /** Whether those whose yes ends by this change are asked about it, once. */
  readonly askAgain?: boolean | undefined;
  readonly sources?: Purpose['sources'] | undefined;
  /** Whether people agree to something else than before; asked for when the words of a consent change, and yes where nothing is said of one that comes to cover more. */
  readonly meaningChanged?: boolean | undefined;
  readonly reason?: string | undefined;
};
type Next = Pick<
  Purpose,
  'active' | 'period' | 'starts' | 'channels' | 'texts' | 'confirmOn' | 'special' | 'toChildren' | 'renewAfter' | 'askBeforeEnd' | 'sources'
>;
type Because = 'not-optional' | 'reason-needed' | 'no-period' | 'meaning-needed' | 'no-words' | 'not-consent' | 'not-of-purpose';
export type Plan =
  | (Next & {
      readonly ok: true;
      readonly changed: boolean;
      readonly lessPrivate: boolean;
      readonly meaningChanged: boolean;
      readonly askChanged: boolean;
    })
  | { readonly ok: false; readonly because: Because; readonly article: string };

/** What the next version would be, or why there is none. Only optional purposes can be switched or moved to other channels; whatever makes it less private (`lowered`) needs a reason. */
export function planChange(now: Next & Pick<Purpose, 'optional' | 'lawfulBasis' | 'categories'>, change: Change): Plan {
  const next: Next = {
    active: change.active ?? now.active,
    period: change.period ?? now.period,
    starts: change.starts ?? now.starts,
    channels: change.channels ?? now.channels,
    texts: change.texts ?? now.texts,
    confirmOn: change.confirmOn ?? now.confirmOn,
    special: change.specialCategories ?? now.special,
    toChildren: change.toChildren ?? now.toChildren,
    renewAfter: change.renewAfter ?? now.renewAfter,
    askBeforeEnd: change.askBeforeEnd ?? now.askBeforeEnd,
    sources: change.sources ?? now.sources,
  };
  const moved = !isSame([...next.channels].sort(), [...now.channels].sort());
  if ((next.active !== now.active || moved) && !now.optional) return { ok: false, because: 'not-optional', article: '6(1)' };
  if (!periodParts(next.period) || !periodParts(next.renewAfter)) return { ok: false, because: 'no-period', article: '5(1)(e)' };
  if (!hasWords(now, next.texts)) return { ok: false, because: 'no-words', article: '13(1)' };
  if (!next.sources.every(({ categories }) => categories.every((each) => isOf(now, each))))
    return { ok: false, because: 'not-of-purpose', article: '5(1)(c)' };
  const isConsent = now.lawfulBasis === 'consent';
  if (!isConsent && asksForMore(now, next)) return { ok: false, because: 'not-consent', article: '9(1)' };
  const reworded = !isSame(next.texts, now.texts);
  if (isConsent && reworded && change.meaningChanged === undefined) return { ok: false, because: 'meaning-needed', article: '7(1)' };
  const lessPrivate = lowered(now, next).length > 0;
  // what nobody was told when they agreed: health and the like, or that children may be meant
  const agreesToMore = next.special.some((category) => !now.special.includes(category)) || (next.toChildren && !now.toChildren);
  if (lessPrivate && !change.reason?.trim()) return { ok: false, because: 'reason-needed', article: '5(2)' };
  const changed = !isSame(next, pick(now, next));
  const meaningChanged = agreesToMore || (isConsent && (reworded || coversMore(now, next)) && change.meaningChanged !== false);
  return { ok: true, ...next, changed, lessPrivate, meaningChanged, askChanged: meaningChanged && change.askAgain === true };
}

/** What the purpose uses; all where the law asks for everything. */
const isOf = ({ categories }: Pick<Purpose, 'categories'>, each: string) => categories.includes('all') || categories.includes(each);

/** What only a yes can have. */
const asksForMore = (now: Next, next: Next): boolean =>
  next.special.length > 0 ||
  next.toChildren ||
  next.askBeforeEnd ||
  next.renewAfter !== now.renewAfter ||
  !isSame([...next.confirmOn].sort(), [...now.confirmOn].sort());

const pick = (now: Next, next: Next) => Object.fromEntries(Object.keys(next).map((key) => [key, now[key as keyof Next]]));

/** A consent is asked for in words, and a legitimate interest is named (Art. 13(1)(d)). */
function hasWords({ lawfulBasis, texts: before }: Pick<Purpose, 'lawfulBasis' | 'texts'>, texts: Purpose['texts']): boolean {
  const part = lawfulBasis === 'consent' ? 'choice' : lawfulBasis === 'legitimate-interests' ? 'interest' : undefined;
  if (part === undefined) return true;
  return (['en', 'de', 'fr', 'es'] as const).every((language) => !before[language]?.[part] || texts[language]?.[part]?.trim());
}

/** Equal as JSON with keys in order: the database gives the keys of texts back in an order of its own. */
function isSame(one: unknown, other: unknown): boolean {
  return stable(one) === stable(other);
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_key, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
