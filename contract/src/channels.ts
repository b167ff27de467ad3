// The doors of channels: what staff open, change and try.
import Type from 'typebox';
import { inbox } from './conversations.ts';
import { messagingLimit } from './messaging-limit.ts';
import { sandboxEndpoints } from './sandbox.ts';
import { channelKind, endpoints, id, instant, maybe, text } from './shapes.ts';

export const channel = Type.Object({
  inbox,
  address: maybe(Type.String({ description: 'Address the channel receives at' })),
  snippet: maybe(Type.String({ description: 'Code to paste into a page' })),
  settings: Type.Record(Type.String(), Type.Unknown()),
  dns: Type.Array(Type.Object({ name: Type.String(), type: Type.String(), value: Type.String() })),
  recipient: maybe(Type.String({ description: 'Code of the recipient in the vendor register' })),
  isPlayed: Type.Boolean({ description: 'Whether it speaks with its emulator now, by its own settings or by the sandbox of the company' }),
  webhook: maybe(Type.String({ description: 'Address that the provider calls with what comes in', maxLength: 600 })),
  limit: maybe(messagingLimit),
  health: Type.Object({
    ok: Type.Boolean(),
    isTested: Type.Boolean({ description: 'Whether anybody tried it yet' }),
    words: Type.String(),
  }),
});
export const channelsEndpoints = endpoints({
  listChannels: { summary: 'Channels with settings, snippet and health', answer: Type.Object({ items: Type.Array(channel) }) },
  addChannel: {
    summary: 'Open a channel',
    body: Type.Object({ channel: channelKind, name: text(80, 'Name of the inbox'), settings: Type.Record(Type.String(), Type.Unknown()) }),
    answer: channel,
    status: 201,
  },
  changeChannel: {
    summary: 'Change a channel',
    params: Type.Object({ inbox: id('inb', 'Inbox') }),
    body: Type.Object({
      name: Type.Optional(text(80, 'Name')),
      settings: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      reason: Type.Optional(text(500, 'Why, where it is a step towards less privacy')),
    }),
    answer: channel,
  },
  testChannel: {
    summary: 'Test a channel for real: its address, relay and receiver',
    params: Type.Object({ inbox: id('inb', 'Inbox') }),
    answer: Type.Object({ ok: Type.Boolean(), words: Type.String() }),
  },
  connectChannel: {
    summary: 'Tell the provider of a channel where to hand in what it receives, or ask it to let us in',
    params: Type.Object({ inbox: id('inb', 'Inbox') }),
    answer: Type.Object({
      ok: Type.Boolean(),
      words: Type.String(),
      open: Type.Optional(Type.String({ description: 'Page of the provider where a person has to agree', maxLength: 4_000 })),
    }),
  },
  agreeForChannel: {
    summary: 'Hand in what the provider of a mailbox sent back when somebody agreed there',
    body: Type.Object({ state: Type.String({ minLength: 20, maxLength: 1_000 }), code: Type.String({ minLength: 1, maxLength: 4_000 }) }),
    answer: Type.Object({ ok: Type.Boolean(), words: Type.String() }),
  },
  ...sandboxEndpoints,
  listCaptured: {
    summary: 'Mail that would have left, while no relay is set; kept in memory only',
    answer: Type.Object({
      capturing: Type.Boolean(),
      items: Type.Array(
        Type.Object({
          at: instant,
          to: Type.String(),
          subject: Type.String(),
          headers: Type.Array(Type.Tuple([Type.String(), Type.String()])),
          text: Type.String(),
        }),
      ),
    }),
  },
});
