// Consent on the wire: choices and their history with proof, the second step of a yes, and consents brought along from elsewhere.
import Type from 'typebox';
import { channelKind, day, endpoints, id, instant, language, maybe, nothing, one, text } from './shapes.ts';

export const ageBand = one(['under-13', '13', '14', '15', '16', '17', 'of-age'], 'How old in years; of-age from 18 on');
export const consentEvent = Type.Object({
  id: id('cns', 'Consent event'),
  purpose: Type.String(),
  purposeName: Type.String(),
  channel: channelKind,
  state: one(['requested', 'pending', 'given', 'refused', 'withdrawn', 'expired', 'invalidated'], 'State after this event'),
  at: instant,
  method: Type.String(),
  by: Type.String({ description: 'self, parent, agent or import' }),
  imported: maybe(
    Type.Object(
      { at: instant, how: Type.String(), source: Type.String(), reference: maybe(Type.String()), notice: maybe(Type.String()) },
      { description: 'When it was brought along, and its evidence' },
    ),
  ),
  confirms: maybe(id('cns', 'The event that this one confirms, where a yes needs two steps')),
  notice: maybe(Type.Object({ id: id('ntc', 'Notice'), version: Type.Integer(), hash: Type.String(), language })),
  wording: maybe(Type.String({ description: 'The words shown beside the choice' })),
});
export const consentState = Type.Object({
  purpose: Type.String(),
  purposeName: Type.String(),
  description: Type.String(),
  channel: channelKind,
  state: one(['none', 'requested', 'pending', 'given', 'refused', 'withdrawn', 'expired', 'invalidated'], 'Where the consent stands'),
  at: maybe(instant),
  endsOn: maybe(day),
  askedAnew: Type.Boolean({ description: 'Whether it was asked for anew since it was given' }),
  wording: Type.String({ description: 'The words to show beside the choice, in the language asked for' }),
  explicit: Type.Boolean({ description: 'A statement about special categories: asked by itself, never beside others (Art. 9(2)(a))' }),
  unsent: Type.Boolean({
    description: 'It waits, and the message by which it is confirmed could not leave: saying yes again sends it again',
  }),
  again: maybe(
    one(
      ['now', 'later', 'no-more', 'parent-was-asked'],
      'Where it waits for its confirmation: whether the message may be sent again, not yet, no more after the fifth, or not at all since it reached a parent, who asked for nothing',
    ),
  ),
  ages: Type.Array(ageBand, { description: 'The ages to choose from where children are meant, else empty (Art. 8(1))' }),
  countries: Type.Array(Type.String(), { description: 'And the countries, ISO 3166-1: the company’s first, and last ZZ for any other' }),
});
/** What a yes may need besides: age and parent where children are meant, and that the statement of its own was the one shown. */
export const yesNeeds = {
  age: Type.Optional(ageBand),
  country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$', description: 'Where they live: its age counts. The company’s unless told' })),
  parent: Type.Optional(Type.String({ maxLength: 254, description: 'Email of a parent; looked at only where one is needed' })),
  explicit: Type.Optional(Type.Boolean({ description: 'Said to the explicit statement, by an act of its own (Art. 9(2)(a))' })),
};
export const importedHow = ['confirmed-by-link', 'confirmed-by-reply', 'web-form', 'on-paper', 'by-word'] as const;
/** One consent from elsewhere. Every part may be left out here, so that a row that lacks one is refused by itself and with its reason. */
const importRow = Type.Object(
  {
    address: Type.Optional(Type.String({ maxLength: 254, description: 'Email address, or telephone number with its country code' })),
    purpose: Type.Optional(Type.String({ maxLength: 60, description: 'Code of the purpose' })),
    channel: Type.Optional(Type.String({ maxLength: 20, description: 'email or sms' })),
    at: Type.Optional(Type.String({ maxLength: 40, description: 'When it was said: RFC 3339, or a day' })),
    how: Type.Optional(Type.String({ maxLength: 40, description: `How it was said: ${importedHow.join(', ')}` })),
    wording: Type.Optional(Type.String({ maxLength: 2000, description: 'The text that was shown' })),
    notice: Type.Optional(Type.String({ maxLength: 10, description: 'Or the version of the notice that was shown' })),
    reference: Type.Optional(Type.String({ maxLength: 300, description: 'Or where it is written down' })),
    source: Type.Optional(Type.String({ maxLength: 200, description: 'Which system or list it comes from' })),
    language: Type.Optional(Type.String({ maxLength: 2, description: 'In which language it was shown' })),
  },
  { additionalProperties: false },
);
const byToken = Type.Object({ token: text(400, 'Token') });
const confirmationState = one(['open', 'waiting', 'given', 'over'], 'Whether it waits, waits for a further step, counts, or ended');
const aPerson = Type.Object({ person: id('per', 'Person') });
const inLanguage = Type.Object({ language: Type.Optional(language) });

export const consentEndpoints = endpoints({
  readConsents: {
    summary: 'Consents of a person: where they stand, and their history with proof',
    params: aPerson,
    query: inLanguage,
    answer: Type.Object({ states: Type.Array(consentState), history: Type.Array(consentEvent) }),
  },
  resendConfirmation: {
    summary: 'Send again the message by which this person confirms a yes (Art. 7(1)); five in all',
    params: aPerson,
    body: Type.Object({ purpose: text(60, 'Code of the purpose'), channel: channelKind }),
    answer: nothing,
    status: 202,
  },
  readRenewals: {
    summary: 'How many people agree to a purpose, whose yes ends within the next days, and who was asked anew',
    params: Type.Object({ purpose: id('pur', 'Purpose') }),
    answer: Type.Object({
      stand: Type.Integer({ description: 'Consents that count now: so many end when the purpose comes to mean something else' }),
      ending: Type.Integer({ description: 'Of those, how many end within `days`' }),
      asked: Type.Integer({ description: 'Of those, how many were asked anew' }),
      days: Type.Integer(),
      changed: Type.Object(
        { ended: Type.Integer(), asked: Type.Integer() },
        { description: 'Consents that ended with the last change of meaning, and how many of those people were asked again' },
      ),
    }),
  },
  readGpc: {
    summary: 'That this house honours Global Privacy Control (W3C)',
    answer: Type.Object({ gpc: Type.Boolean(), lastUpdate: Type.String({ format: 'date' }) }),
  },
  readConsentRecords: {
    summary: 'Consent records of a person (ISO/IEC TS 27560) as JSON-LD',
    params: aPerson,
    binary: true,
    answer: Type.Unknown(),
  },
  importConsents: {
    summary:
      'Bring consents along from elsewhere, each with its evidence; a row that lacks some is refused by itself and nothing of it is kept. The same again changes nothing, and no later no is overruled',
    body: Type.Object({
      dryRun: Type.Boolean({ description: 'Say what would happen, and keep nothing' }),
      rows: Type.Array(importRow, { minItems: 1, maxItems: 200 }),
    }),
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          row: Type.Integer({ description: 'Place in the list, from 0' }),
          outcome: one(['taken', 'known', 'refused'], 'What became of it'),
          because: maybe(Type.String({ description: 'Code of the reason for a refusal, such as no-evidence' })),
        }),
      ),
      taken: Type.Integer(),
      known: Type.Integer(),
      refused: Type.Integer(),
    }),
  },
  readConfirmation: {
    summary: 'Where the link leads by which a yes is confirmed; looking confirms nothing',
    params: byToken,
    query: inLanguage,
    answer: Type.Object({
      company: Type.String(),
      centreKey: Type.String(),
      purposeName: Type.String(),
      description: Type.String(),
      channel: channelKind,
      wording: Type.String({ description: 'The words that were agreed to' }),
      from: one(['self', 'parent'], 'Whose answer is waited for'),
      state: confirmationState,
      accent: Type.String(),
      logo: maybe(Type.String()),
    }),
  },
  answerConfirmation: {
    summary: 'Confirm a yes, or say that it is none: one press either way, no login',
    params: byToken,
    body: Type.Object({ given: Type.Boolean() }),
    answer: Type.Object({ state: one(['given', 'pending', 'over'], 'What stands now') }),
  },
  readPreferences: {
    summary: 'Where a preference link leads: company, channel, purposes',
    params: Type.Object({ token: text(400, 'Token') }),
    query: Type.Object({ language: Type.Optional(language) }),
    answer: Type.Object({
      company: Type.String(),
      centreKey: Type.String(),
      purpose: Type.String(),
      purposeName: Type.String(),
      channel: channelKind,
      basis: one(
        ['consent', 'other', 'law'],
        'What it rests on: only consent is given by a yes; what the law asks for does not end by a no',
      ),
      active: Type.Boolean({ description: 'It is sent there now' }),
      again: Type.Boolean({ description: 'A yes sends it again, though it rests on no consent' }),
      pending: Type.Boolean({ description: 'Said, and waiting to be confirmed' }),
      mayContest: Type.Boolean({ description: 'Whoever reads the message may say that it was not meant for them' }),
      endsOn: maybe(Type.String({ format: 'date', description: 'The day on which a yes ends that may be given anew now' })),
      before: maybe(
        Type.Object(
          { description: Type.String(), wording: Type.String() },
          { description: 'What the person had agreed to, where it has changed since and counts no longer' },
        ),
      ),
      description: Type.String({ description: 'What is done; beside `before`, with what else of it is not as it was' }),
      ages: consentState.properties.ages,
      countries: consentState.properties.countries,
      explicit: consentState.properties.explicit,
      wording: Type.String({ description: 'The words shown beside the choice' }),
      accent: Type.String(),
      logo: maybe(Type.String()),
    }),
  },
  changePreference: {
    summary: 'Agree or decline by the link of a message: one step either way, no login',
    params: Type.Object({ token: text(400, 'Token') }),
    body: Type.Object({ given: Type.Boolean(), language, ...yesNeeds }),
    answer: Type.Object({ active: Type.Boolean(), pending: Type.Boolean({ description: 'Said, and waiting to be confirmed' }) }),
  },
  disownByLink: {
    summary:
      'This is not me, by the link of a message: every address to which it can have gone is contested, and the data rests (Art. 16, 18(1)(a)). No login, nothing is shown, safe to repeat',
    params: Type.Object({ token: text(400, 'Token') }),
    answer: Type.Object({ dueOn: Type.String({ format: 'date', description: 'The day by which it is answered' }) }),
  },
  unsubscribe: {
    summary: 'One-click withdrawal (RFC 8058): no login, no redirect, safe to repeat',
    params: Type.Object({ token: text(400, 'Token') }),
    body: Type.Optional(Type.Unknown()),
    answer: Type.Object({ withdrawn: Type.Boolean() }),
  },
});
