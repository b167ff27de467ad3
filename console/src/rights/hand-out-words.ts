// The words of a copy that is handed out on paper or a stick.
import { words } from '#lib/language.ts';

export const handOutWords = words(
  {
    title: 'Handed out on paper or a stick',
    about:
      'For whom neither mail nor a code reaches. What you save is not sealed: print it or put it on a stick, hand it over, and delete it.',
    ask: 'Hand the copy out…',
    askTitle: 'Hand the copy out on paper or a stick',
    askAbout: 'The clock ends when the copy is saved. That it was handed out, and by whom, stands in the ledger and under “who looked”.',
    by: 'How it reaches them',
    counter: 'At the counter',
    letter: 'By letter',
    other: 'Another way',
    shown: 'How they showed who they are',
    shownHint: 'Describe it; keep no copy. For example: identity card seen at the counter.',
    reason: 'Why it goes this way',
    cancel: 'Cancel',
    askNow: 'Note it',
    second: 'A second person who may approve has to confirm before the copy can be saved.',
    confirm: 'Confirm the hand-out',
    confirmed: 'Confirmed',
    save: 'Save the copy (ZIP)',
    saved: 'Saved. The request is answered; it can be saved once more within a day',
    file: 'copy',
  },
  {
    title: 'Auf Papier oder Stick übergeben',
    about:
      'Für alle, die weder Mail noch Code erreicht. Was du speicherst, ist nicht versiegelt: Druck es oder leg es auf einen Stick, übergib es und lösche es.',
    ask: 'Kopie übergeben…',
    askTitle: 'Kopie auf Papier oder Stick übergeben',
    askAbout:
      'Die Frist endet, wenn die Kopie gespeichert wird. Dass und von wem sie übergeben wurde, steht im Protokoll und unter „Wer hat geschaut“.',
    by: 'Wie sie ankommt',
    counter: 'Am Tresen',
    letter: 'Per Brief',
    other: 'Auf anderem Weg',
    shown: 'Wie die Person sich ausgewiesen hat',
    shownHint: 'Beschreib es; bewahre keine Kopie auf. Zum Beispiel: Ausweis am Tresen gesehen.',
    reason: 'Warum auf diesem Weg',
    cancel: 'Abbrechen',
    askNow: 'Festhalten',
    second: 'Eine zweite Person, die genehmigen darf, muss bestätigen, bevor die Kopie gespeichert werden kann.',
    confirm: 'Übergabe bestätigen',
    confirmed: 'Bestätigt',
    save: 'Kopie speichern (ZIP)',
    saved: 'Gespeichert. Die Anfrage ist beantwortet; binnen eines Tages geht es noch einmal',
    file: 'kopie',
  },
);
