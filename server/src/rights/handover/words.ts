// The mail that says that a hand-over did not arrive, in the person's language. To whom it was to go is not in it: mail is read by many, the privacy page by one.
import { company } from '#access';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { pageOf } from '../answer-words.ts';
import { languageOf } from '../language.ts';
import type { Language } from '../words.ts';

type Words = {
  readonly subject: (company: string) => string;
  readonly hello: string;
  readonly failed: (company: string) => string;
  readonly page: string;
};

export async function failedLetter(ctx: Ctx, person: PersonId): Promise<{ language: string; subject: string; text: string }> {
  const language = await languageOf(ctx, person);
  const words = letters[language as Language] ?? letters.en;
  const { name } = await company(ctx);
  const text = [words.hello, words.failed(name), `${words.page}\n${await pageOf(ctx)}`].join('\n\n');
  return { language, subject: words.subject(name), text: `${text}\n` };
}

const letters: Readonly<Record<Language, Words>> = {
  en: {
    subject: (company) => `Your data from ${company} did not arrive`,
    hello: 'Hello,',
    failed: (company) =>
      `you asked ${company} to send your data to another company. It did not arrive there, and ${company} tries no more. You can send it again, or download it and pass it on yourself.`,
    page: 'What happened stands on your privacy page:',
  },
  de: {
    subject: (company) => `Ihre Daten von ${company} sind nicht angekommen`,
    hello: 'Guten Tag,',
    failed: (company) =>
      `Sie haben ${company} gebeten, Ihre Daten an ein anderes Unternehmen zu senden. Sie sind dort nicht angekommen, und ${company} versucht es nicht weiter. Sie können sie noch einmal senden oder herunterladen und selbst weitergeben.`,
    page: 'Was geschehen ist, steht auf Ihrer Datenschutzseite:',
  },
  fr: {
    subject: (company) => `Vos données de ${company} ne sont pas arrivées`,
    hello: 'Bonjour,',
    failed: (company) =>
      `vous avez demandé à ${company} d’envoyer vos données à une autre entreprise. Elles n’y sont pas arrivées, et ${company} n’essaie plus. Vous pouvez les envoyer de nouveau, ou les télécharger et les transmettre vous-même.`,
    page: 'Ce qui s’est passé se trouve sur votre page de confidentialité :',
  },
  es: {
    subject: (company) => `Sus datos de ${company} no llegaron`,
    hello: 'Hola:',
    failed: (company) =>
      `Pidió a ${company} que enviara sus datos a otra empresa. No llegaron, y ${company} no lo intenta más. Puede enviarlos otra vez, o descargarlos y entregarlos usted.`,
    page: 'Lo que ocurrió está en su página de privacidad:',
  },
};
