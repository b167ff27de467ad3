// Kinds of entries about staff who leave or forget, emergencies, and reviews of who has what.
import { words } from '#lib/language.ts';

export const leavingKinds = words(
  {
    'staff.suspended': 'A colleague was suspended',
    'staff.brought-back': 'A suspension ended',
    'staff.left': 'A colleague left',
    'staff.invitation-withdrawn': 'An invitation was withdrawn',
    'staff.erased': 'A former colleague was erased',
    'staff.terms-changed': 'The terms for staff data were changed',
    'staff.copy-taken': 'A colleague took a copy of their own data',
    'staff.password-forgotten': 'A colleague forgot their password',
    'staff.password-reset': 'A forgotten password was replaced',
    'emergency.opened': 'Somebody began to read in an emergency',
    'emergency.closed': 'Reading in an emergency ended',
    'emergency.reviewed': 'An emergency access was reviewed',
    'review.started': 'A review of who has what began',
    'review.decided': 'A right was kept or taken away in a review',
    'review.finished': 'A review of who has what was finished',
  },
  {
    'staff.suspended': 'Jemand im Team wurde gesperrt',
    'staff.brought-back': 'Eine Sperre wurde aufgehoben',
    'staff.left': 'Jemand hat das Team verlassen',
    'staff.invitation-withdrawn': 'Einladung zurückgezogen',
    'staff.erased': 'Daten aus dem ehemaligen Team gelöscht',
    'staff.terms-changed': 'Fristen für Daten des Teams geändert',
    'staff.copy-taken': 'Kopie der eigenen Daten entnommen',
    'staff.password-forgotten': 'Passwort vergessen',
    'staff.password-reset': 'Vergessenes Passwort ersetzt',
    'emergency.opened': 'Jemand begann, im Notfall zu lesen',
    'emergency.closed': 'Lesen im Notfall beendet',
    'emergency.reviewed': 'Ein Notfallzugriff wurde überprüft',
    'review.started': 'Überprüfung der Rechte begonnen',
    'review.decided': 'In einer Überprüfung behalten oder entzogen',
    'review.finished': 'Überprüfung der Rechte abgeschlossen',
  },
);
