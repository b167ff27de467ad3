// What the customer reads on the screen at the counter, in their own language.
import type { Store } from './stores-page.tsx';

type Shown = { readonly what: string; readonly notice: string; readonly whole: string };

export const counterWords: Readonly<Record<Store['languages'][number], Shown>> = {
  en: {
    what: 'What this conversation is for',
    notice: 'Privacy notice',
    whole: 'The whole notice',
  },
  de: {
    what: 'Wofür dieses Gespräch ist',
    notice: 'Datenschutzhinweise',
    whole: 'Die ganzen Hinweise',
  },
  fr: {
    what: 'À quoi sert cette conversation',
    notice: 'Informations sur vos données',
    whole: 'Toutes les informations',
  },
  es: {
    what: 'Para qué es esta conversación',
    notice: 'Información sobre sus datos',
    whole: 'Toda la información',
  },
};
