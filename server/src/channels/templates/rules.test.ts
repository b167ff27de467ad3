import { expect, test } from 'vitest';
import { filled, whyNotForMany, whyNotTemplate } from './rules.ts';
import type { Template } from './types.ts';

const shipped: Template = {
  ...{ name: 'order_shipped', language: 'en', status: 'approved', category: 'utility', isPlain: true, hasWayOut: false },
  ...{ text: 'Hello {{1}}, your {{2}} left today.', gaps: ['1', '2'], buttons: [] },
};
const [service, marketing] = [{ advertising: false }, { advertising: true }];

test('gaps are filled in their order, and a value is never read as a gap', () => {
  expect(filled(shipped, ['Ada', '{{1}}'])).toBe('Hello Ada, your {{1}} left today.');
  expect(filled({ text: '{{who}} {{ what }} {{other}}', gaps: ['who', 'what'] }, ['Ada', 'lamp'])).toBe('Ada lamp {{other}}');
});

test.each([
  [shipped, ['Ada', 'lamp'], service, undefined],
  [{ ...shipped, status: 'paused' } as const, ['Ada', 'lamp'], service, 'not-approved'],
  [{ ...shipped, isPlain: false }, ['Ada', 'lamp'], service, 'not-plain'],
  [shipped, ['Ada'], service, 'gaps-unfilled'],
  [shipped, ['Ada', ' '], service, 'gaps-unfilled'],
  [shipped, ['Ada', 'a\nlamp'], service, 'value-not-plain'],
  [{ ...shipped, category: 'marketing' } as const, ['Ada', 'lamp'], service, 'advertising-only'],
  [{ ...shipped, category: 'marketing' } as const, ['Ada', 'lamp'], undefined, 'advertising-only'],
  [{ ...shipped, category: 'marketing' } as const, ['Ada', 'lamp'], marketing, 'no-way-out'],
  [{ ...shipped, category: 'marketing', hasWayOut: true } as const, ['Ada', 'lamp'], marketing, undefined],
] as const)('%o with %o for %o: %s', (template, values, purpose, because) => {
  expect(whyNotTemplate(template, values, purpose)).toBe(because);
});

const spring: Template = {
  ...shipped,
  name: 'spring_lamps',
  category: 'marketing',
  hasWayOut: true,
  buttons: ['Look → https://lamps.example.com', 'STOP'],
};
const known = { values: ['{name|friend}', 'lamp'], seen: spring.text, buttons: spring.buttons };
test.each([
  [spring, known, marketing, true, undefined],
  [spring, known, marketing, false, 'template-not-looked-up'],
  [undefined, known, marketing, true, 'template-gone'],
  [{ ...spring, status: 'paused' } as const, known, marketing, true, 'template-not-approved'],
  [{ ...spring, hasWayOut: false }, known, marketing, true, 'template-no-way-out'],
  [spring, known, service, true, 'template-advertising-only'],
  [shipped, known, marketing, true, 'template-not-marketing'],
  [{ ...spring, text: 'Hello {{1}}, your {{2}} is sold.' }, known, marketing, true, 'template-changed'],
  [{ ...spring, buttons: ['Look → https://other.example.com', 'STOP'] }, known, marketing, true, 'template-changed'],
  [spring, { ...known, buttons: [] }, marketing, true, 'template-changed'],
] as const)('to many: %o with %o for %o, asked %s: %s', (template, named, purpose, wasLookedUp, because) => {
  expect(whyNotForMany(template, named, purpose, wasLookedUp)).toBe(because);
});
