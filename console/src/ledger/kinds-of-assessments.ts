// Kinds of entries about assessments, and about steps away from the defaults.
import { words } from '#lib/language.ts';

export const assessmentKinds = words(
  {
    'assessment.opened': 'An assessment was begun',
    'assessment.changed': 'An assessment was written on',
    'assessment.advised': 'The data protection officer advised on an assessment',
    'assessment.approved': 'An assessment was approved',
    'assessment.reopened': 'An assessment was opened again',
    'assessment.measure-done': 'A measure of an assessment was carried out',
    'assessment.removed': 'A draft of an assessment was taken away',
    'default.lowered': 'A setting was changed towards less privacy',
    'default.restored': 'A step towards less privacy was taken back',
  },
  {
    'assessment.opened': 'Abschätzung begonnen',
    'assessment.changed': 'An einer Abschätzung geschrieben',
    'assessment.advised': 'Rat des Datenschutzbeauftragten zu einer Abschätzung',
    'assessment.approved': 'Abschätzung genehmigt',
    'assessment.reopened': 'Abschätzung wieder geöffnet',
    'assessment.measure-done': 'Maßnahme einer Abschätzung umgesetzt',
    'assessment.removed': 'Entwurf einer Abschätzung entfernt',
    'default.lowered': 'Einstellung zu weniger Datenschutz geändert',
    'default.restored': 'Schritt zu weniger Datenschutz zurückgenommen',
  },
);
