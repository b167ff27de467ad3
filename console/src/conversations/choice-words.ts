// The words of choices below a reply.
import type { Wish } from '@parley/contract/stop-words';
import { words } from '#lib/language.ts';
import type { Conversation } from './types.ts';

type Channel = Conversation['inbox']['channel'];
type Becomes = 'buttons' | 'whatsapp' | 'phones' | 'handed' | 'listed';
const others: Partial<Record<Channel, Becomes>> = {
  ...{ email: 'listed', sms: 'listed', whatsapp: 'whatsapp', custom: 'handed' },
  ...{ line: 'phones', instagram: 'phones' },
};
const becomes = (channel: Channel): Becomes => others[channel] ?? 'buttons';

const en: Record<Becomes, string> = {
  buttons: 'The person sees buttons. Tapping one sends its words to you.',
  whatsapp:
    'Up to three become buttons, more a list that opens. Below a text of more than 1,024 characters they are a numbered list. By Twilio a text of several lines, or of more than 250 characters, goes ahead as a message of its own.',
  phones: 'They stand below the text as a numbered list, for whoever sits at a computer; on phones they are buttons as well.',
  handed: 'They stand below the text as a numbered list, unless the settings of this channel say that your own system shows them.',
  listed: 'This channel has no buttons: they stand below the text as a numbered list.',
};
const de: Record<Becomes, string> = {
  buttons: 'Die Person sieht Knöpfe. Wer einen antippt, sendet dir dessen Worte.',
  whatsapp:
    'Bis zu drei werden Knöpfe, mehr eine Liste zum Aufklappen. Unter einem Text von mehr als 1.024 Zeichen sind sie eine nummerierte Liste. Über Twilio geht ein Text mit mehreren Zeilen oder mehr als 250 Zeichen als eigene Nachricht voraus.',
  phones: 'Sie stehen als nummerierte Liste unter dem Text, auch für alle am Rechner; auf dem Telefon sind sie zusätzlich Knöpfe.',
  handed: 'Sie stehen als nummerierte Liste unter dem Text, außer die Einstellungen dieses Kanals sagen, dass euer System sie zeigt.',
  listed: 'Dieser Kanal hat keine Knöpfe: Sie stehen als nummerierte Liste unter dem Text.',
};

const enObeyed: Record<Wish, (title: string) => string> = {
  stop: (title) =>
    `A tap on “${title}” ends messages here and takes consents back, so the reply waits until it says more. Say of what, such as “Cancel order”.`,
  start: (title) =>
    `A tap on “${title}” means to get messages again, so the reply waits until it says more. Say with what, such as “Start return”.`,
  help: (title) =>
    `A tap on “${title}” asks who writes, and is answered by itself, so the reply waits until it says more. Say about what, such as “Help with order”.`,
};
const deObeyed: Record<Wish, (title: string) => string> = {
  stop: (title) =>
    `Wer „${title}“ antippt, beendet hier alle Nachrichten und widerruft Einwilligungen: Die Antwort wartet, bis da mehr steht. Sag, wovon, etwa „Auftrag stornieren“.`,
  start: (title) =>
    `Wer „${title}“ antippt, will wieder Nachrichten bekommen: Die Antwort wartet, bis da mehr steht. Sag, womit, etwa „Retoure starten“.`,
  help: (title) =>
    `Wer „${title}“ antippt, fragt, wer schreibt, und bekommt von selbst Antwort: Die Antwort wartet, bis da mehr steht. Sag, wobei, etwa „Hilfe zum Auftrag“.`,
};

export const choiceWords = words(
  {
    choices: 'Choices for the person',
    choice: (place: number) => `Choice ${place}`,
    remove: (place: number) => `Remove choice ${place}`,
    another: 'Another choice',
    becomes: (channel: Channel) => en[becomes(channel)],
    obeyed: (wish: Wish, title: string) => enObeyed[wish](title),
  },
  {
    choices: 'Auswahl für die Person',
    choice: (place: number) => `Antwort ${place}`,
    remove: (place: number) => `Antwort ${place} entfernen`,
    another: 'Weitere Antwort',
    becomes: (channel: Channel) => de[becomes(channel)],
    obeyed: (wish: Wish, title: string) => deObeyed[wish](title),
  },
);
