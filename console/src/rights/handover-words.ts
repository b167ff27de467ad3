// The words of hand-overs from and to other companies (Art. 20).
import { words } from '#lib/language.ts';

export const handoverWords = words(
  {
    tab: 'From other companies',
    about:
      'Who changes over to you may have another company send their data here (Art. 20(2)). It waits sealed for 14 days and opens only for a person who proved an address that stands in it.',
    reception: 'Reception',
    isOpen: 'Open',
    isClosed: 'Closed: nothing is received',
    document: 'Address for the other company',
    open: 'Open reception…',
    openAbout: 'From then on other companies can hand in sealed packages. Say why that is needed; it is kept with the defaults.',
    reason: 'Reason',
    close: 'Close reception',
    none: 'Nothing waits',
    from: 'Says it comes from',
    since: 'Came',
    until: 'Is deleted',
    size: 'Size',
    refuse: 'Refuse and delete',
    refuseAll: (count: number) => `Refuse and delete all ${count}`,
    refuseAbout:
      'It is deleted unopened, for good. The sender asks once a day what became of it, and the person’s page there will say that it was refused.',
    refused: 'Deleted unopened',
    brought: 'Brought along',
    accept: 'Accept a hand-over…',
    acceptAbout:
      'Ask the person for its number. It is opened for them only if an address they proved stands in it and the sender’s own host says that it sent it.',
    whose: 'Number of the hand-over',
    take: 'Accept for this person',
    accepted: 'Accepted, with where it came from',
    save: 'Save the file',
    cancel: 'Cancel',
    records: (count: number) => (count === 1 ? '1 record' : `${count} records`),
    'sender-not-proved': 'The host that it names does not say that it sent this, or cannot be reached. Refuse it, or try again later.',
    'envelope-broken': 'It does not open, or is no package that we read. Refuse it and ask for another.',
    'identity-does-not-match': 'No address that this person proved stands in it. Have them prove the address they used there.',
  },
  {
    tab: 'Von anderen Unternehmen',
    about:
      'Wer zu euch wechselt, kann sich seine Daten von einem anderen Unternehmen hierher senden lassen (Art. 20 Abs. 2). Sie warten 14 Tage versiegelt und öffnen sich nur für eine Person, die eine Adresse darin bewiesen hat.',
    reception: 'Annahme',
    isOpen: 'Offen',
    isClosed: 'Geschlossen: Nichts wird angenommen',
    document: 'Adresse für das andere Unternehmen',
    open: 'Annahme öffnen …',
    openAbout:
      'Von da an können andere Unternehmen versiegelte Pakete abgeben. Sag, warum das nötig ist; es steht dann bei den Voreinstellungen.',
    reason: 'Begründung',
    close: 'Annahme schließen',
    none: 'Nichts wartet',
    from: 'Kommt nach eigener Angabe von',
    since: 'Gekommen',
    until: 'Wird gelöscht',
    size: 'Größe',
    refuse: 'Ablehnen und löschen',
    refuseAll: (count: number) => `Alle ${count} ablehnen und löschen`,
    refuseAbout:
      'Es wird ungeöffnet und endgültig gelöscht. Der Absender fragt einmal am Tag, was daraus wurde, und auf der Seite der Person dort steht dann, dass es abgelehnt wurde.',
    refused: 'Ungeöffnet gelöscht',
    brought: 'Mitgebracht',
    accept: 'Übergabe annehmen …',
    acceptAbout:
      'Frag die Person nach der Nummer. Sie öffnet sich nur, wenn eine Adresse darin steht, die die Person bewiesen hat, und der Server des Absenders sagt, dass sie von ihm kommt.',
    whose: 'Nummer der Übergabe',
    take: 'Für diese Person annehmen',
    accepted: 'Angenommen, mit ihrer Herkunft',
    save: 'Datei speichern',
    cancel: 'Abbrechen',
    records: (count: number) => (count === 1 ? '1 Eintrag' : `${count} Einträge`),
    'sender-not-proved':
      'Der genannte Server sagt nicht, dass sie von ihm kommt, oder ist nicht erreichbar. Lehne sie ab oder versuch es später.',
    'envelope-broken': 'Sie öffnet sich nicht oder ist kein Paket, das wir lesen. Lehne sie ab und bitte um eine neue.',
    'identity-does-not-match':
      'Darin steht keine Adresse, die diese Person bewiesen hat. Lass sie die Adresse beweisen, die sie dort benutzt hat.',
  },
);
