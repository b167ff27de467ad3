// The second step of a yes, and what is asked where a statement or an age is needed.
import type { ConsentWords } from '../en/consent.ts';

export const consent: ConsentWords = {
  answer: {
    title: 'Votre réponse',
    statement: 'En acceptant, vous dites ceci, et seulement ceci :',
    age: 'Quel âge avez-vous ?',
    choose: 'Veuillez choisir',
    ages: {
      'under-13': 'Moins de 13 ans',
      '13': '13',
      '14': '14',
      '15': '15',
      '16': '16',
      '17': '17',
      'of-age': '18 ans ou plus',
    },
    country: 'Dans quel pays vivez-vous ?',
    elsewhere: 'Un autre pays',
    parent: 'E-mail d’un parent, si vous êtes un enfant',
    parentWhy: 'Nous lui posons la question, car à cet âge cela ne compte que s’il est d’accord. Cette adresse ne sert à rien d’autre.',
    waitsSelf:
      'Presque fini. Il reste à le confirmer : par le parent indiqué, ou par vous dans un message {channel}. D’ici là, c’est non, et après 7 jours nous l’oublions.',
    answerIt: 'Lire et répondre',
  },
  confirm: {
    title: 'À confirmer',
    ask: 'Est-ce exact ?',
    askParent: 'Un enfant demande votre permission',
    said: 'Ce qui a été dit :',
    saidParent: 'L’enfant souhaite accepter ceci :',
    yes: 'Oui',
    no: 'Non',
    given: 'C’est confirmé. Cela vaut dès maintenant. Vous pouvez changer d’avis à tout moment.',
    pending: 'Merci. L’enfant le confirme maintenant, dans un message à son nom. Vous pouvez encore revenir dessus ici.',
    over: 'Ce n’est plus ouvert : il y a eu une réponse, un retrait, ou le délai est passé. Il ne se passe rien.',
    declined: 'C’est fait. C’est non, et il ne se passe rien.',
    free: 'Un non vaut autant qu’un oui. Si vous ne faites rien, il ne se passe rien.',
    notice: 'Ce qui est fait des données',
  },
};
