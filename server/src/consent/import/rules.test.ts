import { expect, it } from 'vitest';
import type { Purpose } from '#purposes';
import { againstStanding, type ImportRow, judgeRow } from './rules.ts';

const now = new Date('2026-11-24T09:00:00Z');
const marketing = {
  ...{ code: 'marketing', lawfulBasis: 'consent', active: true, channels: ['email', 'sms', 'web-chat'] },
  ...{ confirmOn: ['email'], special: [], toChildren: false, renewAfter: 'P2Y' },
} as unknown as Purpose;
const whole: ImportRow = {
  ...{ address: 'ada@example.com', purpose: 'marketing', channel: 'email', at: '2026-03-01', how: 'confirmed-by-link' },
  ...{ wording: 'Yes, please.', source: 'the old shop' },
};

it.each<[sentence: string, change: ImportRow, purpose: Partial<Purpose> | undefined, because: string | undefined]>([
  ['a whole row counts', {}, {}, undefined],
  ['a reference is evidence too', { wording: '', reference: 'folder 7' }, {}, undefined],
  ['nobody in particular', { address: ' ' }, {}, 'no-address'],
  ['what is no address', { address: 'ada at home' }, {}, 'bad-address'],
  ['no purpose', { purpose: '' }, {}, 'no-purpose'],
  ['a purpose nobody knows', {}, undefined, 'unknown-purpose'],
  ['a purpose that rests on something else', {}, { lawfulBasis: 'contract' }, 'not-consent'],
  ['a purpose that is off', {}, { active: false }, 'inactive'],
  ['no channel', { channel: '' }, {}, 'no-channel'],
  ['a channel without an address', { channel: 'web-chat' }, {}, 'channel-not-of-purpose'],
  ['no time', { at: '' }, {}, 'no-time'],
  ['a time that could be any of several', { at: '2026-03-01T10:00' }, {}, 'bad-time'],
  ['a day that never was', { at: '2026-13-41' }, {}, 'bad-time'],
  ['nor was this one', { at: '2026-02-30' }, {}, 'bad-time'],
  ['nor this, at any hour', { at: '2026-02-29T10:00:00Z' }, {}, 'bad-time'],
  ['a time to come', { at: '2026-11-25' }, {}, 'in-future'],
  ['a yes that has run out', { at: '2024-11-24T08:00:00Z' }, {}, 'run-out'],
  ['a yes of the day after', { at: '2024-11-25T00:00:00Z' }, {}, undefined],
  ['no way', { how: '' }, {}, 'no-way'],
  ['a way that is none', { how: 'by silence' }, {}, 'unknown-way'],
  ['what was never confirmed, where that is needed', { how: 'web-form' }, {}, 'not-confirmed'],
  ['and where it is not', { how: 'web-form' }, { confirmOn: [] }, undefined],
  ['no evidence', { wording: '  ' }, {}, 'no-evidence'],
  ['no source', { source: '' }, {}, 'no-source'],
  ['special categories', {}, { special: ['Health'] }, 'statement-needed'],
  ['what children are asked', {}, { toChildren: true }, 'age-needed'],
])('of a row: %s', (_, change, purpose, because) => {
  const judged = judgeRow({ ...whole, ...change }, purpose && { ...marketing, ...purpose }, undefined, now);
  expect('because' in judged ? judged.because : undefined).toBe(because);
});

it('a yes from before the purpose came to mean something else is none', () => {
  expect(judgeRow(whole, marketing, new Date('2026-03-02'), now)).toEqual({ because: 'meaning-changed' });
});

it('a later word is never overruled, and an earlier one is', () => {
  const [march, april] = [new Date('2026-03-01'), new Date('2026-04-01')];
  expect(againstStanding({ state: 'withdrawn', at: april }, march)).toBe('said-no-later');
  expect(againstStanding({ state: 'withdrawn', at: march }, april)).toBeUndefined();
  expect(againstStanding({ state: 'given', at: march }, march)).toBe('known');
  expect(againstStanding(undefined, march)).toBeUndefined();
});
