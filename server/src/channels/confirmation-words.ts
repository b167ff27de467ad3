// How somebody is asked to confirm a yes, in their language: what for, that nothing happens without an answer, and no word of advertising.
import type { Language } from '#purposes';

type Facts = {
  readonly company: string;
  readonly purpose: string;
  readonly wording: string;
  readonly link: string;
  readonly days: number;
  readonly code: string;
};
type Letter = { readonly subject: string; readonly text: string };

/** To the person: a mail, and in `short` a text message that is answered with one word. */
export function confirmationText(language: Language, facts: Facts): Letter & { readonly short: string } {
  return toPerson[language](facts);
}

/** To the parent whose address a child gave. */
export function parentText(language: Language, facts: Facts): Letter {
  return toParent[language](facts);
}

/** The answer to a YES by text message, which says what it was to. */
export function confirmedText(language: Language, company: string, purpose: string): string {
  return confirmed[language].replace('{company}', () => company).replace('{purpose}', () => purpose);
}

const toPerson: Readonly<Record<Language, (facts: Facts) => Letter & { readonly short: string }>> = {
  en: ({ company, purpose, wording, link, days, code }) => ({
    subject: `Please confirm: ${purpose}, ${company}`,
    text: `Somebody, we think you, told ${company}:\n\n“${wording}”\n\nWas it you, and do you want it? Confirm it or say no here, one press each:\n${link}\n\nIf you do nothing, nothing happens: after ${days} days we forget it.\n`,
    short: `${company}: You asked for “${purpose}” by text message. Reply YES ${code} to confirm. If not, do nothing: nothing will come.`,
  }),
  de: ({ company, purpose, wording, link, days, code }) => ({
    subject: `Bitte bestätigen: ${purpose}, ${company}`,
    text: `Jemand, wohl Sie, hat ${company} gesagt:\n\n„${wording}“\n\nWaren Sie das, und möchten Sie es? Bestätigen Sie es oder sagen Sie Nein, je ein Druck:\n${link}\n\nWenn Sie nichts tun, geschieht nichts: Nach ${days} Tagen vergessen wir es.\n`,
    short: `${company}: Sie möchten „${purpose}“ per SMS. Antworten Sie JA ${code}, um das zu bestätigen. Falls nicht, tun Sie nichts: Dann kommt nichts.`,
  }),
  fr: ({ company, purpose, wording, link, days, code }) => ({
    subject: `À confirmer : ${purpose}, ${company}`,
    text: `Quelqu’un, sans doute vous, a dit à ${company} :\n\n« ${wording} »\n\nÉtait-ce vous, et le voulez-vous ? Confirmez ou dites non ici, en une pression :\n${link}\n\nSi vous ne faites rien, il ne se passe rien : après ${days} jours, nous l’oublions.\n`,
    short: `${company} : vous avez demandé « ${purpose} » par SMS. Répondez OUI ${code} pour confirmer. Sinon, ne faites rien : rien ne viendra.`,
  }),
  es: ({ company, purpose, wording, link, days, code }) => ({
    subject: `Por favor, confirme: ${purpose}, ${company}`,
    text: `Alguien, creemos que usted, dijo a ${company}:\n\n«${wording}»\n\n¿Fue usted y lo quiere? Confírmelo o diga que no aquí, con una sola pulsación:\n${link}\n\nSi no hace nada, no pasa nada: a los ${days} días lo olvidamos.\n`,
    short: `${company}: ha pedido «${purpose}» por SMS. Responda SÍ ${code} para confirmarlo. Si no, no haga nada: no le llegará nada.`,
  }),
};

const toParent: Readonly<Record<Language, (facts: Facts) => Letter>> = {
  en: ({ company, purpose, wording, link, days }) => ({
    subject: `A child named you as a parent: ${purpose}, ${company}`,
    text: `A child who uses ${company} would like to agree to this, and gave your address as that of a parent or guardian:\n\n“${wording}”\n\nAt that age it counts only if you agree (Art. 8 GDPR). Yes or no, here, one press each:\n${link}\n\nKeep this mail: by the same link you can take it back at any time. A no holds for your address: for 90 days no child can have us write to it. If you do nothing, nothing happens: after ${days} days we forget it, and your address with it.\n`,
  }),
  de: ({ company, purpose, wording, link, days }) => ({
    subject: `Ein Kind hat Sie als Elternteil genannt: ${purpose}, ${company}`,
    text: `Ein Kind, das ${company} nutzt, möchte hierzu zustimmen und hat Ihre Adresse als die der Eltern angegeben:\n\n„${wording}“\n\nIn diesem Alter zählt das nur, wenn Sie zustimmen (Art. 8 DSGVO). Ja oder Nein, hier, je ein Druck:\n${link}\n\nHeben Sie diese Nachricht auf: Über denselben Link können Sie es jederzeit zurücknehmen. Ein Nein gilt für Ihre Adresse: 90 Tage lang kann kein Kind uns dorthin schreiben lassen. Wenn Sie nichts tun, geschieht nichts: Nach ${days} Tagen vergessen wir es und Ihre Adresse auch.\n`,
  }),
  fr: ({ company, purpose, wording, link, days }) => ({
    subject: `Un enfant vous a désigné comme parent : ${purpose}, ${company}`,
    text: `Un enfant qui utilise ${company} souhaite accepter ceci et a donné votre adresse comme celle d’un parent :\n\n« ${wording} »\n\nÀ cet âge, cela ne compte que si vous êtes d’accord (art. 8 RGPD). Oui ou non, ici, en une pression :\n${link}\n\nGardez ce message : par le même lien, vous pouvez revenir sur votre choix à tout moment. Un non vaut pour votre adresse : pendant 90 jours, aucun enfant ne peut nous y faire écrire. Si vous ne faites rien, il ne se passe rien : après ${days} jours, nous l’oublions, et votre adresse aussi.\n`,
  }),
  es: ({ company, purpose, wording, link, days }) => ({
    subject: `Un menor le ha nombrado como madre o padre: ${purpose}, ${company}`,
    text: `Un menor que usa ${company} quiere aceptar esto y dio su dirección como la de su madre, padre o tutor:\n\n«${wording}»\n\nA esa edad solo cuenta si usted está de acuerdo (art. 8 RGPD). Sí o no, aquí, con una sola pulsación:\n${link}\n\nGuarde este mensaje: con el mismo enlace puede retirarlo en cualquier momento. Un no vale para su dirección: durante 90 días ningún menor puede hacer que le escribamos. Si no hace nada, no pasa nada: a los ${days} días lo olvidamos, y su dirección también.\n`,
  }),
};

const confirmed: Readonly<Record<Language, string>> = {
  en: '{company}: Thank you, “{purpose}” is confirmed. Reply STOP to end it at any time.',
  de: '{company}: Danke, „{purpose}“ ist bestätigt. Mit STOPP beenden Sie es jederzeit.',
  fr: '{company} : merci, « {purpose} » est confirmé. Répondez STOP pour y mettre fin à tout moment.',
  es: '{company}: gracias, «{purpose}» queda confirmado. Responda BAJA para terminarlo cuando quiera.',
};
