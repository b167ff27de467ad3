// Choices below a message of WhatsApp: up to three as buttons, more behind a list that opens (Cloud API, interactive messages). Both take short words only.
import { listed } from '@parley/contract/choices';

export const mostButtons = 3;
const mostLetters = 1_024;
const open = { en: 'Choose', de: 'Auswählen', fr: 'Choisir', es: 'Elegir' } as const;

/** What stands on the button behind which a list is, in the person’s language (ISO 639-1). */
export const opensList = (language: string): string => open[language.slice(0, 2) as keyof typeof open] ?? open.en;

const ask = { en: 'Please choose:', de: 'Bitte auswählen:', fr: 'Veuillez choisir :', es: 'Por favor, elija:' } as const;

/** What stands above the buttons where the words went before them, in the person’s language (ISO 639-1). */
export const asksToChoose = (language: string): string => ask[language.slice(0, 2) as keyof typeof ask] ?? ask.en;

/** The words and the choices that go with them as buttons: where the words are too long for that, the choices stand below them, numbered. */
export const tappable = (text: string, choices: readonly string[]): { readonly text: string; readonly choices: readonly string[] } =>
  [...text].length > mostLetters ? { text: listed(text, choices), choices: [] } : { text, choices };

/** Whether a tap with this id is on a choice of a colleague's answer. */
export const isChoice = (id: string): boolean => /^choice-\d{1,2}$/.test(id);
export const choiceId = (at: number): string => `choice-${at + 1}`;

/** The part of a message that shows text with choices; `language` is that of the person, by ISO 639-1. */
export function interactiveOf(text: string, choices: readonly string[], language: string): object {
  const options = choices.map((title, at) => ({ id: choiceId(at), title }));
  const action =
    choices.length <= mostButtons
      ? { buttons: options.map((reply) => ({ type: 'reply', reply })) }
      : { button: opensList(language), sections: [{ rows: options }] };
  return { type: 'interactive', interactive: { type: choices.length <= mostButtons ? 'button' : 'list', body: { text }, action } };
}
