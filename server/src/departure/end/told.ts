// The company is told by mail just before its doors close, with the address at which the certificate will be: afterwards nobody knows where to write to.
import { company, holdersOf, staffContact } from '#access';
import { limitsOf } from '#campaigns';
import { sendNotice } from '#channels';
import { config } from '#kit/config';
import type { StaffId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { Problem } from '#kit/problem';
import { type Block, blocksOf, fetchUntil } from './course.ts';
import { blockedWords, calledOffWords } from './course-words.ts';
import { speaking, type Whose } from './speaking.ts';
import { askedWords, closingWords, planWords } from './told-words.ts';
import type { EndRow } from './types.ts';

const purpose = 'staff-administration';
const words = {
  en: {
    subject: 'The data of your company is deleted now',
    text: (name: string, where: string) =>
      `The contract has ended: Parley now deletes everything of ${name}. It takes some minutes to some hours.\n\nWhen it is done, the signed certificate lies at\n${where}\n\nKeep this address: nothing else of your company stays, and nobody can write to you any more.`,
  },
  de: {
    subject: 'Die Daten Ihres Unternehmens werden jetzt gelöscht',
    text: (name: string, where: string) =>
      `Der Vertrag ist zu Ende: Parley löscht jetzt alles von ${name}. Das dauert einige Minuten bis einige Stunden.\n\nDanach liegt die signierte Bescheinigung unter\n${where}\n\nBewahren Sie diese Adresse auf: Sonst bleibt nichts von Ihrem Unternehmen, und niemand kann Ihnen mehr schreiben.`,
  },
  fr: {
    subject: 'Les données de votre entreprise sont maintenant supprimées',
    text: (name: string, where: string) =>
      `Le contrat est terminé : Parley supprime maintenant tout ce qui appartient à ${name}. Cela prend de quelques minutes à quelques heures.\n\nEnsuite, l’attestation signée se trouvera à l’adresse\n${where}\n\nConservez cette adresse : rien d’autre de votre entreprise ne reste, et personne ne pourra plus vous écrire.`,
  },
  es: {
    subject: 'Los datos de su empresa se borran ahora',
    text: (name: string, where: string) =>
      `El contrato ha terminado: Parley borra ahora todo lo de ${name}. Tarda de unos minutos a unas horas.\n\nDespués, el certificado firmado estará en\n${where}\n\nGuarde esta dirección: no queda nada más de su empresa y nadie podrá escribirle.`,
  },
} as const;

/** Where the certificate of a departure is to be had; it names no person. */
export const certificateUrl = ({ tools }: Pick<Whose, 'tools'>, departure: string): string =>
  `${config.of({ tools }).publicUrl}/v1/departures/${departure}`;

/** Tells the published contact of the company and everybody who may end the contract that all is deleted now. A mail that cannot leave does not hold the end back: the address stood on the page, too. */
export const tellOfEnd = (whose: Whose, end: EndRow): Promise<void> =>
  tell(whose, end, 'now', ({ language, name }) => ({
    subject: words[language].subject,
    text: words[language].text(name, certificateUrl(whose, end.id)),
  }));

/** That an end stands and on which day: nobody shall learn of it by a closed door. */
export const tellOfPlan = (whose: Whose, end: EndRow, what: string): Promise<void> =>
  tell(whose, end, what, ({ language, name, day }) => (end.state === 'asked' ? askedWords : planWords)[language](name, day(end.endsAt)));

/** That nothing is written any more, what to do, and until when. */
export const tellOfClosing = async (whose: Whose, end: EndRow): Promise<void> => {
  const [until, blocks] = await standing(whose, end);
  const isHeld = blocks.some(({ because }) => because === 'legal-holds');
  await tell(whose, end, 'closing', ({ language, name, day }) => closingWords[language](name, until ? day(until) : undefined, isHeld));
};

/** What still stands in the way, each week until it does not, and until when it does. */
export const tellOfBlocks = async (whose: Whose, end: EndRow, blocks: readonly Block[]): Promise<void> => {
  const [until] = await standing(whose, end);
  await tell(whose, end, `blocked-${String(end.figures['toldAt']).slice(0, 10)}`, ({ language, name, day }) =>
    blockedWords[language](name, blocks, until ? day(until) : undefined),
  );
};

const standing = (whose: Whose, end: EndRow): Promise<[Date | null, Block[]]> =>
  speaking(whose, async (ctx) => [fetchUntil(ctx, end), await blocksOf(ctx, end)]);

/** That the end does not come. */
export const tellOfCallingOff = (whose: Whose, end: Known): Promise<void> =>
  tell(whose, end, 'called-off', ({ language, name, day }) => calledOffWords[language](name, day(end.endsAt)));

/** `day`: a day in words, as it is where the company is. */
type Company = { readonly name: string; readonly language: keyof typeof words; readonly day: (at: Date) => string };
type Known = Pick<EndRow, 'id' | 'askedBy' | 'endsAt'>;

async function tell(whose: Whose, end: Known, what: string, say: (company: Company) => { subject: string; text: string }): Promise<void> {
  const { name, language, addresses, timeZone } = await speaking(whose, async (ctx) => {
    const facts = await company(ctx);
    const staff = { ...ctx, purpose };
    const holders = await holdersOf(ctx, 'workspace.leave');
    const everybody = end.askedBy.startsWith('stf_') ? [end.askedBy as StaffId, ...holders] : holders;
    const mails: (string | undefined)[] = [];
    for (const each of new Set(everybody)) mails.push((await staffContact(staff, each).catch(unlessWithheld))?.email);
    return {
      ...facts,
      timeZone: (await limitsOf(ctx)).timeZone,
      addresses: [facts.contactEmail, ...mails].filter((each): each is string => Boolean(each)),
    };
  });
  const day = (at: Date) => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone }).format(at);
  for (const [at, to] of [...new Set(addresses)].entries())
    await sendNotice(
      { ...whose, attempt: 1 },
      { id: `${end.id}.${what}.${at}`, to, language, purpose, ...say({ name, language, day }) },
    ).catch((error: unknown) => log.of(whose)('warn', 'departure.not-told', { workspace: whose.workspace, error: errorCode(error) }));
}

/** A company that withholds its own root leaves all the same: its published contact is told, which is not sealed. */
function unlessWithheld(error: unknown): undefined {
  if (!(error instanceof Problem && error.code === 'key-withheld')) throw error;
}
