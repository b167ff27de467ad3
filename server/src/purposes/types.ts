// The words of this room: a purpose with its lawful basis and limits, a notice, and what a notice needs to know.
import type { Answer } from '@parley/contract';
import type { NamedOrigin } from '@parley/contract/origins';
import type { StartEvent } from '@parley/contract/period';
import type { Id } from '#kit/ids';

type OnTheWire = Answer<'listPurposes'>['items'][number];
export type Language = 'en' | 'de' | 'fr' | 'es';
export type ChannelKind = OnTheWire['channels'][number];
export type LawfulBasis = OnTheWire['lawfulBasis'];
/** What may be done with somebody's data: read by staff, sent to the person, taken out as a file, handed to a recipient. */
export type Act = 'reveal' | 'send' | 'export' | 'hand-over';

/** Words about a purpose in one language. `choice` stands beside a switch, with `{channel}` where the channel is named (consent); `interest` says what the company gains (Art. 13(1)(d)). */
export type PurposeTexts = { readonly name: string; readonly description: string; readonly choice?: string; readonly interest?: string };

/** One source as a notice names it; what is missing of it keeps the notice from being published. */
export type PurposeSource = {
  readonly origin: NamedOrigin;
  readonly names: { readonly [L in Language]?: string };
  /** DPV categories among those of the purpose (Art. 14(1)(d)). */
  readonly categories: readonly string[];
  /** Whether everybody has access to it; null while nobody said. */
  readonly isPublic: boolean | null;
};

export type Purpose = {
  readonly id: Id<'pur'>;
  readonly code: string;
  readonly version: number;
  readonly about: 'person' | 'staff';
  readonly lawfulBasis: LawfulBasis;
  /** Article of the basis, such as 6(1)(a). */
  readonly article: string;
  /** IRI in the Data Privacy Vocabulary. */
  readonly dpv: string;
  /** Advertising: an objection to it is absolute (Art. 21(2), 21(3)). */
  readonly advertising: boolean;
  readonly acts: readonly Act[];
  /** DPV data categories; `all` where the law asks for everything that is held (Art. 15). */
  readonly categories: readonly string[];
  readonly channels: readonly ChannelKind[];
  /** Codes of vendors that data may be handed to for this. */
  readonly recipients: readonly string[];
  /** How long after `starts` data is kept: ISO 8601 in one unit (Art. 5(1)(e)). */
  readonly period: string;
  readonly starts: StartEvent;
  readonly optional: boolean;
  readonly active: boolean;
  readonly texts: Readonly<Record<Language, PurposeTexts>>;
  /** The version that last changed what people agree to; a yes to an older one no longer counts. */
  readonly meaning: number;
  /** Channels on which a yes counts only once it is confirmed from there (double opt-in). */
  readonly confirmOn: readonly ChannelKind[];
  /** Special categories (Art. 9(1)) that it is for; any makes the consent an explicit one. */
  readonly special: readonly string[];
  /** Offered directly to children (Art. 8(1)). */
  readonly toChildren: boolean;
  /** After so long a yes is asked for anew: ISO 8601 in one unit. */
  readonly renewAfter: string;
  /** Whoever's yes is about to end is asked anew in time, once. */
  readonly askBeforeEnd: boolean;
  /** Whether those whose yes ended with this version are asked about what it says now. */
  readonly askChanged: boolean;
  /** From where data for it comes that is not from the person, where only the company can say it (Art. 14(2)(f)). */
  readonly sources: readonly PurposeSource[];
  readonly since: Date;
};

/** `also` are the points of Art. 14 that it keeps as well, `tells` the sources that it names, as `purpose/origin`. */
export type Section = {
  readonly heading: string;
  readonly article: string;
  readonly body: string;
  readonly also?: readonly string[];
  readonly tells?: readonly string[];
};

export type Notice = {
  readonly id: Id<'ntc'>;
  readonly version: number;
  readonly language: Language;
  /** SHA-256 of the text as shown, hex. */
  readonly hash: string;
  readonly publishedAt: Date;
  /** Id of staff or code of the system; null before this was kept. */
  readonly publishedBy: string | null;
  readonly short: string;
  readonly sections: readonly Section[];
};

/** The controller, as `access` keeps it. */
export type CompanyFacts = {
  readonly name: string;
  readonly address: string;
  readonly contactEmail: string | null;
  readonly dpoContact: string;
  readonly authority: string;
  readonly country: string;
};
/** A recipient as the notice names it; `safeguard` says why data may leave the EEA, null when it stays. */
export type NoticeRecipient = {
  readonly code: string;
  readonly name: string;
  readonly service: string;
  readonly region: string;
  /** A processor when left out. */
  readonly role?: 'processor' | 'controller' | 'joint-controller';
  /** Of a joint controller: whether an arrangement with it holds (Art. 26(1)). */
  readonly isArranged?: boolean;
  readonly safeguard: 'adequacy' | 'clauses' | 'binding-rules' | 'certification' | 'explicit-consent' | 'missing' | null;
};
/** `what` in English with codes, `de` the same for German pages. */
export type Missing = { readonly article: string; readonly what: string; readonly de: string };
