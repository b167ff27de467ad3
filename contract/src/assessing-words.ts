// What an assessment asks, in words: the same on the page where it is answered and in the document. Guidance follows Art. 35(7), WP 248 rev.01 and EDPB Guidelines 1/2024.

type Asked = { readonly title: string; readonly hint: string };
export type AssessingWords = {
  readonly questions: Readonly<Record<string, Asked>>;
  readonly criteria: Readonly<Record<string, string>>;
  readonly cases: Readonly<Record<string, string>>;
  readonly likelihood: readonly [string, string, string, string];
  readonly severity: readonly [string, string, string, string];
  readonly levels: Readonly<Record<'low' | 'medium' | 'high', string>>;
  readonly outcomes: Readonly<Record<'may' | 'may-not' | 'not-needed', string>>;
  readonly parts: Readonly<Record<'purpose' | 'recipient' | 'place' | 'automation' | 'hosting', string>>;
  readonly fields: Readonly<Record<string, string>>;
};

const en: AssessingWords = {
  questions: {
    screening: {
      title: 'Why the screening comes out so',
      hint: 'What speaks for each criterion that is met, and why the others are not. If on the authority’s list: which entry.',
    },
    nature: { title: 'Nature of the processing', hint: 'How data is collected, used, kept and deleted, and by what means.' },
    scope: { title: 'Scope', hint: 'How many people, how much, how often, how long, and where.' },
    context: {
      title: 'Context',
      hint: 'Who the people are to the company, what they expect, whether children or others who need protection are among them.',
    },
    necessity: { title: 'Necessity and proportionality', hint: 'Why the aim cannot be reached with less (Art. 35(7)(b)).' },
    minimisation: { title: 'As little as possible', hint: 'Why each kind of data and the period are needed (Art. 5(1)(c), (e)).' },
    'information-rights': { title: 'Information and rights', hint: 'How people are told, and how they get access, erasure, objection.' },
    views: {
      title: 'Views of the people concerned',
      hint: 'What they or those who speak for them said, or why they were not asked (Art. 35(9)).',
    },
    'advice-not-followed': {
      title: 'Why the advice is not followed',
      hint: 'Needed when the advice of the data protection officer is not followed.',
    },
    decision: { title: 'Decision and its reasons', hint: 'What was decided, and why.' },
    interest: { title: 'The interest', hint: 'Which interest is pursued, and whose: the company’s or somebody else’s.' },
    benefit: { title: 'What is gained', hint: 'Who gains what, and what would be lost without it.' },
    lawful: { title: 'Lawful, clear and real', hint: 'Why the interest breaks no law, is said clearly, and is not only a thought.' },
    helps: { title: 'It serves the interest', hint: 'How the processing really helps.' },
    'less-intrusive': { title: 'Milder means', hint: 'What else was considered, and why it does not do.' },
    relationship: { title: 'Data and relationship', hint: 'Which data, how sensitive, and what people have to do with the company.' },
    expectations: {
      title: 'What people expect',
      hint: 'Whether they may reasonably expect this, when and where data is collected (recital 47).',
    },
    impact: { title: 'Effects on people', hint: 'What could come of it for them, good and bad, and how probable it is.' },
    vulnerable: { title: 'Children and others who need protection', hint: 'Whether they are among them, and what is done for them.' },
    safeguards: { title: 'Safeguards', hint: 'What is done beyond what the law asks for anyway.' },
    objection: { title: 'Objection', hint: 'How people object (Art. 21), and how simple that is.' },
  },
  criteria: {
    evaluation: 'Evaluating or scoring people',
    'automated-decision': 'Decisions by machine with legal or similar effects',
    monitoring: 'Systematic monitoring',
    sensitive: 'Sensitive or very personal data',
    'large-scale': 'Data on a large scale',
    matching: 'Matching or combining of data sets',
    vulnerable: 'People who need protection, such as children, patients or staff',
    innovative: 'New technology, or old used in a new way',
    'prevents-right': 'Keeps people from a right, a service or a contract',
  },
  cases: {
    'systematic-evaluation': 'Systematic and extensive evaluation by machine on which decisions rest (Art. 35(3)(a))',
    'special-at-scale': 'Special categories or offences on a large scale (Art. 35(3)(b))',
    'public-monitoring': 'Systematic monitoring of a public area on a large scale (Art. 35(3)(c))',
  },
  likelihood: ['hardly', 'possible', 'probable', 'almost sure'],
  severity: ['slight', 'limited', 'serious', 'grave'],
  levels: { low: 'low', medium: 'medium', high: 'high' },
  outcomes: { may: 'may go ahead', 'may-not': 'may not go ahead', 'not-needed': 'no impact assessment needed' },
  parts: { purpose: 'Purpose', recipient: 'Recipient', place: 'Where it lies', automation: 'Done by machine', hosting: 'Machines' },
  fields: {
    there: 'is there',
    description: 'what is done',
    lawfulBasis: 'lawful basis',
    acts: 'what may be done',
    categories: 'kinds of data',
    specialCategories: 'special categories (Art. 9)',
    toChildren: 'meant for children too',
    channels: 'channels',
    recipients: 'recipients',
    period: 'period',
    periods: 'periods',
    starts: 'start of the period',
    advertising: 'advertising',
    name: 'name',
    service: 'service',
    role: 'role',
    country: 'country',
    transfer: 'transfer instrument',
    safeguard: 'safeguard of the transfer',
    agreement: 'agreement',
    what: 'extent',
    by: 'owner of the machines',
    operator: 'operator',
  },
};

const de: AssessingWords = {
  questions: {
    screening: {
      title: 'Warum die Vorprüfung so ausfällt',
      hint: 'Was für jedes erfüllte Kriterium spricht und warum die anderen nicht erfüllt sind. Wenn auf der Liste der Behörde: welcher Eintrag.',
    },
    nature: { title: 'Art der Verarbeitung', hint: 'Wie Daten erhoben, genutzt, aufbewahrt und gelöscht werden, und womit.' },
    scope: { title: 'Umfang', hint: 'Wie viele Menschen, wie viel, wie oft, wie lange und wo.' },
    context: {
      title: 'Umstände',
      hint: 'In welchem Verhältnis die Menschen zum Unternehmen stehen, was sie erwarten, ob Kinder oder andere Schutzbedürftige darunter sind.',
    },
    necessity: {
      title: 'Notwendigkeit und Verhältnismäßigkeit',
      hint: 'Warum das Ziel mit weniger nicht zu erreichen ist (Art. 35 Abs. 7 lit. b).',
    },
    minimisation: { title: 'So wenig wie möglich', hint: 'Warum jede Art von Daten und die Frist nötig sind (Art. 5 Abs. 1 lit. c, e).' },
    'information-rights': {
      title: 'Information und Rechte',
      hint: 'Wie Menschen informiert werden und wie sie zu Auskunft, Löschung, Widerspruch kommen.',
    },
    views: {
      title: 'Standpunkt der Betroffenen',
      hint: 'Was sie oder ihre Vertreter sagten, oder warum sie nicht gefragt wurden (Art. 35 Abs. 9).',
    },
    'advice-not-followed': {
      title: 'Warum dem Rat nicht gefolgt wird',
      hint: 'Nötig, wenn dem Rat des Datenschutzbeauftragten nicht gefolgt wird.',
    },
    decision: { title: 'Entscheidung und Gründe', hint: 'Was entschieden wurde, und warum.' },
    interest: { title: 'Das Interesse', hint: 'Welches Interesse verfolgt wird und wessen: das des Unternehmens oder eines anderen.' },
    benefit: { title: 'Was gewonnen wird', hint: 'Wer was gewinnt und was ohne es verloren ginge.' },
    lawful: {
      title: 'Rechtmäßig, klar und wirklich',
      hint: 'Warum das Interesse kein Recht verletzt, klar benannt und nicht nur gedacht ist.',
    },
    helps: { title: 'Es dient dem Interesse', hint: 'Wie die Verarbeitung wirklich hilft.' },
    'less-intrusive': { title: 'Mildere Mittel', hint: 'Was sonst erwogen wurde und warum es nicht reicht.' },
    relationship: {
      title: 'Daten und Beziehung',
      hint: 'Welche Daten, wie heikel, und was die Menschen mit dem Unternehmen zu tun haben.',
    },
    expectations: {
      title: 'Was Menschen erwarten',
      hint: 'Ob sie vernünftigerweise damit rechnen, wann und wo erhoben wird (Erwägungsgrund 47).',
    },
    impact: { title: 'Folgen für Menschen', hint: 'Was daraus für sie werden kann, Gutes und Schlechtes, und wie wahrscheinlich es ist.' },
    vulnerable: { title: 'Kinder und andere Schutzbedürftige', hint: 'Ob sie darunter sind und was für sie getan wird.' },
    safeguards: { title: 'Schutzmaßnahmen', hint: 'Was über das hinaus getan wird, was das Gesetz ohnehin verlangt.' },
    objection: { title: 'Widerspruch', hint: 'Wie Menschen widersprechen (Art. 21) und wie einfach das ist.' },
  },
  criteria: {
    evaluation: 'Bewerten oder Einstufen von Menschen',
    'automated-decision': 'Entscheidungen durch Maschinen mit rechtlicher oder ähnlicher Wirkung',
    monitoring: 'Systematische Überwachung',
    sensitive: 'Vertrauliche oder höchst persönliche Daten',
    'large-scale': 'Daten in großem Umfang',
    matching: 'Abgleichen oder Zusammenführen von Datensätzen',
    vulnerable: 'Schutzbedürftige Menschen, etwa Kinder, Patienten oder Beschäftigte',
    innovative: 'Neue Technik, oder bekannte neu eingesetzt',
    'prevents-right': 'Hält Menschen von einem Recht, einer Leistung oder einem Vertrag ab',
  },
  cases: {
    'systematic-evaluation':
      'Systematische und umfassende Bewertung durch Maschinen als Grundlage von Entscheidungen (Art. 35 Abs. 3 lit. a)',
    'special-at-scale': 'Besondere Kategorien oder Straftaten in großem Umfang (Art. 35 Abs. 3 lit. b)',
    'public-monitoring': 'Systematische umfangreiche Überwachung öffentlicher Bereiche (Art. 35 Abs. 3 lit. c)',
  },
  likelihood: ['kaum', 'möglich', 'wahrscheinlich', 'fast sicher'],
  severity: ['leicht', 'begrenzt', 'ernst', 'schwer'],
  levels: { low: 'gering', medium: 'mittel', high: 'hoch' },
  outcomes: { may: 'darf stattfinden', 'may-not': 'darf nicht stattfinden', 'not-needed': 'keine Folgenabschätzung nötig' },
  parts: { purpose: 'Zweck', recipient: 'Empfänger', place: 'Wo es liegt', automation: 'Von Maschinen getan', hosting: 'Rechner' },
  fields: {
    there: 'ist da',
    description: 'was getan wird',
    lawfulBasis: 'Rechtsgrundlage',
    acts: 'was getan werden darf',
    categories: 'Arten von Daten',
    specialCategories: 'besondere Kategorien (Art. 9)',
    toChildren: 'auch für Kinder gedacht',
    channels: 'Kanäle',
    recipients: 'Empfänger',
    period: 'Frist',
    periods: 'Fristen',
    starts: 'Beginn der Frist',
    advertising: 'Werbung',
    name: 'Name',
    service: 'Leistung',
    role: 'Rolle',
    country: 'Land',
    transfer: 'Übermittlungsgrundlage',
    safeguard: 'Garantie der Übermittlung',
    agreement: 'Vertrag',
    what: 'Ausmaß',
    by: 'wem die Rechner gehören',
    operator: 'Betreiber',
  },
};

export const assessingWords = { en, de } as const;
