// What a person reads about their rights, in their language: the notice that they were erased, and the headings of the archive.
import { company } from '#access';
import { signToken } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import { unknownIn } from './answer-words.ts';
import type { AskedBy } from './asked-by.ts';
import { titleIn } from './holding-titles.ts';
import { keptStore } from './keeping/store.ts';
import { staysWords } from './keeping/words.ts';
import { othersIn } from './notices/words.ts';
import type { RequestId } from './store.ts';
import { shortlyErased } from './text-words.ts';

export type Language = 'en' | 'de' | 'fr' | 'es';
const day = 86_400_000;

type Letter = {
  readonly subject: string;
  readonly first: (company: string, asked: string) => string;
  readonly text: (link: string, authority: string) => string;
};
type Erased = Letter & {
  readonly hello: string;
  readonly asked: Readonly<Record<AskedBy, string>>;
  readonly last: string;
  readonly some: Pick<Letter, 'subject' | 'first'>;
};
/** `some` is what is said where something stays: nothing of it may claim that all has gone. */
const erased: Record<Language, Erased> = {
  en: {
    hello: 'Hello,',
    asked: {
      self: 'as you asked,',
      other: 'as somebody asked in your name,',
      platform: 'as a platform asked on your behalf,',
    },
    subject: 'Your data has been erased',
    first: (company, asked) =>
      `${asked} ${company} has erased what it knew about you. The key that made your data readable was destroyed; copies in backups can no longer be read.`,
    some: {
      subject: 'Your data has been erased, except what must stay',
      first: (company, asked) =>
        `${asked} ${company} has erased what it knew about you, except what must stay for now and is named below. The key that made the rest readable was destroyed; copies of it in backups can no longer be read.`,
    },
    text: (link, authority) =>
      `This certificate says what was done and when, and you can check it (it is there within a week at the latest; the link works for 30 days):\n${link}\n\nIf you are not content, you may complain to the supervisory authority${authority && ` (${authority})`} or go to court.`,
    last: 'This is the last message about it.',
  },
  de: {
    hello: 'Guten Tag,',
    asked: {
      self: 'wie gewünscht',
      other: 'wie es jemand in Ihrem Namen verlangt hat,',
      platform: 'wie es eine Plattform als Ihren Wunsch weitergegeben hat,',
    },
    subject: 'Ihre Daten wurden gelöscht',
    first: (company, asked) =>
      `${asked} hat ${company} gelöscht, was über Sie bekannt war. Der Schlüssel, mit dem Ihre Daten lesbar waren, ist vernichtet; Kopien in Sicherungen lassen sich nicht mehr lesen.`,
    some: {
      subject: 'Ihre Daten wurden gelöscht, bis auf das, was bleiben muss',
      first: (company, asked) =>
        `${asked} hat ${company} gelöscht, was über Sie bekannt war, bis auf das, was vorerst bleiben muss und unten steht. Der Schlüssel, mit dem das Übrige lesbar war, ist vernichtet; Kopien davon in Sicherungen lassen sich nicht mehr lesen.`,
    },
    text: (link, authority) =>
      `Diese Bescheinigung sagt, was wann geschehen ist, und Sie können sie prüfen (sie steht dort spätestens in einer Woche; der Link gilt 30 Tage):\n${link}\n\nWenn Sie nicht zufrieden sind, können Sie sich bei der Aufsichtsbehörde${authority && ` (${authority})`} beschweren oder vor Gericht gehen.`,
    last: 'Dies ist die letzte Nachricht dazu.',
  },
  fr: {
    hello: 'Bonjour,',
    asked: {
      self: 'comme vous l’avez demandé,',
      other: 'comme une personne l’a demandé en votre nom,',
      platform: 'comme une plateforme l’a demandé pour vous,',
    },
    subject: 'Vos données ont été effacées',
    first: (company, asked) =>
      `${asked} ${company} a effacé ce qu’elle savait de vous. La clé qui rendait vos données lisibles est détruite ; les copies de sauvegarde ne peuvent plus être lues.`,
    some: {
      subject: 'Vos données ont été effacées, sauf ce qui doit rester',
      first: (company, asked) =>
        `${asked} ${company} a effacé ce qu’elle savait de vous, sauf ce qui doit rester pour l’instant et qui est indiqué ci-dessous. La clé qui rendait le reste lisible est détruite ; ses copies de sauvegarde ne peuvent plus être lues.`,
    },
    text: (link, authority) =>
      `Cette attestation dit ce qui a été fait et quand, et vous pouvez la vérifier (elle y figure au plus tard dans une semaine ; le lien est valable 30 jours) :\n${link}\n\nSi vous n’êtes pas satisfait, vous pouvez saisir l’autorité de contrôle${authority && ` (${authority})`} ou la justice.`,
    last: 'Ceci est le dernier message à ce sujet.',
  },
  es: {
    hello: 'Hola:',
    asked: {
      self: 'Como pidió,',
      other: 'Como alguien pidió en su nombre,',
      platform: 'Como una plataforma pidió por usted,',
    },
    subject: 'Sus datos han sido suprimidos',
    first: (company, asked) =>
      `${asked} ${company} ha suprimido lo que sabía de usted. La clave que hacía legibles sus datos está destruida; las copias de seguridad ya no se pueden leer.`,
    some: {
      subject: 'Sus datos han sido suprimidos, salvo lo que debe quedar',
      first: (company, asked) =>
        `${asked} ${company} ha suprimido lo que sabía de usted, salvo lo que debe quedar por ahora y se indica abajo. La clave que hacía legible lo demás está destruida; sus copias de seguridad ya no se pueden leer.`,
    },
    text: (link, authority) =>
      `Este certificado dice qué se hizo y cuándo, y puede comprobarlo (estará allí a más tardar en una semana; el enlace vale 30 días):\n${link}\n\nSi no está conforme, puede reclamar ante la autoridad de control${authority && ` (${authority})`} o acudir a los tribunales.`,
    last: 'Este es el último mensaje al respecto.',
  },
};

/** What stays of whoever said no to being written to (Art. 17(3)(b), 21(3)). */
const keptNo: Record<Language, string> = {
  en: 'You had said no to messages from us. So that nobody writes to your address again by mistake, we keep a code made from it that only says “no”. Nobody can read the address from it.',
  de: 'Sie hatten Nachrichten von uns abgelehnt. Damit niemand Ihrer Adresse aus Versehen wieder schreibt, behalten wir einen daraus gebildeten Code, der nur „Nein“ sagt. Niemand kann die Adresse daraus lesen.',
  fr: 'Vous aviez refusé nos messages. Pour que personne n’écrive de nouveau à votre adresse par erreur, nous gardons un code tiré d’elle, qui dit seulement « non ». Personne ne peut y lire l’adresse.',
  es: 'Usted había dicho que no a nuestros mensajes. Para que nadie vuelva a escribir por error a su dirección, guardamos un código hecho de ella que solo dice «no». Nadie puede leer en él la dirección.',
};

/** Subject and text of the answer to an erasure, and what goes by text message instead, by who asked for it, with a link to the certificate that works without the person's session. */
export async function erasureNotice(
  ctx: Ctx,
  request: RequestId,
  language: string,
  keepsNo: boolean,
  by: AskedBy = 'self',
): Promise<{ subject: string; text: string; short: string }> {
  const spoken = language in erased ? (language as Language) : 'en';
  const titles = new Map(holdings.of(ctx).map((holding) => [holding.table, titleIn(holding, spoken)]));
  const rows = (await keptStore.ofRequest(ctx, request)).filter(({ state }) => state !== 'erased');
  const stays = staysWords(spoken, request, rows, titles);
  const words = erased[spoken];
  const { subject, first } = stays === '' ? words : words.some;
  const { name, authority } = await company(ctx);
  const token = signToken(ctx.tools, 'certificate', { workspace: ctx.workspace, request }, new Date(ctx.now.getTime() + 30 * day));
  const link = `${config.of(ctx).publicUrl}/privacy/certificates/${token}`;
  const rest = words.text(link, authority);
  const parts = [
    words.hello,
    first(name, words.asked[by]),
    by === 'self' ? '' : unknownIn(spoken),
    stays,
    ...(await othersIn(ctx, request, spoken, 'certificate')),
    keepsNo ? keptNo[spoken] : '',
    rest,
    words.last,
  ]; // what stays and why, before the complaint (Art. 12(4))
  return { subject, text: `${parts.filter((part) => part !== '').join('\n\n')}\n`, short: shortlyErased(spoken, name, link, keepsNo) };
}
