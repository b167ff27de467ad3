// The words of the readable part of the access copy and of the facts of Art. 15 in it, in the languages in which people are answered.
import type { Language } from '#purposes';
import { type Roles, roleWords } from './role-words.ts';

type Words = {
  readonly lang: Language;
  readonly title: string;
  readonly made: string;
  readonly purposes: string;
  readonly recipients: string;
  readonly read: string;
  readonly rights: string;
  readonly rightsText: string;
  readonly source: string;
  readonly none: string;
  readonly kept: string;
  readonly until: string;
  readonly asOf: (moment: string) => string;
  readonly unknown: string;
  readonly held: string;
  readonly restricted: string;
  readonly request: string;
  readonly files: string;
  readonly automated: string;
  readonly leftOut: string;
  readonly leftOutText: string;
  /** What is held of somebody joined into them, whose key was given up or is missing. */
  readonly closed: Readonly<Record<'title' | 'gone' | 'away', string>>;
  /** Beside a message whose words are of later than the moment for which the copy is made. */
  readonly editedSince: string;
  /** The facts, as they stand in the file as well. */
  readonly sent: string;
  readonly yourself: string;
  readonly brought: (from: string) => string;
  readonly noted: string;
  /** Takes from where, as far as it is known; empty where nobody noted it. */
  readonly elsewhere: Readonly<
    Record<'provider' | 'representative' | 'import' | 'other-person' | 'other-source', (said: string) => string>
  >;
  readonly rest: string;
  /** Who looked; the company's own roles stand there by their name. */
  readonly roles: Roles;
  readonly serious: (titles: string) => string;
  readonly nothingSerious: string;
};

const archiveWords: Readonly<Record<Language, Words>> = {
  en: {
    lang: 'en',
    title: 'What we know about you',
    made: 'Made on',
    purposes: 'Why we process your data',
    recipients: 'Who received it',
    read: 'Who looked at it',
    rights: 'Your rights',
    rightsText:
      'You may ask us to correct or erase your data, to restrict or stop its use, to hand it over in a common format, and you may withdraw any consent at any time. You may complain to the supervisory authority.',
    source: 'Where it came from',
    none: 'Nothing.',
    kept: 'Kept',
    until: 'When it is deleted, if nothing new happens',
    asOf: (moment) => `This copy tells what stood at ${moment}. How long it is kept is known as of today only, and is left out here.`,
    unknown: 'as long as conversations or an open matter keep it',
    held: 'kept for now, because of a legal matter',
    restricted: 'kept for now, because its use is restricted',
    request: 'kept until your request is answered',
    files: 'Files',
    automated: 'Automated decisions',
    leftOut: 'Left out',
    leftOutText:
      'In what our team noted for itself, names, addresses, numbers and dates of birth that were not recognised as yours were left out, and files beside notes (Art. 15(4) GDPR). If something of it is yours, or you need it for your rights, ask us: a person looks at it.',
    closed: {
      title: 'What does not open',
      gone: 'A part of what is held about you was sealed under a key that no longer exists: nobody can read it any more, neither can we. How much of what there is stands here. You may have it erased.',
      away: 'A part of what is held about you does not open at the moment, since its key is missing here. How much of what there is stands here. Please ask for your copy again later.',
    },
    editedSince: 'The words were changed after the moment for which this copy is made.',
    sent: 'Sent as you asked (Art. 20 GDPR)',
    yourself: 'From yourself, by what you wrote and told us.',
    brought: (from) => `What you brought along came from: ${from}.`,
    noted: 'From the company itself: what its team noted about you without your having told it.',
    elsewhere: {
      provider: () => 'Your name: from your profile at the service by which you write.',
      representative: () => 'From whoever asked us something in your name.',
      import: (said) => `Taken over from another system${said && `: ${said}`}.`,
      'other-person': () => 'From somebody else who told us about you.',
      'other-source': (said) => `From another source${said && `: ${said}`}.`,
    },
    rest: 'Everything else',
    roles: roleWords.en,
    serious: (titles) =>
      `This system decides by a machine alone with a significant effect for you (Art. 22 GDPR): ${titles}. You may ask for a person to look at it.`,
    nothingSerious:
      'This system decides nothing significant about you by a machine alone (Art. 22 GDPR). What it does by itself stands here. Of decisions in other systems the company has to tell you itself.',
  },
  de: {
    lang: 'de',
    title: 'Was wir über Sie wissen',
    made: 'Erstellt am',
    purposes: 'Wozu wir Ihre Daten verarbeiten',
    recipients: 'Wer sie erhalten hat',
    read: 'Wer sie angesehen hat',
    rights: 'Ihre Rechte',
    rightsText:
      'Sie können verlangen, dass wir Ihre Daten berichtigen oder löschen, ihre Nutzung einschränken oder beenden oder sie in einem gängigen Format herausgeben, und Sie können jede Einwilligung jederzeit widerrufen. Sie können sich bei der Aufsichtsbehörde beschweren.',
    source: 'Woher sie stammen',
    none: 'Nichts.',
    kept: 'Aufbewahrung',
    until: 'Wann es gelöscht wird, wenn nichts Neues geschieht',
    asOf: (moment) =>
      `Diese Kopie sagt, was am ${moment} da war. Wie lange es bleibt, ist nur für heute bekannt und steht deshalb nicht hier.`,
    unknown: 'solange Gespräche oder eine offene Sache es halten',
    held: 'bleibt vorerst, wegen eines Rechtsfalls',
    restricted: 'bleibt vorerst, weil die Nutzung eingeschränkt ist',
    request: 'bleibt, bis Ihr Antrag beantwortet ist',
    files: 'Dateien',
    automated: 'Automatisierte Entscheidungen',
    leftOut: 'Ausgelassen',
    leftOutText:
      'In dem, was unser Team für sich vermerkt hat, wurden Namen, Adressen, Nummern und Geburtsdaten ausgelassen, die nicht als Ihre erkannt wurden, und Dateien zu Notizen (Art. 15 Abs. 4 DSGVO). Wenn etwas davon Ihres ist oder Sie es für Ihre Rechte brauchen, fragen Sie uns: Ein Mensch sieht es sich an.',
    closed: {
      title: 'Was sich nicht öffnen lässt',
      gone: 'Ein Teil dessen, was über Sie vorliegt, war unter einem Schlüssel versiegelt, den es nicht mehr gibt: Niemand kann es noch lesen, auch wir nicht. Wie viel wovon da ist, steht hier. Sie können es löschen lassen.',
      away: 'Ein Teil dessen, was über Sie vorliegt, lässt sich derzeit nicht öffnen, weil sein Schlüssel hier fehlt. Wie viel wovon da ist, steht hier. Bitte holen Sie Ihre Kopie später noch einmal.',
    },
    editedSince: 'Der Wortlaut wurde nach dem Zeitpunkt geändert, für den diese Kopie gilt.',
    sent: 'Von Ihnen veranlasste Übertragung (Art. 20 DSGVO)',
    yourself: 'Von Ihnen selbst, durch Ihre Nachrichten und Angaben.',
    brought: (from) => `Was Sie mitgebracht haben, kam von: ${from}.`,
    noted: 'Vom Unternehmen selbst: was sein Team zu Ihnen vermerkt hat, ohne dass Sie es gesagt haben.',
    elsewhere: {
      provider: () => 'Ihr Name: aus Ihrem Profil bei dem Dienst, über den Sie schreiben.',
      representative: () => 'Von jemandem, der in Ihrem Namen bei uns angefragt hat.',
      import: (said) => `Übernommen aus einem anderen System${said && `: ${said}`}.`,
      'other-person': () => 'Von jemand anderem, der uns von Ihnen berichtet hat.',
      'other-source': (said) => `Aus einer anderen Quelle${said && `: ${said}`}.`,
    },
    rest: 'Alles Übrige',
    roles: roleWords.de,
    serious: (titles) =>
      `Dieses System entscheidet allein durch eine Maschine mit erheblicher Wirkung für Sie (Art. 22 DSGVO): ${titles}. Sie können verlangen, dass ein Mensch es prüft.`,
    nothingSerious:
      'Dieses System entscheidet nichts Erhebliches über Sie allein durch eine Maschine (Art. 22 DSGVO). Was es von selbst tut, steht hier. Über Entscheidungen in anderen Systemen muss das Unternehmen selbst Auskunft geben.',
  },
  fr: {
    lang: 'fr',
    title: 'Ce que nous savons de vous',
    made: 'Établi le',
    purposes: 'Pourquoi nous traitons vos données',
    recipients: 'Qui les a reçues',
    read: 'Qui les a consultées',
    rights: 'Vos droits',
    rightsText:
      'Vous pouvez nous demander de rectifier ou d’effacer vos données, d’en limiter ou d’en cesser l’utilisation, de vous les remettre dans un format courant, et retirer tout consentement à tout moment. Vous pouvez saisir l’autorité de contrôle.',
    source: 'D’où elles viennent',
    none: 'Rien.',
    kept: 'conservation',
    until: 'Quand elles sont effacées, si rien de nouveau ne se passe',
    asOf: (moment) =>
      `Cette copie dit ce qui existait au ${moment}. La durée de conservation n’est connue qu’à ce jour ; elle n’y figure donc pas.`,
    unknown: 'tant que des conversations ou une affaire en cours les retiennent',
    held: 'conservées pour l’instant, en raison d’un litige',
    restricted: 'conservées pour l’instant, car leur utilisation est limitée',
    request: 'conservées jusqu’à la réponse à votre demande',
    files: 'Fichiers',
    automated: 'Décisions automatisées',
    leftOut: 'Omis',
    leftOutText:
      'Dans ce que notre équipe a noté pour elle-même, les noms, adresses, numéros et dates de naissance qui n’ont pas été reconnus comme les vôtres ont été omis, ainsi que les fichiers joints aux notes (art. 15, paragraphe 4, du RGPD). Si certains sont les vôtres ou vous sont nécessaires pour vos droits, demandez-les : une personne examinera la demande.',
    closed: {
      title: 'Ce qui ne s’ouvre pas',
      gone: 'Une partie de ce qui est détenu sur vous était scellée par une clé qui n’existe plus : plus personne ne peut la lire, nous non plus. Combien il y en a, et de quoi, est indiqué ici. Vous pouvez la faire effacer.',
      away: 'Une partie de ce qui est détenu sur vous ne s’ouvre pas pour le moment, car sa clé manque ici. Combien il y en a, et de quoi, est indiqué ici. Demandez de nouveau votre copie plus tard.',
    },
    editedSince: 'Le texte a été modifié après le moment pour lequel cette copie est établie.',
    sent: 'Envoyées à votre demande (art. 20 du RGPD)',
    yourself: 'De vous-même, par ce que vous nous avez écrit et dit.',
    brought: (from) => `Ce que vous avez apporté venait de : ${from}.`,
    noted: 'De l’entreprise elle-même : ce que son équipe a noté à votre sujet sans que vous l’ayez dit.',
    elsewhere: {
      provider: () => 'Votre nom : de votre profil auprès du service par lequel vous écrivez.',
      representative: () => 'De la personne qui s’est adressée à nous en votre nom.',
      import: (said) => `Reprises d’un autre système${said && ` : ${said}`}.`,
      'other-person': () => 'D’une autre personne qui nous a parlé de vous.',
      'other-source': (said) => `D’une autre source${said && ` : ${said}`}.`,
    },
    rest: 'Tout le reste',
    roles: roleWords.fr,
    serious: (titles) =>
      `Ce système prend seul, par une machine, des décisions qui vous affectent de manière significative (art. 22 du RGPD) : ${titles}. Vous pouvez demander qu’une personne les examine.`,
    nothingSerious:
      'Ce système ne prend sur vous, par une machine seule, aucune décision significative (art. 22 du RGPD). Ce qu’il fait de lui-même est indiqué ici. Sur les décisions prises dans d’autres systèmes, l’entreprise doit vous renseigner elle-même.',
  },
  es: {
    lang: 'es',
    title: 'Lo que sabemos de usted',
    made: 'Hecho el',
    purposes: 'Para qué tratamos sus datos',
    recipients: 'Quién los recibió',
    read: 'Quién los consultó',
    rights: 'Sus derechos',
    rightsText:
      'Puede pedirnos que rectifiquemos o suprimamos sus datos, que limitemos o dejemos de usarlos, que se los entreguemos en un formato común, y retirar cualquier consentimiento en cualquier momento. Puede reclamar ante la autoridad de control.',
    source: 'De dónde proceden',
    none: 'Nada.',
    kept: 'se conserva',
    until: 'Cuándo se borra, si no ocurre nada nuevo',
    asOf: (moment) => `Esta copia dice lo que había en ${moment}. Cuánto se conserva solo se sabe a día de hoy, y por eso no consta aquí.`,
    unknown: 'mientras lo retengan conversaciones o un asunto abierto',
    held: 'se conserva por ahora, por un asunto legal',
    restricted: 'se conserva por ahora, porque su uso está limitado',
    request: 'se conserva hasta que se responda a su solicitud',
    files: 'Archivos',
    automated: 'Decisiones automatizadas',
    leftOut: 'Omitido',
    leftOutText:
      'En lo que nuestro equipo anotó para sí se omitieron nombres, direcciones, números y fechas de nacimiento que no se reconocieron como suyos, y archivos junto a notas (art. 15.4 del RGPD). Si algo es suyo o lo necesita para sus derechos, pídalo: lo revisará una persona.',
    closed: {
      title: 'Lo que no se abre',
      gone: 'Una parte de lo que se guarda sobre usted estaba sellada con una clave que ya no existe: nadie puede leerla ya, tampoco nosotros. Cuánto hay y de qué está aquí. Puede pedir que se borre.',
      away: 'Una parte de lo que se guarda sobre usted no se abre por ahora, porque aquí falta su clave. Cuánto hay y de qué está aquí. Pida de nuevo su copia más tarde.',
    },
    editedSince: 'El texto se cambió después del momento para el que se hace esta copia.',
    sent: 'Enviados a petición suya (art. 20 del RGPD)',
    yourself: 'De usted, por lo que nos escribió y contó.',
    brought: (from) => `Lo que trajo consigo vino de: ${from}.`,
    noted: 'De la propia empresa: lo que su equipo anotó sobre usted sin que usted lo dijera.',
    elsewhere: {
      provider: () => 'Su nombre: de su perfil en el servicio por el que nos escribe.',
      representative: () => 'De quien se dirigió a nosotros en su nombre.',
      import: (said) => `Tomados de otro sistema${said && `: ${said}`}.`,
      'other-person': () => 'De otra persona que nos habló de usted.',
      'other-source': (said) => `De otra fuente${said && `: ${said}`}.`,
    },
    rest: 'Todo lo demás',
    roles: roleWords.es,
    serious: (titles) =>
      `Este sistema decide solo por una máquina con un efecto significativo para usted (art. 22 del RGPD): ${titles}. Puede pedir que lo examine una persona.`,
    nothingSerious:
      'Este sistema no decide nada significativo sobre usted solo por una máquina (art. 22 del RGPD). Lo que hace por sí mismo está aquí. De las decisiones en otros sistemas debe informarle la propia empresa.',
  },
};

/** The words of a language, English where it is none of ours. */
export const wordsIn = (language: string): Words => archiveWords[language as Language] ?? archiveWords.en;

/** A sentence in every language, for a file that is read elsewhere. */
export const inEveryLanguage = (say: (words: Words) => string): Record<string, string> =>
  Object.fromEntries(Object.values(archiveWords).map((words) => [words.lang, say(words)]));
