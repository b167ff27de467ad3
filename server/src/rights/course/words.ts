// The mails about the course of a request, in the person's language. Neither what was asked nor why it takes longer is in them: mail is read by many, the privacy page by one.
import { company } from '#access';
import type { Ctx } from '#kit/ctx';
import { pageOf } from '../answer-words.ts';
import type { RequestRow } from '../store.ts';
import type { Language } from '../words.ts';

type Letter = { readonly language: string; readonly subject: string; readonly text: string };
type Words = {
  readonly subject: (company: string) => string;
  readonly hello: string;
  readonly extended: (company: string, received: string, due: string) => string;
  readonly identity: (company: string, received: string) => string;
  readonly clarification: (company: string, received: string) => string;
  readonly resumed: (company: string, received: string, due: string) => string;
  readonly page: string;
  readonly complain: (authority: string) => string;
};

/** The letter for a step: `extended`, `paused-…` or `resumed-…`. */
export async function courseLetter(ctx: Ctx, row: RequestRow, step: string): Promise<Letter> {
  const words = letters[row.language];
  const { name, authority } = await company(ctx);
  const long = (day: Date) => new Intl.DateTimeFormat(row.language, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
  const [received, due] = [long(row.received_at), long(new Date(`${row.due_on}T00:00:00Z`))];
  const said =
    step === 'extended'
      ? words.extended(name, received, due)
      : step.startsWith('resumed')
        ? words.resumed(name, received, due)
        : words[step === 'paused-identity' ? 'identity' : 'clarification'](name, received);
  const parts = [words.hello, said, `${words.page}\n${await pageOf(ctx)}`, words.complain(authority && ` (${authority})`)];
  return { language: row.language, subject: words.subject(name), text: `${parts.join('\n\n')}\n` };
}

const letters: Readonly<Record<Language, Words>> = {
  en: {
    subject: (company) => `Your request to ${company}: where it stands`,
    hello: 'Hello,',
    extended: (company, received, due) =>
      `${company} needs more time for your request of ${received} than one month, as the law allows when a request is complex or there are many. You will have an answer by ${due} at the latest.`,
    identity: (company, received) =>
      `before ${company} can answer your request of ${received}, it has to know that it is you who asks. Until you have answered, the time for our answer does not run.`,
    clarification: (company, received) =>
      `${company} has a question about your request of ${received}. Until you have answered, the time for our answer does not run.`,
    resumed: (company, received, due) =>
      `thank you. ${company} goes on with your request of ${received}; you will have an answer by ${due} at the latest.`,
    page: 'The reason or the question stands on your privacy page:',
    complain: (authority) => `If you are not content, you may complain to the supervisory authority${authority} or go to court.`,
  },
  de: {
    subject: (company) => `Ihre Anfrage an ${company}: So steht es`,
    hello: 'Guten Tag,',
    extended: (company, received, due) =>
      `${company} braucht für Ihre Anfrage vom ${received} länger als einen Monat, wie es das Gesetz bei schwierigen oder vielen Anfragen erlaubt. Sie bekommen spätestens am ${due} eine Antwort.`,
    identity: (company, received) =>
      `bevor ${company} Ihre Anfrage vom ${received} beantworten kann, muss feststehen, dass Sie es sind. Bis Sie geantwortet haben, läuft die Frist für unsere Antwort nicht.`,
    clarification: (company, received) =>
      `${company} hat eine Frage zu Ihrer Anfrage vom ${received}. Bis Sie geantwortet haben, läuft die Frist für unsere Antwort nicht.`,
    resumed: (company, received, due) =>
      `danke. Bei ${company} geht es mit Ihrer Anfrage vom ${received} weiter; Sie bekommen spätestens am ${due} eine Antwort.`,
    page: 'Der Grund oder die Frage steht auf Ihrer Datenschutzseite:',
    complain: (authority) =>
      `Wenn Sie nicht zufrieden sind, können Sie sich bei der Aufsichtsbehörde${authority} beschweren oder vor Gericht gehen.`,
  },
  fr: {
    subject: (company) => `Votre demande à ${company} : où elle en est`,
    hello: 'Bonjour,',
    extended: (company, received, due) =>
      `${company} a besoin de plus d’un mois pour votre demande du ${received}, comme la loi le permet lorsqu’une demande est complexe ou que les demandes sont nombreuses. Vous aurez une réponse le ${due} au plus tard.`,
    identity: (company, received) =>
      `avant de répondre à votre demande du ${received}, ${company} doit s’assurer que c’est bien vous qui la faites. Tant que vous n’avez pas répondu, le délai de notre réponse ne court pas.`,
    clarification: (company, received) =>
      `${company} a une question sur votre demande du ${received}. Tant que vous n’avez pas répondu, le délai de notre réponse ne court pas.`,
    resumed: (company, received, due) =>
      `merci. ${company} poursuit le traitement de votre demande du ${received} ; vous aurez une réponse le ${due} au plus tard.`,
    page: 'Le motif ou la question se trouve sur votre page de confidentialité :',
    complain: (authority) => `Si vous n’êtes pas satisfait, vous pouvez saisir l’autorité de contrôle${authority} ou la justice.`,
  },
  es: {
    subject: (company) => `Su solicitud a ${company}: cómo va`,
    hello: 'Hola:',
    extended: (company, received, due) =>
      `${company} necesita más de un mes para su solicitud del ${received}, como permite la ley cuando una solicitud es compleja o hay muchas. Tendrá una respuesta a más tardar el ${due}.`,
    identity: (company, received) =>
      `Antes de responder a su solicitud del ${received}, ${company} tiene que saber que es usted quien la hace. Hasta que responda, el plazo de nuestra respuesta no corre.`,
    clarification: (company, received) =>
      `${company} tiene una pregunta sobre su solicitud del ${received}. Hasta que responda, el plazo de nuestra respuesta no corre.`,
    resumed: (company, received, due) =>
      `Gracias. ${company} sigue con su solicitud del ${received}; tendrá una respuesta a más tardar el ${due}.`,
    page: 'El motivo o la pregunta está en su página de privacidad:',
    complain: (authority) => `Si no está conforme, puede reclamar ante la autoridad de control${authority} o acudir a los tribunales.`,
  },
};
