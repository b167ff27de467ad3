// What the customer reads on the screen at the counter, in their own language.
import type { Store } from './stores-page.tsx';

type Shown = { readonly what: string; readonly notice: string; readonly whole: string; readonly scan: string; readonly qr: string };

export const counterWords: Readonly<Record<Store['languages'][number], Shown>> = {
  en: {
    what: 'What this conversation is for',
    notice: 'Privacy notice',
    whole: 'The whole notice',
    scan: 'Scan this with your own phone to go on there. It is good once, for ten minutes.',
    qr: 'QR code that leads to the conversation',
  },
  de: {
    what: 'Wofür dieses Gespräch ist',
    notice: 'Datenschutzhinweise',
    whole: 'Die ganzen Hinweise',
    scan: 'Scannen Sie dies mit Ihrem eigenen Telefon, um dort weiterzumachen. Es gilt einmal, zehn Minuten lang.',
    qr: 'QR-Code, der zum Gespräch führt',
  },
  fr: {
    what: 'À quoi sert cette conversation',
    notice: 'Informations sur vos données',
    whole: 'Toutes les informations',
    scan: 'Scannez ceci avec votre propre téléphone pour continuer. Le code sert une seule fois, pendant dix minutes.',
    qr: 'Code QR qui mène à la conversation',
  },
  es: {
    what: 'Para qué es esta conversación',
    notice: 'Información sobre sus datos',
    whole: 'Toda la información',
    scan: 'Escanee esto con su propio teléfono para seguir allí. Sirve una sola vez, durante diez minutos.',
    qr: 'Código QR que lleva a la conversación',
  },
};
