// The shop counter: a colleague serves whoever stands there.
import Type from 'typebox';
import { endpoints, id, instant, language, nothing } from './shapes.ts';
import { inLanguage, languages, shownNotice } from './stores.ts';

const aConversation = Type.Object({ conversation: id('cnv', 'Conversation') });
const aLink = {
  url: Type.String({ description: 'Good once and for ten minutes; the token stands behind the #' }),
  picture: Type.String({ description: 'The same as a QR code, SVG' }),
  expiresAt: instant,
};
const aStore = Type.Object({ store: id('sto', 'Store') });

export const counterEndpoints = endpoints({
  readCounter: {
    summary: 'What is shown at the counter before a conversation is opened for whoever stands there: purpose and notice',
    params: aStore,
    query: inLanguage,
    answer: Type.Object({
      store: Type.String(),
      company: Type.String(),
      language,
      languages,
      notice: shownNotice,
      purpose: Type.Object({ code: Type.String(), name: Type.String(), description: Type.String() }),
    }),
  },
  openAtCounter: {
    summary: 'Open a conversation for whoever stands at the counter, with a link by which they go on with it on their own phone',
    params: aStore,
    body: Type.Object({
      language,
      noticeId: id('ntc', 'Notice that was shown'),
      noticeHash: Type.String({ maxLength: 64 }),
      text: Type.String({ minLength: 1, maxLength: 4_000, pattern: '\\S', description: 'First words of the company' }),
      clientId: Type.Optional(
        Type.String({ pattern: '^[0-9a-zA-Z-]{8,64}$', description: 'The same again opens nothing more and gives the same link' }),
      ),
    }),
    answer: Type.Object({
      conversation: id('cnv', 'Conversation'),
      ...aLink,
    }),
    status: 201,
  },
  readCounterLink: {
    summary:
      'The link of a conversation that was opened at the counter, once more, while it is good and nobody took it up, for whoever opened it or looks after it',
    params: aConversation,
    answer: Type.Object({ ...aLink, language }),
  },
  takeCounterLinkBack: {
    summary: 'Take that link back: whoever scans it now finds nothing. The conversation stays',
    params: aConversation,
    answer: nothing,
  },
});
