// What a text message says about somebody's rights, in their language: that there is something to read, and where. It is shown on locked screens and carried in the clear, so nothing
// of what was asked or answered is in it, nor who asked.
import { company } from '#access';
import type { Ctx } from '#kit/ctx';
import { pageOf } from './page-of.ts';
import type { Language } from './words.ts';

type Words = {
  readonly news: (company: string) => string;
  readonly answered: (company: string) => string;
  readonly erased: (company: string) => string;
  readonly keptNo: string;
  readonly last: string;
};

/** Where something about a request can be read: that there is `news`, or that it was `answered`. */
export async function shortly(ctx: Ctx, language: string, what: 'news' | 'answered'): Promise<string> {
  const spoken = spokenIn(language);
  return `${texts[spoken][what]((await company(ctx)).name)} ${await pageOf(ctx)}?lang=${spoken}`;
}

/** That an erasure was carried out, with the link to its certificate: no page opens to them any more. It does not claim that all has gone. */
export function shortlyErased(language: string, company: string, link: string, keepsNo: boolean): string {
  const words = texts[spokenIn(language)];
  return [`${words.erased(company)} ${link}`, ...(keepsNo ? [words.keptNo] : []), words.last].join('\n');
}

const spokenIn = (language: string): Language => (language in texts ? (language as Language) : 'en');

const texts: Readonly<Record<Language, Words>> = {
  en: {
    news: (company) =>
      `${company}: There is news about a request on your data. Read it on your privacy page, which opens by a code to this number:`,
    answered: (company) =>
      `${company}: A request on your data has an answer. Read it on your privacy page, which opens by a code to this number:`,
    erased: (company) =>
      `${company}: A request to erase your data was carried out. This certificate says what went and whether anything had to stay (it is there within a week at the latest; the link works for 30 days):`,
    keptNo: 'So that nobody writes to your number again by mistake, we keep a code made from it that only says “no”.',
    last: 'This is the last message about it.',
  },
  de: {
    news: (company) =>
      `${company}: Es gibt Neues zu einer Anfrage wegen Ihrer Daten. Sie lesen es auf Ihrer Datenschutzseite, die sich mit einem Code an diese Nummer öffnet:`,
    answered: (company) =>
      `${company}: Eine Anfrage wegen Ihrer Daten ist beantwortet. Sie lesen es auf Ihrer Datenschutzseite, die sich mit einem Code an diese Nummer öffnet:`,
    erased: (company) =>
      `${company}: Ein Antrag auf Löschung Ihrer Daten wurde ausgeführt. Diese Bescheinigung sagt, was gelöscht wurde und ob etwas bleiben musste (sie steht dort spätestens in einer Woche; der Link gilt 30 Tage):`,
    keptNo: 'Damit niemand Ihrer Nummer aus Versehen wieder schreibt, behalten wir einen daraus gebildeten Code, der nur „Nein“ sagt.',
    last: 'Dies ist die letzte Nachricht dazu.',
  },
  fr: {
    news: (company) =>
      `${company} : il y a du nouveau au sujet d’une demande sur vos données. Lisez-le sur votre page de confidentialité, qui s’ouvre avec un code envoyé à ce numéro :`,
    answered: (company) =>
      `${company} : une demande sur vos données a reçu une réponse. Lisez-la sur votre page de confidentialité, qui s’ouvre avec un code envoyé à ce numéro :`,
    erased: (company) =>
      `${company} : une demande d’effacement de vos données a été exécutée. Cette attestation dit ce qui a été effacé et si quelque chose devait rester (elle y figure au plus tard dans une semaine ; le lien est valable 30 jours) :`,
    keptNo: 'Pour que personne n’écrive de nouveau à votre numéro par erreur, nous gardons un code tiré de lui, qui dit seulement « non ».',
    last: 'Ceci est le dernier message à ce sujet.',
  },
  es: {
    news: (company) =>
      `${company}: hay novedades sobre una solicitud relativa a sus datos. Léalas en su página de privacidad, que se abre con un código enviado a este número:`,
    answered: (company) =>
      `${company}: una solicitud relativa a sus datos tiene respuesta. Léala en su página de privacidad, que se abre con un código enviado a este número:`,
    erased: (company) =>
      `${company}: se ha ejecutado una solicitud de supresión de sus datos. Este certificado dice qué se suprimió y si algo tuvo que quedar (estará allí a más tardar en una semana; el enlace vale 30 días):`,
    keptNo: 'Para que nadie vuelva a escribir por error a su número, guardamos un código hecho de él que solo dice «no».',
    last: 'Este es el último mensaje al respecto.',
  },
};
