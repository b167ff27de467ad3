// The words of choices below a reply.
import { words } from '#lib/language.ts';
import type { Conversation } from './types.ts';

type Channel = Conversation['inbox']['channel'];
type Becomes = 'buttons' | 'whatsapp' | 'handed' | 'listed';
const becomes = (channel: Channel): Becomes =>
  channel === 'email' || channel === 'sms' ? 'listed' : channel === 'whatsapp' ? 'whatsapp' : channel === 'custom' ? 'handed' : 'buttons';

const en: Record<Becomes, string> = {
  buttons: 'The person sees buttons. Tapping one sends its words to you.',
  whatsapp: 'Up to three become buttons, more a list that opens. Below a text of more than 1,024 characters they are a numbered list.',
  handed: 'Your own system gets them with the message and shows them in its way.',
  listed: 'This channel has no buttons: they stand below the text as a numbered list.',
};
const de: Record<Becomes, string> = {
  buttons: 'Die Person sieht Knöpfe. Wer einen antippt, sendet dir dessen Worte.',
  whatsapp:
    'Bis zu drei werden Knöpfe, mehr eine Liste zum Aufklappen. Unter einem Text von mehr als 1.024 Zeichen sind sie eine nummerierte Liste.',
  handed: 'Euer eigenes System bekommt sie mit der Nachricht und zeigt sie auf seine Weise.',
  listed: 'Dieser Kanal hat keine Knöpfe: Sie stehen als nummerierte Liste unter dem Text.',
};

export const choiceWords = words(
  {
    choices: 'Choices for the person',
    choice: (place: number) => `Choice ${place}`,
    remove: (place: number) => `Remove choice ${place}`,
    another: 'Another choice',
    becomes: (channel: Channel) => en[becomes(channel)],
  },
  {
    choices: 'Auswahl für die Person',
    choice: (place: number) => `Antwort ${place}`,
    remove: (place: number) => `Antwort ${place} entfernen`,
    another: 'Weitere Antwort',
    becomes: (channel: Channel) => de[becomes(channel)],
  },
);
