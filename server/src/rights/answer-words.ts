// The mails that say what came of a request and that a restriction ends, in the person's language. What was asked and why it was refused is not in them: mail is read by
// many, the privacy page by one.
import { company } from '#access';
import type { Ctx } from '#kit/ctx';
import { type AskedBy, askedBy } from './asked-by.ts';
import { humanIn } from './human.ts';
import { othersIn } from './notices/words.ts';
import { pageOf } from './page-of.ts';
import type { RequestKind } from './rules.ts';
import type { RequestRow } from './store.ts';
import type { Language } from './words.ts';

type Letter = { readonly language: string; readonly subject: string; readonly text: string };
type Words = {
  readonly subjects: Readonly<Record<AskedBy, (company: string) => string>>;
  readonly hello: string;
  /** Where somebody else asked (Art. 12(3)) they hear of it as what it is. */
  readonly asked: Readonly<Record<AskedBy, (company: string, day: string, what: string) => string>>;
  readonly elsewhere: (company: string, day: string) => string;
  readonly unknown: string;
  readonly kinds: Readonly<Record<RequestKind, string>>;
  readonly done: string;
  readonly refused: string;
  readonly ends: string;
  readonly lifted: (company: string, what: string) => string;
  readonly restriction: string;
  readonly objection: string;
  readonly page: string;
  readonly complain: (authority: string) => string;
};

/** The answer to a request; `ends` when a restriction or objection that held meanwhile ends with it (Art. 18(3)). */
export async function answerLetter(ctx: Ctx, row: RequestRow, ends: boolean): Promise<Letter> {
  const words = letters[row.language];
  const { name, authority } = await company(ctx);
  const day = new Intl.DateTimeFormat(row.language, { dateStyle: 'long', timeZone: 'UTC' }).format(row.received_at);
  const by = askedBy(row);
  const isRefused = row.state === 'refused';
  const parts = [
    words.hello,
    `${words.asked[by](name, day, words.kinds[row.kind])} ${isRefused ? words.refused : words.done}${ends ? ` ${words.ends}` : ''}`,
    ...(by === 'self' ? [] : [words.unknown]),
    ...(await othersIn(ctx, row.id, row.language, 'page', row)),
    `${words.page}\n${await pageOf(ctx)}`,
    ...(row.outcome === 'not-identified' && !row.on_behalf ? [await humanIn(ctx, row.language)] : []),
    ...(isRefused ? [words.complain(authority && ` (${authority})`)] : []),
  ];
  return { language: row.language, subject: words.subjects[by](name), text: `${parts.join('\n\n')}\n` };
}

/** The answer as whoever has no mail reads it, on paper or read out: with the reason that otherwise stands on their page, since no page opens to them; `ends` as above. */
export async function paperLetter(ctx: Ctx, row: RequestRow, reason: string | undefined, ends = false): Promise<Letter> {
  const words = letters[row.language];
  const { name, authority } = await company(ctx);
  const day = new Intl.DateTimeFormat(row.language, { dateStyle: 'long', timeZone: 'UTC' }).format(row.received_at);
  const by = askedBy(row);
  const done = row.state === 'refused' ? ` ${words.refused}` : row.outcome === 'nothing-held' ? '' : ` ${words.done}`;
  const parts = [
    words.hello,
    `${words.asked[by](name, day, words.kinds[row.kind])}${done}${ends ? ` ${words.ends}` : ''}`,
    ...(reason ? [reason] : []),
    ...(row.outcome === 'nothing-held' ? [] : await othersIn(ctx, row.id, row.language, 'paper', row)),
    ...(by === 'self' ? [] : [words.unknown]),
    ...(row.outcome === 'not-identified' && !row.on_behalf ? [await humanIn(ctx, row.language)] : []),
    words.complain(authority && ` (${authority})`),
  ];
  return { language: row.language, subject: words.subjects[by](name), text: `${parts.join('\n\n')}\n` };
}

/** Tells the person that answers to a request somebody made for them shall go to another address, which they can end on their page. */
export async function elsewhereLetter(ctx: Ctx, row: RequestRow): Promise<Letter> {
  const words = letters[row.language];
  const { name } = await company(ctx);
  const day = new Intl.DateTimeFormat(row.language, { dateStyle: 'long', timeZone: 'UTC' }).format(row.received_at);
  const parts = [words.hello, words.elsewhere(name, day), words.unknown, `${words.page}\n${await pageOf(ctx)}`];
  return { language: row.language, subject: words.subjects.other(name), text: `${parts.join('\n\n')}\n` };
}

/** Says that a restriction or objection ends now, before it does. */
export async function liftLetter(ctx: Ctx, kind: 'restricted' | 'objected' | 'held', language: string): Promise<Letter> {
  const words = letters[language as Language] ?? letters.en;
  const { name, authority } = await company(ctx);
  const what = kind === 'objected' ? words.objection : words.restriction;
  const parts = [
    words.hello,
    words.lifted(name, what),
    `${words.page}\n${await pageOf(ctx)}`,
    words.complain(authority && ` (${authority})`),
  ];
  return { language, subject: words.subjects.self(name), text: `${parts.join('\n\n')}\n` };
}

/** What whoever did not ask themself is told at the end. */
export const unknownIn = (language: Language): string => letters[language].unknown;

const letters: Readonly<Record<Language, Words>> = {
  en: {
    subjects: {
      self: (company) => `Your request to ${company}`,
      other: (company) => `A request in your name to ${company}`,
      platform: (company) => `A request about your data to ${company}`,
    },
    hello: 'Hello,',
    asked: {
      self: (company, day, what) => `on ${day} you asked ${company} for ${what}.`,
      other: (company, day, what) => `on ${day} somebody asked ${company} in your name for ${what}.`,
      platform: (company, day, what) => `on ${day} a platform passed on to ${company} that you ask for ${what}.`,
    },
    elsewhere: (company, day) =>
      `somebody made a request to ${company} in your name on ${day}, and gave an address of their own for the answers. If you do not want that, end it on your privacy page.`,
    unknown: 'If you know nothing of it, please tell us.',
    kinds: {
      access: 'a copy of your data',
      portability: 'the data that you provided, to take along',
      rectification: 'a correction of your data',
      erasure: 'the erasure of your data',
      restriction: 'a restriction of the use of your data',
      objection: 'an end to one use of your data',
      'human-review': 'a person to look at an automatic decision',
    },
    done: 'This has been done.',
    refused: 'This request was refused.',
    ends: 'What held until this answer ends now: your data is used again as before.',
    lifted: (company, what) => `${company} is ending ${what}: from now on your data is used again as before.`,
    restriction: 'the restriction of the use of your data',
    objection: 'the effect of your objection',
    page: 'The details stand on your privacy page:',
    complain: (authority) => `If you are not content, you may complain to the supervisory authority${authority} or go to court.`,
  },
  de: {
    subjects: {
      self: (company) => `Ihre Anfrage an ${company}`,
      other: (company) => `Eine Anfrage in Ihrem Namen an ${company}`,
      platform: (company) => `Eine Anfrage zu Ihren Daten an ${company}`,
    },
    hello: 'Guten Tag,',
    asked: {
      self: (company, day, what) => `am ${day} haben Sie bei ${company} ${what} beantragt.`,
      other: (company, day, what) => `am ${day} hat jemand in Ihrem Namen bei ${company} ${what} beantragt.`,
      platform: (company, day, what) => `am ${day} hat eine Plattform an ${company} weitergegeben, dass Sie ${what} verlangen.`,
    },
    elsewhere: (company, day) =>
      `am ${day} hat jemand in Ihrem Namen bei ${company} eine Anfrage gestellt und für die Antworten eine eigene Adresse genannt. Wenn Sie das nicht möchten, beenden Sie es auf Ihrer Datenschutzseite.`,
    unknown: 'Wenn Sie davon nichts wissen, sagen Sie es uns bitte.',
    kinds: {
      access: 'eine Kopie Ihrer Daten',
      portability: 'die Daten, die Sie bereitgestellt haben, zum Mitnehmen',
      rectification: 'eine Berichtigung Ihrer Daten',
      erasure: 'die Löschung Ihrer Daten',
      restriction: 'eine Einschränkung der Nutzung Ihrer Daten',
      objection: 'das Ende einer Nutzung Ihrer Daten',
      'human-review': 'dass ein Mensch eine automatische Entscheidung prüft,',
    },
    done: 'Das ist geschehen.',
    refused: 'Dieser Antrag wurde abgelehnt.',
    ends: 'Was bis zu dieser Antwort galt, endet jetzt: Ihre Daten werden wieder genutzt wie zuvor.',
    lifted: (company, what) => `${company} beendet ${what}: Von jetzt an werden Ihre Daten wieder genutzt wie zuvor.`,
    restriction: 'die Einschränkung der Nutzung Ihrer Daten',
    objection: 'die Wirkung Ihres Widerspruchs',
    page: 'Die Einzelheiten stehen auf Ihrer Datenschutzseite:',
    complain: (authority) =>
      `Wenn Sie nicht zufrieden sind, können Sie sich bei der Aufsichtsbehörde${authority} beschweren oder vor Gericht gehen.`,
  },
  fr: {
    subjects: {
      self: (company) => `Votre demande à ${company}`,
      other: (company) => `Une demande en votre nom à ${company}`,
      platform: (company) => `Une demande sur vos données à ${company}`,
    },
    hello: 'Bonjour,',
    asked: {
      self: (company, day, what) => `le ${day}, vous avez demandé à ${company} ${what}.`,
      other: (company, day, what) => `le ${day}, une personne a demandé en votre nom à ${company} ${what}.`,
      platform: (company, day, what) => `le ${day}, une plateforme a transmis à ${company} que vous demandez ${what}.`,
    },
    elsewhere: (company, day) =>
      `le ${day}, une personne a fait en votre nom une demande à ${company} et donné une adresse à elle pour les réponses. Si vous ne le voulez pas, mettez-y fin sur votre page de confidentialité.`,
    unknown: 'Si vous n’en savez rien, veuillez nous le dire.',
    kinds: {
      access: 'une copie de vos données',
      portability: 'les données que vous avez fournies, pour les emporter',
      rectification: 'une rectification de vos données',
      erasure: 'l’effacement de vos données',
      restriction: 'une limitation de l’utilisation de vos données',
      objection: 'de mettre fin à une utilisation de vos données',
      'human-review': 'qu’une personne examine une décision automatique',
    },
    done: 'C’est fait.',
    refused: 'Cette demande a été refusée.',
    ends: 'Ce qui s’appliquait jusqu’à cette réponse prend fin : vos données sont de nouveau utilisées comme avant.',
    lifted: (company, what) => `${company} met fin à ${what} : vos données sont désormais de nouveau utilisées comme avant.`,
    restriction: 'la limitation de l’utilisation de vos données',
    objection: 'l’effet de votre opposition',
    page: 'Les détails se trouvent sur votre page de confidentialité :',
    complain: (authority) => `Si vous n’êtes pas satisfait, vous pouvez saisir l’autorité de contrôle${authority} ou la justice.`,
  },
  es: {
    subjects: {
      self: (company) => `Su solicitud a ${company}`,
      other: (company) => `Una solicitud en su nombre a ${company}`,
      platform: (company) => `Una solicitud sobre sus datos a ${company}`,
    },
    hello: 'Hola:',
    asked: {
      self: (company, day, what) => `El ${day} pidió a ${company} ${what}.`,
      other: (company, day, what) => `El ${day} alguien pidió en su nombre a ${company} ${what}.`,
      platform: (company, day, what) => `El ${day} una plataforma transmitió a ${company} que usted pide ${what}.`,
    },
    elsewhere: (company, day) =>
      `El ${day} alguien hizo en su nombre una solicitud a ${company} y dio una dirección propia para las respuestas. Si no lo quiere, póngale fin en su página de privacidad.`,
    unknown: 'Si no sabe nada de ello, díganoslo, por favor.',
    kinds: {
      access: 'una copia de sus datos',
      portability: 'los datos que facilitó, para llevárselos',
      rectification: 'una rectificación de sus datos',
      erasure: 'la supresión de sus datos',
      restriction: 'una limitación del uso de sus datos',
      objection: 'el fin de un uso de sus datos',
      'human-review': 'que una persona examine una decisión automática',
    },
    done: 'Ya se ha hecho.',
    refused: 'Esta solicitud ha sido denegada.',
    ends: 'Lo que regía hasta esta respuesta termina ahora: sus datos vuelven a usarse como antes.',
    lifted: (company, what) => `${company} pone fin a ${what}: a partir de ahora sus datos vuelven a usarse como antes.`,
    restriction: 'la limitación del uso de sus datos',
    objection: 'el efecto de su oposición',
    page: 'Los detalles están en su página de privacidad:',
    complain: (authority) => `Si no está conforme, puede reclamar ante la autoridad de control${authority} o acudir a los tribunales.`,
  },
};
