// Consent on the wire: choices and their history with proof, the second step of a yes, and consents brought along from elsewhere.
import Type from 'typebox';
import { channelKind, email, endpoints, id, instant, language, maybe, one, text } from './shapes.ts';

export const ageBand = one(['under-13', '13', '14', '15', 'of-age'], 'How old in years, or of age to agree alone');
export const consentEvent = Type.Object({
  id: id('cns', 'Consent event'),
  purpose: Type.String(),
  purposeName: Type.String(),
  channel: channelKind,
  state: one(['requested', 'pending', 'given', 'refused', 'withdrawn', 'expired', 'invalidated'], 'State after this event'),
  at: instant,
  method: Type.String(),
  by: Type.String({ description: 'self, parent, agent or import' }),
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
  wording: Type.String({ description: 'The words to show beside the choice, in the language asked for' }),
  explicit: Type.Boolean({ description: 'A statement about special categories: asked by itself, never beside others (Art. 9(2)(a))' }),
  ages: Type.Array(ageBand, { description: 'The ages to choose from where children are meant, else empty (Art. 8(1))' }),
});
/** What a yes may need besides: age and parent where children are meant, and that the statement of its own was the one shown. */
export const yesNeeds = {
  age: Type.Optional(ageBand),
  parent: Type.Optional(email),
  explicit: Type.Optional(Type.Boolean({ description: 'Said to the explicit statement, by an act of its own (Art. 9(2)(a))' })),
};
const byToken = Type.Object({ token: text(400, 'Token') });
const confirmationState = one(['open', 'given', 'over'], 'Whether it waits, counts, or ended');
const aPerson = Type.Object({ person: id('per', 'Person') });
const inLanguage = Type.Object({ language: Type.Optional(language) });

export const consentEndpoints = endpoints({
  readConsents: {
    summary: 'Consents of a person: where they stand, and their history with proof',
    params: aPerson,
    query: inLanguage,
    answer: Type.Object({ states: Type.Array(consentState), history: Type.Array(consentEvent) }),
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
});
