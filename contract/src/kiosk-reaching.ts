// How somebody who sits at a kiosk is answered once they have left: at an address that they prove, or at an account of their own at a messenger.
import Type from 'typebox';
import { channelKind, email, endpoints, id, nothing, one, text } from './shapes.ts';

export const messengers = Type.Array(Type.Object({ inbox: id('inb', 'Inbox'), channel: channelKind }), {
  maxItems: 20,
  description: 'By which the customer may go on from an account of their own. None once an address was proved',
});

export const reachingEndpoints = endpoints({
  giveAddressAtKiosk: {
    summary: 'Say where to answer; a code goes there, to be typed in here',
    body: Type.Union([
      Type.Object({ kind: one(['email'], 'Kind of address'), value: email }),
      Type.Object({ kind: one(['phone'], 'Kind of address'), value: text(30, 'Phone number in international form') }),
    ]),
    answer: nothing,
    status: 202,
  },
  goOnByMessenger: {
    summary: 'A code and a link by which the customer goes on from an account of their own at a messenger; the one before is void',
    body: Type.Object({ inbox: id('inb', 'Inbox of the messenger') }),
    answer: Type.Object({
      channel: channelKind,
      code: Type.String({ maxLength: 20, description: 'To be sent to the account by its owner; good once, for ten minutes' }),
      url: Type.String({ maxLength: 600, description: 'Opens a chat with the account, the code ready to be sent' }),
    }),
  },
  proveAddressAtKiosk: {
    summary: 'Prove the address by its code',
    body: Type.Object({ code: text(12, 'Code') }),
    answer: Type.Object({ proved: Type.Boolean() }),
  },
});
