// An assessment as a sheet of texts in one language: what HTML and PDF have in common. Pure.
import { levelOf, questionsOf, type Weight } from '@parley/contract/assessing';
import { assessingWords } from '@parley/contract/assessing-words';
import type { KeptFrom } from '@parley/contract/kept';
import { keptWords } from '@parley/contract/kept-words';
import { periodWords } from '@parley/contract/period';
import { recordWords, type Sheet, type Table } from '#datamap';
import { lastingFromCode, lastingOf } from '#kit/lasting';
import type { Whole } from '../view.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import type { DocumentLanguage, DocumentWords } from './words/languages.ts';

const documentWords: Readonly<Record<DocumentLanguage, DocumentWords>> = { en, de };
/** `names` are those of members of staff, by id. */
export type Beside = {
  readonly company: { readonly name: string; readonly dpoContact: string };
  readonly names: ReadonlyMap<string, string>;
};
type Said = {
  readonly whole: Whole;
  readonly names: Beside['names'];
  readonly language: DocumentLanguage;
  readonly w: DocumentWords;
  readonly asked: (typeof assessingWords)[DocumentLanguage];
  readonly record: (typeof recordWords)[DocumentLanguage];
};

export function sheetOf(whole: Whole, { company, names }: Beside, language: DocumentLanguage): Sheet {
  const [w, asked, record] = [documentWords[language], assessingWords[language], recordWords[language]];
  const said: Said = { whole, names, language, w, asked, record };
  const approvedAt = whole.versions.find(({ version }) => version === whole.shown)?.approvedAt?.slice(0, 10) ?? null;
  const isDpia = whole.kind === 'dpia';
  return {
    language,
    title: w.titles[whole.kind],
    under: w.under(company.name, whole.shown, approvedAt),
    parties: { title: w.about, facts: factsOf(said, company) },
    tables: [
      ...(whole.changes.length > 0 ? [changesTable(said)] : []),
      ...basis(said),
      {
        title: w.sections.questions,
        columns: w.columns.questions,
        rows: questionsOf(whole.kind).flatMap((code) => answered(said, code)),
        shares: [1, 3],
      },
      ...(isDpia || whole.content.risks.length > 0 ? [risksTable(said), measuresTable(said)] : []),
      ...(isDpia ? [{ title: w.sections.people, columns: w.columns.people, rows: peopleRows(said), shares: [1, 3] }] : []),
    ],
    advice: w.advice,
  };
}

function factsOf({ whole, w, asked, language }: Said, company: Beside['company']): [string, string][] {
  const { content, isFrozen } = whole;
  const remaining = content.risks.map(({ after }) => levelOf(after));
  const level = (['high', 'medium', 'low'] as const).find((each) => remaining.includes(each));
  return [
    [w.labels.controller, company.name],
    [w.labels.officer, company.dpoContact.trim() || w.none],
    [w.labels.subject, content.title],
    [w.labels.state, isFrozen ? w.states.approved : w.states[whole.state === 'reopened' ? 'reopened' : 'draft']],
    [w.labels.approvedBy, isFrozen ? whole.approvedBy?.name || w.formerly : w.notYet],
    [w.labels.outcome, content.outcome === null ? w.notYet : asked.outcomes[content.outcome]],
    ...(whole.kind === 'dpia' ? [[w.labels.remaining, level ? asked.levels[level] : w.none] as [string, string]] : []),
    [w.labels.reviewOn, content.reviewOn ?? w.notYet],
    [w.labels.hosting, country(whole.facts.hosting.country, language) ?? w.notYet],
  ];
}

function changesTable({ whole, w, asked }: Said): Table {
  const rows = whole.changes.map(({ part, code, field, before, after }) => [
    `${asked.parts[part]}: ${code}`,
    asked.fields[field] ?? field,
    before || w.none,
    after || w.none,
  ]);
  return { title: w.sections.changes, columns: w.columns.changes, rows, shares: [2, 1.4, 3, 3] };
}

function basis({ whole, w, asked, record, language }: Said): Table[] {
  const { purposes, recipients, places, automations } = whole.facts;
  const inWords = (codes: readonly string[]) => codes.map((code) => record.categories[code] ?? code).join(', ');
  const nameOf = (code: string) => {
    const purpose = purposes.find((each) => each.code === code);
    return purpose?.name[language] ?? purpose?.name['en'] ?? code;
  };
  const periodIn = (code: string, purpose: string) => {
    const lasting = lastingFromCode(code);
    const of = purposes.find((each) => each.code === purpose) as { period: string; starts: KeptFrom } | undefined;
    return lasting ? keptWords(lastingOf([lasting], of), language) : code; // a sentence, in assessments of before
  };
  return [
    {
      title: w.sections.purposes,
      columns: w.columns.purposes,
      rows: purposes.map((each) => [
        ...[
          nameOf(each.code),
          each.description[language] ?? each.description['en'] ?? '',
          [inWords([...each.categories, ...(each.specialCategories ?? [])]), ...(each.toChildren ? [asked.fields['toChildren']] : [])].join(
            '; ',
          ),
          each.channels.join(', '),
        ],
        `${record.basis[each.lawfulBasis as keyof typeof record.basis]}, Art. ${each.article}`,
        `${periodWords(each.period, record.units)} ${record.starts[each.starts] ?? each.starts}`,
      ]),
    },
    {
      title: w.sections.recipients,
      columns: w.columns.recipients,
      rows: orNone(
        w.none,
        w.columns.recipients,
        recipients.map((each) => [
          ...[each.name, each.service, record.roles[each.role as keyof typeof record.roles], country(each.country, language) ?? ''],
          each.safeguard === null ? record.stays : record.safeguards[each.safeguard as keyof typeof record.safeguards],
        ]),
      ),
    },
    {
      title: w.sections.places,
      columns: w.columns.places,
      rows: orNone(
        w.none,
        w.columns.places,
        places.map((each) => [
          nameOf(each.purpose),
          each.place,
          inWords(each.categories),
          each.periods.map((code) => periodIn(code, each.purpose)).join('; '),
        ]),
      ),
    },
    {
      title: w.sections.automations,
      columns: w.columns.automations,
      rows: orNone(
        w.none,
        w.columns.automations,
        automations.map(({ code, what }) => [w.automations[code] ?? code, what]),
      ),
    },
  ];
}

/** Long answers are told in several rows, since a page can be cut only between them. */
function answered({ whole, w, asked }: Said, code: string): string[][] {
  const title = asked.questions[code]?.title ?? code;
  const text = whole.content.answers[code]?.trim();
  if (!text) return code === 'advice-not-followed' ? [] : [[title, '–']];
  return piecesOf(text).map((piece, at) => [at === 0 ? title : `${title} ${w.more}`, piece]);
}

function piecesOf(text: string): string[] {
  const pieces = [''];
  for (const line of text.split('\n').flatMap((each) => each.match(/.{1,900}(?:\s|$)|.{1,900}/gs) ?? [''])) {
    const last = pieces.at(-1) ?? '';
    if (last && (last.length + line.length > 900 || last.split('\n').length >= 15)) pieces.push(line);
    else pieces[pieces.length - 1] = last ? `${last}\n${line}` : line;
  }
  return pieces;
}

function risksTable({ whole, w, asked }: Said): Table {
  const { risks, measures } = whole.content;
  const weighed = (weight: Weight): string =>
    `${asked.levels[levelOf(weight)]} (${asked.likelihood[weight.likelihood - 1]}, ${asked.severity[weight.severity - 1]})`;
  const rows = risks.map(({ what, source, before, after, measures: against }) => [
    ...[what, source, weighed(before)],
    ...[
      measures
        .filter(({ id }) => against.includes(id))
        .map((each) => each.what)
        .join('\n') || w.none,
      weighed(after),
    ],
  ]);
  return { title: w.sections.risks, columns: w.columns.risks, rows: orNone(w.none, w.columns.risks, rows), shares: [3, 3, 2, 3, 2] };
}

function measuresTable({ whole, w, names }: Said): Table {
  const rows = whole.content.measures.map(({ id, what, owner, dueOn, done }) => [
    ...[what, owner === null ? w.none : (names.get(owner) ?? w.formerly), dueOn ?? '–'],
    done || whole.finished.includes(id) ? w.done : w.notYet,
  ]);
  return { title: w.sections.measures, columns: w.columns.measures, rows: orNone(w.none, w.columns.measures, rows), shares: [4, 2, 1, 1] };
}

function peopleRows({ whole, w, asked }: Said): string[][] {
  const { content, advice, required } = whole;
  const yesNo = (value: boolean | null): string => (value === null ? w.notYet : value ? w.yes : w.no);
  const { consultation } = content;
  return [
    [w.labels.screening, required ? w.required : w.notRequired],
    [w.labels.criteria, content.criteria.map((code) => asked.criteria[code]).join('\n') || w.none],
    [w.labels.cases, content.cases.map((code) => asked.cases[code]).join('\n') || w.none],
    [w.labels.list, yesNo(content.onList)],
    [w.labels.views, yesNo(content.viewsAsked)],
    ...(advice
      ? [
          [w.labels.adviceBy, advice.by],
          [w.labels.adviceOn, advice.on],
          ...piecesOf(advice.words).map((piece, at) => [at === 0 ? w.labels.advice : `${w.labels.advice} ${w.more}`, piece]),
          [w.labels.followed, yesNo(content.adviceFollowed)],
          ...advice.earlier.flatMap(({ by, on, words }) =>
            piecesOf(words).map((piece, at) => [
              at === 0 ? w.earlier : `${w.earlier} ${w.more}`,
              at === 0 ? `${on}, ${by}: ${piece}` : piece,
            ]),
          ),
        ]
      : [[w.labels.adviceBy, w.notYet]]),
    [
      w.labels.consultation,
      consultation
        ? `${consultation.askedOn} – ${consultation.answeredOn ?? w.waiting}${consultation.answer ? `: ${w.answers[consultation.answer]}` : ''}${consultation.extended ? ` (${w.extended})` : ''}`
        : w.none,
    ],
  ];
}

/** A table without rows says so, in as many cells as it has columns. */
const orNone = (none: string, columns: readonly string[], rows: string[][]): string[][] =>
  rows.length > 0 ? rows : [[none, ...columns.slice(1).map(() => '')]];

const country = (code: string | null, language: DocumentLanguage): string | undefined =>
  code === null ? undefined : new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code);
