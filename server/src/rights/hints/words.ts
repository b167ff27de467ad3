// What whoever may open requests reads about messages that seem to ask for a right and that nobody has decided about: how many and since when, nobody's name.
type Facts = { readonly company: string; readonly waiting: number; readonly since: string; readonly page: string };
type Letter = { readonly subject: (company: string) => string; readonly text: (waiting: number, since: string) => string };

/** One mail about all that wait. */
export function askingWords(language: string, { company, waiting, since, page }: Facts): { subject: string; text: string } {
  const words = letters[language] ?? (letters['en'] as Letter);
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(since));
  return { subject: words.subject(company), text: `${words.text(waiting, day)}\n\n${page}\n` };
}

const letters: Readonly<Record<string, Letter>> = {
  en: {
    subject: (company) => `${company}: somebody may be asking for a right`,
    text: (waiting, since) =>
      `Messages in which somebody seems to ask for a right, and about which nobody has decided: ${waiting}, the oldest of ${since}. The month of Art. 12(3) counts from the day each was written. Open a request for them, or say that they are none:`,
  },
  de: {
    subject: (company) => `${company}: Jemand verlangt vielleicht ein Recht`,
    text: (waiting, since) =>
      `Nachrichten, in denen jemand ein Recht zu verlangen scheint und über die niemand entschieden hat: ${waiting}, die älteste vom ${since}. Der Monat nach Art. 12 Abs. 3 zählt ab dem Tag, an dem sie geschrieben wurde. Stell eine Anfrage für sie, oder sag, dass es keine ist:`,
  },
  fr: {
    subject: (company) => `${company} : quelqu’un exerce peut-être un droit`,
    text: (waiting, since) =>
      `Messages où quelqu’un semble exercer un droit et sur lesquels personne n’a statué : ${waiting}, le plus ancien du ${since}. Le mois de l’art. 12, paragraphe 3, court dès le jour où chacun a été écrit. Ouvrez une demande, ou dites que ce n’en est pas une :`,
  },
  es: {
    subject: (company) => `${company}: alguien quizá ejerce un derecho`,
    text: (waiting, since) =>
      `Mensajes en los que alguien parece ejercer un derecho y sobre los que nadie ha decidido: ${waiting}, el más antiguo del ${since}. El mes del art. 12.3 cuenta desde el día en que se escribió cada uno. Abra una solicitud, o diga que no lo es:`,
  },
};
