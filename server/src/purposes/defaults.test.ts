// What a new company starts with keeps the promises of Art. 25(2).
import { keepsLonger, periodParts } from '@parley/contract/period';
import { describe, expect, it } from 'vitest';
import { defaults } from './defaults.ts';

describe('the default purposes', () => {
  it('are on only where somebody could not be served without them', () => {
    const on = defaults.filter((purpose) => purpose.active).map((purpose) => purpose.code);
    expect(on).toEqual(['service-conversation', 'service-messages', 'identity-verification', 'rights-fulfilment', 'staff-administration']);
  });

  it('are optional exactly where they are off', () => {
    for (const purpose of defaults)
      expect({ code: purpose.code, optional: purpose.optional }).toEqual({ code: purpose.code, optional: !purpose.active });
  });

  it('rest on consent or an interest that can be objected to wherever they are optional', () => {
    for (const purpose of defaults.filter(({ optional }) => optional))
      expect(['consent', 'legitimate-interests']).toContain(purpose.lawfulBasis);
  });

  it('advertise only by consent', () => {
    for (const purpose of defaults.filter(({ advertising }) => advertising)) expect(purpose.lawfulBasis).toBe('consent');
  });

  it('open everything only to fulfil rights, and export and hand over only there', () => {
    expect(defaults.filter((purpose) => purpose.categories.includes('all')).map((purpose) => purpose.code)).toEqual(['rights-fulfilment']);
    expect(
      defaults.filter((purpose) => purpose.acts.includes('export') || purpose.acts.includes('hand-over')).map((purpose) => purpose.code),
    ).toEqual(['rights-fulfilment']);
  });

  it('end, within three years', () => {
    for (const purpose of defaults) {
      expect(periodParts(purpose.period)).toBeDefined();
      expect(keepsLonger({ period: 'P3Y', starts: 'last-contact' }, purpose)).toBe(false);
    }
  });

  it('name their DPV term', () => {
    for (const purpose of defaults) expect(purpose.dpv).toMatch(/^https:\/\/w3id\.org\/dpv#[A-Z][A-Za-z]+$/);
  });
});
