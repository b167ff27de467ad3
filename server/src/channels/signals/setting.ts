// Whether people are told that their words were read: nobody is, until a company says of a channel that they are, and why (Art. 25(2)). Switched on in `accounts.ts`.
import type { InboxId } from '#kit/ids';
import type { Setting } from '#kit/setting';
import { changeChannel, inboxesThatTell } from '../accounts.ts';
import { tellReadCode } from './rules.ts';

const on = (count: number) =>
  count === 0
    ? { en: 'no', de: 'nein' }
    : { en: `on ${count} channel${count === 1 ? '' : 's'}`, de: `auf ${count} ${count === 1 ? 'Kanal' : 'Kanälen'}` };

export const tellReadSetting: Setting = {
  code: tellReadCode,
  group: 'privacy',
  title: { en: 'People are told that their messages were read', de: 'Menschen erfahren, dass ihre Nachrichten gelesen wurden' },
  reason: {
    en: 'It tells the messenger when your people work. Where you want it, it is switched on for one channel, with a reason.',
    de: 'Es verrät dem Messenger, wann eure Leute arbeiten. Wo ihr es wollt, wird es je Kanal mit Begründung eingeschaltet.',
  },
  article: '25(2)',
  standard: on(0),
  value: async (ctx) => on((await inboxesThatTell(ctx)).length),
  undo: async (ctx, before) => {
    const { inboxes } = before as { inboxes: readonly InboxId[] };
    for (const inbox of await inboxesThatTell(ctx))
      if (!inboxes.includes(inbox)) await changeChannel(ctx, inbox, { settings: { tellsRead: false } });
  },
  where: 'console',
  page: '/channels',
};
