import { describe, expect, it } from 'vitest';
import { type Change, planChange } from './rules.ts';
import { textsOf } from './texts.ts';
import type { Purpose } from './types.ts';

type Now = Parameters<typeof planChange>[0];
const marketing: Now = {
  active: false,
  period: 'P2Y',
  starts: 'last-contact',
  optional: true,
  channels: ['email'],
  texts: textsOf('marketing'),
  lawfulBasis: 'consent',
  confirmOn: ['email'],
  special: [],
  toChildren: false,
  askBeforeEnd: false,
  renewAfter: 'P2Y',
  sources: [],
  categories: ['Name', 'EmailAddress'],
};
const service: Now = { ...marketing, active: true, optional: false, texts: textsOf('service-conversation'), lawfulBasis: 'contract' };
const survey: Now = {
  ...marketing,
  active: true,
  period: 'P1Y',
  texts: textsOf('satisfaction-survey'),
  lawfulBasis: 'legitimate-interests',
};
const shop = { origin: 'other-source', names: { en: 'Old shop' }, categories: ['Name'], isPublic: false } as const;
const named: Now = { ...marketing, sources: [shop] };
const say = (texts: Purpose['texts'], en: object) => ({ ...texts, en: { ...texts.en, ...en } });
const clearer = say(marketing.texts, { description: 'News, and offers, if you like.' });

describe('changing a purpose', () => {
  it.each<[sentence: string, now: Now, change: Change, expected: object]>([
    ['switching on needs a reason', marketing, { active: true }, { ok: false, because: 'reason-needed', article: '5(2)' }],
    ['blanks are no reason', marketing, { active: true, reason: '  ' }, { ok: false, because: 'reason-needed' }],
    [
      'switching on with a reason is a step towards less privacy',
      marketing,
      { active: true, reason: 'spring' },
      { ok: true, active: true, lessPrivate: true, changed: true },
    ],
    ['switching off needs none', survey, { active: false }, { ok: true, active: false, lessPrivate: false, changed: true }],
    ['a longer period needs a reason', service, { period: 'P25M' }, { ok: false, because: 'reason-needed' }],
    ['a longer period with a reason', service, { period: 'P800D', reason: 'warranty' }, { ok: true, period: 'P800D', lessPrivate: true }],
    ['a later start needs a reason', service, { starts: 'closing' }, { ok: false, because: 'reason-needed' }],
    ['an earlier start needs none', service, { starts: 'collected' }, { ok: true, starts: 'collected', lessPrivate: false, changed: true }],
    ['24 months are two years', service, { period: 'P24M' }, { ok: true, lessPrivate: false, changed: true }],
    ['730 days can be less than two years', { ...service, period: 'P730D' }, { period: 'P2Y' }, { ok: false, because: 'reason-needed' }],
    ['a shorter period needs none', service, { period: 'P90D' }, { ok: true, period: 'P90D', lessPrivate: false, changed: true }],
    ['switching off hides no longer period', survey, { active: false, period: 'P400D' }, { ok: false, because: 'reason-needed' }],
    [
      'what answers people cannot be switched off',
      service,
      { active: false, reason: 'tired' },
      { ok: false, because: 'not-optional', article: '6(1)' },
    ],
    ['nothing is kept without an end', service, { period: 'P0D' }, { ok: false, because: 'no-period', article: '5(1)(e)' }],
    ['eleven years are too long', service, { period: 'P11Y' }, { ok: false, because: 'no-period' }],
    ['the same again changes nothing', service, { active: true, period: 'P2Y' }, { ok: true, changed: false, lessPrivate: false }],
    ['a new channel needs a reason', marketing, { channels: ['email', 'web-chat'] }, { ok: false, because: 'reason-needed' }],
    [
      'a second step is for what rests on a yes',
      service,
      { confirmOn: ['email', 'sms'] },
      { ok: false, because: 'not-consent', article: '9(1)' },
    ],
    ['so is for how long a yes counts', service, { renewAfter: 'P9Y', reason: 'why not' }, { ok: false, because: 'not-consent' }],
    ['a channel less needs none', marketing, { channels: [] }, { ok: true, channels: [], changed: true, lessPrivate: false }],
    ['what answers people keeps its channels', service, { channels: [] }, { ok: false, because: 'not-optional' }],
    ['new words of a consent need a decision', marketing, { texts: clearer }, { ok: false, because: 'meaning-needed', article: '7(1)' }],
    [
      'clearer words ask nobody again',
      marketing,
      { texts: clearer, meaningChanged: false },
      { ok: true, meaningChanged: false, changed: true },
    ],
    ['a new meaning asks everybody again', marketing, { texts: clearer, meaningChanged: true }, { ok: true, meaningChanged: true }],
    [
      'the same words mean the same',
      marketing,
      { texts: { ...marketing.texts }, meaningChanged: true },
      { ok: true, meaningChanged: false, changed: false },
    ],
    [
      'a consent is asked for in words',
      marketing,
      { texts: say(marketing.texts, { choice: ' ' }), meaningChanged: false },
      { ok: false, because: 'no-words' },
    ],
    [
      'a longer period of a consent asks everybody again',
      marketing,
      { period: 'P10Y', reason: 'records' },
      { ok: true, lessPrivate: true, meaningChanged: true, askChanged: false },
    ],
    [
      'and about it, where that is wished',
      marketing,
      { period: 'P10Y', reason: 'records', askAgain: true },
      { ok: true, meaningChanged: true, askChanged: true },
    ],
    ['so does a later start', marketing, { starts: 'closing', reason: 'records' }, { ok: true, meaningChanged: true }],
    ['so does a yes that counts longer', marketing, { renewAfter: 'P9Y', reason: 'records' }, { ok: true, meaningChanged: true }],
    ['so does a source', marketing, { sources: [shop], reason: 'a list' }, { ok: true, meaningChanged: true }],
    ['so does another of the same kind', named, { sources: [shop, shop] }, { ok: true, lessPrivate: false, meaningChanged: true }],
    [
      'so does more from one that was named',
      named,
      { sources: [{ ...shop, categories: ['Name', 'EmailAddress'] }] },
      { ok: true, meaningChanged: true },
    ],
    [
      'its clearer name asks nobody',
      named,
      { sources: [{ ...shop, names: { en: 'Shop' } }] },
      { ok: true, changed: true, meaningChanged: false },
    ],
    [
      'a list brings its own people',
      marketing,
      { sources: [{ ...shop, origin: 'import' }], reason: 'the old shop' },
      { ok: true, lessPrivate: true, meaningChanged: false },
    ],
    [
      'unless somebody says that it means the same',
      marketing,
      { period: 'P10Y', reason: 'they were told at the counter', meaningChanged: false },
      { ok: true, lessPrivate: true, meaningChanged: false },
    ],
    [
      'new words beside it still need the decision',
      marketing,
      { period: 'P10Y', texts: clearer, reason: 'records' },
      { ok: false, because: 'meaning-needed' },
    ],
    ['a shorter one asks nobody', marketing, { period: 'P1Y', renewAfter: 'P1Y' }, { ok: true, changed: true, meaningChanged: false }],
    ['what rests on no consent has no yes', service, { period: 'P3Y', reason: 'claims' }, { ok: true, meaningChanged: false }],
    ['an interest has a name', survey, { texts: say(survey.texts, { interest: undefined }) }, { ok: false, because: 'no-words' }],
    [
      'other words need no decision',
      service,
      { texts: say(service.texts, { name: 'Talking' }) },
      { ok: true, changed: true, meaningChanged: false },
    ],
  ])('%s', (_, now, change, expected) => expect(planChange(now, change)).toMatchObject(expected));
});
