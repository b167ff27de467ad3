// The words about the end of a contract.
import { words } from '#lib/language.ts';

export const contractWords = words(
  {
    title: 'Contract',
    enter: 'Enter its end',
    change: 'Change',
    ended: 'Ends or ended on',
    unknown: 'No end is known. What counts from it counts from the last contact.',
    dialog: 'End of the contract',
    about: 'Periods that count from the end of a contract run from this day, or from a later last contact.',
    on: 'Day',
    hint: 'Leave it empty while the contract runs.',
    save: 'Save',
    cancel: 'Cancel',
    saved: 'The end of the contract is noted',
  },
  {
    title: 'Vertrag',
    enter: 'Ende eintragen',
    change: 'Ändern',
    ended: 'Endet oder endete am',
    unknown: 'Kein Ende bekannt. Was von ihm an zählt, zählt vom letzten Kontakt an.',
    dialog: 'Ende des Vertrags',
    about: 'Fristen, die vom Ende eines Vertrags an zählen, laufen von diesem Tag an oder von einem späteren letzten Kontakt.',
    on: 'Tag',
    hint: 'Leer lassen, solange der Vertrag läuft.',
    save: 'Speichern',
    cancel: 'Abbrechen',
    saved: 'Das Ende des Vertrags ist vermerkt',
  },
);
