// How somebody may show who they are, in proportion (Art. 12(6), recital 64; EDPB 01/2022, 65 to 79): by what both sides know already, and by no copy of an identity document. Who cannot reaches a person.
import type { Body } from '@parley/contract';
import type { RequestId } from '../store.ts';
import type { Language } from '../words.ts';

export type ProofWay = NonNullable<Body<'pauseRequest'>['proof']>[number];
type Words = {
  readonly intro: string;
  readonly ways: Readonly<Record<ProofWay, (request: string) => string>>;
  readonly outro: string;
};

/** Paragraphs of the question; none where no way was chosen. */
export function proofWords(language: Language, request: RequestId, chosen: readonly ProofWay[]): string[] {
  if (chosen.length === 0) return [];
  const words = letters[language];
  return [[words.intro, ...chosen.map((way) => `– ${words.ways[way](request)}`)].join('\n'), words.outro];
}

const letters: Readonly<Record<Language, Words>> = {
  en: {
    intro: 'We want to be sure that it is you who asks, so that nobody else gets your data. One of these is enough:',
    ways: {
      'another-address': (request) => `Write to us from another address or number of yours that we know, and name ${request}.`,
      'call-back': () => 'Say when we may call you at a number of yours that we know already.',
      detail: () => 'Name something that only you and we know, such as what you last wrote to us about and when.',
    },
    outro:
      'Please send no copy of an identity card or passport. If none of this is possible for you, write that here: a person will find another way with you.',
  },
  de: {
    intro: 'Wir möchten sicher sein, dass Sie es sind, damit niemand anderes Ihre Daten bekommt. Eines davon genügt:',
    ways: {
      'another-address': (request) =>
        `Schreiben Sie uns von einer anderen Adresse oder Nummer, die wir von Ihnen kennen, und nennen Sie ${request}.`,
      'call-back': () => 'Sagen Sie uns, wann wir Sie unter einer Nummer anrufen dürfen, die wir von Ihnen schon kennen.',
      detail: () => 'Nennen Sie etwas, das nur Sie und wir wissen, etwa worüber und wann Sie uns zuletzt geschrieben haben.',
    },
    outro:
      'Bitte senden Sie keine Kopie eines Ausweises. Wenn Ihnen nichts davon möglich ist, schreiben Sie das hier: Ein Mensch findet mit Ihnen einen anderen Weg.',
  },
  fr: {
    intro: 'Nous voulons être sûrs que c’est bien vous, afin que personne d’autre ne reçoive vos données. Un seul de ces moyens suffit :',
    ways: {
      'another-address': (request) =>
        `Écrivez-nous depuis une autre adresse ou un autre numéro que nous connaissons de vous, en indiquant ${request}.`,
      'call-back': () => 'Dites-nous quand nous pouvons vous appeler à un numéro que nous connaissons déjà de vous.',
      detail: () => 'Indiquez quelque chose que seuls vous et nous savons, par exemple le sujet et la date de votre dernier message.',
    },
    outro:
      'N’envoyez pas de copie d’une pièce d’identité. Si rien de cela ne vous est possible, écrivez-le ici : une personne cherchera un autre moyen avec vous.',
  },
  es: {
    intro: 'Queremos estar seguros de que es usted quien lo pide, para que nadie más reciba sus datos. Basta con una de estas opciones:',
    ways: {
      'another-address': (request) => `Escríbanos desde otra dirección o número suyo que ya conozcamos, indicando ${request}.`,
      'call-back': () => 'Díganos cuándo podemos llamarle a un número suyo que ya conozcamos.',
      detail: () => 'Indique algo que solo usted y nosotros sepamos, por ejemplo de qué y cuándo nos escribió por última vez.',
    },
    outro:
      'No envíe copia de ningún documento de identidad. Si nada de esto le es posible, escríbalo aquí: una persona buscará otra forma con usted.',
  },
};
