// Letters to owners of findings whose day is near or over, in the four languages of a company. They name neither finding nor anybody.
type Words = { readonly subject: string; readonly text: string };
type Counts = { readonly soon: number; readonly overdue: number };
type Letter = { readonly subject: string; readonly text: (counts: Counts, page: string) => string };

const en: Letter = {
  subject: 'findings wait for you',
  text: ({ soon, overdue }, page) =>
    `Of the findings that you own in Parley, overdue: ${overdue}, due within two days: ${soon}.\n\n${page}\n\nSay there what was done, accept one with a reason until a day, or give it to somebody else.\n`,
};
const letters: Readonly<Record<string, Letter>> = {
  en,
  de: {
    subject: 'Befunde warten auf Sie',
    text: ({ soon, overdue }, page) =>
      `Von den Befunden in Parley, für die Sie zuständig sind, sind überfällig: ${overdue}, fällig binnen zwei Tagen: ${soon}.\n\n${page}\n\nSagen Sie dort, was getan wurde, nehmen Sie einen mit Grund bis zu einem Tag hin, oder geben Sie ihn weiter.\n`,
  },
  fr: {
    subject: 'des constatations vous attendent',
    text: ({ soon, overdue }, page) =>
      `Parmi les constatations de Parley dont vous êtes responsable, en retard : ${overdue}, à échéance sous deux jours : ${soon}.\n\n${page}\n\nIndiquez-y ce qui a été fait, acceptez-en une avec un motif jusqu’à une date, ou confiez-la à quelqu’un d’autre.\n`,
  },
  es: {
    subject: 'hay hallazgos que le esperan',
    text: ({ soon, overdue }, page) =>
      `De los hallazgos de Parley a su cargo, vencidos: ${overdue}, que vencen en dos días: ${soon}.\n\n${page}\n\nIndique allí qué se hizo, acepte uno con un motivo hasta una fecha, o páselo a otra persona.\n`,
  },
};

/** The letter about so many findings; in English where the company's language has none. */
export function dueWords(language: string, company: string, counts: Counts, page: string): Words {
  const { subject, text } = letters[language] ?? en;
  return { subject: `${company}: ${subject}`, text: text(counts, page) };
}
