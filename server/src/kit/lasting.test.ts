import { keptFrom } from '@parley/contract/kept';
import { keptWords } from '@parley/contract/kept-words';
import { expect, it } from 'vitest';
import { after, asPurpose, codeOfLasting, type DeclaredPeriod, lastingFromCode, lastingOf, until } from './lasting.ts';

const service = { period: 'P2Y', starts: 'last-contact' } as const;
const as = (declared: DeclaredPeriod) => lastingOf(declared, service);

it('a declared period takes the duration and the event that the company chose for the purpose', () => {
  expect(lastingOf(asPurpose, service)).toEqual([{ for: 'P2Y', from: 'last-contact' }]);
  expect(lastingOf(after('purpose', 'request-closed'), service)).toEqual([{ for: 'P2Y', from: 'request-closed' }]);
  expect(lastingOf(asPurpose, undefined)).toEqual([]);
  expect(lastingOf(null, service)).toEqual([]);
});

it('a period is said in each language, the event itself as "until"', () => {
  expect(keptWords(lastingOf(asPurpose, service), 'en')).toBe('2 years after the last message in the conversation');
  expect(keptWords(lastingOf(asPurpose, service), 'de')).toBe('2 Jahre nach der letzten Nachricht im Gespräch');
  expect(keptWords(as(until('lifted')), 'de')).toBe('bis zum Tag der Aufhebung');
  expect(keptWords(as(until('message-deleted')), 'de')).toMatch(/^bis zur Löschung der Nachricht/);
  expect(keptWords(as(until('lifted')), 'fr')).toBe('jusqu’au jour de la levée');
  expect(keptWords(as(after('P1D', 'lifted')), 'es')).toBe('1 día después del día del levantamiento');
  expect(keptWords(as([...until('signed-out'), ...after('PT12H', 'last-use')]), 'en')).toBe(
    'until signing out or 12 hours after its last use, whichever comes first',
  );
  expect(keptWords(as(after('P36M', 'tagged', 'most')), 'en')).toBe('at most 36 months after the day on which the tag was given');
});

it('no event is said in two languages alike, and a code comes back as what it was', () => {
  for (const from of keptFrom) {
    const said = (['en', 'de', 'fr', 'es'] as const).map((language) => keptWords(as(until(from)), language));
    expect(new Set(said).size).toBe(4);
    expect(said.join(' ')).not.toMatch(/undefined|bis zu de[mr] |de el |jusqu’à les? /);
    expect(lastingFromCode(codeOfLasting({ for: 'P3Y', from, as: 'most' }))).toEqual({ for: 'P3Y', from, as: 'most' });
  }
  expect(lastingFromCode('as long as the message')).toBeUndefined();
});
