// Kinds of entries about records of processing.
import { words } from '#lib/language.ts';

export const datamapKinds = words(
  {
    'record.facts-changed': 'The facts for the record of processing were changed',
    'record.drawn-up': 'A record of processing got a new version',
  },
  {
    'record.facts-changed': 'Angaben für das Verzeichnis von Verarbeitungstätigkeiten geändert',
    'record.drawn-up': 'Ein Verzeichnis von Verarbeitungstätigkeiten bekam eine neue Fassung',
  },
);
