// The part of a notice about data that is not from the person (Art. 14): from where it comes, whether everybody has access to it, and which data; and what is missing of it. Pure.
import { namedOrigins, profileChannels } from '@parley/contract/origins';
import type { CameFrom } from '#kit/holding';
import type { ChannelKind, Language, Missing, Purpose, PurposeSource, Section } from '../types.ts';
import type { NoticeWords } from './words.ts';

/** The purpose for which what somebody writes is taken in, with the name in their profile. */
const received = 'service-conversation';
const withProfile: readonly ChannelKind[] = profileChannels;
const languages: readonly Language[] = ['en', 'de', 'fr', 'es'];

/** The point of Art. 14 beside each of Art. 13 that asks for the same. */
const twin: Readonly<Record<string, string>> = {
  '13(1)(a)': '14(1)(a)',
  '13(1)(b)': '14(1)(b)',
  '13(1)(c)': '14(1)(c)',
  '13(1)(d)': '14(2)(b)',
  '13(1)(e)': '14(1)(e)',
  '13(1)(f)': '14(1)(f)',
  '13(2)(a)': '14(2)(a)',
  '13(2)(b)': '14(2)(c)',
  '13(2)(c)': '14(2)(d)',
  '13(2)(d)': '14(2)(e)',
  '13(2)(f)': '14(2)(g)',
};
export const twinOf = (article: string): string | undefined => twin[article];

/** Each purpose with each source of its data, for those that are in force: what the company named, and what follows from where people write and from what came in. */
export function sourcesOf(active: readonly Purpose[], cameFrom: readonly CameFrom[]): CameFrom[] {
  const all = active.flatMap((purpose): CameFrom[] => [
    ...purpose.sources.map(({ origin }) => ({ purpose: purpose.code, origin })),
    ...(givesProfile(purpose) ? [{ purpose: purpose.code, origin: 'provider' } as const] : []),
    ...cameFrom.filter((each) => each.purpose === purpose.code),
  ]);
  return [...new Map(all.map((each) => [`${each.purpose}/${each.origin}`, each])).values()];
}

/** What Art. 14(1)(d) and 14(2)(f) ask for and nobody said yet. */
export function missingSources(active: readonly Purpose[], cameFrom: readonly CameFrom[]): Missing[] {
  const missing: Missing[] = [];
  for (const { purpose: code, origin } of sourcesOf(active, cameFrom)) {
    if (!isNamed(origin)) continue;
    const said = active.find((each) => each.code === code)?.sources.filter((each) => each.origin === origin) ?? [];
    const purpose = germanName(active, code);
    if (said.length === 0)
      missing.push({
        article: '14(2)(f)',
        what: `source of ${code} for what came as ${origin}`,
        de: `Quelle für „${purpose}“ zu dem, was ${germanOrigins[origin]} kam`,
      });
    for (const source of said) missing.push(...lacking(source, code, purpose));
  }
  return missing;
}

/** The sections about it; none where everything is from the person. `noted` names the purposes of which another section says that the team noted something. */
export function sourcesSection(
  words: NoticeWords,
  language: Language,
  active: readonly Purpose[],
  { cameFrom, noted }: { readonly cameFrom: readonly CameFrom[]; readonly noted: readonly string[] },
): Section[] {
  const found = sourcesOf(active, cameFrom).filter(({ purpose, origin }) => origin !== 'company' || !noted.includes(purpose));
  if (found.length === 0) return [];
  const lines = found.flatMap(({ purpose: code, origin }) => {
    const purpose = active.find((each) => each.code === code) as Purpose;
    const { name } = purpose.texts[language];
    if (!isNamed(origin)) return [`• ${name}: ${words.sources.known[origin]} ${words.sources.isPublic.no}`];
    return purpose.sources
      .filter((each) => each.origin === origin)
      .map((source) => {
        const data = source.categories.flatMap((category) => words.categories[category] ?? category).join(', ');
        const from = words.sources.named[source.origin](source.names[language]?.trim() ?? '');
        return `• ${name}: ${from} ${words.sources.isPublic[source.isPublic ? 'yes' : 'no']} ${words.purposes.data(data)}`;
      });
  });
  return [
    {
      article: '14(2)(f)',
      heading: words.sources.heading,
      body: [words.sources.intro, ...lines, words.sources.rest].join('\n'),
      also: ['14(1)(d)', '14(3)'],
      tells: found.map(({ purpose, origin }) => `${purpose}/${origin}`),
    },
  ];
}

/** The points of Art. 14 beside the articles of every section, where some data is not from the person. */
export function withTwins(sections: readonly Section[]): Section[] {
  if (!sections.some(({ tells }) => tells)) return [...sections];
  return sections.map((section) => {
    const article = twinOf(section.article);
    return article ? { ...section, also: [article] } : section;
  });
}

const isNamed = (origin: CameFrom['origin']): origin is PurposeSource['origin'] => namedOrigins.some((each) => each === origin);
const givesProfile = ({ code, channels }: Purpose) => code === received && channels.some((each) => withProfile.includes(each));

const germanOrigins: Readonly<Record<PurposeSource['origin'], string>> = {
  import: 'aus einem anderen System',
  'other-person': 'von jemand anderem',
  'other-source': 'aus anderer Quelle',
};
const germanName = (active: readonly Purpose[], code: string): string =>
  active.find((each) => each.code === code)?.texts['de']?.name || code;

function lacking({ origin, names, categories, isPublic }: PurposeSource, code: string, purpose: string): Missing[] {
  const of = `of ${code} (${origin})`;
  const der = `der Quelle für „${purpose}“ (${germanOrigins[origin]})`;
  return [
    ...(languages.every((language) => names[language]?.trim())
      ? []
      : [{ article: '14(2)(f)', what: `name in every language of the source ${of}`, de: `Name in jeder Sprache ${der}` }]),
    ...(isPublic === null
      ? [{ article: '14(2)(f)', what: `whether everybody has access to the source ${of}`, de: `ob alle Zugang haben zu ${der}` }]
      : []),
    ...(categories.length > 0
      ? []
      : [{ article: '14(1)(d)', what: `categories of data from the source ${of}`, de: `Kategorien von Daten aus ${der}` }]),
  ];
}
