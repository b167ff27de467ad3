// Every rule of the gate as a row of a table.
import { describe, expect, it } from 'vitest';
import { type Asked, type Facts, judge, type PersonFacts, type PurposeFacts, refusals } from './rules.ts';

const monday = new Date('2026-11-16T09:00:00Z');
const tuesday = new Date('2026-11-17T09:00:00Z');
const wednesday = new Date('2026-11-18T09:00:00Z');

const service: PurposeFacts = {
  about: 'person',
  lawfulBasis: 'contract',
  advertising: false,
  acts: ['reveal', 'send'],
  categories: ['Name', 'Communication'],
  channels: ['web-chat', 'email', 'sms'],
  recipients: ['smtp-relay'],
  active: true,
  special: [],
};
const marketing: PurposeFacts = { ...service, lawfulBasis: 'consent', advertising: true };
const survey: PurposeFacts = { ...service, lawfulBasis: 'legitimate-interests' };
const rights: PurposeFacts = {
  ...service,
  lawfulBasis: 'legal-obligation',
  acts: ['reveal', 'send', 'export', 'hand-over'],
  categories: ['all'],
};
const analytics: PurposeFacts = { ...marketing, advertising: false, acts: ['reveal'] };
const publicTask: PurposeFacts = { ...service, lawfulBasis: 'public-task' };

const ada: PersonFacts = { isErased: false, restrictedSince: null, objections: [], consent: { state: 'none', at: null } };
const byLink = () => ({ consent: { state: 'withdrawn' as const, at: tuesday, isByLink: true } });
const saying = (state: PersonFacts['consent']['state'], at = tuesday): Partial<PersonFacts> => ({ consent: { state, at } });
const restricted: Partial<PersonFacts> = { restrictedSince: tuesday };
const objectedTo = (purpose: string | null, since = tuesday): Partial<PersonFacts> => ({ objections: [{ purpose, since }] });
const relay = { ok: true, isOurselves: false, onlyWithConsent: false } as const;

type Row = [
  sentence: string,
  purpose: PurposeFacts | undefined,
  asked: Partial<Asked>,
  person: Partial<PersonFacts>,
  because: string,
  article: string,
  more?: Partial<Facts>,
];
const mailing = { purpose: 'marketing' } as const;
const table: Row[] = [
  // is there a purpose at all
  ['a purpose nobody knows is refused', undefined, { purpose: 'curiosity' }, {}, 'unknown-purpose', '5(1)(b)'],
  ['a purpose that is off is refused, even with a yes', { ...marketing, active: false }, mailing, saying('given'), 'purpose-off', '25(2)'],
  ['a purpose for staff does not open customers', { ...service, about: 'staff' }, {}, {}, 'purpose-not-for-this', '5(1)(b)'],
  ['nobody in particular cannot be written to', service, { about: 'nobody' }, {}, 'person-needed', '5(1)(b)'],
  [
    'the file of a case opens for the law',
    rights,
    { about: 'case', act: 'reveal', channel: null },
    { isErased: true },
    'legal-obligation',
    '6(1)(c)',
  ],
  [
    'the file of a case does not open for service',
    service,
    { about: 'case', act: 'reveal', channel: null },
    {},
    'purpose-not-for-this',
    '5(1)(b)',
  ],
  // does whoever asks act for it
  ['a role that does not carry the purpose sees nothing for it', service, { isOfRole: false }, {}, 'purpose-not-of-role', '32(4)'],
  ['also where the person agreed', marketing, { purpose: 'marketing', isOfRole: false }, saying('given'), 'purpose-not-of-role', '32(4)'],
  // does it cover this
  ['service does not export', service, { act: 'export' }, {}, 'act-not-of-purpose', '5(1)(b)'],
  ['service does not hand over', service, { act: 'hand-over' }, {}, 'act-not-of-purpose', '5(1)(b)'],
  ['analytics sends nothing', analytics, {}, saying('given'), 'act-not-of-purpose', '5(1)(b)'],
  ['a field nobody declared is refused', service, {}, {}, 'field-not-declared', '5(1)(c)', { categories: ['Name', undefined] }],
  ['even the law opens no undeclared field', rights, {}, {}, 'field-not-declared', '5(1)(c)', { categories: [undefined] }],
  [
    'a category the purpose does not need is refused',
    service,
    {},
    {},
    'category-not-of-purpose',
    '5(1)(c)',
    { categories: ['Name', 'Location'] },
  ],
  ['health is opened by no contract', service, {}, {}, 'special-category', '9(1)', { categories: ['Name', 'HealthRecord'] }],
  [
    'nor by a plain yes, even where the purpose names it',
    { ...marketing, categories: ['Health'] },
    mailing,
    saying('given'),
    'special-category',
    '9(1)',
    { categories: ['Health'] },
  ],
  [
    'but by a yes to a purpose that is for it',
    { ...marketing, special: ['Health'] },
    mailing,
    saying('given'),
    'consent-given',
    '6(1)(a)',
    { categories: ['Name', 'MentalHealth'] },
  ],
  ['categories of the purpose pass', service, {}, {}, 'contract', '6(1)(b)', { categories: ['Name', 'Communication'] }],
  [
    'an access request opens every category',
    rights,
    { act: 'export', channel: null },
    {},
    'legal-obligation',
    '6(1)(c)',
    { categories: ['Health'] },
  ],
  ['nothing is sent without saying where', service, { channel: null }, {}, 'channel-needed', '5(1)(b)'],
  [
    'consent without a channel is no consent',
    marketing,
    { ...mailing, act: 'reveal', channel: null },
    saying('given'),
    'channel-needed',
    '5(1)(b)',
  ],
  [
    'a channel outside the purpose is refused',
    { ...service, channels: ['email'] },
    { channel: 'web-chat' },
    {},
    'channel-not-of-purpose',
    '5(1)(b)',
  ],
  ['reading needs no channel', service, { act: 'reveal', channel: null }, {}, 'contract', '6(1)(b)'],
  // what stands against it
  ['an erased person is not written to', service, {}, { isErased: true }, 'erased', '17(1)'],
  ['an erased person is not exported', rights, { act: 'export', channel: null }, { isErased: true }, 'erased', '17(1)'],
  ['erased comes before a yes that was left behind', marketing, mailing, { isErased: true, ...saying('given') }, 'erased', '17(1)'],
  ['a restriction stops service messages', service, {}, restricted, 'restricted', '18(2)'],
  ['a restriction lets an answer to a newer question through', service, { answering: wednesday }, restricted, 'contract', '6(1)(b)'],
  ['a restriction stops an answer to an older question', service, { answering: monday }, restricted, 'restricted', '18(2)'],
  ['a restriction stops an answer to the question of that very moment', service, { answering: tuesday }, restricted, 'restricted', '18(2)'],
  ['a restriction leaves reading for service', service, { act: 'reveal' }, restricted, 'contract', '6(1)(b)'],
  ['a restriction stops reading for our own interest', survey, { act: 'reveal' }, restricted, 'restricted', '18(2)'],
  ['a restriction stops a survey even as an answer', survey, { answering: wednesday }, restricted, 'restricted', '18(2)'],
  [
    'a restriction stops advertising agreed to before',
    marketing,
    mailing,
    { ...restricted, ...saying('given', monday) },
    'restricted',
    '18(2)',
  ],
  [
    'a restriction lets through what was agreed to after it',
    marketing,
    mailing,
    { ...restricted, ...saying('given', wednesday) },
    'consent-given',
    '6(1)(a)',
  ],
  ['a restriction does not stop fulfilling rights', rights, { act: 'export', channel: null }, restricted, 'legal-obligation', '6(1)(c)'],
  ['a restriction does not stop telling the person about it', rights, {}, restricted, 'legal-obligation', '6(1)(c)'],
  [
    'an objection to advertising is final',
    marketing,
    mailing,
    { ...objectedTo('marketing'), ...saying('given', monday) },
    'objected-to-advertising',
    '21(3)',
  ],
  [
    'a newer yes of the same person opens advertising again',
    marketing,
    mailing,
    { ...objectedTo('marketing'), ...saying('given', wednesday) },
    'consent-given',
    '6(1)(a)',
  ],
  [
    'a newer yes does not outlive its withdrawal',
    marketing,
    mailing,
    { ...objectedTo('marketing', monday), ...saying('withdrawn', wednesday) },
    'objected-to-advertising',
    '21(3)',
  ],
  [
    'an objection to everything covers advertising',
    marketing,
    mailing,
    { ...objectedTo(null), ...saying('given', monday) },
    'objected-to-advertising',
    '21(3)',
  ],
  [
    'advertising in our interest stops with an objection and stays stopped',
    { ...survey, advertising: true },
    {},
    { ...objectedTo(null), ...saying('given', wednesday) },
    'objected-to-advertising',
    '21(3)',
  ],
  [
    'an objection stops what rests on our interest',
    survey,
    { purpose: 'satisfaction-survey' },
    objectedTo('satisfaction-survey'),
    'objected',
    '21(1)',
  ],
  ['an objection stops a public task', publicTask, {}, objectedTo(null), 'objected', '21(1)'],
  [
    'an objection to one thing leaves another',
    survey,
    { purpose: 'satisfaction-survey' },
    objectedTo('marketing'),
    'legitimate-interests',
    '6(1)(f)',
  ],
  ['an objection to everything leaves the contract', service, {}, objectedTo(null), 'contract', '6(1)(b)'],
  [
    'an objection stops reading too',
    survey,
    { purpose: 'satisfaction-survey', act: 'reveal' },
    objectedTo('satisfaction-survey'),
    'objected',
    '21(1)',
  ],
  ['a stop on the channel ends service messages there', service, {}, saying('withdrawn'), 'channel-stopped', '5(1)(a)'],
  ['a refusal on the channel ends service messages there', service, {}, saying('refused'), 'channel-stopped', '5(1)(a)'],
  [
    'a stop on the channel lets the answer to a newer question through',
    service,
    { answering: wednesday },
    saying('withdrawn'),
    'contract',
    '6(1)(b)',
  ],
  ['a stop in a talk may itself be answered', service, { answering: tuesday }, saying('withdrawn'), 'contract', '6(1)(b)'],
  ['a stop in a talk ends answers to older questions', service, { answering: monday }, saying('withdrawn'), 'channel-stopped', '5(1)(a)'],
  ['a stop by text may not', service, { channel: 'sms', answering: tuesday }, saying('withdrawn'), 'channel-stopped', '5(1)(a)'],
  ['a no by the link of a message leaves the answer that is owed', service, { answering: monday }, byLink(), 'contract', '6(1)(b)'],
  ['a stop on the channel does not hide what was written', service, { act: 'reveal' }, saying('withdrawn'), 'contract', '6(1)(b)'],
  ['a stop on the channel is an objection to a survey', survey, {}, saying('withdrawn'), 'objected', '21(1)'],
  ['a stop on the channel does not stop the law', rights, {}, saying('withdrawn'), 'legal-obligation', '6(1)(c)'],
  // is there a basis
  ['advertising without a word about it is refused', marketing, mailing, {}, 'consent-missing', '6(1)(a)'],
  ['asking is not agreeing', marketing, mailing, saying('requested'), 'consent-missing', '6(1)(a)'],
  ['a yes that is not confirmed is none yet', marketing, mailing, saying('pending'), 'consent-pending', '7(1)'],
  ['a no is a no', marketing, mailing, saying('refused'), 'consent-refused', '6(1)(a)'],
  ['a withdrawn consent stops the next mailing', marketing, mailing, saying('withdrawn'), 'consent-withdrawn', '7(3)'],
  ['a consent that ran out stops', marketing, mailing, saying('expired'), 'consent-expired', '7(1)'],
  ['a consent that does not count stops', marketing, mailing, saying('invalidated'), 'consent-invalidated', '7(1)'],
  ['a yes opens', marketing, mailing, saying('given'), 'consent-given', '6(1)(a)'],
  ['a yes opens reading for it', analytics, { act: 'reveal' }, saying('given'), 'consent-given', '6(1)(a)'],
  ['reading for analytics needs the yes as well', analytics, { act: 'reveal' }, {}, 'consent-missing', '6(1)(a)'],
  ['a survey nobody objected to may be sent', survey, {}, {}, 'legitimate-interests', '6(1)(f)'],
  ['vital interests have their own ground', { ...service, lawfulBasis: 'vital-interests' }, {}, {}, 'vital-interests', '6(1)(d)'],
  ['a public task has its own ground', publicTask, {}, {}, 'public-task', '6(1)(e)'],
  // may this recipient have it
  [
    'our own outbox needs no agreement',
    service,
    { recipient: 'local-capture' },
    {},
    'contract',
    '6(1)(b)',
    { recipient: { ...relay, isOurselves: true } },
  ],
  ['a relay under agreement may carry it', service, { recipient: 'smtp-relay' }, {}, 'contract', '6(1)(b)', { recipient: relay }],
  [
    'a recipient outside the purpose is refused',
    service,
    { recipient: 'printer' },
    {},
    'recipient-not-of-purpose',
    '5(1)(b)',
    { recipient: relay },
  ],
  ['a recipient nobody looked up is refused', service, { recipient: 'smtp-relay' }, {}, 'unknown-recipient', '28(3)'],
  [
    'a recipient nobody entered is refused',
    service,
    { recipient: 'smtp-relay' },
    {},
    'unknown-recipient',
    '28(3)',
    { recipient: { ok: false, because: 'unknown-recipient', article: '28(3)' } },
  ],
  [
    'no agreement, no mail',
    service,
    { recipient: 'smtp-relay' },
    {},
    'no-agreement',
    '28(3)',
    { recipient: { ok: false, because: 'no-agreement', article: '28(3)' } },
  ],
  [
    'an expired agreement closes the channel',
    service,
    { recipient: 'smtp-relay' },
    {},
    'agreement-expired',
    '28(3)',
    { recipient: { ok: false, because: 'agreement-expired', article: '28(3)' } },
  ],
  [
    'a joint controller without arrangement is refused under its own article',
    service,
    { recipient: 'smtp-relay' },
    {},
    'no-agreement',
    '26(1)',
    { recipient: { ok: false, because: 'no-agreement', article: '26(1)' } },
  ],
  [
    'no instrument, no transfer',
    service,
    { recipient: 'smtp-relay' },
    {},
    'no-transfer-instrument',
    '44',
    { recipient: { ok: false, because: 'no-transfer-instrument', article: '44' } },
  ],
  [
    'the law does not free a recipient from its agreement',
    rights,
    { recipient: 'smtp-relay' },
    {},
    'no-agreement',
    '28(3)',
    { recipient: { ok: false, because: 'no-agreement', article: '28(3)' } },
  ],
  [
    'a transfer by explicit consent needs that consent',
    service,
    { recipient: 'smtp-relay' },
    {},
    'transfer-consent-missing',
    '49(1)(a)',
    { recipient: { ...relay, onlyWithConsent: true } },
  ],
  [
    'a transfer by explicit consent passes with it',
    marketing,
    { ...mailing, recipient: 'smtp-relay' },
    saying('given'),
    'consent-given',
    '6(1)(a)',
    { recipient: { ...relay, onlyWithConsent: true } },
  ],
  // is there a way there
  ['a channel that the company has not opened leads nowhere', service, {}, {}, 'no-channel', '', { way: { state: 'no-channel' } }],
  ['a person without an address there is not reached', service, {}, {}, 'no-address', '', { way: { state: 'no-address' } }],
  [
    'what the law says comes before whether there is a way',
    marketing,
    mailing,
    {},
    'consent-missing',
    '6(1)(a)',
    { way: { state: 'no-address' } },
  ],
  ['reading needs no way', service, { act: 'reveal' }, {}, 'contract', '6(1)(b)', { way: { state: 'no-address' } }],
  ['an open way changes nothing', service, {}, {}, 'contract', '6(1)(b)', { way: { state: 'open', recipient: null } }],
  ['handing over needs somebody to hand it to', rights, { act: 'hand-over', channel: null }, {}, 'recipient-needed', '28(3)'],
];

function question(change: Partial<Asked>): Asked {
  return {
    act: 'send',
    purpose: 'service-conversation',
    about: 'person',
    channel: 'email',
    recipient: null,
    answering: null,
    isOfRole: true,
    ...change,
  };
}

describe('the rules of the gate', () => {
  it.each(table)('%s', (_, purpose, asked, person, because, article, more = {}) => {
    const facts: Facts = { purpose, categories: [], recipient: null, person: { ...ada, ...person }, ...more };
    const verdict = judge(question(asked), facts);
    expect({ because: verdict.because, article: verdict.article }).toEqual({ because, article });
    expect(verdict.allowed).toBe(!(because in refusals));
  });

  it('has a row for every reason to refuse', () => {
    const shown = new Set(table.map((row) => row[4]));
    expect(Object.keys(refusals).filter((because) => !shown.has(because))).toEqual([]);
  });
});
