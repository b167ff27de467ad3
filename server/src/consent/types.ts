// The words of this room that its door shares with later rooms.
import type { Answer } from '@parley/contract';
import type { Id, PersonId } from '#kit/ids';
import type { ChannelKind, Language, Notice } from '#purposes';
import type { AgeBand } from './children.ts';

export type State = 'requested' | 'pending' | 'given' | 'refused' | 'withdrawn' | 'expired' | 'invalidated';
/** How it was said: always an act of the person or a record of one, never silence or a pre-ticked box (Art. 4(11), recital 32). */
export type Method =
  | 'privacy-page'
  | 'preference-link'
  | 'one-click'
  | 'stop-word'
  | 'widget'
  | 'reply'
  | 'confirmed-link'
  | 'confirmed-reply'
  | 'parent-link'
  | 'agent'
  | 'import'
  | 'signal'
  | 'period-ended'
  | 'kiosk';
/** Facts about the moment it was said, such as address and browser; sealed. */
export type Session = Readonly<Record<string, string>>;

export type NewConsent = {
  readonly person: PersonId;
  /** Purpose code. */
  readonly purpose: string;
  readonly channel: ChannelKind;
  readonly state: State;
  readonly method: Method;
  readonly by: 'self' | 'parent' | 'agent' | 'import';
  /** What was shown; a yes of the person needs notice, language and wording. A whole Notice fits. */
  readonly notice?: Pick<Notice, 'id' | 'version' | 'hash'> | undefined;
  readonly language?: Language | undefined;
  readonly wording?: string | undefined;
  readonly session?: Session | undefined;
  /** Where it is written down, when an agent or an import says it for the person. */
  readonly evidence?: string | undefined;
  /** The event that this one confirms: the first of two steps. */
  readonly confirms?: Id<'cns'> | undefined;
  /** Said to a statement of its own, as special categories need it (Art. 9(2)(a)). */
  readonly explicit?: boolean | undefined;
  /** From this day on it no longer counts, YYYY-MM-DD: a parent's word ends when the child is of age. */
  readonly lapsesOn?: string | undefined;
  /** Where children are meant: the age that counted, the years held against it (Art. 8(1)) and the country they follow from. */
  readonly aged?: { readonly age: AgeBand; readonly limit: number; readonly country: string } | undefined;
  /** The address that a second step was asked of. */
  readonly identity?: Id<'idn'> | undefined;
  /** The version of the purpose it was about; the one in force unless told. */
  readonly purposeVersion?: number | undefined;
  /** When it was said, where an import or a provider says so; else now. */
  readonly saidAt?: Date | undefined;
};
export type ConsentState = Answer<'readConsents'>['states'][number];
export type ConsentEvent = Answer<'readConsents'>['history'][number];
/** An event with the version of its purpose that it was about, and the day on which it ends whatever the purpose says (a child's). */
export type VersionedEvent = ConsentEvent & { readonly purposeVersion: number; readonly lapsesOn: string | null };
