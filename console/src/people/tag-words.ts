// The words of somebody's tags.
import { words } from '#lib/language.ts';

export const tagWords = words(
  {
    title: 'Tags',
    until: 'until',
    add: 'Add a tag',
    takeOff: (name: string) => `Take “${name}” off`,
    takenOff: (name: string) => `“${name}” is off`,
    putOn: (name: string) => `“${name}” was added`,
    refused: 'No tag may be shown or added:',
  },
  {
    title: 'Schlagwörter',
    until: 'bis',
    add: 'Schlagwort hinzufügen',
    takeOff: (name: string) => `„${name}“ abnehmen`,
    takenOff: (name: string) => `„${name}“ ist abgenommen`,
    putOn: (name: string) => `„${name}“ ist dazugekommen`,
    refused: 'Kein Schlagwort darf gezeigt oder vergeben werden:',
  },
);
