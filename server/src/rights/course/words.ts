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
  readonly extended: (company: string, received: string, due: string, why: string) => string;
  readonly complexity: string;
  readonly number: string;
  /** Before the rest, where somebody asked for the person. */
  readonly forYou: (company: string, received: string) => string;
  readonly proxy: (company: string) => string;
  readonly identity: (company: string, received: string) => string;
  readonly clarification: (company: string, received: string) => string;
  readonly fee: (company: string, received: string, amount: string) => string;
  readonly noFee: (company: string, received: string) => string;
  readonly resumed: (company: string, received: string, due: string) => string;
  readonly page: string;
  readonly complain: (authority: string) => string;
};

/** The amount of a fee as the language writes it. */
function feeIn({ language, fee_amount: amount, fee_currency: currency }: RequestRow): string {
  const shown = new Intl.NumberFormat(language, { style: 'currency', currency: currency ?? 'EUR' });
  return shown.format((amount ?? 0) / 10 ** (shown.resolvedOptions().maximumFractionDigits ?? 2));
}

/** The letter for a step: `extended`, `paused-…`, `resumed-…` or `fee-…`. */
export async function courseLetter(ctx: Ctx, row: RequestRow, step: string): Promise<Letter> {
  const words = letters[row.language];
  const { name, authority } = await company(ctx);
  const long = (day: Date) => new Intl.DateTimeFormat(row.language, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
  const [received, due] = [long(row.received_at), long(new Date(`${row.due_on}T00:00:00Z`))];
  const said = (): string => {
    if (step === 'extended') return words.extended(name, received, due, words[row.extended_for ?? 'complexity']);
    if (step === 'fee-asked') return words.fee(name, received, feeIn(row));
    if (step === 'fee-waived') return words.noFee(name, received);
    if (step.startsWith('resumed')) return words.resumed(name, received, due);
    if (step === 'paused-identity') return row.on_behalf ? words.proxy(name) : words.identity(name, received);
    return words.clarification(name, received);
  };
  const forYou = row.on_behalf ? [words.forYou(name, received)] : [];
  const parts = [words.hello, ...forYou, said(), `${words.page}\n${await pageOf(ctx)}`, words.complain(authority && ` (${authority})`)];
  return { language: row.language, subject: words.subject(name), text: `${parts.join('\n\n')}\n` };
}

const letters: Readonly<Record<Language, Words>> = {
  en: {
    subject: (company) => `Your request to ${company}: where it stands`,
    hello: 'Hello,',
    complexity: 'it is complex',
    number: 'there are many requests',
    forYou: (company, received) =>
      `on ${received} somebody who says that they act for you asked ${company} something about your data. If you know nothing of it, please tell us.`,
    proxy: (company) =>
      `Before ${company} can answer, it has to know that they may act for you. Until that is answered, the time for our answer does not run.`,
    extended: (company, received, due, why) =>
      `${company} needs more time for your request of ${received} than one month, as the law allows, because ${why}. You will have an answer by ${due} at the latest.`,
    identity: (company, received) =>
      `before ${company} can answer your request of ${received}, it has to know that it is you who asks. Until you have answered, the time for our answer does not run.`,
    clarification: (company, received) =>
      `${company} has a question about your request of ${received}. Until you have answered, the time for our answer does not run.`,
    fee: (company, received, amount) =>
      `${company} considers your request of ${received} clearly without ground or excessive and asks for a fee of ${amount} (Art. 12(5) GDPR). How it was worked out stands on your privacy page, where you may accept it or take the request back.`,
    noFee: (company, received) => `${company} asks for no fee for your request of ${received}. It goes on.`,
    resumed: (company, received, due) =>
      `thank you. ${company} goes on with your request of ${received}; you will have an answer by ${due} at the latest.`,
    page: 'The reason or the question stands on your privacy page:',
    complain: (authority) => `If you are not content, you may complain to the supervisory authority${authority} or go to court.`,
  },
  de: {
    subject: (company) => `Ihre Anfrage an ${company}: So steht es`,
    hello: 'Guten Tag,',
    complexity: 'sie schwierig ist',
    number: 'es viele Anfragen sind',
    forYou: (company, received) =>
      `am ${received} hat sich jemand, der nach eigenen Worten für Sie handelt, wegen Ihrer Daten an ${company} gewandt. Wenn Sie davon nichts wissen, sagen Sie es uns bitte.`,
    proxy: (company) =>
      `Bevor ${company} antworten kann, muss feststehen, dass diese Person für Sie handeln darf. Bis das beantwortet ist, läuft die Frist für unsere Antwort nicht.`,
    extended: (company, received, due, why) =>
      `${company} braucht für Ihre Anfrage vom ${received} länger als einen Monat, wie es das Gesetz erlaubt, weil ${why}. Sie bekommen spätestens am ${due} eine Antwort.`,
    identity: (company, received) =>
      `bevor ${company} Ihre Anfrage vom ${received} beantworten kann, muss feststehen, dass Sie es sind. Bis Sie geantwortet haben, läuft die Frist für unsere Antwort nicht.`,
    clarification: (company, received) =>
      `${company} hat eine Frage zu Ihrer Anfrage vom ${received}. Bis Sie geantwortet haben, läuft die Frist für unsere Antwort nicht.`,
    fee: (company, received, amount) =>
      `${company} hält Ihre Anfrage vom ${received} für offenkundig unbegründet oder exzessiv und verlangt ein Entgelt von ${amount} (Art. 12 Abs. 5 DSGVO). Wie es berechnet ist, steht auf Ihrer Datenschutzseite; dort können Sie es annehmen oder die Anfrage zurücknehmen.`,
    noFee: (company, received) => `${company} verlangt für Ihre Anfrage vom ${received} kein Entgelt. Es geht weiter.`,
    resumed: (company, received, due) =>
      `danke. Bei ${company} geht es mit Ihrer Anfrage vom ${received} weiter; Sie bekommen spätestens am ${due} eine Antwort.`,
    page: 'Der Grund oder die Frage steht auf Ihrer Datenschutzseite:',
    complain: (authority) =>
      `Wenn Sie nicht zufrieden sind, können Sie sich bei der Aufsichtsbehörde${authority} beschweren oder vor Gericht gehen.`,
  },
  fr: {
    subject: (company) => `Votre demande à ${company} : où elle en est`,
    hello: 'Bonjour,',
    complexity: 'elle est complexe',
    number: 'les demandes sont nombreuses',
    forYou: (company, received) =>
      `le ${received}, quelqu’un qui dit agir pour vous s’est adressé à ${company} au sujet de vos données. Si vous n’en savez rien, dites-le-nous.`,
    proxy: (company) =>
      `Avant de répondre, ${company} doit s’assurer que cette personne peut agir pour vous. En attendant, le délai de notre réponse ne court pas.`,
    extended: (company, received, due, why) =>
      `${company} a besoin de plus d’un mois pour votre demande du ${received}, comme la loi le permet, parce que ${why}. Vous aurez une réponse le ${due} au plus tard.`,
    identity: (company, received) =>
      `avant de répondre à votre demande du ${received}, ${company} doit s’assurer que c’est bien vous qui la faites. Tant que vous n’avez pas répondu, le délai de notre réponse ne court pas.`,
    clarification: (company, received) =>
      `${company} a une question sur votre demande du ${received}. Tant que vous n’avez pas répondu, le délai de notre réponse ne court pas.`,
    fee: (company, received, amount) =>
      `${company} estime votre demande du ${received} manifestement infondée ou excessive et demande des frais de ${amount} (art. 12, paragraphe 5, du RGPD). Leur calcul se trouve sur votre page de confidentialité, où vous pouvez les accepter ou retirer la demande.`,
    noFee: (company, received) => `${company} ne demande pas de frais pour votre demande du ${received}. Elle suit son cours.`,
    resumed: (company, received, due) =>
      `merci. ${company} poursuit le traitement de votre demande du ${received} ; vous aurez une réponse le ${due} au plus tard.`,
    page: 'Le motif ou la question se trouve sur votre page de confidentialité :',
    complain: (authority) => `Si vous n’êtes pas satisfait, vous pouvez saisir l’autorité de contrôle${authority} ou la justice.`,
  },
  es: {
    subject: (company) => `Su solicitud a ${company}: cómo va`,
    hello: 'Hola:',
    complexity: 'es compleja',
    number: 'hay muchas solicitudes',
    forYou: (company, received) =>
      `El ${received} alguien que dice actuar por usted se dirigió a ${company} por sus datos. Si no sabe nada de ello, díganoslo.`,
    proxy: (company) =>
      `Antes de responder, ${company} tiene que saber que esa persona puede actuar por usted. Hasta entonces, el plazo de nuestra respuesta no corre.`,
    extended: (company, received, due, why) =>
      `${company} necesita más de un mes para su solicitud del ${received}, como permite la ley, porque ${why}. Tendrá una respuesta a más tardar el ${due}.`,
    identity: (company, received) =>
      `Antes de responder a su solicitud del ${received}, ${company} tiene que saber que es usted quien la hace. Hasta que responda, el plazo de nuestra respuesta no corre.`,
    clarification: (company, received) =>
      `${company} tiene una pregunta sobre su solicitud del ${received}. Hasta que responda, el plazo de nuestra respuesta no corre.`,
    fee: (company, received, amount) =>
      `${company} considera su solicitud del ${received} manifiestamente infundada o excesiva y pide un canon de ${amount} (art. 12.5 del RGPD). Cómo se calculó está en su página de privacidad, donde puede aceptarlo o retirar la solicitud.`,
    noFee: (company, received) => `${company} no pide ningún canon por su solicitud del ${received}. Sigue su curso.`,
    resumed: (company, received, due) =>
      `Gracias. ${company} sigue con su solicitud del ${received}; tendrá una respuesta a más tardar el ${due}.`,
    page: 'El motivo o la pregunta está en su página de privacidad:',
    complain: (authority) => `Si no está conforme, puede reclamar ante la autoridad de control${authority} o acudir a los tribunales.`,
  },
};
