import type { ElsewhereWords } from '../en/elsewhere.ts';

export const elsewhere: ElsewhereWords = {
  handover: {
    title: 'Meine Daten mitnehmen',
    intro:
      'Sie können mitnehmen, was Sie uns gegeben haben, für sich selbst oder zu einem anderen Unternehmen (Art. 20). Was an ein Unternehmen geht, ist so versiegelt, dass nur dieses es öffnen kann.',
    own: 'Für sich selbst mitnehmen',
    ownMeans:
      'Eine ZIP-Datei mit JSON, CSV und Ihren Dateien, die andere Programme lesen können. Sie ist nicht versiegelt: Bewahren Sie sie sicher auf.',
    ownTake: 'Meine Daten herunterladen (JSON und CSV)',
    means:
      'Darin sind Ihr Name, Adressen, Nachrichten, Dateien und Entscheidungen, als JSON und CSV. Was unser Team nach Ihren Angaben zu Ihnen vermerkt hat, geht mit; was es unter sich notiert hat, nicht. Fragen Sie das andere Unternehmen nach seinem öffentlichen Schlüssel und senden Sie ihm die Datei.',
    receiver: 'Das andere Unternehmen',
    key: 'Sein öffentlicher Schlüssel',
    keyHint: '43 Buchstaben und Ziffern, oder sein Schlüsseldokument.',
    wrong: 'Das ist kein öffentlicher Schlüssel, für den wir versiegeln können. Kopieren Sie ihn noch einmal ganz.',
    make: 'Versiegelte Datei erstellen',
    byNet: 'Direkt dorthin senden',
    byFile: 'Oder selbst eine versiegelte Datei mitnehmen',
    address: 'Adresse des anderen Unternehmens',
    addressHint: 'Seine Datenschutzseite oder seine Webadresse.',
    look: 'Ansehen, wer sie bekäme',
    who: '{name}, unter {host}, bekäme Ihre Daten. Ist das das Unternehmen, das Sie meinen?',
    check:
      'Lesen Sie die Adresse Buchstabe für Buchstabe: Wir können nicht wissen, wer dahinter steht. Sie können sie zurücknehmen, bis das andere Unternehmen sie angenommen hat.',
    yes: 'Ja, senden',
    no: 'Nein, ein anderes Unternehmen',
    sent: 'Sie sind unterwegs. Nennen Sie dem anderen Unternehmen diese Nummer: {number}',
    wrongAddress:
      'Diese Adresse führt zu keinem Unternehmen, das Daten auf diesem Weg annimmt. Fragen Sie es nach der Adresse, oder nehmen Sie die versiegelte Datei.',
    unreachable: 'Wir konnten diese Adresse nicht erreichen. Versuchen Sie es später, oder nehmen Sie die versiegelte Datei.',
    large: 'Ihre Daten sind größer, als das andere Unternehmen auf diesem Weg annimmt. Bitte nehmen Sie die versiegelte Datei.',
    history: 'Bisher gesendet',
    waiting: 'Unterwegs',
    delivered: 'Angekommen; das andere Unternehmen hat es unterschrieben',
    number: 'Nummer',
    receipt: 'Seine unterschriebene Quittung',
    standing: {
      waiting: 'Angekommen und unterschrieben; dort hat sie noch niemand angenommen',
      accepted: 'Vom anderen Unternehmen angenommen',
      refused: 'Vom anderen Unternehmen abgelehnt und dort ungeöffnet gelöscht. Fragen Sie es nach dem Grund.',
      expired: 'Nicht rechtzeitig angenommen und dort ungeöffnet gelöscht. Fragen Sie das andere Unternehmen oder senden Sie noch einmal.',
      withdrawn: 'Von Ihnen zurückgenommen; das andere Unternehmen hat sie ungeöffnet gelöscht',
    },
    stopping: 'Sie haben sie zurückgenommen. Das andere Unternehmen hat es noch nicht bestätigt; wir sagen es ihm drei Wochen lang.',
    inDoubt: 'Ob sie ankamen, wissen wir nicht; wir fragen dort drei Wochen lang einmal am Tag nach. Sie können sie zurücknehmen.',
    stop: 'Zurücknehmen',
    stopped: 'Wir sagen es dem anderen Unternehmen.',
    tooLate: 'Das lässt sich nicht mehr zurücknehmen. Was daraus wurde, steht unten.',
    failed: {
      refused: 'Es hat sie nicht angenommen. Fragen Sie nach dem Grund, senden Sie noch einmal oder nehmen Sie die versiegelte Datei.',
      unreachable: 'Es war drei Tage lang nicht zu erreichen.',
      'address-refused': 'Seine Adresse führt jetzt woandershin. Wir haben nichts dorthin gesendet.',
      'no-receipt': 'Es gab keine gültige Quittung, also können wir nicht sagen, dass sie ankamen.',
      stopped: 'Sie haben sie zurückgenommen, bevor wir sie sendeten.',
      'not-confirmed':
        'Sie haben sie zurückgenommen. Das andere Unternehmen hat es nie bestätigt; ob sie ankamen, wissen wir nicht. Fragen Sie dort nach.',
      busy: 'Es hatte zwei Wochen lang keinen Platz für sie. Fragen Sie dort nach, senden Sie noch einmal oder nehmen Sie die versiegelte Datei.',
      'not-allowed': 'Solange Ihre Daten ruhen, ließen sie sich nicht senden.',
    },
  },

  notMeant: {
    title: 'Diese Nachricht ist nicht für mich',
    why: 'Dann ruht die Adresse, bei der sie ankam, mit allem, was zu ihr gehört, sofort, bis ein Mensch aus unserem Team geklärt hat, wem sie gehört. Sie müssen sich nicht anmelden und nichts nachweisen, und über niemanden wird Ihnen etwas gezeigt.',
    yes: 'Das bin nicht ich: ruhen lassen',
    done: 'Danke. Nichts wird genutzt, bis klar ist, zu wem es gehört. Ein Mensch aus unserem Team prüft es bis zum {date}.',
  },

  representing: {
    title: 'Eine Anfrage für jemand anderen',
    intro:
      'Sie haben für jemand anderen gefragt und eine Adresse für die Antwort genannt. Damit wir sehen, dass Sie sie lesen, lassen Sie sich einen Code dorthin senden.',
    send: 'Code senden',
    sent: 'Ein Code ist unterwegs zu Ihrer Adresse. Er gilt zehn Minuten.',
    code: 'Ihr Code',
    enter: 'Zeigen, wie es steht',
    wrong: 'Dieser Code stimmt nicht oder gilt nicht mehr. Sie können sich einen neuen senden lassen.',
    again: 'Neuen Code senden',
    proved: 'Danke. Von jetzt an antwortet Ihnen {company} an diese Adresse.',
    what: 'Sie haben gefragt nach',
    question: 'Man fragt Sie',
    answer: 'Die Antwort',
    longer: 'Warum es länger dauert',
    write: 'Bitte antworten Sie {company} dort, wo Sie gefragt haben.',
    copy: 'Kopie herunterladen (ZIP)',
    packageWhy:
      'Es entsteht jedes Mal frisch und enthält, was die Person, für die Sie gefragt haben, bereitgestellt hat, als JSON und CSV. Bewahren Sie es sicher auf.',
    copyWhy:
      'Sie wird jedes Mal frisch erstellt und enthält alles über die Person, für die Sie gefragt haben. Bewahren Sie sie sicher auf.',
  },
};
