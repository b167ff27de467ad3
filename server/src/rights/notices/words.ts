// What an answer says of others who have the data: who received it and is told of what was done (Art. 19), and who decides about it together with the company (Art. 26(3)). In the language of the answer.
import type { Ctx } from '#kit/ctx';
import type { Language } from '#purposes';
import type { RequestId } from '../store.ts';
import { heardOf } from './notices.ts';
import { type Asked, isMoot } from './rules.ts';

type Words = {
  /** `where` says where it stands how far that has come. */
  readonly told: (names: string, where: string) => string;
  readonly where: Readonly<Record<'page' | 'paper' | 'certificate', string>>;
  readonly joint: (names: string) => string;
};

/** Paragraphs of the answer to a request, none where nobody has to hear of it. What held until the answer holds still while it is written. */
export async function othersIn(
  ctx: Ctx,
  request: RequestId,
  language: Language,
  where: 'page' | 'paper' | 'certificate' = 'page',
  { kind, state }: Pick<Asked, 'kind' | 'state'> = { kind: '', state: '' },
): Promise<readonly string[]> {
  const heard = ((await heardOf(ctx, [request])).get(request) ?? []).filter((each) => !isMoot({ kind, state, isLifted: false }, each));
  const say = othersWords[language];
  const named = (duty: '19' | '26') => [...new Set(heard.filter((each) => each.duty === duty).map(({ name }) => name))].join(', ');
  const [told, joint] = [named('19'), named('26')];
  return [...(told === '' ? [] : [say.told(told, say.where[where])]), ...(joint === '' ? [] : [say.joint(joint)])];
}

const othersWords: Readonly<Record<Language, Words>> = {
  en: {
    told: (names, where) =>
      `These received or carried data about you, and we tell them of it, unless that is impossible or takes disproportionate effort: ${names}. ${where}`,
    where: {
      page: 'How far that has come stands on your privacy page.',
      paper: 'We tell you how far that has come whenever you ask.',
      certificate: 'How far that has come stands with the certificate.',
    },
    joint: (names) =>
      `We decide about data of yours together with: ${names}. We tell them of this request; you may also turn to each of them directly with the same.`,
  },
  de: {
    told: (names, where) =>
      `Daten über Sie erhalten oder befördert haben: ${names}. Wir teilen es ihnen mit, soweit das nicht unmöglich ist oder unverhältnismäßigen Aufwand verlangt. ${where}`,
    where: {
      page: 'Wie weit das ist, steht auf Ihrer Datenschutzseite.',
      paper: 'Wie weit das ist, sagen wir Ihnen jederzeit auf Nachfrage.',
      certificate: 'Wie weit das ist, steht bei der Bescheinigung.',
    },
    joint: (names) =>
      `Über Daten von Ihnen entscheiden wir gemeinsam mit: ${names}. Wir teilen dort diese Anfrage mit; Sie können sich mit demselben Anliegen auch direkt dorthin wenden.`,
  },
  fr: {
    told: (names, where) =>
      `Ont reçu ou transporté des données vous concernant : ${names}. Nous les en informons, sauf si cela est impossible ou exige des efforts disproportionnés. ${where}`,
    where: {
      page: 'Où cela en est, votre page de confidentialité le dit.',
      paper: 'Où cela en est, nous vous le disons dès que vous le demandez.',
      certificate: 'Où cela en est, la page de l’attestation le dit.',
    },
    joint: (names) =>
      `Nous décidons de données vous concernant conjointement avec : ${names}. Nous les informons de cette demande ; vous pouvez aussi vous adresser directement à chacun d’eux avec la même demande.`,
  },
  es: {
    told: (names, where) =>
      `Han recibido o transportado datos sobre usted: ${names}. Se lo comunicamos, salvo que sea imposible o exija un esfuerzo desproporcionado. ${where}`,
    where: {
      page: 'En qué punto está consta en su página de privacidad.',
      paper: 'En qué punto está se lo decimos cuando lo pregunte.',
      certificate: 'En qué punto está consta junto al certificado.',
    },
    joint: (names) =>
      `Decidimos sobre datos suyos conjuntamente con: ${names}. Les informamos de esta solicitud; también puede dirigirse directamente a cada uno de ellos con la misma solicitud.`,
  },
};
