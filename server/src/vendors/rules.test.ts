// Agreements and transfers, as a table over days and countries.
import { describe, expect, it } from 'vitest';
import { placeOf } from './countries.ts';
import { safeguard, standing, type VendorFacts } from './rules.ts';

const relay: VendorFacts = {
  role: 'processor',
  region: 'DE',
  agreementReference: 'DPA 7',
  agreementSignedOn: '2026-01-01',
  agreementExpiresOn: '2026-12-31',
  transfer: null,
};
const unsigned = { agreementReference: null, agreementSignedOn: null, agreementExpiresOn: null };
const today = '2026-11-24';

describe('where a recipient stands', () => {
  it.each<[sentence: string, vendor: VendorFacts | undefined, day: string, because: string, article?: string]>([
    ['nobody entered it', undefined, today, 'unknown-recipient', '28(3)'],
    ['an agreement that holds', relay, today, 'ok'],
    ['on its last day it still holds', relay, '2026-12-31', 'ok'],
    ['the day after it is over', relay, '2027-01-01', 'agreement-expired', '28(3)'],
    ['before it was signed it does not hold', relay, '2025-12-31', 'no-agreement', '28(3)'],
    ['on the day it was signed it holds', relay, '2026-01-01', 'ok'],
    ['an agreement without an end', { ...relay, agreementExpiresOn: null }, '2040-01-01', 'ok'],
    ['a processor without agreement', { ...relay, ...unsigned }, today, 'no-agreement', '28(3)'],
    ['a joint controller without arrangement', { ...relay, ...unsigned, role: 'joint-controller' }, today, 'no-agreement', '26(1)'],
    ['a controller of its own needs none', { ...relay, ...unsigned, role: 'controller' }, today, 'ok'],
    ['but what it agreed must still hold', { ...relay, role: 'controller' }, '2027-01-01', 'agreement-expired', '5(1)(b)'],
    ['India without instrument', { ...relay, region: 'IN' }, today, 'no-transfer-instrument', '44'],
    ['India under standard clauses', { ...relay, region: 'IN', transfer: 'A46-2-c' }, today, 'ok'],
    ['India under binding rules', { ...relay, region: 'IN', transfer: 'A46-2-b' }, today, 'ok'],
    [
      'India is not adequate because somebody says so',
      { ...relay, region: 'IN', transfer: 'A45-3' },
      today,
      'no-transfer-instrument',
      '44',
    ],
    ['Japan is adequate', { ...relay, region: 'JP' }, today, 'ok'],
    ['the United Kingdom is adequate while the decision holds', { ...relay, region: 'GB' }, '2026-12-01', 'ok'],
    [
      'the United Kingdom after the decision ends',
      { ...relay, region: 'GB', agreementExpiresOn: null },
      '2031-12-28',
      'no-transfer-instrument',
      '44',
    ],
    ['the United States without a word', { ...relay, region: 'US' }, today, 'no-transfer-instrument', '44'],
    ['the United States when certified', { ...relay, region: 'US', transfer: 'A45-3' }, today, 'ok'],
    [
      'clauses do not mend an expired agreement',
      { ...relay, region: 'IN', transfer: 'A46-2-c' },
      '2027-01-01',
      'agreement-expired',
      '28(3)',
    ],
  ])('%s', (_, vendor, day, because, article) => {
    const stand = standing('smtp-relay', vendor, day);
    if (because === 'ok') expect(stand).toEqual({ ok: true, isOurselves: false, onlyWithConsent: false });
    else expect(stand).toEqual({ ok: false, because, article });
  });

  it('is ours to say for ourselves, without any agreement', () => {
    for (const code of ['self', 'local-capture']) expect(standing(code, undefined, today)).toMatchObject({ ok: true, isOurselves: true });
  });

  it('binds a transfer by explicit consent to that consent', () => {
    expect(standing('smtp-relay', { ...relay, region: 'IN', transfer: 'A49-1-a' }, today)).toEqual({
      ok: true,
      isOurselves: false,
      onlyWithConsent: true,
    });
  });
});

describe('countries', () => {
  it.each([
    ['DE', 'eea'],
    ['NO', 'eea'],
    ['IS', 'eea'],
    ['LI', 'eea'],
    ['CH', 'adequate'],
    ['BR', 'adequate'],
    ['US', 'certified-only'],
    ['IN', 'third-country'],
    ['XX', 'third-country'],
  ])('%s is %s', (country, place) => expect(placeOf(country, today)).toBe(place));

  it('say in the notice why data may leave', () => {
    expect(safeguard(relay, today)).toBeNull();
    expect(safeguard({ ...relay, region: 'CH' }, today)).toBe('adequacy');
    expect(safeguard({ ...relay, region: 'IN', transfer: 'A46-2-f' }, today)).toBe('certification');
    expect(safeguard({ ...relay, region: 'IN' }, today)).toBe('missing');
  });
});
