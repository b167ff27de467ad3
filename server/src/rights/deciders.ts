// What is heard as asking for a right: a hint to staff, and nothing happens by it.
import { askedRights } from '@parley/contract';
import { type Decider, talks } from '#kit/decider';

export const rightsDeciders: readonly Decider[] = [
  {
    code: 'hints',
    version: 1,
    title: {
      en: 'Whether you may be asking for a right',
      de: 'Ob Sie vielleicht ein Recht geltend machen',
      fr: 'Si vous demandez peut-être un droit',
      es: 'Si quizá pide un derecho',
    },
    logic: {
      en: 'Rules look in messages for words that ask for a copy, a correction, an erasure and the like, and tell our staff. A person decides what it is; nothing happens by the hint alone.',
      de: 'Regeln suchen in Nachrichten nach Worten, die eine Kopie, Berichtigung, Löschung und Ähnliches verlangen, und sagen es unserem Team. Ein Mensch entscheidet, was es ist; durch den Hinweis allein geschieht nichts.',
      fr: 'Des règles cherchent dans les messages les mots qui demandent une copie, une rectification, un effacement et autres, et le signalent à notre équipe. Une personne décide ; l’indication seule ne produit aucun effet.',
      es: 'Unas reglas buscan en los mensajes palabras que piden una copia, una rectificación, una supresión y similares, y avisan a nuestro equipo. Decide una persona; la indicación sola no tiene efecto.',
    },
    inputs: ['Communication'],
    significance: { is: 'none' },
    reviewedBy: 'requests.approve',
    logged: 'rows',
    kinds: [],
    extent: [...askedRights].sort().join(', '),
    of: talks,
  },
];
