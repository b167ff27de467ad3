// How a person is asked for a consent, in their language: what for, by whom, that a no is as good as a yes and changes nothing, and where to answer.
import type { Language, PurposeTexts } from '#purposes';

export type AskingFacts = { readonly company: string; readonly purpose: PurposeTexts; readonly wording: string; readonly link: string };

/** The message that asks; plain text with the link on a line of its own. */
export function askingText(language: Language, facts: AskingFacts): string {
  return texts[language](facts);
}

const texts: Readonly<Record<Language, (facts: AskingFacts) => string>> = {
  en: ({ company, purpose, wording, link }) =>
    `A question from ${company}, about “${purpose.name}”.\n\n${purpose.description}\n\nIf you agree, you would be saying: “${wording}”\n\nYou are free to say yes or no. No is as good as yes: we go on helping you just the same, and you need not answer at all. You can change your mind at any time.\n\nYes or no, here:\n${link}`,
  de: ({ company, purpose, wording, link }) =>
    `Eine Frage von ${company} zu „${purpose.name}“.\n\n${purpose.description}\n\nWenn Sie zustimmen, sagen Sie damit: „${wording}“\n\nSie können frei Ja oder Nein sagen. Ein Nein ist so gut wie ein Ja: Wir helfen Ihnen genauso weiter, und Sie müssen auch gar nicht antworten. Sie können es sich jederzeit anders überlegen.\n\nJa oder Nein, hier:\n${link}`,
  fr: ({ company, purpose, wording, link }) =>
    `Une question de ${company}, au sujet de « ${purpose.name} ».\n\n${purpose.description}\n\nEn acceptant, vous diriez : « ${wording} »\n\nVous êtes libre de dire oui ou non. Un non vaut autant qu’un oui : nous continuons à vous aider de la même façon, et rien ne vous oblige à répondre. Vous pouvez changer d’avis à tout moment.\n\nOui ou non, ici :\n${link}`,
  es: ({ company, purpose, wording, link }) =>
    `Una pregunta de ${company} sobre «${purpose.name}».\n\n${purpose.description}\n\nSi acepta, estaría diciendo: «${wording}»\n\nPuede decir que sí o que no con toda libertad. Un no vale tanto como un sí: le seguiremos ayudando igual, y tampoco tiene que responder. Puede cambiar de opinión en cualquier momento.\n\nSí o no, aquí:\n${link}`,
};
