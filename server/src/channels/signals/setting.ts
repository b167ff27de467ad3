// Whether people are shown that somebody writes, and told that their words were read: nobody is, until a company says of a channel that they are, and why (Art. 25(2)). Each channel is a part of
// the setting, with a reason of its own, and is taken back by itself. Switched on in `accounts.ts`.
import type { Ctx } from '#kit/ctx';
import type { InboxId } from '#kit/ids';
import { onOff, type Part, type Setting, type Words } from '#kit/setting';
import { changeChannel, listAccounts } from '../accounts.ts';
import { isOn, type Toggle, toggles } from './rules.ts';

const onSo = (count: number): Words =>
  count === 0
    ? { en: 'no', de: 'nein' }
    : { en: `on ${count} channel${count === 1 ? '' : 's'}`, de: `auf ${count} ${count === 1 ? 'Kanal' : 'Kanälen'}` };

const settingOf = (toggle: Toggle, words: Pick<Setting, 'title' | 'reason'>): Setting => ({
  code: toggles[toggle],
  group: 'privacy',
  ...words,
  article: '25(2)',
  standard: onSo(0),
  value: async (ctx) => onSo((await channelsWith(ctx, toggle)).length),
  parts: (ctx) => channelsWith(ctx, toggle),
  undoPart: async (ctx, inbox) => void (await changeChannel(ctx, inbox as InboxId, { settings: { [toggle]: false } })),
  where: 'console',
  page: '/channels',
});

async function channelsWith(ctx: Ctx, toggle: Toggle): Promise<Part[]> {
  return (await listAccounts(ctx)).flatMap(({ stored }) =>
    isOn(stored.settings, toggle) ? { id: stored.inbox, name: stored.name, value: onOff(true) } : [],
  );
}

export const signalSettings: readonly Setting[] = [
  settingOf('tellsRead', {
    title: { en: 'People are told that their messages were read', de: 'Menschen erfahren, dass ihre Nachrichten gelesen wurden' },
    reason: {
      en: 'It tells the messenger when your people work. Where you want it, it is switched on for one channel, with a reason.',
      de: 'Es verrät dem Messenger, wann eure Leute arbeiten. Wo ihr es wollt, wird es je Kanal mit Begründung eingeschaltet.',
    },
  }),
  settingOf('showsTyping', {
    title: { en: 'People on messengers see that somebody writes', de: 'Menschen auf Messengern sehen, dass jemand schreibt' },
    reason: {
      en: 'It tells the messenger when your people work, and how long they think. Where you want it, it is switched on for one channel, with a reason.',
      de: 'Es verrät dem Messenger, wann eure Leute arbeiten und wie lange sie überlegen. Wo ihr es wollt, wird es je Kanal mit Begründung eingeschaltet.',
    },
  }),
];
