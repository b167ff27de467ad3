// Staff hear by mail of hand-overs that came in and wait for somebody to say whose they are (Art. 20(2), 12(3)): how many and until when, nothing of what a stranger says of themself.
import { company, holdersOf, staffContact } from '#access';
import { sendNotice } from '#channels';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { log } from '#kit/log';
import { announce, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { append } from '#ledger';
import { arrivalsWait } from '../announcements.ts';
import { waitingStore } from './waiting-store.ts';

const purpose = 'staff-administration';

/** Announces a mail for each who may answer requests: once when something came, once in its last three days, and daily while others find no room; one a day at most however much a stranger hands in. */
export async function remindOfArrivals(ctx: Ctx): Promise<void> {
  if (!(await waitingStore.remind(ctx))) return;
  const officers = await holdersOf(ctx, 'requests.approve');
  for (const staff of officers.length > 0 ? officers : ['']) await announce(ctx, arrivalsWait, { staff, round: ctx.now.toISOString() });
}

/** Sends one mail; `staff` is empty where nobody holds the right, then the contact of the company hears of it. */
export async function sendArrivals(work: Work, { staff, round }: { staff: string; round: string }): Promise<void> {
  const who = { workspace: work.workspace, actor: { kind: 'system', id: 'rights.reception' }, purpose } as const;
  const { to, name, language, waiting } = await act(work.tools, who, async (ctx) => {
    const { name, language, contactEmail } = await company(ctx);
    const to = staff === '' ? contactEmail : (await staffContact(ctx, staff as StaffId))?.email;
    return { to, name, language, waiting: await waitingStore.waiting(ctx) };
  });
  if (waiting.until === null) return; // decided meanwhile
  if (!to) return log.of(work)('warn', 'requests.nobody-reminded', { workspace: work.workspace, requests: waiting.count });
  const page = `${config.of(work).publicUrl}/requests`;
  const words = waitingWords(language, { company: name, count: waiting.count, until: waiting.until, isFull: waiting.full, page });
  const { sent } = await sendNotice(work, { id: `arrivals-${Date.parse(round)}-${staff.slice(-10)}`, to, language, purpose, ...words });
  const facts = { waiting: waiting.count };
  if (sent) await act(work.tools, who, (ctx) => append(ctx, { kind: 'request.arrivals-reminded', facts })); // once it has left
}

type Facts = { readonly company: string; readonly count: number; readonly until: Date; readonly isFull: boolean; readonly page: string };
type Letter = {
  readonly subject: (company: string) => string;
  readonly text: (count: number, day: string) => string;
  readonly full: string;
};

export function waitingWords(language: string, { company, count, until, isFull, page }: Facts): { subject: string; text: string } {
  const words = letters[language] ?? (letters['en'] as Letter);
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(until);
  return { subject: words.subject(company), text: [...(isFull ? [words.full] : []), words.text(count, day), `${page}\n`].join('\n\n') };
}

const letters: Readonly<Record<string, Letter>> = {
  en: {
    subject: (company) => `${company}: data handed over by another company waits`,
    full: 'Within the last day somebody whose data was sent here found no room: too much waits. They are let in once something is accepted or refused.',
    text: (count, day) =>
      `Sealed packages in which people had their data sent here (Art. 20(2)), and of which nobody has said whose they are: ${count}. The first is deleted unopened on ${day}. Accept each for its person, or refuse it, under Requests, From other companies:`,
  },
  de: {
    subject: (company) => `${company}: Daten von einem anderen Unternehmen warten`,
    full: 'Am letzten Tag fand jemand, dessen Daten hierher gesendet wurden, keinen Platz: Es wartet zu viel. Platz wird, sobald etwas angenommen oder abgelehnt ist.',
    text: (count, day) =>
      `Versiegelte Pakete, in denen Personen ihre Daten hierher senden ließen (Art. 20 Abs. 2) und von denen niemand gesagt hat, wem sie gehören: ${count}. Das erste wird am ${day} ungeöffnet gelöscht. Nimm jedes für seine Person an oder lehne es ab, unter Anfragen, Von anderen Unternehmen:`,
  },
  fr: {
    subject: (company) => `${company} : des données transmises par une autre entreprise attendent`,
    full: 'Au cours du dernier jour, une personne dont les données ont été envoyées ici n’a pas trouvé de place : trop de paquets attendent. Il y en aura dès que l’un sera accepté ou refusé.',
    text: (count, day) =>
      `Paquets scellés par lesquels des personnes ont fait envoyer ici leurs données (art. 20, paragraphe 2) et dont nul n’a dit à qui ils sont : ${count}. Le premier sera supprimé sans être ouvert le ${day}. Acceptez chacun pour sa personne, ou refusez-le, sous Demandes, D’autres entreprises :`,
  },
  es: {
    subject: (company) => `${company}: esperan datos transmitidos por otra empresa`,
    full: 'En el último día, alguien cuyos datos se enviaron aquí no encontró sitio: esperan demasiados. Lo habrá en cuanto se acepte o se rechace alguno.',
    text: (count, day) =>
      `Paquetes sellados con los que personas hicieron enviar aquí sus datos (art. 20.2) y de los que nadie ha dicho de quién son: ${count}. El primero se borra sin abrir el ${day}. Acepte cada uno para su persona, o recházelo, en Solicitudes, De otras empresas:`,
  },
};
