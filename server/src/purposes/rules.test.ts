import { describe, expect, it } from 'vitest';
import { type Change, planChange } from './rules.ts';

const marketing = { active: false, periodDays: 730, optional: true };
const service = { active: true, periodDays: 730, optional: false };
const survey = { active: true, periodDays: 365, optional: true };

describe('changing a purpose', () => {
  it.each<[sentence: string, now: typeof marketing, change: Change, expected: object]>([
    ['switching on needs a reason', marketing, { active: true }, { ok: false, because: 'reason-needed', article: '5(2)' }],
    ['blanks are no reason', marketing, { active: true, reason: '  ' }, { ok: false, because: 'reason-needed' }],
    [
      'switching on with a reason is a step towards less privacy',
      marketing,
      { active: true, reason: 'spring' },
      { ok: true, active: true, lessPrivate: true, changed: true },
    ],
    ['switching off needs none', survey, { active: false }, { ok: true, active: false, lessPrivate: false, changed: true }],
    ['a longer period needs a reason', service, { periodDays: 731 }, { ok: false, because: 'reason-needed' }],
    ['a longer period with a reason', service, { periodDays: 800, reason: 'warranty' }, { ok: true, periodDays: 800, lessPrivate: true }],
    ['a shorter period needs none', service, { periodDays: 90 }, { ok: true, periodDays: 90, lessPrivate: false, changed: true }],
    ['switching off hides no longer period', survey, { active: false, periodDays: 400 }, { ok: false, because: 'reason-needed' }],
    [
      'what answers people cannot be switched off',
      service,
      { active: false, reason: 'tired' },
      { ok: false, because: 'not-optional', article: '6(1)' },
    ],
    ['nothing is kept without an end', service, { periodDays: 0 }, { ok: false, because: 'no-period', article: '5(1)(e)' }],
    ['half a day is no period', service, { periodDays: 1.5 }, { ok: false, because: 'no-period' }],
    ['the same again changes nothing', service, { active: true, periodDays: 730 }, { ok: true, changed: false, lessPrivate: false }],
  ])('%s', (_, now, change, expected) => expect(planChange(now, change)).toMatchObject(expected));
});
