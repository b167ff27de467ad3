// What the server says in particular of a Problem, in German, by its English sentence: fetched only where the page speaks German. A sentence of the server that is missing here fails a test of the house.
export const germanDetails: Readonly<Record<string, string>> = {
  'They work here and take their own copy.': 'Sie arbeiten hier und nehmen ihre Kopie selbst.',
  'Somebody else verifies what you repaired.': 'Jemand anderes bestätigt, was du behoben hast.',
  'This finding is verified and stays as it is.': 'Dieser Befund ist bestätigt und bleibt, wie er ist.',
  'This finding has fifty pieces of evidence already.': 'Zu diesem Befund liegen schon fünfzig Belege vor.',
  'Only somebody who answers for privacy can approve this export.':
    'Nur wer für den Datenschutz einsteht, kann diese Ausleitung freigeben.',
  'Somebody who answers for privacy has to approve this export before it can be fetched.':
    'Wer für den Datenschutz einsteht, muss diese Ausleitung freigeben, ehe sie sich abholen lässt.',
  'A choice is empty.': 'Eine Antwort zum Antippen ist leer.',
  'A choice is too long: it has 20 characters at most.': 'Eine Antwort zum Antippen ist zu lang: Sie hat höchstens 20 Zeichen.',
  'The same choice stands there twice.': 'Dieselbe Antwort zum Antippen steht zweimal da.',
  'A choice ends messages when it is tapped. Say of what, such as “Cancel order”.':
    'Wer eine der Antworten antippt, beendet alle Nachrichten. Sag, wovon, etwa „Auftrag stornieren“.',
  'A choice starts messages again when it is tapped. Say with what, such as “Start return”.':
    'Wer eine der Antworten antippt, will wieder Nachrichten bekommen. Sag, womit, etwa „Retoure starten“.',
  'A choice asks who writes when it is tapped. Say about what, such as “Help with order”.':
    'Wer eine der Antworten antippt, fragt, wer schreibt. Sag, wobei, etwa „Hilfe zum Auftrag“.',
  'Somebody has seen to this message already, or it arrived.': 'Um diese Nachricht hat sich schon jemand gekümmert, oder sie kam an.',
  'The same words would not arrive either, or would arrive twice: write a new message.':
    'Dieselben Worte kämen auch nicht an oder kämen zweimal an: Schreibe eine neue Nachricht.',
  'Somebody else owns the address that was given. Look who that is, and join both or ask who they are.':
    'Die genannte Adresse gehört jemand anderem. Sieh nach, wem, und führe beide zusammen oder frag nach, wer es ist.',
  'A colleague doubts that it is them. Ask the person, or say why there is no doubt.':
    'Jemand im Team bezweifelt, dass es die Person selbst ist. Frag die Person, oder sag, warum kein Zweifel besteht.',
  'Several people share the address it came from. Ask who they are, and join them with that person first.':
    'Die Adresse, von der es kam, gehört mehreren. Frag nach, wer es ist, und führe sie zuerst mit dieser Person zusammen.',
  'This store is retired.': 'Dieses Geschäft ist geschlossen.',
  'This company has not published its privacy notice yet.': 'Dieses Unternehmen hat seine Datenschutzhinweise noch nicht veröffentlicht.',
  'Somebody else changed this meanwhile. Please look again.': 'Jemand anders hat das inzwischen geändert. Bitte sieh noch einmal hin.',
  'Your company has no channel for text messages yet, so no code can be sent there.':
    'Euer Unternehmen hat noch keinen Kanal für Textnachrichten, deshalb lässt sich dorthin kein Code senden.',
  'You have a passkey or an app already: show that first.': 'Du hast schon einen Passkey oder eine App: Zeige das zuerst.',
  'What was approved once stays, as proof.': 'Was einmal freigegeben wurde, bleibt als Nachweis.',
  'What was approved is not changed: open it again.': 'Freigegebenes wird nicht geändert: Öffne es erneut.',
  'What this rests on has changed meanwhile. Please look again.':
    'Worauf das beruht, hat sich inzwischen geändert. Bitte sieh noch einmal hin.',
  'Too many files wait for a message.': 'Zu viele Dateien warten auf eine Nachricht.',
  'This session did not begin at a provider.': 'Diese Sitzung begann nicht bei einem Anbieter.',
  'This role is the same in every Parley. Make one of your own instead.':
    'Diese Rolle ist in jedem Parley gleich. Lege stattdessen eine eigene an.',
  'This purpose is needed to answer people or to obey the law; it cannot be switched off.':
    'Dieser Zweck wird gebraucht, um Menschen zu antworten oder das Gesetz zu befolgen; er lässt sich nicht ausschalten.',
  'This recipient was told already.': 'Diesem Empfänger wurde es schon mitgeteilt.',
  'Say first when and how it was told.': 'Sage zuerst, wann und wie es mitgeteilt wurde.',
  'This recipient answered already.': 'Dieser Empfänger hat schon geantwortet.',
  'Whoever decides with you about the data is told whatever the effort.':
    'Wer mit euch über die Daten entscheidet, erfährt es, so groß der Aufwand auch ist.',
  'This passkey is known already.': 'Dieser Passkey ist schon bekannt.',
  'This one is being worked on already.': 'Daran wird schon gearbeitet.',
  'This merge was taken apart before.': 'Diese Zusammenführung wurde schon aufgelöst.',
  'This is your only way in: add another one first.': 'Das ist dein einziger Zugang: Richte zuerst einen anderen ein.',
  'This is the last administrator: name another one first.': 'Das ist die letzte Person mit Administration: Benenne zuerst eine andere.',
  'This is no checkpoint that this ledger signed.': 'Das ist kein Prüfpunkt, den dieses Protokoll signiert hat.',
  'This conversation was opened before, and its link is over.': 'Dieses Gespräch wurde schon eröffnet, und sein Link gilt nicht mehr.',
  'This code means ourselves and needs no agreement.': 'Diese Kennung meint uns selbst und braucht keinen Vertrag.',
  'This channel needs no approved messages.': 'Dieser Kanal braucht keine freigegebenen Nachrichten.',
  'This audit is done and stays as it is.': 'Diese Prüfung ist abgeschlossen und bleibt, wie sie ist.',
  'This administrator is suspended: name another one.': 'Diese Person mit Administration ist gesperrt: Benenne eine andere.',
  'This address is proved already.': 'Diese Adresse ist schon bestätigt.',
  'This address is not proved.': 'Diese Adresse ist nicht bestätigt.',
  'This address belongs to somebody who is no administrator: name another one.':
    'Diese Adresse gehört jemandem ohne Administration: Benenne eine andere Person.',
  'This address belongs to a member of staff already.': 'Diese Adresse gehört schon jemandem aus dem Team.',
  'Their sign-in provider has switched them off: let it switch them on first.':
    'Der Anbieter für die Anmeldung hat diese Person abgeschaltet: Lass sie dort erst wieder anschalten.',
  'They are one person already.': 'Sie sind schon eine Person.',
  'They are not suspended.': 'Diese Person ist nicht gesperrt.',
  'They are not at work here at present.': 'Diese Person arbeitet zurzeit nicht hier.',
  'There is a team of this name.': 'Ein Team dieses Namens gibt es schon.',
  'There is a tag of this name.': 'Ein Etikett dieses Namens gibt es schon.',
  'There is a role of this name already.': 'Eine Rolle dieses Namens gibt es schon.',
  'There is a recipient with this code already.': 'Einen Empfänger mit dieser Kennung gibt es schon.',
  'There is a group of this name already.': 'Eine Gruppe dieses Namens gibt es schon.',
  'Another team looks after the conversation with this person here. Ask whoever sees all of the inbox.':
    'Um das Gespräch mit dieser Person kümmert sich hier ein anderes Team. Frage jemanden mit Zugang zum ganzen Postfach.',
  'There is a field of this name.': 'Ein Feld dieses Namens gibt es schon.',
  'A legal hold keeps these tags.': 'Ein Rechtsfall hält diese Etiketten fest.',
  'A legal hold keeps what is noted here as it is. It can be changed when the hold ends.':
    'Ein Rechtsfall hält fest, was hier vermerkt ist. Es lässt sich ändern, wenn er endet.',
  'They tell of health, belief or the like, which your role does not open.':
    'Sie erzählen von Gesundheit, Glauben oder Ähnlichem, was diese Rolle nicht öffnet.',
  'This cannot be taken back from here. Go to the page where it is changed.':
    'Von hier aus lässt sich das nicht zurücknehmen, nur auf der Seite, auf der es geändert wird.',
  'There are twenty providers already: remove one first.': 'Es gibt schon zwanzig Anbieter: Entferne zuerst einen.',
  'There are twenty passkeys already: remove one first.': 'Es gibt schon zwanzig Passkeys: Entferne zuerst einen.',
  'There are sixty roles already: take one away first.': 'Es gibt schon sechzig Rollen: Entferne zuerst eine.',
  'There are five tokens already: revoke one first.': 'Es gibt schon fünf Token: Widerrufe zuerst eines.',
  'There are fifty keys already: revoke one first.': 'Es gibt schon fünfzig Schlüssel: Widerrufe zuerst einen.',
  'There are 50 fields. Stop one first.': 'Es gibt schon 50 Felder. Beende zuerst eines.',
  'There are 200 tags. Take one away first.': 'Es gibt schon 200 Etiketten. Entferne zuerst eines.',
  'The file is empty.': 'Die Datei ist leer.',
  'The end is asked for already: call it off first.': 'Das Ende ist schon verlangt: Nimm es zuerst zurück.',
  'Something is still missing. Please see what the page says.': 'Etwas fehlt noch. Bitte sieh nach, was auf der Seite steht.',
  'Somebody holds this role: take it from them first.': 'Jemand hat diese Rolle: Nimm sie zuerst zurück.',
  'Somebody has this address or user name already.': 'Jemand hat diese Adresse oder diesen Namen schon.',
  'Somebody has reviewed this already.': 'Jemand hat das schon geprüft.',
  'Somebody has judged this already.': 'Jemand hat das schon beurteilt.',
  'They still work here: take them away first.': 'Die Person arbeitet noch hier: Entferne sie zuerst.',
  'Somebody has decided this line already.': 'Jemand hat diese Zeile schon entschieden.',
  'Somebody has changed it meanwhile. Look at it again.': 'Jemand hat es inzwischen geändert. Sieh es dir noch einmal an.',
  'Somebody else decides what you keep.': 'Was du behältst, entscheidet jemand anders.',
  'Somebody else changed this at the same moment. Please look again.':
    'Jemand anders hat das im selben Augenblick geändert. Bitte sieh noch einmal hin.',
  'Publish the privacy notice first: nobody can agree to what they were not told.':
    'Veröffentlicht zuerst die Datenschutzhinweise: Niemand kann dem zustimmen, was nicht gesagt wurde.',
  'Prove an address there first: a yes counts once it is confirmed from it.':
    'Dort muss zuerst eine Adresse bestätigt werden: Ein Ja zählt, sobald es von ihr bestätigt ist.',
  'Nothing was approved yet: tick it in the draft.': 'Noch ist nichts freigegeben: Hake es im Entwurf ab.',
  'Nothing has to be told to anybody for this channel.': 'Für diesen Kanal muss niemandem etwas gesagt werden.',
  'Nothing has to be agreed to for this inbox.': 'Für diesen Posteingang muss nichts vereinbart werden.',
  'Nobody would be left who can run Parley: make somebody else an administrator first.':
    'Niemand bliebe, der Parley verwalten kann: Gib zuerst jemand anderem die Administration.',
  'No step that could be taken back holds here any more.': 'Hier gilt kein Schritt mehr, der sich zurücknehmen ließe.',
  'No administrator could sign in any more: one of them needs a passkey or a password first.':
    'Niemand aus der Administration könnte sich mehr anmelden: Eine Person braucht zuerst einen Passkey oder ein Passwort.',
  'No address was given.': 'Es wurde keine Adresse genannt.',
  'Keep back less: what stays has to be no more than the ground needs.':
    'Behaltet weniger zurück: Es darf nicht mehr bleiben, als der Grund verlangt.',
  'Its class is not raised.': 'Seine Einstufung ist nicht erhöht.',
  'It is still open: review it when it has ended.': 'Es ist noch offen: Prüfe es, wenn es zu Ende ist.',
  'Codes go to email addresses and phone numbers only.': 'Codes gehen nur an Mailadressen und Telefonnummern.',
  'Choose whole conversations or categories instead.': 'Wähle stattdessen ganze Gespräche oder Kategorien.',
  'Ask a colleague: nobody takes themselves away.': 'Bitte jemanden aus dem Team: Niemand entfernt sich selbst.',
  'Another inbox already receives at this address.': 'Ein anderer Posteingang empfängt schon unter dieser Adresse.',
  'An export is under way already.': 'Eine Ausgabe läuft schon.',
  'A text holds characters that cannot be stored.': 'Ein Text enthält Zeichen, die sich nicht speichern lassen.',
  'A second factor is in use: take it away first.': 'Ein zweiter Faktor ist in Gebrauch: Entferne ihn zuerst.',
  'A review is under way already.': 'Eine Prüfung läuft schon.',
  'A picture must be a whole, still PNG, JPEG or WebP.': 'Ein Bild muss ein vollständiges, unbewegtes PNG, JPEG oder WebP sein.',
  'A picture may have at most 512 kB.': 'Ein Bild darf höchstens 512 kB haben.',
  'A picture may have at most 2000 pixels a side.': 'Ein Bild darf je Seite höchstens 2000 Pixel haben.',
  'A high risk remains: consult the supervisory authority first, and wait for its answer or until its time is over.':
    'Ein hohes Risiko bleibt: Fragt zuerst die Aufsichtsbehörde und wartet ihre Antwort oder das Ende ihrer Frist ab.',
  'A campaign that is planned or under way names it.': 'Eine geplante oder laufende Kampagne nennt es.',
  'npm is needed to write the bill of materials, and was not to be had.':
    'Um die Stückliste zu schreiben, wird npm gebraucht, und es war nicht zu haben.',
  'The notice in force does not name this source. Name it with the purpose, and publish the notice.':
    'Der geltende Hinweis nennt diese Quelle nicht. Nenne sie beim Zweck, und veröffentliche den Hinweis.',
  'There is a test of this purpose already: go on with that one.': 'Für diesen Zweck gibt es schon eine Abwägung: Mach mit ihr weiter.',
  // with a number in the place of each #
  'There are # teams. Put one to rest first.': 'Es gibt schon # Teams. Lege zuerst eines zur Ruhe.',
  'There are # stores already.': 'Es gibt schon # Geschäfte.',
  'This store has # devices already.': 'Dieses Geschäft hat schon # Geräte.',
  '# items have no answer yet.': '# Punkte haben noch keine Antwort.',
};
