// What each difference means: by which article it matters, how much, and where it is repaired. Checks and the page say the same.
import type { Check } from '#kit/room';
import type { DriftKind } from './rules.ts';

/** `page` of the console where it is repaired; null where only whoever runs the program can. */
export type Meaning = Pick<Check, 'id' | 'article' | 'question' | 'severity'> & { readonly page: string | null };

export const meanings: Readonly<Record<DriftKind, Meaning>> = {
  'column-undeclared': {
    id: 'datamap.every-column-is-declared',
    article: '30(1)(c)',
    question: 'Is every column of the database declared, with whose data it is?',
    severity: 'high',
    page: null,
  },
  'period-missing': {
    id: 'datamap.every-table-has-a-period',
    article: '30(1)(f)',
    question: 'Has everything that is kept about people a purpose and a period?',
    severity: 'high',
    page: '/purposes',
  },
  'recipient-unknown': {
    id: 'datamap.every-recipient-is-known',
    article: '30(1)(d)',
    question: 'Does everybody who gets personal data stand in the register of recipients?',
    severity: 'high',
    page: '/recipients',
  },
  'agreement-missing': {
    id: 'datamap.every-recipient-has-an-agreement',
    article: '28(3)',
    question: 'Had everybody who got personal data an agreement that held on that day, and whoever will get it one that holds today?',
    severity: 'high',
    page: '/recipients',
  },
  'transfer-without-instrument': {
    id: 'datamap.every-transfer-has-its-instrument',
    article: '44',
    question: 'Has everybody outside the EEA who really gets personal data a transfer instrument?',
    severity: 'high',
    page: '/recipients',
  },
  'region-not-entered': {
    id: 'datamap.every-region-is-as-entered',
    article: '30(1)(e)',
    question: 'Is everybody who gets personal data really reached in the country that the register says?',
    severity: 'high',
    page: '/recipients',
  },
  'purpose-not-in-force': {
    id: 'datamap.every-purpose-seen-is-in-force',
    article: '5(1)(b)',
    question: 'Was everything done in the last ninety days done for a purpose that was in force?',
    severity: 'high',
    page: '/ledger',
  },
  'recipient-not-of-purpose': {
    id: 'datamap.every-recipient-is-of-its-purpose',
    article: '13(1)(e)',
    question: 'Does each purpose name everybody to whom something was sent for it?',
    severity: 'medium',
    page: '/purposes',
  },
  'category-not-of-purpose': {
    id: 'datamap.every-category-is-of-its-purpose',
    article: '5(1)(c)',
    question: 'Does each purpose name every kind of data that was used for it?',
    severity: 'medium',
    page: '/purposes',
  },
  'purpose-not-of-field': {
    id: 'datamap.every-note-is-read-for-its-purpose',
    article: '5(1)(b)',
    question: 'Did staff read what the company notes in fields of its own only for purposes that it declared for them?',
    severity: 'high',
    page: '/fields',
  },
  'field-unused': {
    id: 'datamap.every-field-is-used',
    article: '5(1)(c)',
    question: 'Was everything that is kept, other than as proof, opened by anybody within ninety days?',
    severity: 'low',
    page: '/retention',
  },
  'custom-field-unread': {
    id: 'datamap.every-custom-field-is-read',
    article: '5(1)(c)',
    question: 'Was every field of your own that holds values read by anybody within ninety days?',
    severity: 'medium',
    page: '/fields',
  },
  'access-broad': {
    id: 'datamap.access-is-narrow',
    article: '25(2)',
    question: 'May only a few, or at most half of those who read conversations, also see special categories of data?',
    severity: 'medium',
    page: '/staff',
  },
  'record-incomplete': {
    id: 'datamap.record-is-complete',
    article: '30(1)(a)',
    question: 'Does the record of processing know who runs the machines and where they stand?',
    severity: 'low',
    page: '/data-map',
  },
};
