// The mails about the course of a request, in the person's language. Neither what was asked nor why it takes longer is in them: mail is read by many, the privacy page by one.
import { company } from '#access';
import type { Ctx } from '#kit/ctx';
import { type AskedBy, askedBy } from '../asked-by.ts';
import { humanIn } from '../human.ts';
import { pageOf } from '../page-of.ts';
import type { RequestRow } from '../store.ts';
import type { Language } from '../words.ts';

type Letter = { readonly language: string; readonly subject: string; readonly text: string };
type Named = { readonly of: string; readonly to: string };
type Words = {
  readonly subjects: Readonly<Record<AskedBy, (company: string) => string>>;
  /** The request as it is named within a sentence; `to` in the dative, where a language has one. */
  readonly named: (isTheirs: boolean, received: string) => Named;
  readonly hello: string;
  readonly extended: (company: string, what: Named, due: string, why: string) => string;
  readonly complexity: string;
  readonly number: string;
  /** Before the rest, where somebody asked for the person. */
  readonly forYou: (company: string, received: string) => string;
  /** The same, where a platform passed it on. */
  readonly passedOn: (company: string, received: string) => string;
  readonly proxy: (company: string) => string;
  readonly identity: (company: string, what: Named) => string;
  readonly clarification: (company: string, what: Named) => string;
  readonly fee: (company: string, what: Named, amount: string) => string;
  readonly noFee: (company: string, what: Named) => string;
  readonly resumed: (company: string, what: Named, due: string) => string;
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
  const by = askedBy(row);
  const what = words.named(by === 'self', received);
  const said = (): string => {
    if (step === 'extended') return words.extended(name, what, due, words[row.extended_for ?? 'complexity']);
    if (step === 'fee-asked') return words.fee(name, what, feeIn(row));
    if (step === 'fee-waived') return words.noFee(name, what);
    if (step.startsWith('resumed')) return words.resumed(name, what, due);
    if (step === 'paused-identity') return row.on_behalf ? words.proxy(name) : words.identity(name, what);
    return words.clarification(name, what);
  };
  const before = { self: [], other: [words.forYou(name, received)], platform: [words.passedOn(name, received)] }[by];
  const text = before.length > 0 ? capital(said()) : said();
  const page = `${words.page}\n${await pageOf(ctx)}`;
  const human = step === 'paused-identity' && !row.on_behalf ? [await humanIn(ctx, row.language)] : [];
  const parts = [words.hello, ...before, text, page, ...human, words.complain(authority && ` (${authority})`)];
  return { language: row.language, subject: words.subjects[by](name), text: `${parts.join('\n\n')}\n` };
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const same = (of: string): Named => ({ of, to: of });

const letters: Readonly<Record<Language, Words>> = {
  en: {
    subjects: {
      self: (company) => `Your request to ${company}: where it stands`,
      other: (company) => `A request in your name to ${company}: where it stands`,
      platform: (company) => `A request about your data to ${company}: where it stands`,
    },
    named: (isTheirs, received) => same(`${isTheirs ? 'your' : 'the'} request of ${received}`),
    hello: 'Hello,',
    complexity: 'it is complex',
    number: 'there are many requests',
    forYou: (company, received) =>
      `on ${received} somebody who says that they act for you asked ${company} something about your data. If you know nothing of it, please tell us.`,
    passedOn: (company, received) =>
      `on ${received} a platform passed on to ${company} that you ask something about your data. If you know nothing of it, please tell us.`,
    proxy: (company) =>
      `Before ${company} can answer, it has to know that they may act for you. Until that is answered, the time for our answer does not run.`,
    extended: (company, what, due, why) =>
      `${company} needs more time for ${what.of} than one month, as the law allows, because ${why}. You will have an answer by ${due} at the latest.`,
    identity: (company, what) =>
      `before ${company} can answer ${what.of}, it has to know that it is you who asks. Until you have answered, the time for our answer does not run.`,
    clarification: (company, what) =>
      `${company} has a question about ${what.of}. Until you have answered, the time for our answer does not run.`,
    fee: (company, what, amount) =>
      `${company} considers ${what.of} clearly without ground or excessive and asks for a fee of ${amount} (Art. 12(5) GDPR). How it was worked out stands on your privacy page, where you may accept it or take the request back.`,
    noFee: (company, what) => `${company} asks for no fee for ${what.of}. It goes on.`,
    resumed: (company, what, due) => `thank you. ${company} goes on with ${what.of}; you will have an answer by ${due} at the latest.`,
    page: 'The reason or the question stands on your privacy page:',
    complain: (authority) => `If you are not content, you may complain to the supervisory authority${authority} or go to court.`,
  },
  de: {
    subjects: {
      self: (company) => `Ihre Anfrage an ${company}: So steht es`,
      other: (company) => `Eine Anfrage in Ihrem Namen an ${company}: So steht es`,
      platform: (company) => `Eine Anfrage zu Ihren Daten an ${company}: So steht es`,
    },
    named: (isTheirs, received) => ({
      of: `${isTheirs ? 'Ihre' : 'die'} Anfrage vom ${received}`,
      to: `${isTheirs ? 'Ihrer' : 'der'} Anfrage vom ${received}`,
    }),
    hello: 'Guten Tag,',
    complexity: 'sie schwierig ist',
    number: 'es viele Anfragen sind',
    forYou: (company, received) =>
      `am ${received} hat sich jemand, der nach eigenen Worten für Sie handelt, wegen Ihrer Daten an ${company} gewandt. Wenn Sie davon nichts wissen, sagen Sie es uns bitte.`,
    passedOn: (company, received) =>
      `am ${received} hat eine Plattform an ${company} weitergegeben, dass Sie wegen Ihrer Daten etwas verlangen. Wenn Sie davon nichts wissen, sagen Sie es uns bitte.`,
    proxy: (company) =>
      `Bevor ${company} antworten kann, muss feststehen, dass diese Person für Sie handeln darf. Bis das beantwortet ist, läuft die Frist für unsere Antwort nicht.`,
    extended: (company, what, due, why) =>
      `${company} braucht für ${what.of} länger als einen Monat, wie es das Gesetz erlaubt, weil ${why}. Sie bekommen spätestens am ${due} eine Antwort.`,
    identity: (company, what) =>
      `bevor ${company} ${what.of} beantworten kann, muss feststehen, dass Sie es sind. Bis Sie geantwortet haben, läuft die Frist für unsere Antwort nicht.`,
    clarification: (company, what) =>
      `${company} hat eine Frage zu ${what.to}. Bis Sie geantwortet haben, läuft die Frist für unsere Antwort nicht.`,
    fee: (company, what, amount) =>
      `${company} hält ${what.of} für offenkundig unbegründet oder exzessiv und verlangt ein Entgelt von ${amount} (Art. 12 Abs. 5 DSGVO). Wie es berechnet ist, steht auf Ihrer Datenschutzseite; dort können Sie es annehmen oder die Anfrage zurücknehmen.`,
    noFee: (company, what) => `${company} verlangt für ${what.of} kein Entgelt. Es geht weiter.`,
    resumed: (company, what, due) => `danke. Bei ${company} geht es mit ${what.to} weiter; Sie bekommen spätestens am ${due} eine Antwort.`,
    page: 'Der Grund oder die Frage steht auf Ihrer Datenschutzseite:',
    complain: (authority) =>
      `Wenn Sie nicht zufrieden sind, können Sie sich bei der Aufsichtsbehörde${authority} beschweren oder vor Gericht gehen.`,
  },
  fr: {
    subjects: {
      self: (company) => `Votre demande à ${company} : où elle en est`,
      other: (company) => `Une demande en votre nom à ${company} : où elle en est`,
      platform: (company) => `Une demande sur vos données à ${company} : où elle en est`,
    },
    named: (isTheirs, received) => same(`${isTheirs ? 'votre' : 'la'} demande du ${received}`),
    hello: 'Bonjour,',
    complexity: 'elle est complexe',
    number: 'les demandes sont nombreuses',
    forYou: (company, received) =>
      `le ${received}, quelqu’un qui dit agir pour vous s’est adressé à ${company} au sujet de vos données. Si vous n’en savez rien, dites-le-nous.`,
    passedOn: (company, received) =>
      `le ${received}, une plateforme a transmis à ${company} que vous demandez quelque chose au sujet de vos données. Si vous n’en savez rien, dites-le-nous.`,
    proxy: (company) =>
      `Avant de répondre, ${company} doit s’assurer que cette personne peut agir pour vous. En attendant, le délai de notre réponse ne court pas.`,
    extended: (company, what, due, why) =>
      `${company} a besoin de plus d’un mois pour ${what.of}, comme la loi le permet, parce que ${why}. Vous aurez une réponse le ${due} au plus tard.`,
    identity: (company, what) =>
      `avant de répondre à ${what.of}, ${company} doit s’assurer que c’est bien vous qui la faites. Tant que vous n’avez pas répondu, le délai de notre réponse ne court pas.`,
    clarification: (company, what) =>
      `${company} a une question sur ${what.of}. Tant que vous n’avez pas répondu, le délai de notre réponse ne court pas.`,
    fee: (company, what, amount) =>
      `${company} estime ${what.of} manifestement infondée ou excessive et demande des frais de ${amount} (art. 12, paragraphe 5, du RGPD). Leur calcul se trouve sur votre page de confidentialité, où vous pouvez les accepter ou retirer la demande.`,
    noFee: (company, what) => `${company} ne demande pas de frais pour ${what.of}. Elle suit son cours.`,
    resumed: (company, what, due) =>
      `merci. ${company} poursuit le traitement de ${what.of} ; vous aurez une réponse le ${due} au plus tard.`,
    page: 'Le motif ou la question se trouve sur votre page de confidentialité :',
    complain: (authority) => `Si vous n’êtes pas satisfait, vous pouvez saisir l’autorité de contrôle${authority} ou la justice.`,
  },
  es: {
    subjects: {
      self: (company) => `Su solicitud a ${company}: cómo va`,
      other: (company) => `Una solicitud en su nombre a ${company}: cómo va`,
      platform: (company) => `Una solicitud sobre sus datos a ${company}: cómo va`,
    },
    named: (isTheirs, received) => same(`${isTheirs ? 'su' : 'la'} solicitud del ${received}`),
    hello: 'Hola:',
    complexity: 'es compleja',
    number: 'hay muchas solicitudes',
    forYou: (company, received) =>
      `El ${received} alguien que dice actuar por usted se dirigió a ${company} por sus datos. Si no sabe nada de ello, díganoslo.`,
    passedOn: (company, received) =>
      `El ${received} una plataforma transmitió a ${company} que usted pide algo sobre sus datos. Si no sabe nada de ello, díganoslo.`,
    proxy: (company) =>
      `Antes de responder, ${company} tiene que saber que esa persona puede actuar por usted. Hasta entonces, el plazo de nuestra respuesta no corre.`,
    extended: (company, what, due, why) =>
      `${company} necesita más de un mes para ${what.of}, como permite la ley, porque ${why}. Tendrá una respuesta a más tardar el ${due}.`,
    identity: (company, what) =>
      `Antes de responder a ${what.of}, ${company} tiene que saber que es usted quien la hace. Hasta que responda, el plazo de nuestra respuesta no corre.`,
    clarification: (company, what) =>
      `${company} tiene una pregunta sobre ${what.of}. Hasta que responda, el plazo de nuestra respuesta no corre.`,
    fee: (company, what, amount) =>
      `${company} considera ${what.of} manifiestamente infundada o excesiva y pide un canon de ${amount} (art. 12.5 del RGPD). Cómo se calculó está en su página de privacidad, donde puede aceptarlo o retirar la solicitud.`,
    noFee: (company, what) => `${company} no pide ningún canon por ${what.of}. Sigue su curso.`,
    resumed: (company, what, due) => `Gracias. ${company} sigue con ${what.of}; tendrá una respuesta a más tardar el ${due}.`,
    page: 'El motivo o la pregunta está en su página de privacidad:',
    complain: (authority) => `Si no está conforme, puede reclamar ante la autoridad de control${authority} o acudir a los tribunales.`,
  },
};
