// What whoever holds the right reads about those who are owed a word: how many and from which day on, nobody's name.
import type { Soon } from '#people';

type Facts = { readonly company: string; readonly page: string; readonly recipients: Soon; readonly people: Soon };
type Letter = {
  readonly subject: (company: string) => string;
  readonly intro: string;
  readonly recipients: (count: number, day: string) => string;
  readonly people: (count: number, day: string) => string;
  readonly page: string;
};

/** One mail about all that is due within a week or late. */
export function owedWords(language: string, { company, page, recipients, people }: Facts): { subject: string; text: string } {
  const words = letters[language] ?? (letters['en'] as Letter);
  const long = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const line = (say: Letter['people'], { n, first }: Soon) => (n > 0 && first ? [`– ${say(n, long.format(new Date(first)))}`] : []);
  const lines = [...line(words.recipients, recipients), ...line(words.people, people)].join('\n');
  return { subject: words.subject(company), text: `${[words.intro, lines, words.page, page].join('\n\n')}\n` };
}

const letters: Readonly<Record<string, Letter>> = {
  en: {
    subject: (company) => `${company}: others have to be told`,
    intro: 'These have to hear something from you within a week, or should have heard it already:',
    recipients: (count, day) =>
      `Recipients of data that was corrected, erased or restricted, and who decides together with you (Art. 19, 26): ${count}, the first by ${day}`,
    people: (count, day) => `From where data of people came that is not from themselves (Art. 14(3)): ${count}, the first by ${day}`,
    page: 'They stand here, above the requests. Say there what became of it:',
  },
  de: {
    subject: (company) => `${company}: Andere müssen es noch erfahren`,
    intro: 'Diese müssen innerhalb einer Woche etwas von euch erfahren oder hätten es schon erfahren sollen:',
    recipients: (count, day) =>
      `Empfänger von Daten, die berichtigt, gelöscht oder eingeschränkt wurden, und wer mit euch gemeinsam entscheidet (Art. 19, 26): ${count}, zuerst bis ${day}`,
    people: (count, day) =>
      `Woher Daten von Menschen stammen, die nicht von ihnen selbst sind (Art. 14 Abs. 3): ${count}, zuerst bis ${day}`,
    page: 'Sie stehen hier, über den Anfragen. Halte dort fest, was daraus wurde:',
  },
  fr: {
    subject: (company) => `${company} : d’autres doivent encore être informés`,
    intro: 'Voici qui doit apprendre quelque chose de vous d’ici une semaine, ou aurait déjà dû l’apprendre :',
    recipients: (count, day) =>
      `Destinataires de données rectifiées, effacées ou limitées, et qui décide avec vous (art. 19 et 26) : ${count}, le premier d’ici le ${day}`,
    people: (count, day) =>
      `D’où viennent des données de personnes qui ne viennent pas d’elles-mêmes (art. 14, paragraphe 3) : ${count}, le premier d’ici le ${day}`,
    page: 'Ils se trouvent ici, au-dessus des demandes. Notez-y ce qu’il en est advenu :',
  },
  es: {
    subject: (company) => `${company}: hay que informar aún a otros`,
    intro: 'Estos tienen que saber algo de ustedes en una semana, o deberían saberlo ya:',
    recipients: (count, day) =>
      `Destinatarios de datos rectificados, suprimidos o limitados, y quien decide con ustedes (arts. 19 y 26): ${count}, el primero a más tardar el ${day}`,
    people: (count, day) =>
      `De dónde vienen datos de personas que no proceden de ellas mismas (art. 14.3): ${count}, el primero a más tardar el ${day}`,
    page: 'Están aquí, encima de las solicitudes. Anote allí qué fue de ello:',
  },
};
