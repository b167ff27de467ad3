// How a person is asked to agree anew, in their language: why now, what for, that a no is as good as a yes, that silence ends it, and where to answer.
import type { Language, PurposeTexts } from '#purposes';

type Facts = { readonly company: string; readonly purpose: PurposeTexts; readonly wording: string; readonly link: string };
type Lapsing = Facts & { readonly endsOn: Date };
type Changed = Facts & { readonly before: { readonly description: string; readonly wording: string } };

/** Before a yes ends by its time; plain text with the link on a line of its own, and a subject for mail. */
export function lapsingText(language: Language, facts: Lapsing): { subject: string; text: string } {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(facts.endsOn);
  return lapsing[language]({ ...facts, day });
}

/** After what was agreed to has changed: the words of then beside those of now. */
export const changedText = (language: Language, facts: Changed): string => changed[language](facts);

const lapsing: Readonly<Record<Language, (facts: Facts & { readonly day: string }) => { subject: string; text: string }>> = {
  en: ({ company, purpose, wording, link, day }) => ({
    subject: `“${purpose.name}”: go on or not?`,
    text: `You once agreed to “${purpose.name}” from ${company}. That ends on ${day}.\n\n${purpose.description}\n\nIf you want it to go on, you would be saying anew: “${wording}”\n\nYes or no, both are fine. If you do nothing, it ends by itself, and we do not ask again.\n\nYes or no, here:\n${link}`,
  }),
  de: ({ company, purpose, wording, link, day }) => ({
    subject: `„${purpose.name}“: weiter oder nicht?`,
    text: `Sie haben „${purpose.name}“ von ${company} einmal zugestimmt. Das endet am ${day}.\n\n${purpose.description}\n\nSoll es weitergehen, sagen Sie damit neu: „${wording}“\n\nJa oder Nein, beides ist recht. Wenn Sie nichts tun, endet es von selbst, und wir fragen nicht noch einmal.\n\nJa oder Nein, hier:\n${link}`,
  }),
  fr: ({ company, purpose, wording, link, day }) => ({
    subject: `« ${purpose.name} » : continuer ou non ?`,
    text: `Vous avez accepté « ${purpose.name} » de ${company}. Cela prend fin le ${day}.\n\n${purpose.description}\n\nPour continuer, vous diriez de nouveau : « ${wording} »\n\nOui ou non, les deux conviennent. Si vous ne faites rien, cela prend fin de soi-même, et nous ne redemandons pas.\n\nOui ou non, ici :\n${link}`,
  }),
  es: ({ company, purpose, wording, link, day }) => ({
    subject: `«${purpose.name}»: ¿sigue o no?`,
    text: `Usted aceptó «${purpose.name}» de ${company}. Eso termina el ${day}.\n\n${purpose.description}\n\nPara que siga, estaría diciendo de nuevo: «${wording}»\n\nSí o no, ambas respuestas valen. Si no hace nada, termina por sí solo y no volvemos a preguntar.\n\nSí o no, aquí:\n${link}`,
  }),
};

const changed: Readonly<Record<Language, (facts: Changed) => string>> = {
  en: ({ company, purpose, wording, link, before }) =>
    `“${purpose.name}” from ${company} has changed since you agreed to it. Your yes was to something else, so it counts no longer.\n\nBefore: ${before.description}\nYou had said: “${before.wording}”\n\nNow: ${purpose.description}\nIf you agree, you would be saying: “${wording}”\n\nYes or no, both are fine, and we go on helping you just the same. If you do nothing, it stays ended, and we do not ask again.\n\nYes or no, here:\n${link}`,
  de: ({ company, purpose, wording, link, before }) =>
    `„${purpose.name}“ von ${company} hat sich geändert, seit Sie zugestimmt haben. Ihr Ja galt etwas anderem und zählt deshalb nicht mehr.\n\nBisher: ${before.description}\nSie hatten gesagt: „${before.wording}“\n\nJetzt: ${purpose.description}\nWenn Sie zustimmen, sagen Sie damit: „${wording}“\n\nJa oder Nein, beides ist recht, und wir helfen Ihnen genauso weiter. Wenn Sie nichts tun, bleibt es beendet, und wir fragen nicht noch einmal.\n\nJa oder Nein, hier:\n${link}`,
  fr: ({ company, purpose, wording, link, before }) =>
    `« ${purpose.name} » de ${company} a changé depuis votre accord. Votre oui portait sur autre chose : il ne compte plus.\n\nAvant : ${before.description}\nVous aviez dit : « ${before.wording} »\n\nMaintenant : ${purpose.description}\nEn acceptant, vous diriez : « ${wording} »\n\nOui ou non, les deux conviennent, et nous continuons à vous aider de la même façon. Si vous ne faites rien, cela reste terminé, et nous ne redemandons pas.\n\nOui ou non, ici :\n${link}`,
  es: ({ company, purpose, wording, link, before }) =>
    `«${purpose.name}» de ${company} ha cambiado desde que usted lo aceptó. Su sí era para otra cosa, así que ya no cuenta.\n\nAntes: ${before.description}\nUsted había dicho: «${before.wording}»\n\nAhora: ${purpose.description}\nSi acepta, estaría diciendo: «${wording}»\n\nSí o no, ambas respuestas valen, y le seguiremos ayudando igual. Si no hace nada, queda terminado y no volvemos a preguntar.\n\nSí o no, aquí:\n${link}`,
};
