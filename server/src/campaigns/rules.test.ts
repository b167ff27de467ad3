import { describe, expect, it } from 'vitest';
import { isLessQuiet, isOftener, isTimeZone, quietUntil, usual } from './limits/rules.ts';
import { atLongest, fewHidden, fill, isOfCompany, mayFrom, oneLine, refusalsOfAccount, unknownFields } from './rules.ts';

describe('quiet hours', () => {
  it.each([
    ['a Tuesday at noon', '2026-11-24T11:00:00Z', undefined],
    ['a Tuesday at nine in the evening', '2026-11-24T20:00:00Z', '2026-11-25T07:00:00.000Z'],
    ['early on a Wednesday', '2026-11-25T04:30:00Z', '2026-11-25T07:00:00.000Z'],
    ['a Wednesday at eight', '2026-11-25T07:00:00Z', undefined],
    ['a Saturday night, over the Sunday to Monday', '2026-11-28T22:30:00Z', '2026-11-30T07:00:00.000Z'],
    ['a Sunday at noon', '2026-11-29T11:00:00Z', '2026-11-30T07:00:00.000Z'],
    ['the night in which clocks go back', '2026-10-24T23:30:00Z', '2026-10-26T07:00:00.000Z'],
  ])('%s', (_, now, until) => expect(quietUntil(new Date(now), usual)?.toISOString()).toBe(until));

  it('are those of the company’s own zone', () => {
    const there = { ...usual, timeZone: 'America/New_York' };
    expect(quietUntil(new Date('2026-11-24T11:00:00Z'), there)?.toISOString()).toBe('2026-11-24T13:00:00.000Z');
    expect([isTimeZone('America/New_York'), isTimeZone('Atlantis/Capital')]).toEqual([true, false]);
  });

  it('can be none, and can lie within a day', () => {
    const none = { ...usual, quietFrom: 0, quietUntil: 0, sundays: false };
    expect(quietUntil(new Date('2026-11-29T02:00:00Z'), none)).toBeUndefined();
    const siesta = { ...none, quietFrom: 13, quietUntil: 15, timeZone: 'UTC' };
    expect(quietUntil(new Date('2026-11-24T14:59:00Z'), siesta)?.toISOString()).toBe('2026-11-24T15:00:00.000Z');
    expect(quietUntil(new Date('2026-11-24T15:00:00Z'), siesta)).toBeUndefined();
  });

  it.each([
    ['the same', {}, false],
    ['an hour more of quiet', { quietFrom: 20 }, false],
    ['an hour less', { quietFrom: 22 }, true],
    ['other hours, as many', { quietFrom: 22, quietUntil: 9 }, true],
    ['Sundays', { sundays: false }, true],
    ['one more message', { most: 5 }, true],
    ['fewer days', { days: 29 }, true],
    ['fewer messages', { most: 3 }, false],
  ])('less rest: %s', (_, change, less) => {
    const after = { ...usual, ...change };
    expect(isOftener(usual, after) || isLessQuiet(usual, after, new Date('2026-11-24T09:00:00Z'))).toBe(less);
  });
});

describe('words', () => {
  it('are filled in once, and what was filled in is not looked at again', () => {
    const known = { name: 'Ada {company}', company: 'Lantern & Loom' };
    expect(fill('Dear {name|friend}, yours, {company}', known)).toBe('Dear Ada {company}, yours, Lantern & Loom');
    expect(fill('Dear {name|friend}{name}', { ...known, name: null })).toBe('Dear friend');
  });

  it('know two fields and no other', () => {
    expect(unknownFields('{name} {name|dear customer} {company}')).toEqual([]);
    expect(unknownFields('{email} {name|a|b} {} {Name}')).toEqual(['email', 'name|a|b', '', 'Name']);
  });
});

it('figures under five are not told, but that there is nobody is', () => {
  expect([0, 1, 4, 5].map(fewHidden)).toEqual([0, null, null, 5]);
});

it('a campaign that is over begins no more', () => {
  for (const act of ['change', 'send', 'approve', 'begin', 'resume', 'pause', 'stop'] as const)
    expect([mayFrom(act, 'done'), mayFrom(act, 'stopped')]).toEqual([false, false]);
});

describe('what a channel has room for', () => {
  it('is asked with a long name, or with what is said in its place where that is longer', () => {
    expect(atLongest('Dear {name|friend} of {company}', 'Lantern & Loom')).toBe(`Dear ${'n'.repeat(40)} of Lantern & Loom`);
    const long = 'friend of good light, wherever you may be now';
    expect(atLongest(`Dear {name|${long}}`, 'Lantern & Loom')).toBe(`Dear ${long}`);
  });
  it('in the gap of a template is one line', () => expect(oneLine(' Ada\n  of\tLondon ')).toBe('Ada of London'));
  it('is no matter of a person where a template may not be sent', () => {
    expect([isOfCompany('template-not-approved'), isOfCompany('window-closed'), isOfCompany('no-agreement')]).toEqual([true, false, true]);
  });
});

it('a refusal says something of the account where it holds for everybody who comes next, and not where it hangs on a number', () => {
  expect(refusalsOfAccount).toEqual(expect.arrayContaining(['no-credit', 'bad-credentials', 'account-suspended', 'sender-unusable']));
  for (const because of ['sender-not-taken-there', 'country-off', 'unknown-address', 'opted-out'])
    expect(refusalsOfAccount).not.toContain(because);
});
