// The few words that come with every page while the sandbox is on.
import { words } from '#lib/language.ts';

export const bannerWords = words(
  {
    title: 'Sandbox',
    banner: 'The sandbox is on.',
    bannerMore: 'Nothing you send reaches anybody.',
    look: 'See what would be sent',
    lookShort: 'See',
  },
  {
    title: 'Sandkasten',
    banner: 'Der Sandkasten ist an.',
    bannerMore: 'Was du sendest, erreicht niemanden.',
    look: 'Ansehen, was gesendet würde',
    lookShort: 'Ansehen',
  },
);
