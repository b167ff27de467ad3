// The few words that we ourselves put into a text message.
import type { Outbound } from '../../adapter.ts';

const leave = { en: 'No more of this:', de: 'Nichts mehr davon:', fr: 'Ne plus en recevoir :', es: 'No recibir más:' } as const;

/** What is sent. Only advertising must say how to end it (Directive 2002/58/EC, Art. 13(4)): an answer is not made longer by a link. */
export function textOf({ text, isAdvertising, preferencesUrl, language }: Outbound): string {
  if (!isAdvertising || preferencesUrl === undefined) return text;
  return `${text}\n\n${leave[language.slice(0, 2) as keyof typeof leave] ?? leave.en} ${preferencesUrl}`;
}
