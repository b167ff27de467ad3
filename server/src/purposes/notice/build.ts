// Builds a privacy notice out of facts, so that it says what the house really does; and says what is missing for Art. 13 and 14. Pure.
import { createHash } from 'node:crypto';
import { periodParts } from '@parley/contract/period';
import type { Special } from '@parley/contract/special';
import type { Decider } from '#kit/decider';
import type { CameFrom, Told } from '#kit/holding';
import { listIn, specialNames } from '../special.ts';
import type { CompanyFacts, Language, Missing, Notice, NoticeRecipient, Purpose, Section } from '../types.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { missingSources, sourcesOf, sourcesSection, twinOf, withTwins } from './sources.ts';
import type { NoticeWords } from './words.ts';

export const languages: readonly Language[] = ['en', 'de', 'fr', 'es'];
export const noticeWords: Readonly<Record<Language, NoticeWords>> = { en, de, fr, es };
export type NoticeFacts = {
  readonly company: CompanyFacts;
  readonly purposes: readonly Purpose[];
  readonly recipients: readonly NoticeRecipient[];
  /** Significant decisions by machine that are at work, from what the rooms declare (Art. 13(2)(f)). */
  readonly machines?: readonly Pick<Decider, 'title' | 'logic'>[];
  /** What the company notes about people beyond what it was told in conversations (Art. 14(1)(d)). */
  readonly noted?: readonly Noted[];
  /** From where else than the person data came (Art. 14(2)(f)). */
  readonly origins?: readonly CameFrom[];
};
type Noted = Omit<Told, 'since'>;
type Text = Pick<Notice, 'short' | 'sections' | 'hash'>;

/** What Art. 13 asks for and the facts do not give, each with its article, and the same of Art. 14 where data is not from the person; a notice is published only when this is empty. */
export function missingFor({ company, purposes, recipients, noted = [], origins = [] }: NoticeFacts): Missing[] {
  const active = ours(purposes);
  const missing: Missing[] = [];
  const elsewhere = new Set([...sourcesOf(active, origins), ...noted.filter(({ by }) => by === 'company')].map(({ purpose }) => purpose));
  const need = (present: boolean, article: string, what: string, de: string, of?: Purpose) => {
    if (present) return;
    missing.push({ article, what, de });
    const twin = (of ? elsewhere.has(of.code) : elsewhere.size > 0) ? twinOf(article) : undefined;
    if (twin) missing.push({ article: twin, what, de });
  };
  need(company.name.trim() !== '', '13(1)(a)', 'name of the company', 'Name des Unternehmens');
  need(company.address.trim() !== '', '13(1)(a)', 'postal address of the company', 'Postanschrift des Unternehmens');
  need(Boolean(company.contactEmail?.trim()), '13(1)(a)', 'contact email address', 'E-Mail-Adresse für Kontakt');
  need(active.length > 0, '13(1)(c)', 'a purpose that is switched on', 'ein Zweck, der eingeschaltet ist');
  for (const purpose of active) {
    need(
      languages.every((language) => purpose.texts[language]?.description),
      '13(1)(c)',
      `description of ${purpose.code} in every language`,
      `Beschreibung von „${german(purpose)}“ in jeder Sprache`,
      purpose,
    );
    if (purpose.lawfulBasis === 'legitimate-interests')
      need(
        languages.every((language) => purpose.texts[language]?.interest),
        '13(1)(d)',
        `the interest behind ${purpose.code}`,
        `das Interesse hinter „${german(purpose)}“`,
        purpose,
      );
    need(periodParts(purpose.period) !== undefined, '13(2)(a)', `period of ${purpose.code}`, `Frist von „${german(purpose)}“`, purpose);
  }
  for (const recipient of recipients) {
    need(
      recipient.name.trim() !== '' && recipient.service.trim() !== '',
      '13(1)(e)',
      `name and service of recipient ${recipient.code}`,
      `Name und Leistung des Empfängers ${recipient.code}`,
    );
    need(
      recipient.role !== 'joint-controller' || recipient.isArranged === true,
      '26(1)',
      `arrangement with joint controller ${recipient.code}`,
      `Vereinbarung mit dem gemeinsam Verantwortlichen ${recipient.code}`,
    );
    need(
      recipient.safeguard !== 'missing',
      '13(1)(f)',
      `transfer instrument for recipient ${recipient.code}`,
      `Garantie für die Übermittlung an den Empfänger ${recipient.code}`,
    );
  }
  need(company.authority.trim() !== '', '13(2)(d)', 'supervisory authority for complaints', 'Aufsichtsbehörde für Beschwerden');
  return [...missing, ...missingSources(active, origins)];
}

/** As German pages call a purpose; its code where nobody named it. */
const german = ({ texts, code }: Purpose): string => texts['de']?.name || code;

/** The notice in one language; bodies are plain text, a line per paragraph, `•` before items of a list. `short` replaces the first layer. */
export function buildNotice(language: Language, facts: NoticeFacts, short?: string): Text {
  const words = noticeWords[language];
  const email = facts.company.contactEmail ?? '';
  const active = ours(facts.purposes);
  const own = active.filter((purpose) => purpose.lawfulBasis === 'legitimate-interests' || purpose.lawfulBasis === 'public-task');
  const country = (code: string) => new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
  const text = (purpose: Purpose) => purpose.texts[language];
  const list = (purposes: readonly Purpose[], line: (purpose: Purpose) => string | undefined) =>
    purposes.map((purpose) => `• ${text(purpose).name}: ${line(purpose)}`).join('\n');
  const noted = notedSection(words, language, active, facts.noted ?? []);
  const cameFrom = {
    cameFrom: facts.origins ?? [],
    noted: noted.flatMap(({ tells }) => tells ?? []).map((each) => each.split('/')[0] ?? ''),
  };
  const sources = sourcesSection(words, language, active, cameFrom);
  const sections = withTwins([
    { article: '13(1)(a)', heading: words.controller.heading, body: words.controller.body(facts.company, country(facts.company.country)) },
    { article: '13(1)(b)', heading: words.contact.heading, body: words.contact.body(facts.company.dpoContact, email) },
    {
      article: '13(1)(c)',
      heading: words.purposes.heading,
      body: list(
        active,
        (purpose) =>
          `${text(purpose).description} ${words.purposes.basis[purpose.lawfulBasis]} ${words.purposes.data(categories(purpose, words))}${specialOf(purpose, words, language)}`,
      ),
    },
    ...noted,
    ...sources,
    ...(own.length > 0
      ? [{ article: '13(1)(d)', heading: words.interests.heading, body: list(own, (purpose) => text(purpose).interest) }]
      : []),
    // Art. 21(4): on its own, apart from any other information
    {
      article: '21(4)',
      heading: words.objection.heading,
      body: [...(own.length > 0 ? [words.objection.interests] : []), words.objection.advertising].join('\n'),
    },
    { article: '13(1)(e)', heading: words.recipients.heading, body: recipientsBody(facts.recipients, words, country) },
    ...jointSection(facts.recipients, words, country, email),
    { article: '13(1)(f)', heading: words.transfers.heading, body: transfersBody(facts.recipients, words, email) },
    {
      article: '13(2)(a)',
      heading: words.periods.heading,
      body: `${list(active, (purpose) => words.periods.period(purpose.period, purpose.starts))}\n${words.periods.intro}`,
    },
    { article: '13(2)(b)', heading: words.rights.heading, body: words.rights.body(email) },
    ...(active.some((purpose) => purpose.lawfulBasis === 'consent') ? [{ article: '13(2)(c)', ...words.withdrawal }] : []),
    { article: '13(2)(d)', heading: words.complaint.heading, body: words.complaint.body(facts.company.authority) },
    { article: '13(2)(e)', ...words.duty },
    { article: '13(2)(f)', ...machinesSection(words, language, facts.machines ?? []) },
  ]);
  const first = short ?? [words.short(facts.company.name, own.length > 0), ...(sources.length > 0 ? [words.sources.short] : [])].join(' ');
  return { short: first, sections, hash: hashOf(first, sections) };
}

/** What stands for purposes that are in force, each with who tells it (Art. 14(1)(d), 14(2)(a), 14(2)(f)). */
function notedSection({ noted, periods }: NoticeWords, language: Language, active: readonly Purpose[], told: readonly Noted[]): Section[] {
  const lines = told.flatMap(({ names, purpose: code, period, by }) => {
    const purpose = active.find((each) => each.code === code);
    if (!purpose) return [];
    const kept = periods.period(period, 'collected');
    return [`${noted.line(names[language] ?? names.en, purpose.texts[language].name, kept)} ${noted.by[by]}`];
  });
  if (lines.length === 0) return [];
  const ownOnes = new Set(
    told.flatMap(({ by, purpose }) => (by === 'company' && active.some(({ code }) => code === purpose) ? [purpose] : [])),
  );
  const tells = ownOnes.size > 0 && { also: ['14(2)(f)'], tells: [...ownOnes].map((purpose) => `${purpose}/company`) };
  return [{ article: '14(1)(d)', heading: noted.heading, body: [noted.intro, ...lines].join('\n'), ...tells }];
}

function machinesSection({ machines }: NoticeWords, language: Language, deciding: readonly Pick<Decider, 'title' | 'logic'>[]) {
  if (deciding.length === 0) return { heading: machines.heading, body: machines.body };
  const lines = deciding.map(({ title, logic }) => `• ${title[language]}: ${logic[language]}`);
  return { heading: machines.some.heading, body: [machines.some.body, ...lines].join('\n') };
}

/** SHA-256, hex, over the text as shown: first layer, then headings and bodies in order, joined by blank lines. */
export function hashOf(short: string, sections: Notice['sections']): string {
  const shown = [short, ...sections.flatMap((section) => [section.heading, section.body])].join('\n\n');
  return createHash('sha256').update(shown, 'utf8').digest('hex');
}

function ours(purposes: readonly Purpose[]): Purpose[] {
  return purposes.filter((purpose) => purpose.active && purpose.about === 'person');
}

/** Data categories in words for people; one without words by its code. */
export const categoryNames = (codes: readonly string[], language: Language): string[] =>
  codes.map((code) => noticeWords[language].categories[code] ?? code);

/** Art. 9(2)(a), 13(1)(c): said beside the basis of Art. 6, which it adds to. */
function specialOf({ special }: Purpose, words: NoticeWords, language: Language): string {
  if (special.length === 0) return '';
  return ` ${words.purposes.special(
    listIn(
      special.map((category) => specialNames[language][category as Special] ?? category),
      language,
    ),
  )}`;
}

function categories(purpose: Purpose, words: NoticeWords): string {
  return purpose.categories.flatMap((category) => words.categories[category] ?? []).join(', ');
}

function recipientsBody(
  recipients: readonly NoticeRecipient[],
  { recipients: words }: NoticeWords,
  country: (code: string) => string,
): string {
  const [helping, deciding] = [
    recipients.filter(({ role = 'processor' }) => role === 'processor'),
    recipients.filter(({ role }) => role === 'controller'),
  ];
  if (helping.length + deciding.length === 0) return recipients.length === 0 ? words.nobody : words.nobodyBut;
  const named = (intro: string, some: readonly NoticeRecipient[]) =>
    some.length === 0 ? [] : [intro, ...some.map((each) => `• ${words.one(each, country(each.region))}`)];
  return [...named(words.some, helping), ...named(words.alone, deciding)].join('\n');
}

/** Art. 26(2): those with whom the company decides together, and that one's rights can be used with each of them (Art. 26(3)). */
function jointSection(
  recipients: readonly NoticeRecipient[],
  { joint, recipients: words }: NoticeWords,
  country: (code: string) => string,
  email: string,
) {
  const together = recipients.filter(({ role }) => role === 'joint-controller');
  if (together.length === 0) return [];
  const lines = together.map((each) => `• ${words.one(each, country(each.region))}`);
  return [{ article: '26(2)', heading: joint.heading, body: [joint.body(email), ...lines].join('\n') }];
}

function transfersBody(recipients: readonly NoticeRecipient[], { transfers: words }: NoticeWords, email: string): string {
  const abroad = recipients.flatMap(({ name, safeguard }) =>
    safeguard === null || safeguard === 'missing' ? [] : [`• ${name}: ${words.safeguard[safeguard]}`],
  );
  return abroad.length === 0 ? words.none : [words.some, ...abroad, words.copy(email)].join('\n');
}
