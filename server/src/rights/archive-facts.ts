// The facts of Art. 15(1) and 15(2) that go with the copy: why, for how long, who received it, who looked.
import type { Lasting } from '@parley/contract/kept';
import { company, ownRoleNames } from '#access';
import type { Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { listUsesOf, type Use } from '#ledger';
import { keptWords, type Language, listPurposes } from '#purposes';
import { untilWhen } from '#retention';
import { itemsIn, type RecipientTold, recipientsIn } from './archive-recipients.ts';
import { wordsIn } from './archive-words.ts';
import { titleIn } from './holding-titles.ts';
import type { Own } from './own-data.ts';
import { closedOf, type Readable } from './readable.ts';
import { automationsAbout } from './review/automations.ts';
import { type LeftOut, redacted } from './third-persons.ts';

export type About = {
  readonly company: { name: string; address: string; contact: string | null; dataProtectionOfficer: string; authority: string };
  readonly purposes: readonly {
    name: string;
    description: string;
    lawfulBasis: string;
    article: string;
    kept: string;
    keptFor: Lasting;
    categories: readonly string[];
  }[];
  readonly recipients: readonly RecipientTold[];
  /** Every look, newest first; what the same role did on one day for the same is one line, with its last time and how often. */
  readonly whoRead: readonly Look[];
  /** The moment for which the copy is made, where that is not when it was made: what is known as of now alone is not in it. */
  readonly upTo: string | null;
  /** Until when conversations are kept, and when the rest goes (Art. 15(1)(d)). */
  readonly until: readonly { what: string; goesOn: string | null; heldBecause: string | null }[];
  readonly source: string;
  /** What was left out of what colleagues wrote for themselves, since it was not recognised as the person's own (Art. 15(4)). */
  readonly leftOut: LeftOut;
  /** What is held and opens to nobody, or not now: in words, and how many records of what; null where everything opens. */
  readonly unreadable: { readonly says: string; readonly records: readonly { title: string; count: number }[] } | null;
  readonly automatedDecisions: string;
  /** What the house decides by itself, with its logic and how often it showed (Art. 15(1)(h)). */
  readonly automations: readonly {
    title: string;
    logic: string;
    inputs: readonly string[];
    isSignificant: boolean;
    times: number | null;
  }[];
};

type Look = { readonly at: string; readonly role: string; readonly purpose: string; readonly what: string; times: number };
type Told = { readonly language: Language; readonly isThen: (at: string | undefined) => boolean };
const looks = ['data.revealed', 'data.sent', 'data.exported', 'data.handed-over'];
const looksAtOnce = 1000;

/**
 * Art. 15(1)(a) to (h) and 15(2), under the permit of the copy. Staff who read appear by their role (CJEU C-579/21), never by name. With `upTo` nothing that happened later: a recipient who had
 * something since is left out rather than told with the later day, and what is only known as of now (how often, until when) is not told.
 */
export async function factsOf15(
  ctx: Ctx,
  permit: Permit,
  people: readonly PersonId[],
  {
    language,
    own,
    left,
    upTo,
    found,
  }: {
    readonly language: Language;
    readonly own: () => Promise<Own>;
    readonly left: LeftOut;
    readonly upTo?: Date | undefined;
    readonly found: Readable;
  },
): Promise<About> {
  const isThen = (at: string | undefined) => upTo === undefined || at === undefined || Date.parse(at) <= upTo.getTime();
  const facts = await company(ctx);
  const { automations: automated } = await automationsAbout(ctx, people[0] as PersonId, language);
  return {
    company: {
      name: facts.name,
      address: facts.address,
      contact: facts.contactEmail,
      dataProtectionOfficer: facts.dpoContact,
      authority: facts.authority,
    },
    purposes: (await listPurposes(ctx))
      .filter((purpose) => purpose.active)
      .map((purpose) => ({
        name: purpose.texts[language].name,
        description: purpose.texts[language].description,
        lawfulBasis: purpose.lawfulBasis,
        article: purpose.article,
        kept: keptWords(purpose, language),
        keptFor: { for: purpose.period, from: purpose.starts },
        categories: purpose.categories,
      })),
    recipients: await recipientsIn(ctx, permit, people, found.readable, { language, isThen, isNow: upTo === undefined }),
    whoRead: await whoRead(ctx, people, { language, isThen }),
    upTo: upTo?.toISOString() ?? null,
    until: upTo === undefined ? await untilWords(ctx, people, language) : [],
    source: await sourceWords(ctx, permit, found.readable, { language, isThen, own, left }),
    leftOut: left,
    unreadable: await unreadable(ctx, found, language),
    automatedDecisions: machineWords(automated, language),
    automations: automated.map(({ title, logic, inputs, isSignificant, times }) => ({
      ...{ title, logic, inputs, isSignificant },
      times: upTo === undefined ? times : null,
    })),
  };
}

async function unreadable(ctx: Ctx, found: Readable, language: Language): Promise<About['unreadable']> {
  const { gone, away } = wordsIn(language).closed;
  const says = [...(found.gone.length > 0 ? [gone] : []), ...(found.away.length > 0 ? [away] : [])].join(' ');
  const records = (await closedOf(ctx, found)).map(({ holding, count }) => ({ title: titleIn(holding, language), count }));
  return says === '' ? null : { says, records };
}

/** Art. 15(1)(g): themselves, each company from which they brought something along, the company itself where it noted what nobody told it, and every other source (Art. 14(2)(f)); somebody else who told it is not named, nor is anybody else in the words of colleagues (Art. 15(4)). */
async function sourceWords(
  ctx: Ctx,
  permit: Permit,
  people: readonly PersonId[],
  { language, isThen, own, left }: Told & { readonly own: () => Promise<Own>; readonly left: LeftOut },
): Promise<string> {
  const brought = (await itemsIn(ctx, 'brought_records', permit, people)).filter(({ at }) => isThen(at));
  const from = [...new Set(brought.map(({ fields }) => `${fields['from']} (${fields['host']})`))].join('; ');
  const noted = (await itemsIn(ctx, 'person_field_values', permit, people)).some(
    ({ at, fields }) => isThen(at) && fields['provided'] === false,
  );
  const words = wordsIn(language);
  const came = (await itemsIn(ctx, 'people_origins', permit, people)).filter(({ at }) => isThen(at));
  const elsewhere: string[] = [];
  for (const origin of ['provider', 'representative', 'import', 'other-person', 'other-source'] as const) {
    const found = came.filter(({ fields }) => fields['origin'] === origin);
    const said = [...new Set(found.flatMap(({ fields }) => fields['said'] ?? []))].join('; ');
    const isShown = origin !== 'other-person' && said !== ''; // the words stand among the records too, where what is left out of them was counted
    if (found.length > 0) elsewhere.push(words.elsewhere[origin](isShown ? redacted(said, await own(), language, { ...left }) : ''));
  }
  return [words.yourself, ...(from === '' ? [] : [words.brought(from)]), ...(noted ? [words.noted] : []), ...elsewhere].join(' ');
}

/** However much else was recorded of them: only looks are searched, and to the first. */
async function whoRead(ctx: Ctx, people: readonly PersonId[], { language, isThen }: Told): Promise<Look[]> {
  const { roles } = wordsIn(language);
  const own = await ownRoleNames(ctx);
  const found = new Map<string, Look>();
  for (let cursor: string | undefined, isMore = true; isMore; ) {
    const { items, next } = await listUsesOf(ctx, { subjects: people, kinds: looks, cursor, limit: looksAtOnce });
    for (const { at, kind, by, facts } of items) {
      if (!isThen(at)) continue;
      const look = {
        at,
        role: roleOf(by, facts, { ...roles, program: programWords[language], ...Object.fromEntries(own) }),
        purpose: String(facts['purpose'] ?? ''),
        what: String(facts['fields'] ?? ''),
      };
      const key = [at.slice(0, 10), kind, look.role, look.purpose, look.what].join(' ');
      const known = found.get(key);
      if (known) known.times += 1;
      else found.set(key, { ...look, times: 1 });
    }
    cursor = next ?? undefined;
    isMore = next !== null;
  }
  return [...found.values()];
}

/** Whoever looked where it was nobody but a program of the company's, by a key. */
const programWords: Readonly<Record<Language, string>> = {
  en: 'a program of the company',
  de: 'ein Programm des Unternehmens',
  fr: 'un programme de l’entreprise',
  es: 'un programa de la empresa',
};

/** In which role somebody looked: by the roles that let them in, where the entry says them (those before them say only that it was staff) and a role of the company's own is still there. */
function roleOf(by: Use['by'], facts: Use['facts'], names: Readonly<Record<string, string>>): string {
  if (by.kind !== 'staff') return names[by.kind] ?? names['system'] ?? '';
  if (facts['program'] !== undefined) return names['program'] ?? '';
  if (facts['emergency'] !== undefined) return names['emergency'] ?? '';
  const held = String(facts['role'] ?? '')
    .split(',')
    .flatMap((code) => names[code] ?? []);
  return held.join(', ') || (names['staff'] ?? '');
}

async function untilWords(ctx: Ctx, people: readonly PersonId[], language: Language): Promise<About['until']> {
  const [{ conversations, personGoesOn }, purposes] = await Promise.all([untilWhen(ctx, people), listPurposes(ctx)]);
  const nameOf = (code: string) => purposes.find((purpose) => purpose.code === code)?.texts[language].name ?? code;
  return [
    ...conversations.map(({ purpose, count, goesOn, because }) => ({
      what: `${nameOf(purpose)} (${count})`,
      goesOn: because === null ? goesOn : null,
      heldBecause: because,
    })),
    { what: wordsIn(language).rest, goesOn: personGoesOn, heldBecause: null },
  ];
}

/** The sentence of Art. 15(1)(h), from what is declared: it claims nothing that a declaration contradicts. */
function machineWords(automated: readonly { title: string; isSignificant: boolean }[], language: Language): string {
  const serious = automated.filter(({ isSignificant }) => isSignificant).map(({ title }) => title);
  const words = wordsIn(language);
  return serious.length > 0 ? words.serious(serious.join('; ')) : words.nothingSerious;
}
