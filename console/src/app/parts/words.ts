// The words of the page of parts; the names of states are for those who build pages and stay in English.
import { words } from '#lib/language.ts';

export const partsWords = words(
  {
    title: 'Parts',
    about: 'Every part these pages are built of, in every state. For those who build and test; nothing here touches data.',
    light: 'Light',
    dark: 'Dark',
  },
  {
    title: 'Bausteine',
    about: 'Alle Bausteine dieser Seiten in jedem Zustand. Für alle, die bauen und prüfen; nichts hier berührt Daten.',
    light: 'Hell',
    dark: 'Dunkel',
  },
);
