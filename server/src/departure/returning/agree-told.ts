// The mail to those who answer for privacy: that an export of everything waits for their yes, and nothing of whom it is about.
import { company, staffContact } from '#access';
import { sendNotice } from '#channels';
import { config } from '#kit/config';
import type { StaffId } from '#kit/ids';
import type { Work } from '#kit/outbox';
import { speaking } from '../end/speaking.ts';
import { exportRow } from '../store.ts';
import { answering, isFor } from './agreeing.ts';
import type { ExportId } from './types.ts';

const purpose = 'staff-administration';
type Says = (name: string, page: string) => { readonly subject: string; readonly text: string };

/** One mail to one of them, unless it was decided meanwhile. */
export async function tellOfWaiting(work: Work, { export: id, staff }: { export: ExportId; staff: string }): Promise<void> {
  const found = await speaking(work, async (ctx) => {
    const row = await exportRow(ctx, id);
    if (!row || !isFor(staff, row, await answering(ctx))) return undefined;
    const { name, language } = await company(ctx);
    return { name, language, to: (await staffContact({ ...ctx, purpose }, staff as StaffId))?.email };
  });
  if (!found?.to) return;
  const { name, language, to } = found;
  const words = says[language](name, `${config.of(work).publicUrl}/requests`);
  await sendNotice(work, { id: `${id}.waits.${staff.slice(-10)}`, to, language, purpose, ...words });
}

const says: Readonly<Record<'en' | 'de' | 'fr' | 'es', Says>> = {
  en: (name, page) => ({
    subject: `${name}: an export of everything waits for your approval`,
    text: `A member of staff of ${name} asked for everything that Parley keeps, in one file and in the clear. It is made, and can be fetched, only once somebody who answers for privacy approves. Who asked, and when, stands at the top of Requests:\n\n${page}\n\nIf you do not want it, do nothing: without you it does not leave.`,
  }),
  de: (name, page) => ({
    subject: `${name}: Eine Ausleitung von allem wartet auf Ihre Freigabe`,
    text: `Jemand aus dem Team von ${name} verlangt alles, was Parley aufbewahrt, in einer Datei und im Klartext. Sie wird erst erstellt und lässt sich erst abholen, wenn jemand zustimmt, der für den Datenschutz einsteht. Wer sie verlangt hat und wann, steht oben unter Anfragen:\n\n${page}\n\nWollen Sie es nicht, tun Sie nichts: Ohne Sie verlässt sie das Haus nicht.`,
  }),
  fr: (name, page) => ({
    subject: `${name} : un export complet attend votre accord`,
    text: `Un membre de l’équipe de ${name} a demandé tout ce que Parley conserve, dans un seul fichier et en clair. Il n’est créé et ne peut être récupéré qu’avec l’accord d’une personne qui répond de la protection des données. Qui l’a demandé, et quand, se trouve en haut des Demandes :\n\n${page}\n\nSi vous ne le souhaitez pas, ne faites rien : sans vous, il ne sort pas.`,
  }),
  es: (name, page) => ({
    subject: `${name}: una exportación completa espera su aprobación`,
    text: `Un miembro del equipo de ${name} ha pedido todo lo que Parley guarda, en un solo archivo y en claro. Solo se crea y se puede recoger cuando lo apruebe alguien que responde de la protección de datos. Quién lo pidió y cuándo está arriba, en Solicitudes:\n\n${page}\n\nSi no lo desea, no haga nada: sin usted no sale.`,
  }),
};
