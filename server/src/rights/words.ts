// What a person reads about their rights, in their language: the notice that they were erased, and the headings of the archive.
import { company } from '#access';
import { signToken } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { keptStore } from './keeping/store.ts';
import { staysWords } from './keeping/words.ts';
import type { RequestId } from './store.ts';

export type Language = 'en' | 'de' | 'fr' | 'es';
const day = 86_400_000;

const erased: Record<Language, { subject: string; text: (company: string, link: string, authority: string, kept: string) => string }> = {
  en: {
    subject: 'Your data has been erased',
    text: (company, link, authority, kept) =>
      `Hello,\n\nas you asked, ${company} has erased what it knew about you. The key that made your data readable was destroyed; copies in backups can no longer be read.\n\nThis certificate says what was done and when, and you can check it (it is there within a week at the latest; the link works for 30 days):\n${link}\n\nIf you are not content, you may complain to the supervisory authority${authority && ` (${authority})`} or go to court.\n\n${kept}This is the last message about it.\n`,
  },
  de: {
    subject: 'Ihre Daten wurden gelöscht',
    text: (company, link, authority, kept) =>
      `Guten Tag,\n\nwie gewünscht hat ${company} gelöscht, was über Sie bekannt war. Der Schlüssel, mit dem Ihre Daten lesbar waren, ist vernichtet; Kopien in Sicherungen lassen sich nicht mehr lesen.\n\nDiese Bescheinigung sagt, was wann geschehen ist, und Sie können sie prüfen (sie steht dort spätestens in einer Woche; der Link gilt 30 Tage):\n${link}\n\nWenn Sie nicht zufrieden sind, können Sie sich bei der Aufsichtsbehörde${authority && ` (${authority})`} beschweren oder vor Gericht gehen.\n\n${kept}Dies ist die letzte Nachricht dazu.\n`,
  },
  fr: {
    subject: 'Vos données ont été effacées',
    text: (company, link, authority, kept) =>
      `Bonjour,\n\ncomme vous l’avez demandé, ${company} a effacé ce qu’elle savait de vous. La clé qui rendait vos données lisibles est détruite ; les copies de sauvegarde ne peuvent plus être lues.\n\nCette attestation dit ce qui a été fait et quand, et vous pouvez la vérifier (elle y figure au plus tard dans une semaine ; le lien est valable 30 jours) :\n${link}\n\nSi vous n’êtes pas satisfait, vous pouvez saisir l’autorité de contrôle${authority && ` (${authority})`} ou la justice.\n\n${kept}Ceci est le dernier message à ce sujet.\n`,
  },
  es: {
    subject: 'Sus datos han sido suprimidos',
    text: (company, link, authority, kept) =>
      `Hola:\n\nComo pidió, ${company} ha suprimido lo que sabía de usted. La clave que hacía legibles sus datos está destruida; las copias de seguridad ya no se pueden leer.\n\nEste certificado dice qué se hizo y cuándo, y puede comprobarlo (estará allí a más tardar en una semana; el enlace vale 30 días):\n${link}\n\nSi no está conforme, puede reclamar ante la autoridad de control${authority && ` (${authority})`} o acudir a los tribunales.\n\n${kept}Este es el último mensaje al respecto.\n`,
  },
};

/** What stays of whoever said no to being written to (Art. 17(3)(b), 21(3)). */
const keptNo: Record<Language, string> = {
  en: 'You had said no to messages from us. So that nobody writes to your address again by mistake, we keep a code made from it that only says “no”. Nobody can read the address from it.',
  de: 'Sie hatten Nachrichten von uns abgelehnt. Damit niemand Ihrer Adresse aus Versehen wieder schreibt, behalten wir einen daraus gebildeten Code, der nur „Nein“ sagt. Niemand kann die Adresse daraus lesen.',
  fr: 'Vous aviez refusé nos messages. Pour que personne n’écrive de nouveau à votre adresse par erreur, nous gardons un code tiré d’elle, qui dit seulement « non ». Personne ne peut y lire l’adresse.',
  es: 'Usted había dicho que no a nuestros mensajes. Para que nadie vuelva a escribir por error a su dirección, guardamos un código hecho de ella que solo dice «no». Nadie puede leer en él la dirección.',
};

/** Subject and text of the answer to an erasure, with a link to the certificate that works without the person's session. */
export async function erasureNotice(
  ctx: Ctx,
  request: RequestId,
  language: string,
  keepsNo: boolean,
): Promise<{ subject: string; text: string }> {
  const spoken = language in erased ? (language as Language) : 'en';
  const stays = staysWords(spoken, request, await keptStore.ofRequest(ctx, request));
  const kept = `${stays}${keepsNo ? `${keptNo[spoken]}\n\n` : ''}`;
  const words = erased[spoken];
  const { name, authority } = await company(ctx);
  const token = signToken(ctx.tools, 'certificate', { workspace: ctx.workspace, request }, new Date(ctx.now.getTime() + 30 * day));
  return { subject: words.subject, text: words.text(name, `${config.of(ctx).publicUrl}/privacy/certificates/${token}`, authority, kept) };
}
