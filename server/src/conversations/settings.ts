// What conversations keep and load unless told otherwise.
import { builtIn, hours, type Setting } from '#kit/setting';
import { imagesUnlessAsked } from './downloads.ts';
import { mostLooseHours } from './files.ts';

export const conversationsSettings: readonly Setting[] = [
  {
    code: 'conversations.remote-images',
    group: 'privacy',
    title: { en: 'Pictures that a mail would load from elsewhere', de: 'Bilder, die eine Mail von anderswo laden würde' },
    reason: {
      en: 'Loading one tells its sender when and where you read. One click loads them for one mail.',
      de: 'Das Laden verrät dem Absender, wann und wo ihr lest. Ein Klick lädt sie für eine Mail.',
    },
    article: '25(2)',
    standard: imagesUnlessAsked ? { en: 'loaded', de: 'geladen' } : { en: 'blocked', de: 'blockiert' },
    ...builtIn,
  },
  {
    code: 'conversations.loose-files',
    group: 'privacy',
    title: { en: 'Files that were uploaded but never sent go after', de: 'Hochgeladene, nie gesendete Dateien gehen nach' },
    reason: { en: 'Nobody sent them, so nobody needs them.', de: 'Niemand hat sie gesendet, also braucht sie niemand.' },
    article: '5(1)(e)',
    standard: hours(mostLooseHours),
    ...builtIn,
  },
];
