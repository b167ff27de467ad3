// Mails to who asks for a person, in the language of the request. What was asked, for whom, and what was decided is not in them: the page behind the link says it after a code.
import { company } from '#access';
import { signToken } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { RequestRow } from '../store.ts';
import type { Language } from '../words.ts';

export type Letter = { readonly language: string; readonly subject: string; readonly text: string };
type Words = {
  readonly subject: (company: string) => string;
  readonly hello: string;
  readonly named: (company: string) => string;
  readonly code: (code: string) => string;
  readonly news: (company: string, day: string) => string;
  readonly erased: (company: string, day: string) => string;
  readonly notYou: string;
};

/** Asks for the proof of the address. */
export const namedLetter = (ctx: Ctx, row: RequestRow, link: string): Promise<Letter> =>
  letter(ctx, row, (words, name) => [words.named(name), link, words.notYou]);

/** The code itself. */
export const codeLetter = (ctx: Ctx, row: RequestRow, code: string): Promise<Letter> =>
  letter(ctx, row, (words) => [words.code(`${code.slice(0, 4)} ${code.slice(4)}`)]);

/** That something stands there: an answer, a question, more time. */
export const newsLetter = (ctx: Ctx, row: RequestRow, link: string): Promise<Letter> =>
  letter(ctx, row, (words, name, day) => [words.news(name, day), link]);

/** That the erasure is done, with the certificate: afterwards nobody has a page any more. */
export async function erasedLetter(ctx: Ctx, row: RequestRow): Promise<Letter> {
  const token = signToken(
    ctx.tools,
    'certificate',
    { workspace: ctx.workspace, request: row.id },
    new Date(ctx.now.getTime() + 30 * 86_400_000),
  );
  return letter(ctx, row, (words, name, day) => [words.erased(name, day), `${config.of(ctx).publicUrl}/privacy/certificates/${token}`]);
}

async function letter(
  ctx: Ctx,
  row: RequestRow,
  parts: (words: Words, company: string, day: string) => readonly string[],
): Promise<Letter> {
  const words = letters[row.language];
  const { name } = await company(ctx);
  const day = new Intl.DateTimeFormat(row.language, { dateStyle: 'long', timeZone: 'UTC' }).format(row.received_at);
  return { language: row.language, subject: words.subject(name), text: `${[words.hello, ...parts(words, name, day)].join('\n\n')}\n` };
}

const letters: Readonly<Record<Language, Words>> = {
  en: {
    subject: (company) => `Your request for somebody else at ${company}`,
    hello: 'Hello,',
    named: (company) =>
      `you made a request to ${company} for somebody else and gave this address for the answer. Please confirm that it is yours; a code will be sent here for that:`,
    code: (code) => `your code is ${code}. It holds for ten minutes. Give it to nobody.`,
    news: (company, day) =>
      `there is news about the request that you made to ${company} on ${day} for somebody else. You read it here, with a code:`,
    erased: (company, day) =>
      `${company} has erased the data as you asked on ${day} for somebody else. The certificate, which anybody can check:`,
    notYou: 'If you know nothing of it, you need not do anything: without your confirmation nothing is sent here.',
  },
  de: {
    subject: (company) => `Ihre Anfrage für jemand anderen bei ${company}`,
    hello: 'Guten Tag,',
    named: (company) =>
      `Sie haben bei ${company} für jemand anderen eine Anfrage gestellt und diese Adresse für die Antwort genannt. Bitte bestätigen Sie, dass es Ihre ist; dafür kommt ein Code hierher:`,
    code: (code) => `Ihr Code ist ${code}. Er gilt zehn Minuten. Geben Sie ihn niemandem.`,
    news: (company, day) =>
      `es gibt Neues zu der Anfrage, die Sie am ${day} bei ${company} für jemand anderen gestellt haben. Sie lesen es hier, mit einem Code:`,
    erased: (company, day) =>
      `${company} hat die Daten gelöscht, wie Sie es am ${day} für jemand anderen verlangt haben. Die Bescheinigung, die jeder prüfen kann:`,
    notYou: 'Wenn Sie davon nichts wissen, müssen Sie nichts tun: Ohne Ihre Bestätigung wird nichts hierher gesendet.',
  },
  fr: {
    subject: (company) => `Votre demande pour une autre personne à ${company}`,
    hello: 'Bonjour,',
    named: (company) =>
      `vous avez fait à ${company} une demande pour une autre personne et donné cette adresse pour la réponse. Veuillez confirmer qu’elle est la vôtre ; un code y sera envoyé pour cela :`,
    code: (code) => `votre code est ${code}. Il vaut dix minutes. Ne le donnez à personne.`,
    news: (company, day) =>
      `il y a du nouveau sur la demande que vous avez faite à ${company} le ${day} pour une autre personne. Vous le lisez ici, avec un code :`,
    erased: (company, day) =>
      `${company} a effacé les données comme vous l’aviez demandé le ${day} pour une autre personne. Le certificat, que chacun peut vérifier :`,
    notYou: 'Si vous n’en savez rien, vous n’avez rien à faire : sans votre confirmation, rien n’est envoyé ici.',
  },
  es: {
    subject: (company) => `Su solicitud para otra persona en ${company}`,
    hello: 'Hola:',
    named: (company) =>
      `Hizo a ${company} una solicitud para otra persona y dio esta dirección para la respuesta. Confirme que es suya; para ello llegará aquí un código:`,
    code: (code) => `Su código es ${code}. Vale diez minutos. No lo dé a nadie.`,
    news: (company, day) =>
      `Hay novedades sobre la solicitud que hizo a ${company} el ${day} para otra persona. Las lee aquí, con un código:`,
    erased: (company, day) =>
      `${company} ha suprimido los datos como pidió el ${day} para otra persona. El certificado, que cualquiera puede comprobar:`,
    notYou: 'Si no sabe nada de esto, no tiene que hacer nada: sin su confirmación no se envía nada aquí.',
  },
};
