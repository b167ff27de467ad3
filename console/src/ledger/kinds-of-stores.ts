// Kinds of entries about stores and the devices in them.
import { words } from '#lib/language.ts';

export const storeKinds = words(
  {
    'store.opened': 'A store was opened',
    'store.changed': 'A store was changed',
    'store.retired': 'A store was retired',
    'store.reopened': 'A store was taken up again',
    'kiosk.code-made': 'A code for a kiosk was made',
    'kiosk.enrolled': 'A kiosk was let in',
    'kiosk.revoked': 'A kiosk was taken out of service',
    'kiosk.sitting-began': 'Somebody began at a kiosk',
    'kiosk.handed-over': 'A conversation went from a store to a phone',
    'counter.opened': 'A conversation was opened at the counter',
    'counter.shown': 'The code of the counter was shown once more',
    'counter.taken-back': 'The link given at the counter was taken back',
  },
  {
    'store.opened': 'Geschäft eröffnet',
    'store.changed': 'Geschäft geändert',
    'store.retired': 'Geschäft geschlossen',
    'store.reopened': 'Geschäft wieder eröffnet',
    'kiosk.code-made': 'Code für einen Kiosk erstellt',
    'kiosk.enrolled': 'Kiosk eingelassen',
    'kiosk.revoked': 'Kiosk außer Dienst genommen',
    'kiosk.sitting-began': 'An einem Kiosk begann jemand',
    'kiosk.handed-over': 'Gespräch ging vom Geschäft auf ein Telefon',
    'counter.opened': 'An der Theke wurde ein Gespräch eröffnet',
    'counter.shown': 'Der Code von der Theke wurde noch einmal gezeigt',
    'counter.taken-back': 'Der Link von der Theke wurde zurückgenommen',
  },
);
