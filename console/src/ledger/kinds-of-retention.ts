// Kinds of entries about what goes when its time is over, and what keeps it.
import { words } from '#lib/language.ts';

export const retentionKinds = words(
  {
    'retention.deleted': 'Conversations were deleted, their time was over',
    'retention.proofs-deleted': 'Proof of what is over was deleted, its time was over',
    'retention.swept': 'The deletion of a day was finished',
    'provider.forgot': 'A provider forgot messages whose time was over',
    'retention.held-off': 'After a restore nothing goes by time for a week',
    'hold.set': 'A legal hold was set',
    'hold.reviewed': 'A legal hold was looked at again',
    'hold.lifted': 'A legal hold was lifted',
    'person.contract-ended': 'The end of a contract was noted',
    'backup.restored': 'A backup was restored',
    'backup.drilled': 'A restore was tried out beside the running house',
  },
  {
    'retention.deleted': 'Gespräche gelöscht, ihre Zeit war um',
    'retention.proofs-deleted': 'Nachweise über Erledigtes gelöscht, ihre Zeit war um',
    'retention.swept': 'Das Löschen eines Tages ist fertig',
    'provider.forgot': 'Ein Anbieter hat Nachrichten vergessen, deren Zeit um war',
    'retention.held-off': 'Nach einer Wiederherstellung läuft eine Woche lang nichts ab',
    'hold.set': 'Aufbewahrung wegen eines Rechtsfalls angeordnet',
    'hold.reviewed': 'Aufbewahrung wegen eines Rechtsfalls überprüft',
    'hold.lifted': 'Aufbewahrung wegen eines Rechtsfalls beendet',
    'person.contract-ended': 'Ende eines Vertrags vermerkt',
    'backup.restored': 'Sicherung wiederhergestellt',
    'backup.drilled': 'Wiederherstellung neben dem laufenden Haus geübt',
  },
);
