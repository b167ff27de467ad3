// The privacy notice in German. Warm and plain on purpose (Art. 12(1)); the articles stand beside the sections, not in the sentences.
import { periodWords } from '@parley/contract/period';
import type { NoticeWords } from './words.ts';

const after = {
  collected: 'nachdem wir sie erhalten haben',
  'last-contact': 'nach der letzten Nachricht im Gespräch',
  closing: 'nachdem das Gespräch geschlossen wurde',
  'end-of-contract': 'nach dem Ende Ihres Vertrags',
} as const;

export const de: NoticeWords = {
  short: (company, others) =>
    `${company} liest, was Sie hier schreiben, um Ihnen zu helfen. ${others ? 'Was wir sonst noch tun und warum, steht in unserem ausführlichen Datenschutzhinweis; Werbung kommt nur, wenn Sie Ja gesagt haben.' : 'Für anderes nutzen wir es nur, wenn Sie Ja sagen.'} Sie können Ihre Daten jederzeit ansehen, mitnehmen oder uns bitten, sie zu löschen.`,
  controller: {
    heading: 'Wer wir sind',
    body: (company, country) =>
      `Für Ihre Daten ist ${company.name} verantwortlich. Hier erreichen Sie uns:\n${company.name}\n${company.address}\n${country}\n${company.contactEmail ?? ''}`,
  },
  contact: {
    heading: 'Fragen zu Ihren Daten',
    body: (officer, email) =>
      officer
        ? `Unsere Datenschutzbeauftragte oder unser Datenschutzbeauftragter achtet auf Ihre Daten und freut sich, von Ihnen zu hören:\n${officer}`
        : `Schreiben Sie uns einfach an ${email}. Ein Mensch liest und beantwortet das.`,
  },
  purposes: {
    heading: 'Wofür wir Ihre Daten nutzen',
    basis: {
      consent: 'Das tun wir nur, wenn Sie eingewilligt haben (Art. 6 Abs. 1 lit. a DSGVO).',
      contract: 'Das brauchen wir, um zu tun, worum Sie uns gebeten haben (Art. 6 Abs. 1 lit. b DSGVO).',
      'legal-obligation': 'Das verlangt das Gesetz von uns (Art. 6 Abs. 1 lit. c DSGVO).',
      'vital-interests': 'Das schützt Leben oder Gesundheit eines Menschen (Art. 6 Abs. 1 lit. d DSGVO).',
      'public-task': 'Das ist eine Aufgabe im öffentlichen Interesse, die uns übertragen wurde (Art. 6 Abs. 1 lit. e DSGVO).',
      'legitimate-interests': 'Daran haben wir ein berechtigtes Interesse, und Sie können widersprechen (Art. 6 Abs. 1 lit. f DSGVO).',
    },
    data: (categories) => `Diese Daten: ${categories}.`,
    special: (categories) =>
      `Dafür nutzen wir auch besondere Kategorien von Daten: ${categories}. Das braucht Ihre ausdrückliche Einwilligung (Art. 9 Abs. 2 lit. a DSGVO).`,
  },
  noted: {
    heading: 'Was unser Team zu Ihnen vermerkt',
    intro: 'Außer dem, was Sie schreiben, kann unser Team Folgendes zu Ihnen vermerken, und nur für den Zweck, der dabei steht:',
    line: (name, purpose, kept) => `• ${name} (für „${purpose}“), aufbewahrt: ${kept}.`,
    by: { person: 'Das sagen Sie uns selbst.', company: 'Das vermerkt unser Team, ohne dass Sie es uns sagen.' },
  },
  sources: {
    heading: 'Was wir nicht von Ihnen haben',
    short: 'Manches davon haben wir nicht von Ihnen: Woher, sagt der vollständige Hinweis.',
    intro: 'Für diese Zwecke nutzen wir auch Daten, die nicht von Ihnen stammen. Daher kommen sie:',
    named: {
      import: (name) => `übernommen aus einem anderen System: ${name}.`,
      'other-person': (name) => `von jemand anderem erfahren: ${name}.`,
      'other-source': (name) => `aus dieser Quelle: ${name}.`,
    },
    known: {
      company: 'von unserem Team selbst vermerkt.',
      provider: 'Der Dienst, über den Sie schreiben, gibt uns den Namen aus Ihrem Profil dort.',
      handover: 'ein anderes Unternehmen, von dem Sie Ihre Daten zu uns bringen ließen; es ist, was dieses Unternehmen über Sie hatte.',
      representative: 'jemand, der in Ihrem Namen Ihre Rechte geltend gemacht hat; es ist, was uns dabei über Sie gesagt wurde.',
    },
    isPublic: { yes: 'Diese Quelle ist öffentlich zugänglich.', no: 'Diese Quelle ist nicht öffentlich zugänglich.' },
    rest: 'Alles andere auf dieser Seite gilt auch für diese Daten. Wir sagen es Ihnen innerhalb eines Monats oder mit unserer ersten Nachricht an Sie, wenn diese früher kommt.',
  },
  interests: { heading: 'Wo wir in eigenem Interesse handeln' },
  recipients: {
    heading: 'Wer noch Daten erhält',
    nobody:
      'Niemand sonst arbeitet für uns mit Ihren Daten. Wenn Sie uns eine E-Mail schreiben, tragen sie die Mailserver unterwegs weiter, wie jede E-Mail. Wir verkaufen Ihre Daten nie.',
    nobodyBut:
      'Niemand sonst bekommt Ihre Daten, nur die Unternehmen, mit denen wir gemeinsam entscheiden. Sie stehen im nächsten Abschnitt. Wenn Sie uns eine E-Mail schreiben, tragen sie die Mailserver unterwegs weiter, wie jede E-Mail. Wir verkaufen Ihre Daten nie.',
    some: 'Diese Unternehmen helfen uns. Sie dürfen Ihre Daten nur für uns und nach unseren Anweisungen nutzen. Wir verkaufen Ihre Daten nie.',
    alone: 'Diese Unternehmen entscheiden selbst, wie sie nutzen, was sie bekommen. Das steht in ihren eigenen Hinweisen.',
    one: (recipient, country) => `${recipient.name}, ${country}: ${recipient.service}`,
  },
  joint: {
    heading: 'Unternehmen, mit denen wir gemeinsam entscheiden',
    body: (email) =>
      `Mit diesen Unternehmen entscheiden wir gemeinsam, wie Ihre Daten genutzt werden. Wer was tut, haben wir schriftlich vereinbart. Sie können Ihre Rechte bei uns oder bei jedem von ihnen nutzen, und wir geben weiter, was dort zu tun ist. Was wir vereinbart haben, sagen wir Ihnen gern: ${email}.`,
  },
  transfers: {
    heading: 'Länder außerhalb Europas',
    none: 'Wir geben Ihre Daten an niemanden außerhalb des Europäischen Wirtschaftsraums weiter.',
    some: 'Einige, die uns helfen, arbeiten außerhalb des Europäischen Wirtschaftsraums. Ihre Daten bleiben geschützt:',
    safeguard: {
      adequacy: 'die Europäische Kommission hat festgestellt, dass Daten dort gut geschützt sind',
      clauses: 'Standardvertragsklauseln der Europäischen Kommission binden sie',
      'binding-rules': 'für sie gelten verbindliche Regeln, die eine Datenschutzbehörde genehmigt hat',
      certification: 'ein anerkanntes Zertifikat mit bindenden Zusagen gilt für sie',
      'explicit-consent': 'nur wenn Sie genau dem zugestimmt haben, nachdem wir Ihnen die Risiken erklärt hatten',
    },
    copy: (email) => `Wenn Sie eine Kopie dieser Garantien möchten, schreiben Sie an ${email}.`,
  },
  periods: {
    heading: 'Wie lange wir sie aufheben',
    intro:
      'Die Zeit läuft ab dem Tag, der hier genannt ist. Danach werden die Daten gelöscht, außer ein Gesetz verlangt, dass wir sie länger aufheben.',
    period: (period, starts) =>
      `${periodWords(period, { Y: ['Jahr', 'Jahre'], M: ['Monat', 'Monate'], D: ['Tag', 'Tage'] })} ${after[starts]}`,
  },
  rights: {
    heading: 'Was Sie verlangen können',
    body: (email) =>
      `Sie können jederzeit verlangen, dass wir\n• Ihnen Ihre Daten zeigen und eine Kopie geben,\n• berichtigen, was falsch ist,\n• sie löschen,\n• sie nicht nutzen, solange eine Frage offen ist,\n• sie Ihnen oder jemand anderem in einer Form geben, die Computer lesen können.\nSie können auch widersprechen, wie wir sie nutzen; mehr dazu im nächsten Teil. Das kostet Sie nichts. Nutzen Sie unsere Datenschutzseite oder schreiben Sie an ${email}. Wir antworten innerhalb eines Monats.`,
  },
  objection: {
    heading: 'Ihr Recht zu widersprechen',
    interests:
      'Wo wir in eigenem Interesse handeln, können Sie jederzeit aus Gründen widersprechen, die sich aus Ihrer Lage ergeben. Dann hören wir auf, außer wir können Ihnen sehr gewichtige Gründe zeigen.',
    advertising: 'Werbung können Sie jederzeit widersprechen, ohne Grund. Dann endet sie.',
  },
  withdrawal: {
    heading: 'Ein Ja zurücknehmen',
    body: 'Wenn Sie in etwas eingewilligt haben, können Sie das jederzeit auf unserer Datenschutzseite oder mit dem Link in jeder solchen Nachricht zurücknehmen. Das ist so einfach, wie Ja zu sagen. Was wir vorher getan haben, bleibt rechtmäßig.',
  },
  complaint: {
    heading: 'Wenn Sie mit uns nicht zufrieden sind',
    body: (authority) =>
      `Bitte sagen Sie es uns, damit wir es in Ordnung bringen. Sie können sich auch jederzeit bei einer Datenschutzbehörde beschweren, dort, wo Sie leben oder arbeiten, oder hier: ${authority}`,
  },
  duty: {
    heading: 'Müssen Sie uns etwas mitteilen?',
    body: 'Nein, weder ein Gesetz noch ein Vertrag verpflichtet Sie dazu. Ohne Ihre Nachricht können wir aber nicht helfen, und ohne einen Weg zu Ihnen können wir nicht antworten.',
  },
  machines: {
    heading: 'Keine Entscheidungen durch Maschinen',
    body: 'Keine Maschine entscheidet allein über etwas, das für Sie wichtig ist, und wir erstellen kein Profil von Ihnen.',
    some: {
      heading: 'Entscheidungen durch Maschinen',
      body: 'Eine Maschine entscheidet allein über Folgendes, mit erheblicher Wirkung für Sie. Sie können verlangen, dass ein Mensch es prüft, Ihren Standpunkt darlegen und es anfechten.',
    },
  },
  categories: {
    all: 'alles, was wir über Sie haben',
    Name: 'Name',
    Contact: 'Kontaktdaten',
    EmailAddress: 'E-Mail-Adresse',
    TelephoneNumber: 'Telefonnummer',
    AccountIdentifier: 'Kundenkonto',
    Identifying: 'Merkmale, an denen wir Sie wiedererkennen',
    Communication: 'was Sie schreiben',
    EmailContent: 'E-Mails mit Anhängen',
    CommunicationsMetadata: 'wann und wie Nachrichten unterwegs waren',
    SocialMediaCommunication: 'Nachrichten aus sozialen Netzwerken',
    Language: 'Sprache',
    IPAddress: 'Internetadresse',
    UserAgent: 'Art des Browsers',
    Location: 'ungefährer Ort',
    Preference: 'Ihre Entscheidungen',
    VoiceCommunicationRecording: 'Aufnahmen von Anrufen',
    Authenticating: 'Codes, die zeigen, dass Sie es sind',
  },
  channels: {
    'web-chat': 'im Chat',
    email: 'per E-Mail',
    sms: 'per SMS',
    whatsapp: 'per WhatsApp',
    messenger: 'im Messenger',
    instagram: 'auf Instagram',
    telegram: 'per Telegram',
    viber: 'per Viber',
    line: 'per LINE',
    custom: 'auf einem eigenen Weg',
  },
};
