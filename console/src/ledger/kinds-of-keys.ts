// Kinds of entries about the keys: destroyed, replaced, moved, sealed anew.
import { words } from '#lib/language.ts';

export const keyKinds = words(
  {
    'keys.shredded': 'Keys were destroyed',
    'keys.epoch-destroyed': 'An epoch key was destroyed',
    'keys.root-moved': 'The root key was moved',
    'keys.workspace-rotated': 'The key of the company was replaced',
    'keys.instance-replaced': 'Keys that sign links and reply addresses were replaced',
    'keys.store-move-begun': 'Keys began to move to another database',
    'keys.store-moved': 'Keys have moved to another database',
    'keys.reencryption-begun': 'Sealing anew under new keys began',
    'keys.reencrypted': 'Everything was sealed anew under new keys',
    'ledger.key-changed': 'Another key signs the ledger',
    'ledger.key-compromised': 'A former key of the ledger is in other hands, and counts no more',
  },
  {
    'keys.shredded': 'Schlüssel vernichtet',
    'keys.epoch-destroyed': 'Epochenschlüssel vernichtet',
    'keys.root-moved': 'Wurzelschlüssel umgezogen',
    'keys.workspace-rotated': 'Schlüssel der Firma ersetzt',
    'keys.instance-replaced': 'Schlüssel für Links und Antwortadressen ersetzt',
    'keys.store-move-begun': 'Umzug der Schlüssel in eine andere Datenbank begonnen',
    'keys.store-moved': 'Schlüssel in eine andere Datenbank umgezogen',
    'keys.reencryption-begun': 'Neuversiegeln unter neuen Schlüsseln begonnen',
    'keys.reencrypted': 'Alles unter neuen Schlüsseln neu versiegelt',
    'ledger.key-changed': 'Ein anderer Schlüssel unterschreibt das Protokoll',
    'ledger.key-compromised': 'Ein früherer Schlüssel des Protokolls ist in fremden Händen und gilt nicht mehr',
  },
);
