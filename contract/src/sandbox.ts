// The sandbox of a channel: an emulator within this Parley that carries nothing anywhere, shows what was sent, and answers as it is told.
import Type from 'typebox';
import { endpoints, id, instant, maybe, nothing, one, text } from './shapes.ts';

const aChannel = Type.Object({ inbox: id('inb', 'Inbox') });
/** Numbers that are nobody's: kept free for examples in North America (555 01xx), the United Kingdom (Ofcom), France (ARCEP) and Germany (BNetzA). */
const exampleNumber = '^\\+(1[2-9][0-9]{2}55501[0-9]{2}|447700900[0-9]{3}|3363998[0-9]{4}|4917139200[0-9]{2})$';
/** Such a number, an id larger than Telegram gives out (52 bits), or an address of mail that is nobody's (RFC 2606). */
const exampleSender = `${exampleNumber}|^50000000000001[0-9]{2}$|^[a-z0-9.]{1,40}@example\\.(com|net|org)$`;
const behaviour = Type.Object({
  failWith: maybe(Type.Integer({ minimum: 1, maximum: 999_999, description: 'Code of the provider with which the next messages fail' })),
  delaySeconds: Type.Integer({
    minimum: 0,
    maximum: 300,
    description:
      'How late it tells what became of a message, or hands in what is written where it tells nothing of that (Telegram, LINE); in a web chat, how late devices show what they are woken by',
  }),
  repeat: Type.Integer({ minimum: 1, maximum: 5, description: 'How often it tells everything' }),
});

const standParts = {
  isOn: Type.Boolean({ description: 'Whether the sandbox of the company is on: nothing leaves, every channel speaks with its emulator' }),
  since: maybe(instant),
};
const stand = Type.Object(standParts);
export const sandboxEndpoints = endpoints({
  readSandboxSwitch: {
    summary: 'How the switch of the sandbox stands',
    query: Type.Object({ counted: Type.Optional(Type.Boolean({ description: 'Counts what would be stopped if it were moved now' })) }),
    answer: Type.Object({
      ...standParts,
      waiting: maybe(Type.Integer({ description: 'Messages that wait to leave, at most 10,000; null unless counted' })),
    }),
  },
  moveSandboxSwitch: {
    summary: 'Switch the sandbox of the company on or off; what waits to leave is stopped and never sent',
    body: Type.Object({ isOn: Type.Boolean() }),
    answer: stand,
  },
  readSandbox: {
    summary: 'What a channel in the sandbox sent and received, newest first; kept for a day at most',
    params: aChannel,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          at: instant,
          direction: one(['in', 'out'], 'From or to the person'),
          from: Type.String(),
          to: Type.String(),
          text: Type.String(),
          choices: Type.Array(Type.String(), { description: 'What can be tapped below it' }),
          status: Type.String(),
          errorCode: maybe(Type.Integer()),
        }),
      ),
      behaviour,
    }),
  },
  writeInSandbox: {
    summary: 'Write to the company as somebody who is played',
    params: aChannel,
    body: Type.Object({
      from: Type.String({
        pattern: exampleSender,
        maxLength: 60,
        description:
          'Number of the sender (E.164), id of a chat on Telegram, or address of mail; only one that is nobody’s, so that it is no customer. Visitors of a web chat are told apart by it, and it is not kept.',
      }),
      text: text(1_600, 'Text'),
    }),
    answer: nothing,
    status: 202,
  },
  tapInSandbox: {
    summary: 'Tap a choice below a message, as whoever got it: it comes in with the provider’s own payload of a tap',
    params: aChannel,
    body: Type.Object({
      message: text(200, 'Id of the message, as it is listed'),
      choice: Type.Integer({ minimum: 0, maximum: 19, description: 'Its place among the choices, from 0' }),
    }),
    answer: nothing,
    status: 202,
  },
  changeSandbox: {
    summary: 'How the emulator behaves from now on: fails, is late, repeats itself',
    params: aChannel,
    body: behaviour,
    answer: nothing,
  },
});
