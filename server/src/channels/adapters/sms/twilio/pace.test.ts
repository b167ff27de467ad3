import { expect, test } from 'vitest';
import { sms } from '../adapter.ts';
import { paceOfNumber } from './pace.ts';

test('the pace is that of the kind of number, in the Caribbean as elsewhere, unless the company has agreed to another', () => {
  const of = (number: string, more: object = {}) => paceOfNumber({ number, service: '', ...more }).account;
  expect(of('+12025550100')).toEqual({ perSecond: 1, burst: 10 });
  expect(of('+18005550100')).toEqual({ perSecond: 3, burst: 10 });
  expect([of('+491555550100'), of('+18765550100')]).toEqual(Array(2).fill({ perSecond: 10, burst: 10 })); // Jamaica
  expect(of('+12025550100', { perSecond: 40 })).toEqual({ perSecond: 40, burst: 40 });
  expect([of('', { service: 'MG0' }), of('', { service: 'MG0', perSecond: 2 })]).toEqual([undefined, { perSecond: 2, burst: 10 }]);
});

test('Twilio counts segments, and so does a message of several', () => {
  const weight = (text: string, provider: string) =>
    sms.weight?.({ provider, number: '+12025550100', key: '' } as never, { text, language: 'en' } as never);
  expect([weight('Hello', 'twilio'), weight('a'.repeat(400), 'twilio'), weight('ç'.repeat(140), 'twilio')]).toEqual([1, 3, 3]);
  expect(weight('a'.repeat(400), 'vonage')).toBe(1);
});
