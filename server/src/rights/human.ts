// Whoever cannot show who they are is left with no machine: a person helps them, and how to reach one stands in every such letter (Art. 12(2), 11(2)).
import { company } from '#access';
import type { Ctx } from '#kit/ctx';
import type { Language } from './words.ts';

/** A paragraph that says how to reach a person, for somebody who could not be identified; by mail, else by letter, else as they reached the company before. */
export async function humanIn(ctx: Ctx, language: Language): Promise<string> {
  const { contactEmail, address } = await company(ctx);
  const words = letters[language];
  const ways = [contactEmail, address.replaceAll(/\s*\n\s*/g, ', ')].filter(Boolean).join(' · ');
  return ways ? `${words.helps} ${ways}` : words.before;
}

const letters: Readonly<Record<Language, { readonly helps: string; readonly before: string }>> = {
  en: {
    helps: 'If you cannot show in this way that it is you, a person finds another one with you, and you can ask again at any time:',
    before:
      'If you cannot show in this way that it is you, write to us as before: a person finds another one with you, and you can ask again at any time.',
  },
  de: {
    helps:
      'Wenn Sie so nicht zeigen können, dass Sie es sind, findet ein Mensch mit Ihnen einen anderen Weg, und Sie können jederzeit neu fragen:',
    before:
      'Wenn Sie so nicht zeigen können, dass Sie es sind, schreiben Sie uns wie bisher: Ein Mensch findet mit Ihnen einen anderen Weg, und Sie können jederzeit neu fragen.',
  },
  fr: {
    helps:
      'Si vous ne pouvez pas montrer ainsi que c’est bien vous, une personne trouvera un autre moyen avec vous, et vous pouvez refaire votre demande à tout moment :',
    before:
      'Si vous ne pouvez pas montrer ainsi que c’est bien vous, écrivez-nous comme auparavant : une personne trouvera un autre moyen avec vous, et vous pouvez refaire votre demande à tout moment.',
  },
  es: {
    helps: 'Si no puede mostrar así que es usted, una persona buscará otra forma con usted, y puede volver a pedirlo en cualquier momento:',
    before:
      'Si no puede mostrar así que es usted, escríbanos como antes: una persona buscará otra forma con usted, y puede volver a pedirlo en cualquier momento.',
  },
};
