// The mail that says that a hand-over did not arrive, or that nobody knows whether it did, in the person's language. To whom it was to go is not in it: mail is read by many, the privacy page by one.
import { company } from '#access';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { languageOf } from '../language.ts';
import { pageOf } from '../page-of.ts';
import type { Language } from '../words.ts';

type Words = {
  readonly subject: (company: string) => string;
  readonly unsure: (company: string) => string;
  readonly hello: string;
  readonly failed: (company: string) => string;
  readonly unknown: (company: string) => string;
  readonly busy: (company: string) => string;
  readonly page: string;
};

type How = 'failed' | 'unknown' | 'busy';

export async function failedLetter(ctx: Ctx, person: PersonId, how: How): Promise<{ language: string; subject: string; text: string }> {
  const language = await languageOf(ctx, person);
  const words = letters[language as Language] ?? letters.en;
  const { name } = await company(ctx);
  const text = [words.hello, words[how](name), `${words.page}\n${await pageOf(ctx)}`].join('\n\n');
  return { language, subject: words[how === 'unknown' ? 'unsure' : 'subject'](name), text: `${text}\n` };
}

const letters: Readonly<Record<Language, Words>> = {
  en: {
    subject: (company) => `Your data from ${company} did not arrive`,
    unsure: (company) => `Your data from ${company}: we do not know whether it arrived`,
    hello: 'Hello,',
    failed: (company) =>
      `you asked ${company} to send your data to another company. It did not arrive there, and ${company} tries no more. You can send it again, or download it and pass it on yourself.`,
    unknown: (company) =>
      `you asked ${company} to send your data to another company. No valid answer came from there: we do not know whether your data arrived, and ${company} sends it no more. It asks there once a day for three weeks. Until the other company has accepted it, you can take it back.`,
    busy: (company) =>
      `you asked ${company} to send your data to another company. It did not arrive there: the other company had no room for it for two weeks, and ${company} tries no more. Ask the other company, send it again, or download it and pass it on yourself.`,
    page: 'What happened stands on your privacy page:',
  },
  de: {
    subject: (company) => `Ihre Daten von ${company} sind nicht angekommen`,
    unsure: (company) => `Ihre Daten von ${company}: ob sie ankamen, wissen wir nicht`,
    hello: 'Guten Tag,',
    failed: (company) =>
      `Sie haben ${company} gebeten, Ihre Daten an ein anderes Unternehmen zu senden. Sie sind dort nicht angekommen, und ${company} versucht es nicht weiter. Sie können sie noch einmal senden oder herunterladen und selbst weitergeben.`,
    unknown: (company) =>
      `Sie haben ${company} gebeten, Ihre Daten an ein anderes Unternehmen zu senden. Von dort kam keine gültige Antwort: Ob Ihre Daten ankamen, wissen wir nicht, und ${company} sendet sie nicht noch einmal. Drei Wochen lang fragt es einmal am Tag dort nach. Solange das andere Unternehmen sie nicht angenommen hat, können Sie sie zurücknehmen.`,
    busy: (company) =>
      `Sie haben ${company} gebeten, Ihre Daten an ein anderes Unternehmen zu senden. Sie sind dort nicht angekommen: Das andere Unternehmen hatte zwei Wochen lang keinen Platz für sie, und ${company} versucht es nicht weiter. Fragen Sie das andere Unternehmen, senden Sie sie noch einmal, oder laden Sie sie herunter und geben sie selbst weiter.`,
    page: 'Was geschehen ist, steht auf Ihrer Datenschutzseite:',
  },
  fr: {
    subject: (company) => `Vos données de ${company} ne sont pas arrivées`,
    unsure: (company) => `Vos données de ${company} : nous ne savons pas si elles sont arrivées`,
    hello: 'Bonjour,',
    failed: (company) =>
      `vous avez demandé à ${company} d’envoyer vos données à une autre entreprise. Elles n’y sont pas arrivées, et ${company} n’essaie plus. Vous pouvez les envoyer de nouveau, ou les télécharger et les transmettre vous-même.`,
    unknown: (company) =>
      `vous avez demandé à ${company} d’envoyer vos données à une autre entreprise. Aucune réponse valable n’en est venue : nous ne savons pas si vos données sont arrivées, et ${company} ne les envoie plus. Pendant trois semaines, elle s’en informe une fois par jour. Tant que l’autre entreprise ne les a pas acceptées, vous pouvez les reprendre.`,
    busy: (company) =>
      `vous avez demandé à ${company} d’envoyer vos données à une autre entreprise. Elles n’y sont pas arrivées : l’autre entreprise n’avait pas de place pour elles pendant deux semaines, et ${company} n’essaie plus. Demandez à l’autre entreprise, envoyez-les de nouveau, ou téléchargez-les et transmettez-les vous-même.`,
    page: 'Ce qui s’est passé se trouve sur votre page de confidentialité :',
  },
  es: {
    subject: (company) => `Sus datos de ${company} no llegaron`,
    unsure: (company) => `Sus datos de ${company}: no sabemos si llegaron`,
    hello: 'Hola:',
    failed: (company) =>
      `Pidió a ${company} que enviara sus datos a otra empresa. No llegaron, y ${company} no lo intenta más. Puede enviarlos otra vez, o descargarlos y entregarlos usted.`,
    unknown: (company) =>
      `Pidió a ${company} que enviara sus datos a otra empresa. De allí no llegó ninguna respuesta válida: no sabemos si sus datos llegaron, y ${company} no los envía más. Durante tres semanas pregunta allí una vez al día. Mientras la otra empresa no los haya aceptado, puede retirarlos.`,
    busy: (company) =>
      `Pidió a ${company} que enviara sus datos a otra empresa. No llegaron: la otra empresa no tuvo sitio para ellos durante dos semanas, y ${company} no lo intenta más. Pregunte a la otra empresa, envíelos otra vez, o descárguelos y entréguelos usted.`,
    page: 'Lo que ocurrió está en su página de privacidad:',
  },
};
