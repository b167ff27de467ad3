// Advertising can be ended with one press where the provider shows buttons: it sends the word that is obeyed (Art. 7(3): as easy to withdraw as to give).
import type { Outbound } from '../../adapter.ts';

const words = { en: 'STOP', de: 'STOPP', fr: 'ARRÊT', es: 'BAJA' } as const;

/** What stands on the button, and what pressing it says; undefined where nothing is to be ended. */
export function leaveButton({ isAdvertising, language }: Outbound): string | undefined {
  return isAdvertising ? (words[language.slice(0, 2) as keyof typeof words] ?? words.en) : undefined;
}
