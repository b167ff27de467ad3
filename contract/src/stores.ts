// Physical stores: where customers meet the company in person, the devices that stand there, and what is said at one.
import Type from 'typebox';
import { messengers, reachingEndpoints } from './kiosk-reaching.ts';
import { kioskWish, objections } from './kiosk-wishes.ts';
import { channelKind, endpoints, id, instant, language, maybe, nothing, one, text } from './shapes.ts';

export const languages = Type.Array(language, {
  minItems: 1,
  maxItems: 4,
  uniqueItems: true,
  description: 'Languages offered there, the first one first',
});
const storeBody = {
  name: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S', description: 'Name of the store' }),
  address: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S', description: 'Postal address of the store' }),
  languages,
  hours: text(300, 'Opening hours in words; empty for none', 0),
  inbox: id('inb', 'Inbox of the web chat that its conversations go to'),
  restSeconds: Type.Integer({
    minimum: 20,
    maximum: 600,
    description: 'Seconds without a touch after which a kiosk asks whether anybody is there; twenty later it forgets',
  }),
};
const kiosk = Type.Object({
  id: id('ksk', 'Device'),
  name: Type.String(),
  enrolledAt: instant,
  lastSeenAt: maybe(instant),
  revokedAt: maybe(instant),
});
const acts = {
  conversations: Type.Integer(),
  choices: Type.Integer(),
  addresses: Type.Integer(),
  requests: Type.Integer(),
  handedOver: Type.Integer(),
};
const figures = Type.Object(acts, { description: 'How often something began here and is still kept; counts of acts, of nobody by name' });
const store = Type.Object({
  id: id('sto', 'Store'),
  ...storeBody,
  inbox: Type.Object({ id: id('inb', 'Inbox'), name: Type.String() }),
  url: Type.String({ description: 'Page of the store, as its poster leads to' }),
  retiredAt: maybe(instant),
  kiosks: Type.Array(kiosk),
  figures,
  months: Type.Array(Type.Object({ month: Type.String({ description: 'Such as 2026-11, in UTC' }), ...acts }), {
    description: 'The same by the month in which it began, latest first: of the last twelve, those in which something did',
  }),
});
/** As it is shown where somebody stands: in whole, with what proves later which one it was. */
export const shownNotice = Type.Object({
  id: id('ntc', 'Notice'),
  version: Type.Integer(),
  hash: Type.String(),
  short: Type.String(),
  sections: Type.Array(Type.Object({ heading: Type.String(), article: Type.String(), body: Type.String() })),
});
const company = {
  company: Type.String(),
  accent: Type.String(),
  logo: maybe(Type.String({ description: 'Path of the logo' })),
  centreKey: Type.String(),
  notice: shownNotice,
};
export const inLanguage = Type.Object({ language: Type.Optional(language) });

export const storesEndpoints = endpoints({
  listStores: { summary: 'Stores with their devices and figures', answer: Type.Object({ items: Type.Array(store) }) },
  addStore: { summary: 'Open a store', body: Type.Object(storeBody), answer: store, status: 201 },
  changeStore: {
    summary: 'Change a store, retire it or take it up again',
    params: Type.Object({ store: id('sto', 'Store') }),
    body: Type.Partial(Type.Object({ ...storeBody, retired: Type.Boolean() })),
    answer: store,
  },
  readPoster: {
    summary: 'A poster with a QR code that leads to the page of the store, as a tagged PDF',
    params: Type.Object({ store: id('sto', 'Store') }),
    query: Type.Object({ size: Type.Optional(one(['A4', 'A3'], 'Size of the paper')) }),
    binary: true,
    answer: Type.Unknown(),
  },
  makeKioskCode: {
    summary: 'A code by which one device becomes a kiosk of this store, once and within ten minutes',
    params: Type.Object({ store: id('sto', 'Store') }),
    body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S', description: 'Where the device stands' }) }),
    answer: Type.Object({ code: Type.String(), expiresAt: instant }),
    status: 201,
  },
  revokeKiosk: {
    summary: 'Take a device out of service at once',
    params: Type.Object({ kiosk: id('ksk', 'Device') }),
    answer: nothing,
  },
  readStoreOf: {
    summary: 'The store in which a conversation began',
    params: Type.Object({ conversation: id('cnv', 'Conversation') }),
    answer: Type.Object({
      store: maybe(Type.Object({ id: id('sto', 'Store'), name: Type.String() })),
      linkUntil: maybe(instant),
    }),
  },
  readStorePage: {
    summary: 'What the page of a store shows to whoever scanned its poster',
    params: Type.Object({ key: text(80, 'Public key of the store') }),
    query: inLanguage,
    answer: Type.Object({
      ...company,
      store: Type.String(),
      address: Type.String(),
      hours: Type.String(),
      language,
      languages,
      widgetKey: Type.String(),
    }),
  },
  enrolKiosk: {
    summary: 'Make a device a kiosk by the code that the console showed',
    body: Type.Object({ code: text(20, 'Code') }),
    answer: Type.Object({ token: Type.String() }),
    status: 201,
  },
  takeOver: {
    summary: 'Go on with a conversation on one’s own phone: a link is good once and for ten minutes',
    body: Type.Object({
      token: text(500, 'Token of the link'),
      nonce: Type.Optional(
        Type.String({
          pattern: '^[0-9a-zA-Z-]{32,64}$',
          description: 'Made by the phone: whoever repeats it gets the same answer, should the first be lost',
        }),
      ),
    }),
    answer: Type.Object({ widgetKey: Type.String(), token: Type.String({ description: 'Token of the visit, as the web chat keeps it' }) }),
  },
  readKiosk: {
    summary: 'What a kiosk shows before anybody is known',
    query: inLanguage,
    answer: Type.Object({
      ...company,
      store: Type.String(),
      language,
      languages,
      restSeconds: Type.Integer(),
      texts: Type.Boolean({ description: 'Whether a code can be sent by text message' }),
      textsOpen: Type.Boolean({
        description: 'Whether such a code opens the privacy page, so that a number is enough to ask for a right of Articles 15 to 22',
      }),
      pageUrl: Type.String({ description: 'Page of the store' }),
      centreUrl: Type.String({ description: 'Privacy page of the company' }),
    }),
  },
  startSitting: {
    summary: 'Begin with one customer, who was shown this notice; ends by itself after the rest of the store',
    body: Type.Object({ language, noticeId: id('ntc', 'Notice that was shown'), noticeHash: Type.String({ maxLength: 64 }) }),
    answer: Type.Object({ token: Type.String() }),
    status: 201,
  },
  readSitting: {
    summary: 'How far this sitting has come, and the links by which the customer goes on elsewhere',
    query: inLanguage,
    answer: Type.Object({
      asked: Type.Boolean(),
      address: maybe(Type.Object({ kind: one(['email', 'phone'], 'Kind of address'), proved: Type.Boolean() })),
      choices: Type.Array(
        Type.Object({
          purpose: Type.String(),
          purposeName: Type.String(),
          description: Type.String(),
          channel: channelKind,
          state: Type.String(),
          wording: Type.String(),
          shown: Type.String({
            description: 'Names these words; sent along with the answer, so that the proof names what stood on the screen',
          }),
        }),
        { description: 'What may be agreed to here, on the channel of the address that was proved' },
      ),
      objections,
      handOverUrl: maybe(
        Type.String({
          description: 'Goes on with the conversation on one’s own phone; the token stands behind the #. None once an address was proved',
        }),
      ),
      messengers,
    }),
  },
  askAtKiosk: {
    summary: 'Leave a message; the same clientId twice makes one',
    body: Type.Object({
      clientId: Type.String({ pattern: '^[0-9a-zA-Z-]{8,64}$' }),
      text: Type.String({ minLength: 1, maxLength: 4_000, pattern: '\\S', description: 'Text' }),
    }),
    answer: nothing,
    status: 201,
  },
  ...reachingEndpoints,
  chooseAtKiosk: {
    summary: 'Say yes or no to purposes, with what proves it: all at once, or nothing of it',
    body: Type.Object({
      noticeId: id('ntc', 'Notice that was shown'),
      noticeHash: Type.String({ maxLength: 64 }),
      language,
      answers: Type.Array(
        Type.Object({
          purpose: text(60, 'Purpose code'),
          channel: channelKind,
          given: Type.Boolean(),
          shown: Type.String({ maxLength: 64, description: 'Name of the words that were shown' }),
        }),
        { minItems: 1, maxItems: 100 },
      ),
      signature: Type.Optional(
        Type.String({ maxLength: 65_536, pattern: '^data:image/png;base64,[A-Za-z0-9+/=]+$', description: 'A drawn signature, PNG' }),
      ),
      signedName: Type.Optional(text(120, 'The name, typed instead of drawn')),
    }),
    answer: Type.Object({
      answers: Type.Array(
        Type.Object({
          purpose: Type.String(),
          channel: channelKind,
          state: Type.String({ description: 'Where it stands now' }),
          isNew: Type.Boolean({ description: 'Whether this answer made it so, or it stood like that before' }),
        }),
      ),
    }),
  },
  requestAtKiosk: {
    summary: 'Ask for any of the rights of Articles 15 to 22; the answer goes to the address or number that was proved',
    body: kioskWish,
    answer: nothing,
    status: 201,
  },
  endSitting: { summary: 'End with this customer: the token is worth nothing from now on', answer: nothing },
});
