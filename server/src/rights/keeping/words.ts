// What the answer says of what stays (Art. 12(4), 17(3)): which kinds, on which ground, until when, in the person's language; and the mail to staff before such a day comes.
import type { Language } from '../words.ts';
import type { KeepGround, Scope } from './rules.ts';
import { articleOf } from './rules.ts';

export type Stays = {
  readonly scope: Scope;
  readonly item: string | null;
  readonly ground: KeepGround;
  readonly until: string;
  readonly held: boolean;
};
type Words = {
  readonly intro: string;
  readonly scopes: Readonly<Record<Scope, (count: number) => string>>;
  readonly grounds: Readonly<Record<KeepGround, string>>;
  readonly line: (what: string, ground: string, article: string, day: string) => string;
  readonly heldLine: (what: string, ground: string, article: string, day: string) => string;
  readonly outro: (request: string) => string;
};

/** A paragraph of the letter; empty when nothing stays. `titles` names categories. */
export function staysWords(
  language: Language,
  request: string,
  stays: readonly Stays[],
  titles: ReadonlyMap<string | null, string>,
): string {
  if (stays.length === 0) return '';
  const words = letters[language];
  const alike = Map.groupBy(stays, ({ scope, ground, until, held }) => `${scope} ${ground} ${until} ${held}`);
  const lines = [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(first.until));
    const line = first.held ? words.heldLine : words.line;
    const names = first.scope === 'category' ? ` (${same.map(({ item }) => titles.get(item) ?? item).join(', ')})` : '';
    const what = words.scopes[first.scope](same.length) + names;
    return [`– ${line(what, words.grounds[first.ground], articleOf[first.ground], day)}`];
  });
  return `${words.intro}\n${lines.join('\n')}\n${words.outro(request)}`;
}

const letters: Readonly<Record<Language, Words>> = {
  en: {
    intro: 'This must stay for now. It is locked away apart and used for nothing else:',
    scopes: {
      conversation: (n) => (n === 1 ? 'one conversation' : `${n} conversations`),
      message: (n) => (n === 1 ? 'one message' : `${n} messages`),
      attachment: (n) => (n === 1 ? 'one file' : `${n} files`),
      category: (n) => (n === 1 ? 'one kind of record' : `${n} kinds of records`),
    },
    grounds: {
      expression: 'freedom of expression and information',
      'legal-obligation': 'a law obliges us to keep it',
      'public-health': 'public interest in public health',
      archiving: 'archiving, research or statistics in the public interest',
      'legal-claims': 'legal claims',
    },
    line: (what, ground, article, day) =>
      `${what}: ${ground} (Art. ${article} GDPR), erased by itself after ${day} unless the ground goes on`,
    heldLine: (what, ground, article, day) =>
      `${what}: ${ground} (Art. ${article} GDPR), stays until a legal case no longer needs it; looked at again by ${day}`,
    outro: (request) => `If you have questions about it, name the number ${request}.`,
  },
  de: {
    intro: 'Dies muss vorerst bleiben. Es liegt gesondert verschlossen und wird für nichts anderes genutzt:',
    scopes: {
      conversation: (n) => (n === 1 ? 'ein Gespräch' : `${n} Gespräche`),
      message: (n) => (n === 1 ? 'eine Nachricht' : `${n} Nachrichten`),
      attachment: (n) => (n === 1 ? 'eine Datei' : `${n} Dateien`),
      category: (n) => (n === 1 ? 'eine Art von Einträgen' : `${n} Arten von Einträgen`),
    },
    grounds: {
      expression: 'freie Meinungsäußerung und Information',
      'legal-obligation': 'ein Gesetz verpflichtet uns zur Aufbewahrung',
      'public-health': 'öffentliches Interesse an der öffentlichen Gesundheit',
      archiving: 'Archiv, Forschung oder Statistik im öffentlichen Interesse',
      'legal-claims': 'Rechtsansprüche',
    },
    line: (what, ground, article, day) =>
      `${what}: ${ground} (Art. ${article} DSGVO), nach dem ${day} von selbst gelöscht, wenn der Grund nicht fortbesteht`,
    heldLine: (what, ground, article, day) =>
      `${what}: ${ground} (Art. ${article} DSGVO), bleibt, bis ein Rechtsfall es nicht mehr braucht; bis ${day} wird erneut geprüft`,
    outro: (request) => `Bei Fragen dazu nennen Sie bitte die Nummer ${request}.`,
  },
  fr: {
    intro: 'Ceci doit rester pour l’instant. C’est enfermé à part et ne sert à rien d’autre :',
    scopes: {
      conversation: (n) => (n === 1 ? 'une conversation' : `${n} conversations`),
      message: (n) => (n === 1 ? 'un message' : `${n} messages`),
      attachment: (n) => (n === 1 ? 'un fichier' : `${n} fichiers`),
      category: (n) => (n === 1 ? 'un type de données' : `${n} types de données`),
    },
    grounds: {
      expression: 'liberté d’expression et d’information',
      'legal-obligation': 'une loi nous oblige à les conserver',
      'public-health': 'intérêt public dans le domaine de la santé publique',
      archiving: 'archives, recherche ou statistiques dans l’intérêt public',
      'legal-claims': 'droits en justice',
    },
    line: (what, ground, article, day) =>
      `${what} : ${ground} (art. ${article} RGPD), effacé de lui-même après le ${day} sauf si le motif persiste`,
    heldLine: (what, ground, article, day) =>
      `${what} : ${ground} (art. ${article} RGPD), reste tant qu’une affaire en justice en a besoin ; réexamen au plus tard le ${day}`,
    outro: (request) => `Pour toute question à ce sujet, indiquez le numéro ${request}.`,
  },
  es: {
    intro: 'Esto debe quedar por ahora. Está guardado aparte y no se usa para nada más:',
    scopes: {
      conversation: (n) => (n === 1 ? 'una conversación' : `${n} conversaciones`),
      message: (n) => (n === 1 ? 'un mensaje' : `${n} mensajes`),
      attachment: (n) => (n === 1 ? 'un archivo' : `${n} archivos`),
      category: (n) => (n === 1 ? 'un tipo de datos' : `${n} tipos de datos`),
    },
    grounds: {
      expression: 'libertad de expresión e información',
      'legal-obligation': 'una ley nos obliga a conservarlo',
      'public-health': 'interés público en el ámbito de la salud pública',
      archiving: 'archivo, investigación o estadística de interés público',
      'legal-claims': 'reclamaciones legales',
    },
    line: (what, ground, article, day) =>
      `${what}: ${ground} (art. ${article} RGPD), se borra por sí solo después del ${day} si el motivo no continúa`,
    heldLine: (what, ground, article, day) =>
      `${what}: ${ground} (art. ${article} RGPD), queda hasta que un caso legal ya no lo necesite; se revisa a más tardar el ${day}`,
    outro: (request) => `Si tiene preguntas al respecto, indique el número ${request}.`,
  },
};

type Due = {
  readonly company: string;
  readonly page: string;
  readonly items: readonly { readonly request: string; readonly until: string }[];
};
/** One mail to one member of staff: numbers of requests and days, nothing else. */
export function keptDueWords(language: string, { company, page, items }: Due): { subject: string; text: string } {
  const words = reminders[language as Language] ?? reminders.en;
  const day = (until: string) => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(until));
  const lines = items.map(({ request, until }) => `${request} · ${day(until)}`);
  return { subject: words.subject(company), text: `${[words.intro, lines.join('\n'), words.outro, page].join('\n\n')}\n` };
}

const reminders: Readonly<Record<Language, { subject: (company: string) => string; intro: string; outro: string }>> = {
  en: {
    subject: (company) => `${company}: what was kept back from an erasure ends soon`,
    intro: 'The last day of what was kept back from these erasures is near (Art. 17(3)):',
    outro: 'Renew it with a reason if the ground goes on. Otherwise it is erased by itself after that day:',
  },
  de: {
    subject: (company) => `${company}: Von einer Löschung Ausgenommenes endet bald`,
    intro: 'Der letzte Tag dessen, was von diesen Löschungen ausgenommen wurde, ist nah (Art. 17 Abs. 3):',
    outro: 'Verlängere es mit einer Begründung, wenn der Grund fortbesteht. Sonst wird es nach diesem Tag von selbst gelöscht:',
  },
  fr: {
    subject: (company) => `${company} : ce qui a été exclu d’un effacement prend bientôt fin`,
    intro: 'Le dernier jour de ce qui a été exclu de ces effacements approche (art. 17, paragraphe 3) :',
    outro: 'Prolongez-le avec un motif s’il persiste. Sinon, c’est effacé automatiquement après ce jour :',
  },
  es: {
    subject: (company) => `${company}: lo que se excluyó de una supresión termina pronto`,
    intro: 'Se acerca el último día de lo que se excluyó de estas supresiones (art. 17.3):',
    outro: 'Prorróguelo con un motivo si continúa. Si no, se borra por sí solo después de ese día:',
  },
};
