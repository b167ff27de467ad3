// The words about how many people a company may begin with, on a channel whose provider bounds that.
import { words } from '#lib/language.ts';

const inEnglish = (count: number): string => count.toLocaleString('en-GB');
const inGerman = (count: number): string => count.toLocaleString('de-DE');

export const limitWords = words(
  {
    begun: 'People begun with',
    of: (used: number, most: number) => `${inEnglish(used)} of ${inEnglish(most)} in the last 24 hours.`,
    withoutEnd: (used: number) => `${inEnglish(used)} in the last 24 hours; WhatsApp sets no limit.`,
    shared: (inboxes: number) => `${inboxes} channels share this.`,
    waits: 'What begins with further people waits until',
  },
  {
    begun: 'Begonnen mit',
    of: (used: number, most: number) => `${inGerman(used)} von ${inGerman(most)} Personen in den letzten 24 Stunden.`,
    withoutEnd: (used: number) => `${inGerman(used)} Personen in den letzten 24 Stunden; WhatsApp setzt keine Grenze.`,
    shared: (inboxes: number) => `${inboxes} Kanäle teilen sich das.`,
    waits: 'Was mit weiteren Personen beginnt, wartet bis',
  },
);
