// The lawful bases of Art. 6(1) by name.
import { words } from '#lib/language.ts';

export const basisWords = words(
  {
    consent: 'Consent',
    contract: 'Contract',
    'legal-obligation': 'Legal obligation',
    'vital-interests': 'Vital interests',
    'public-task': 'Public task',
    'legitimate-interests': 'Legitimate interests',
  },
  {
    consent: 'Einwilligung',
    contract: 'Vertrag',
    'legal-obligation': 'Rechtliche Pflicht',
    'vital-interests': 'Lebenswichtige Interessen',
    'public-task': 'Öffentliche Aufgabe',
    'legitimate-interests': 'Berechtigte Interessen',
  },
);
