// A record as a sheet of texts in one language: what HTML, PDF and CSV have in common. Pure.
import { periodWords } from '@parley/contract/period';
import { specialNames } from '#purposes';
import type { Activity, Decision, DrawnRecord, Recipient } from './types.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import type { RecordLanguage, RecordWords } from './words/languages.ts';

/** `shares` of the width on paper, where the number of columns does not say them. */
export type Table = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly shares?: readonly number[];
};
export type Sheet = {
  readonly language: RecordLanguage;
  readonly title: string;
  readonly under: string;
  readonly parties: { readonly title: string; readonly facts: readonly (readonly [label: string, value: string])[] };
  readonly tables: readonly Table[];
  readonly advice: string;
};
export const recordWords: Readonly<Record<RecordLanguage, RecordWords>> = { en, de };

export function sheetOf(record: DrawnRecord, language: RecordLanguage): Sheet {
  const w = recordWords[language];
  return {
    language,
    title: w.titles[record.kind],
    under: w.version(record.version, record.since.slice(0, 10), record.controller.name),
    parties: { title: w.parties, facts: partiesOf(record, language) },
    tables: [
      record.kind === 'controller'
        ? {
            title: w.sections.activities,
            columns: w.columns.activities,
            rows: record.activities.map((each) => activityRow(record, each, language)),
          }
        : { title: w.sections.processing, columns: w.columns.processing, rows: processingRows(record, w) },
      ...(record.decisions
        ? [
            {
              title: w.sections.decisions,
              columns: w.columns.decisions,
              rows: record.decisions.map((each) => decisionRow(record, each, language)),
            },
          ]
        : []),
      { title: w.sections.recipients, columns: w.columns.recipients, rows: record.recipients.map((each) => recipientRow(each, language)) },
      {
        title: w.sections.measures,
        columns: measureColumns(record, w),
        rows: record.measures.map(({ code, article }) => [
          w.measures[code] ?? code,
          `Art. ${article}`,
          record.statesAt === null ? w.statesNotKept : w.states[record.states[code] ?? 'not-looked-at'],
        ]),
      },
    ],
    advice: w.advice,
  };
}

function measureColumns({ statesAt }: DrawnRecord, w: RecordWords): string[] {
  const [measure, article, shown] = w.columns.measures;
  return [measure, article, statesAt === null ? shown : w.lookedAt(shown, statesAt.slice(0, 10))];
}

function partiesOf(record: DrawnRecord, language: RecordLanguage): [string, string][] {
  const w = recordWords[language];
  const { controller, joint, operator, hostedIn, collectedAt } = record;
  const given = (value: string | null): string => value?.trim() || w.notEntered;
  return [
    [w.labels.controller, [controller.name, controller.address, countryName(controller.country, language)].filter(Boolean).join('\n')],
    [w.labels.contact, given(controller.contact)],
    [w.labels.representative, controller.representative?.trim() || w.nobody],
    [w.labels.dpo, given(controller.dpo)],
    [w.labels.authority, given(controller.authority)],
    [w.labels.joint, joint.length === 0 ? w.nobody : joint.map(({ name, contact }) => `${name}\n${contact}`).join('\n')],
    [
      w.labels.operator,
      operator ? [operator.name, operator.contact, operator.representative].filter(Boolean).join('\n') : operatorWords(record, w),
    ],
    ...(operator
      ? [
          [w.labels.operatorDpo, operator.dpo ?? w.nobody] as [string, string],
          [w.labels.agreement, given(operator.agreement)] as [string, string],
        ]
      : []),
    [w.labels.hostedIn, hostedIn === null ? w.notEntered : countryName(hostedIn, language)],
    ...(collectedAt ? [[w.labels.collectedAt, collectedAt.map(storeLine).join('\n')] as [string, string]] : []),
  ];
}

const storeLine = ({ name, address }: { name: string; address: string }): string => `${name}, ${address.replace(/\s*\n\s*/g, ', ')}`;
const operatorWords = (record: DrawnRecord, w: RecordWords): string => (record.operatedBySelf ? w.ourselves : w.notEntered);

function activityRow(record: DrawnRecord, activity: Activity, language: RecordLanguage): string[] {
  const w = recordWords[language];
  const names = activity.recipients.map((code) => record.recipients.find((each) => each.code === code)?.name ?? code);
  return [
    activity.name[language] ?? activity.name.en,
    w.subjects[activity.subjects],
    [
      ...activity.categories.map((category) => w.categories[category] ?? category),
      ...specialIn(activity, language),
      ...notedIn(activity, language),
    ].join(', '),
    names.join(', ') || w.nobodyElse,
    `${periodWords(activity.period, w.units)} ${w.starts[activity.starts] ?? activity.starts}`,
    `${w.basis[activity.lawfulBasis]}, Art. ${activity.special ? '6(1)(a), 9(2)(a)' : activity.article}`,
    activity.description[language] ?? activity.description.en,
  ];
}

const specialIn = ({ special = [] }: Activity, language: RecordLanguage): string[] =>
  special.map((category) => `${specialNames[language][category as 'Health'] ?? category} (Art. 9)`);

const notedIn = ({ noted = [] }: Activity, language: RecordLanguage): string[] =>
  noted.map(({ name, period, special }) => {
    const kept = `${periodWords(period, recordWords[language].units)} ${recordWords[language].starts['set']}`;
    return `${recordWords[language].noted(name[language] ?? name.en)} (${special ? 'Art. 9; ' : ''}${kept})`;
  });

function decisionRow(
  record: DrawnRecord,
  { title, logic, inputs, ground, purposes, version }: Decision,
  language: RecordLanguage,
): string[] {
  const w = recordWords[language];
  const names = purposes
    .map((code) => record.activities.find((each) => each.code === code)?.name)
    .map((name) => name?.[language] ?? name?.en ?? '');
  const effect = ground === null ? w.noEffect : `${w.effect}, Art. ${ground}`;
  return [
    `${title[language] ?? title.en} (${version})`,
    logic[language] ?? logic.en,
    inputs.map((each) => w.categories[each] ?? each).join(', '),
    effect,
    names.filter(Boolean).join(', '),
  ];
}

const processingRows = (record: DrawnRecord, w: RecordWords): string[][] =>
  record.processing.map((code) => [w.processing[code], record.controller.name]);

function recipientRow(recipient: Recipient, language: RecordLanguage): string[] {
  const w = recordWords[language];
  return [
    `${recipient.name} (${w.roles[recipient.role]})`,
    recipient.service,
    countryName(recipient.country, language),
    recipient.safeguard === null ? w.stays : w.safeguards[recipient.safeguard],
  ];
}

const countryName = (code: string, language: RecordLanguage): string =>
  new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code) ?? code;
