// What counts as consent: which event holds, and what must be there before a yes is believed (Art. 4(11), 7(1)). Pure.
import { endsSoon } from './renewal/rules.ts';
import type { Method, NewConsent, State } from './types.ts';

/** Events by which somebody says no or a yes ends: they may always be recorded, whatever else is wrong. */
export function isProtective(state: State): boolean {
  return state !== 'given' && state !== 'requested' && state !== 'pending';
}

/** Somebody's own no, which ends every yes of theirs; a yes that ran out or came to mean something else is none. */
export const saysNo = (state: State): boolean => state === 'withdrawn' || state === 'refused';

/** Why a yes (or the asking for one) cannot be recorded for this purpose: `unknown-purpose`, `not-consent` (it rests on another basis), `inactive` or `channel-not-of-purpose`; undefined when it can. */
export function whyNot(
  consent: Pick<NewConsent, 'state' | 'channel'>,
  purpose: { readonly lawfulBasis: string; readonly active: boolean; readonly channels: readonly string[] } | undefined,
): 'unknown-purpose' | 'not-consent' | 'inactive' | 'channel-not-of-purpose' | undefined {
  if (!purpose) return 'unknown-purpose';
  if (isProtective(consent.state)) return undefined;
  if (purpose.lawfulBasis !== 'consent') return 'not-consent';
  if (!purpose.active) return 'inactive';
  return purpose.channels.includes(consent.channel) ? undefined : 'channel-not-of-purpose';
}

/** Why the person may not be asked for this consent now. Silence is an answer too, and asking until somebody gives in makes no free choice (Art. 4(11), 7; EDPB 05/2020): once while it is open, not for 90 days after a no, and of whoever agreed once within the days before that ends. */
export function whyNotAsk(
  purpose: Parameters<typeof whyNot>[1],
  channel: string,
  stand: { readonly state: State | 'none'; readonly at: Date | null; readonly endsOn?: string | null; readonly askedAnew?: boolean },
  now: Date,
): WhyNotAsk | undefined {
  const because = whyNot({ state: 'requested', channel: channel as NewConsent['channel'] }, purpose);
  if (because) return { because, article: because === 'inactive' ? '25(2)' : because === 'unknown-purpose' ? '5(1)(b)' : '6(1)(a)' };
  if (stand.state === 'given' && !endsSoon(stand.endsOn ?? null, now)) return { because: 'already-given', article: '6(1)(a)' };
  if (stand.state === 'given' && stand.askedAnew) return { because: 'already-asked', article: '7(4)' };
  if (stand.state === 'requested' || stand.state === 'pending') return { because: 'already-asked', article: '7(4)' };
  if (stand.state !== 'none' && saysNo(stand.state) && stand.at && now.getTime() < stand.at.getTime() + quietDays * 86_400_000)
    return { because: 'asked-too-soon', article: '7(4)' };
  return undefined;
}

export const quietDays = 90;
export type WhyNotAsk = {
  readonly because: NonNullable<ReturnType<typeof whyNot>> | 'already-given' | 'already-asked' | 'asked-too-soon';
  readonly article: string;
};

/** What proof a yes still lacks: the notice and words that were shown, and evidence when somebody else says it for the person. Empty for anything but a yes. */
export function missingProof(consent: NewConsent): ('notice' | 'language' | 'wording' | 'evidence')[] {
  if (consent.state !== 'given' && consent.state !== 'pending') return [];
  const shown = (['notice', 'language', 'wording'] as const).filter((part) => consent.by !== 'import' && !consent[part]);
  return consent.by !== 'self' && consent.by !== 'parent' && !consent.evidence?.trim() ? [...shown, 'evidence'] : shown;
}

/** Said by the link of a message, which whoever reads the message can press and which names one purpose: it ends what begins with us, and no answer. */
export const isByLink = (method: Method | undefined): boolean => method === 'one-click' || method === 'preference-link';

/** The event that holds over several people who are one: the newest by instant, then by id; undefined without events. */
export function newest<E extends { readonly at: Date; readonly id: string }>(events: readonly E[]): E | undefined {
  return events.reduce<E | undefined>((best, each) => {
    if (!best) return each;
    const later = each.at.getTime() - best.at.getTime();
    return later > 0 || (later === 0 && each.id > best.id) ? each : best;
  }, undefined);
}
