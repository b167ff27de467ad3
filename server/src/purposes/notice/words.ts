// What the words of a privacy notice must offer in every language: one entry per fact that Art. 13 and 14 ask for.

import type { NamedOrigin, Origin } from '@parley/contract/origins';
import type { StartEvent } from '@parley/contract/period';
import type { CompanyFacts, LawfulBasis, NoticeRecipient } from '../types.ts';

type Section = { readonly heading: string; readonly body: string };
type Titled = { readonly heading: string };

export type NoticeWords = {
  /** First layer: two or three sentences. `others` is true when purposes run that nobody must agree to, beyond answering. */
  readonly short: (company: string, others: boolean) => string;
  readonly controller: Titled & { readonly body: (company: CompanyFacts, country: string) => string };
  readonly contact: Titled & { readonly body: (officer: string, email: string) => string };
  readonly purposes: Titled & {
    readonly basis: Readonly<Record<LawfulBasis, string>>;
    readonly data: (categories: string) => string;
    readonly special: (categories: string) => string;
  };
  /** What the team notes about people: named one by one, with who tells it. */
  readonly noted: Titled & {
    readonly intro: string;
    readonly line: (name: string, purpose: string, kept: string) => string;
    readonly by: Readonly<Record<'person' | 'company', string>>;
  };
  /** What is not from the person: `named` takes what the company calls the source, `short` stands in the first layer. */
  readonly sources: Titled & {
    readonly short: string;
    readonly intro: string;
    readonly named: Readonly<Record<NamedOrigin, (name: string) => string>>;
    readonly known: Readonly<Record<Exclude<Origin, NamedOrigin>, string>>;
    readonly isPublic: Readonly<Record<'yes' | 'no', string>>;
    readonly rest: string;
  };
  readonly interests: Titled;
  readonly recipients: Titled & {
    readonly nobody: string;
    /** But those of `joint`. */
    readonly nobodyBut: string;
    readonly some: string;
    /** Controllers of their own. */
    readonly alone: string;
    readonly one: (recipient: NoticeRecipient, country: string) => string;
  };
  /** Art. 26(2): with whom, and the essence of what was arranged. */
  readonly joint: Titled & { readonly body: (email: string) => string };
  readonly transfers: Titled & {
    readonly none: string;
    readonly some: string;
    readonly safeguard: Readonly<Record<Exclude<NoticeRecipient['safeguard'], null | 'missing'>, string>>;
    readonly copy: (email: string) => string;
  };
  readonly periods: Titled & { readonly intro: string; readonly period: (period: string, starts: StartEvent) => string };
  readonly rights: Titled & { readonly body: (email: string) => string };
  readonly objection: Titled & { readonly interests: string; readonly advertising: string };
  readonly withdrawal: Section;
  readonly complaint: Titled & { readonly body: (authority: string) => string };
  readonly duty: Section;
  /** `some` where a machine decides something significant (Art. 22(2)). */
  readonly machines: Section & { readonly some: Section };
  readonly categories: Readonly<Record<string, string>>;
  readonly channels: Readonly<
    Record<'web-chat' | 'email' | 'sms' | 'whatsapp' | 'messenger' | 'instagram' | 'telegram' | 'viber' | 'line' | 'custom', string>
  >;
};
