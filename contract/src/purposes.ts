import Type, { type TSchema } from 'typebox';
import { noticeSection, purposeSource } from './origins.ts';
import { periodPattern, startEvents } from './period.ts';
import { channelKind, day, endpoints, id, instant, language, maybe, one, text } from './shapes.ts';
import { specialCategories } from './special.ts';

export const lawfulBasis = one(
  ['consent', 'contract', 'legal-obligation', 'vital-interests', 'public-task', 'legitimate-interests'],
  'Lawful basis, Art. 6(1)(a) to (f)',
);
const starts = one(startEvents, 'What the period is counted from, within the conversation');
const purposeText = Type.Object({
  name: text(120, 'Name'),
  description: text(600, 'What is done, for the person it concerns'),
  choice: Type.Optional(text(300, 'The words beside the choice, in the first person; {channel} stands for the channel')),
  interest: Type.Optional(text(300, 'What the company gains (Art. 13(1)(d))')),
});
const special = one(specialCategories, 'Special category of personal data (Art. 9(1)), a term of the Data Privacy Vocabulary');
const inEachLanguage = <T extends TSchema>(schema: T) => Type.Object({ en: schema, de: schema, fr: schema, es: schema });
export const purpose = Type.Object({
  id: id('pur', 'Purpose'),
  code: Type.String({ description: 'Stable code such as service-conversation' }),
  version: Type.Integer(),
  name: Type.String(),
  description: Type.String(),
  lawfulBasis,
  article: Type.String({ description: 'Article of the lawful basis, such as 6(1)(a)' }),
  dpv: Type.String({ description: 'IRI of the purpose in the Data Privacy Vocabulary' }),
  categories: Type.Array(Type.String()),
  channels: Type.Array(channelKind),
  recipients: Type.Array(Type.String()),
  period: Type.String({
    maxLength: 8,
    description: 'How long data for this purpose is kept, ISO 8601 in days, months or years, such as P2Y',
  }),
  starts,
  optional: Type.Boolean({ description: 'Off until somebody opts in (Art. 25(2))' }),
  active: Type.Boolean(),
  texts: inEachLanguage(purposeText),
  confirmOn: Type.Array(channelKind, {
    description: 'Channels on which a yes counts only once it is confirmed from there (double opt-in)',
  }),
  specialCategories: Type.Array(special, {
    description: 'Special categories (Art. 9(1)) it is for; any makes the consent an explicit one',
  }),
  toChildren: Type.Boolean({ description: 'Offered directly to children: age and, below the age of Art. 8(1), a parent are asked for' }),
  renewAfter: Type.String({ maxLength: 8, description: 'After so long a yes no longer counts and is asked for anew, such as P2Y' }),
  askBeforeEnd: Type.Boolean({ description: 'Whoever’s yes is about to end is asked anew in time, once, by the way they agreed to' }),
  meaning: Type.Integer({ description: 'The version that last changed what people agree to; consent to an older one no longer counts' }),
  sources: Type.Array(purposeSource, { description: 'From where data for it comes that is not from the person (Art. 14(2)(f))' }),
  since: instant,
});
export const notice = Type.Object({
  id: id('ntc', 'Notice'),
  version: Type.Integer(),
  language,
  hash: Type.String({ description: 'SHA-256 of the text as shown, hex' }),
  publishedAt: instant,
  short: Type.String({ description: 'First layer: two or three sentences' }),
  sections: Type.Array(noticeSection),
});

const publishedNotice = Type.Object({
  ...notice.properties,
  publishedBy: maybe(Type.String({ description: 'Who published it: the id of staff, or a code of the system' })),
});
const missing = Type.Array(
  Type.Object({
    article: Type.String(),
    what: Type.String(),
    de: Type.String({ description: 'The same in German, with the purpose as it is called there' }),
  }),
);
const firstLayers = Type.Object({ short: Type.Optional(Type.Record(Type.String(), text(1000, 'First layer by language'))) });

export const purposesEndpoints = endpoints({
  listPurposes: {
    summary: 'All purposes with lawful basis, period, categories, channels, recipients',
    query: Type.Object({ language: Type.Optional(language) }),
    answer: Type.Object({ items: Type.Array(purpose) }),
  },
  changePurpose: {
    summary:
      'Switch an optional purpose on or off, change its period, channels or words; a step towards less privacy asks for a reason, and new words of a consent, or one that covers more, for a decision whether it means the same',
    params: Type.Object({ purpose: id('pur', 'Purpose') }),
    body: Type.Object({
      active: Type.Optional(Type.Boolean()),
      period: Type.Optional(Type.String({ pattern: periodPattern, maxLength: 6, description: 'ISO 8601 in one unit, at most ten years' })),
      starts: Type.Optional(starts),
      channels: Type.Optional(Type.Array(channelKind, { maxItems: 10, uniqueItems: true })),
      confirmOn: Type.Optional(Type.Array(one(['email', 'sms'], 'Channel'), { maxItems: 2, uniqueItems: true })),
      specialCategories: Type.Optional(Type.Array(special, { maxItems: 9, uniqueItems: true })),
      toChildren: Type.Optional(Type.Boolean()),
      renewAfter: Type.Optional(
        Type.String({ pattern: periodPattern, maxLength: 6, description: 'ISO 8601 in one unit, at most ten years' }),
      ),
      texts: Type.Optional(inEachLanguage(purposeText)),
      meaningChanged: Type.Optional(
        Type.Boolean({
          description:
            'Whether people agree to something else now: whoever said yes is asked again. Needed with new words; yes where it is left out and a consent comes to cover more (a longer period, a yes that counts longer, a source other than a list taken over)',
        }),
      ),
      askBeforeEnd: Type.Optional(Type.Boolean()),
      askAgain: Type.Optional(
        Type.Boolean({ description: 'Whether those whose yes ends by this are asked about it, once each, where they write to you' }),
      ),
      sources: Type.Optional(Type.Array(purposeSource, { maxItems: 20 })),
      reason: Type.Optional(text(500, 'Why')),
    }),
    answer: purpose,
  },
  listNotices: {
    summary: 'Published privacy notices, newest first',
    query: Type.Object({ language: Type.Optional(language) }),
    answer: Type.Object({ items: Type.Array(publishedNotice) }),
  },
  publishNotice: {
    summary:
      'Build and publish a new version of the notice from company facts and purposes, in every language; refused while something that Art. 13 or 14 asks for is missing',
    body: firstLayers,
    answer: Type.Object({ items: Type.Array(publishedNotice), missing }),
    status: 201,
  },
  previewNotice: {
    summary: 'The notice as it would be published now, in every language, and what is missing for it; nothing is kept',
    body: firstLayers,
    answer: Type.Object({
      version: Type.Integer({ description: 'The version it would become' }),
      changed: Type.Boolean({ description: 'Whether any word differs from the version in force' }),
      items: Type.Array(Type.Pick(notice, ['language', 'hash', 'short', 'sections'])),
      missing,
    }),
  },
});

export const vendor = Type.Object({
  id: id('vnd', 'Recipient'),
  code: Type.String({ description: 'Code by which channels and purposes name this recipient, such as smtp-relay' }),
  name: Type.String(),
  role: one(['processor', 'controller', 'joint-controller'], 'Role, Art. 4(7), 4(8), 26'),
  service: Type.String(),
  region: Type.String({ description: 'Country where it processes, ISO 3166-1' }),
  agreement: maybe(Type.Object({ reference: Type.String(), signedOn: day, expiresOn: maybe(day) })),
  transfer: maybe(Type.String({ description: 'Transfer instrument when outside the EEA, such as A46-2-c' })),
  valid: Type.Boolean({ description: 'Whether the gate hands data to this recipient today' }),
});
const vendorBody = {
  name: text(160, 'Name'),
  service: text(300, 'What it does for the company'),
  region: Type.String({ pattern: '^[A-Z]{2}$' }),
  agreement: maybe(Type.Object({ reference: text(200, 'Reference of the agreement (Art. 28(3))'), signedOn: day, expiresOn: maybe(day) })),
  transfer: maybe(one(['A45-3', 'A46-2-b', 'A46-2-c', 'A46-2-f', 'A49-1-a'], 'Transfer instrument, Art. 44 to 49')),
};
export const vendorsEndpoints = endpoints({
  listVendors: { summary: 'Recipients with their agreements', answer: Type.Object({ items: Type.Array(vendor) }) },
  addVendor: {
    summary: 'Enter a recipient',
    body: Type.Object({ code: Type.String({ pattern: '^[a-z0-9-]{2,60}$' }), role: vendor.properties.role, ...vendorBody }),
    answer: vendor,
    status: 201,
  },
  changeVendor: {
    summary: 'Change a recipient or its agreement',
    params: Type.Object({ vendor: id('vnd', 'Recipient') }),
    body: Type.Partial(Type.Object(vendorBody)),
    answer: vendor,
  },
});
