import type { RightsWords } from '../en/rights.ts';

export const rights: RightsWords = {
  rights: {
    own: 'Mit Ihren eigenen Worten, wenn Sie möchten',
    ownMust: 'Was stimmt nicht, und wie soll es sein?',
    hint: 'Ein Satz genügt. Nur unser Team liest ihn.',
    empty: 'Bitte schreiben Sie, was nicht stimmt; ein Satz genügt.',
    send: 'Absenden',
    exists: 'Das haben Sie schon beantragt, und es ist noch nicht beantwortet.',
    add: 'Möchten Sie etwas ergänzen? Schreiben Sie uns.',
    more: 'Geht es um etwas anderes? Dann schreiben Sie es hier.',
    see: 'Meinen Antrag ansehen',
  },
  correct: {
    title: 'Etwas berichtigen',
    intro: 'Was wir über Sie aufbewahren, muss stimmen (Art. 16).',
    atOnce: 'Name und Sprache',
    atOnceText: 'Das ändert sich sofort.',
    name: 'Name',
    nameHint: 'Lassen Sie das Feld leer, wenn wir ihn nicht kennen sollen.',
    language: 'Sprache, in der wir Ihnen schreiben',
    save: 'Speichern',
    saved: 'Gespeichert. Von jetzt an gilt es so.',
    other: 'Etwas anderes',
    otherText:
      'Sagen Sie uns, was nicht stimmt. Ein Mensch aus unserem Team berichtigt es oder sagt Ihnen, warum nicht, innerhalb eines Monats.',
  },
  object: {
    title: 'Widersprechen',
    intro:
      'Sie können verlangen, dass wir Ihre Daten für einen dieser Zwecke nicht mehr nutzen (Art. 21). Bei jedem steht, warum wir sie nutzen.',
    none: 'Im Moment gibt es nichts, dem Sie widersprechen könnten: Wir nutzen Ihre Daten nur für das, worum Sie gebeten oder wozu Sie Ja gesagt haben oder was ein Gesetz verlangt.',
    marketing: 'Endet sofort und endgültig. Sie müssen keinen Grund nennen.',
    weighed:
      'Es endet sofort. Ein Mensch aus unserem Team wägt es dann ab und antwortet innerhalb eines Monats. Warum es in Ihrem Fall wichtig ist, hilft uns, aber Sie müssen es nicht sagen.',
    yes: 'Widersprechen',
    objected: 'Sie haben widersprochen. Wir nutzen Ihre Daten dafür nicht.',
    bases: {
      consent: 'Wir nutzen sie, weil Sie eingewilligt haben (Art. 6 Abs. 1 lit. a).',
      contract: 'Wir nutzen sie wegen eines Vertrags mit Ihnen (Art. 6 Abs. 1 lit. b).',
      'legal-obligation': 'Wir nutzen sie, weil ein Gesetz es verlangt (Art. 6 Abs. 1 lit. c).',
      'vital-interests': 'Wir nutzen sie, um ein Leben zu schützen (Art. 6 Abs. 1 lit. d).',
      'public-task': 'Wir nutzen sie für eine Aufgabe im öffentlichen Interesse (Art. 6 Abs. 1 lit. e).',
      'legitimate-interests':
        'Wir nutzen sie aus einem eigenen Grund, den wir gegen Ihre Interessen abgewogen haben (Art. 6 Abs. 1 lit. f).',
    },
    choices: 'Wozu Sie Ja gesagt haben, nehmen Sie unter „Entscheidungen“ zurück.',
  },
  restrict: {
    title: 'Meine Daten ruhen lassen?',
    intro:
      'Wir bewahren Ihre Daten dann auf, nutzen sie aber nicht mehr (Art. 18): zum Beispiel während etwas berichtigt wird oder weil Sie sie für einen Streit brauchen.',
    means: 'Zu diesem Antrag können wir Ihnen weiterhin antworten. Bevor wir Ihre Daten wieder nutzen, sagen wir es Ihnen.',
    yes: 'Ruhen lassen',
    restricted: 'Ihre Daten ruhen schon: Sie werden aufbewahrt, aber nicht genutzt.',
    next: 'Es gilt sofort. Ein Mensch aus unserem Team sieht es sich dann an und antwortet innerhalb eines Monats.',
  },
  requests: {
    title: 'Meine Anträge',
    intro: 'Das Gesetz gibt uns einen Monat für die Antwort. Es kostet Sie nichts.',
    none: 'Sie haben bisher nichts beantragt.',
    noneWhy: 'Was Sie beantragen, erscheint hier, mit dem Tag, bis zu dem wir antworten.',
    what: 'Ansehen, was ich beantragen kann',
    kinds: {
      access: 'Eine Kopie meiner Daten',
      rectification: 'Meine Daten berichtigen',
      erasure: 'Mich löschen lassen',
      restriction: 'Meine Daten ruhen lassen',
      objection: 'Widerspruch',
    },
    against: 'Widerspruch: {purpose}',
    states: { received: 'Eingegangen', approved: 'Bewilligt', 'in-progress': 'In Arbeit', fulfilled: 'Erledigt', refused: 'Abgelehnt' },
    receivedOn: 'Eingegangen am',
    dueOn: 'Antwort bis',
    closedOn: 'Beantwortet am',
    daysLeft: { one: 'noch 1 Tag', other: 'noch {count} Tage' },
    late: 'Wir sind zu spät. Bitte schreiben Sie uns oder der Aufsichtsbehörde.',
    wrote: 'Sie schrieben',
    answered: 'Unsere Antwort',
    download: 'Meine Daten herunterladen (ZIP)',
    downloadWhy: 'Die Kopie entsteht bei jedem Herunterladen neu und wird nirgends aufbewahrt.',
    waiting: 'Ein Mensch aus unserem Team sieht es sich an. Sie müssen nichts tun.',
    opened: {
      access: 'Ihr Antrag ist bei uns. Sie finden Ihre Kopie hier bis zum {date}.',
      rectification: 'Ihr Antrag ist bei uns. Ein Mensch aus unserem Team berichtigt es oder sagt Ihnen, warum nicht, bis zum {date}.',
      erasure:
        'Ihr Antrag ist bei uns. Ein Mensch aus unserem Team führt ihn bis zum {date} aus. Dann erhalten Sie eine Bescheinigung an Ihre bestätigte E-Mail-Adresse.',
      restriction:
        'Ihre Daten ruhen ab jetzt: Wir bewahren sie auf, nutzen sie aber nicht. Ein Mensch aus unserem Team antwortet bis zum {date}.',
      objection: 'Ab jetzt nutzen wir Ihre Daten dafür nicht. Ein Mensch aus unserem Team wägt es ab und antwortet bis zum {date}.',
    },
    done: {
      access: 'Ihre Kopie ist bereit. Hier können Sie sie herunterladen.',
      rectification: 'Erledigt. Es ist berichtigt.',
      erasure: 'Erledigt. Ihre Daten wurden gelöscht.',
      restriction: 'Erledigt. Ihre Daten werden aufbewahrt, aber nicht genutzt.',
      objection: 'Erledigt. Ab jetzt nutzen wir Ihre Daten dafür nicht mehr.',
    },
    refusedWhy: 'Sie können sich bei der Aufsichtsbehörde beschweren oder vor Gericht gehen: siehe Kontakt und Hilfe.',
    grounds: {
      'manifestly-unfounded': 'Er war offenkundig unbegründet (Art. 12 Abs. 5).',
      'manifestly-excessive': 'Dasselbe wurde zu oft beantragt (Art. 12 Abs. 5).',
      'legal-obligation': 'Ein Gesetz verpflichtet uns, diese Daten aufzubewahren (Art. 17 Abs. 3 lit. b).',
      'legal-claims': 'Wir brauchen diese Daten für einen Rechtsstreit (Art. 17 Abs. 3 lit. e).',
      'data-accurate': 'Wir haben es geprüft, und die Daten stimmen (Art. 16, 18).',
      'compelling-grounds': 'Wir haben Gründe, die schwerer wiegen (Art. 21 Abs. 1).',
    },
  },

  erase: {
    title: 'Mich löschen lassen?',
    intro: 'Das geschieht dann. Entscheiden Sie in Ruhe.',
    goes: 'Was verschwindet',
    goesText:
      'Ihre Gespräche, Dateien, Adressen, Entscheidungen und alles andere auf der Seite „Daten“. Wir vernichten den Schlüssel, mit dem sie versiegelt sind: Von da an kann niemand sie mehr lesen, auch wir nicht.',
    backups: 'Auch Kopien in Sicherungen werden unlesbar, innerhalb etwa eines Tages.',
    others: 'Unternehmen, die für uns arbeiten, werden angewiesen zu löschen, was sie haben.',
    stays: 'Was bleibt, und warum',
    staysText:
      'Ein Vermerk, dass jemand gelöscht wurde und wann, ohne Ihren Namen und Ihre Adresse, damit wir es nachweisen können (Art. 5 Abs. 2). Wenn ein Gesetz verlangt, dass wir etwas aufbewahren, sagen wir Ihnen, was, warum und bis wann (Art. 17 Abs. 3).',
    after: 'Und dann',
    afterText:
      'Ein Mensch aus unserem Team führt es aus, spätestens bis zum gesetzlichen Datum. Wenn Sie eine E-Mail-Adresse bestätigt haben, erhalten Sie dort eine Antwort mit einer Bescheinigung, die Sie prüfen können. Sie können uns jederzeit wieder schreiben; wir werden Sie nicht kennen.',
    copyFirst: 'Möchten Sie Ihre Daten vorher haben?',
    copyLink: 'Meine Daten mitnehmen',
    yes: 'Ja, löschen',
    no: 'Nein, behalten',
  },
};
