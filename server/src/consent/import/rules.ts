// Whether a consent from elsewhere counts: it needs who, what for, when, how, what was shown or where it lies, and from where (Art. 7(1)). Facts in, reason out.
import { type Body, importedHow } from '@parley/contract';
import { type IdentityKind, normalise } from '#people';
import type { ChannelKind, Purpose } from '#purposes';
import { lapsesOn } from '../renewal/rules.ts';
import type { State } from '../types.ts';

export type ImportRow = Body<'importConsents'>['rows'][number];
export type Refused = {
  readonly because:
    | `no-${'address' | 'purpose' | 'channel' | 'time' | 'way' | 'evidence' | 'source'}`
    | 'bad-address'
    | 'unknown-purpose'
    | 'not-consent'
    | 'inactive'
    | 'channel-not-of-purpose'
    | 'bad-time'
    | 'in-future'
    | 'run-out'
    | 'meaning-changed'
    | 'unknown-way'
    | 'not-confirmed'
    | 'unknown-notice'
    | 'statement-needed'
    | 'age-needed'
    | 'said-no-later';
};
export type Whole = {
  readonly kind: IdentityKind;
  readonly address: string;
  readonly purpose: Purpose;
  readonly channel: ChannelKind;
  readonly at: Date;
  readonly how: (typeof importedHow)[number];
  readonly source: string;
};

/** The row as it would be taken, or the first reason against it. `meant` is when the purpose came to mean what it means now; undefined when it never changed. */
export function judgeRow(row: ImportRow, purpose: Purpose | undefined, meant: Date | undefined, now: Date): Whole | Refused {
  const said = (part: keyof ImportRow): string => row[part]?.trim() ?? '';
  if (!said('address')) return { because: 'no-address' };
  if (!said('purpose')) return { because: 'no-purpose' };
  if (!said('channel')) return { because: 'no-channel' };
  if (!said('at')) return { because: 'no-time' };
  if (!said('how')) return { because: 'no-way' };
  if (!said('wording') && !said('notice') && !said('reference')) return { because: 'no-evidence' };
  if (!said('source')) return { because: 'no-source' };
  const against = againstPurpose(purpose, said('channel'));
  if (!purpose || against) return { because: against ?? 'unknown-purpose' };
  const channel = said('channel') as ChannelKind;
  const kind = channel === 'email' ? 'email' : 'phone';
  const address = normalise(kind, said('address'));
  if (address === undefined) return { because: 'bad-address' };
  const how = importedHow.find((each) => each === said('how'));
  if (!how) return { because: 'unknown-way' };
  // or an import would be the way round the second step
  if (purpose.confirmOn.includes(channel) && !how.startsWith('confirmed')) return { because: 'not-confirmed' };
  const at = instantIn(said('at'));
  if (!at) return { because: 'bad-time' };
  if (at > now) return { because: 'in-future' };
  if (meant && at < meant) return { because: 'meaning-changed' };
  if (lapsesOn(at, purpose.renewAfter) <= now.toISOString().slice(0, 10)) return { because: 'run-out' };
  return { kind, address, purpose, channel, at, how, source: said('source') };
}

/** What the words that stand already make of it: nothing newer is overruled, and what is there already is not entered twice. */
export function againstStanding(
  standing: { readonly state: State; readonly at: Date } | undefined,
  at: Date,
): 'known' | 'said-no-later' | undefined {
  if (!standing || standing.at < at) return undefined;
  return standing.state === 'given' || standing.state === 'pending' || standing.state === 'requested' ? 'known' : 'said-no-later';
}

function againstPurpose(purpose: Purpose | undefined, channel: string): Refused['because'] | undefined {
  if (!purpose) return 'unknown-purpose';
  if (purpose.lawfulBasis !== 'consent') return 'not-consent';
  if (!purpose.active) return 'inactive';
  // an act of its own and an age are asked here, and of no list
  if (purpose.special.length > 0) return 'statement-needed';
  if (purpose.toChildren) return 'age-needed';
  const isReached = channel === 'email' || channel === 'sms';
  return isReached && purpose.channels.some((each) => each === channel) ? undefined : 'channel-not-of-purpose';
}

/** A day, or an instant with its offset; a time without one could be any of several. */
function instantIn(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text)) return undefined;
  const at = new Date(text);
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text.slice(0, 10)) return undefined; // 30 February rolls over by itself
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 4) < '1990' ? undefined : at;
}
