// What rules find in free text before it rests, and what follows for who may read it.
import { detectedKinds } from '@parley/contract';
import { type Decider, talks } from '#kit/decider';

export const conversationDeciders: readonly Decider[] = [
  {
    code: 'detection',
    version: 1,
    title: {
      en: 'What is hidden in what you write',
      de: 'Was in Ihren Worten verdeckt wird',
      fr: 'Ce qui est masqué dans vos messages',
      es: 'Qué se oculta en lo que escribe',
    },
    logic: {
      en: 'Rules look for card numbers, passwords and codes in messages and hide them before they are stored, and for words about health, belief or offences. Conversations with these can then be opened by fewer people of ours. You are answered as before.',
      de: 'Regeln suchen in Nachrichten nach Kartennummern, Passwörtern und Codes und verdecken sie, bevor sie gespeichert werden, und nach Worten über Gesundheit, Glauben oder Straftaten. Solche Gespräche können dann weniger Menschen bei uns öffnen. Sie bekommen Ihre Antwort wie zuvor.',
      fr: 'Des règles cherchent dans les messages les numéros de carte, mots de passe et codes et les masquent avant l’enregistrement, ainsi que les mots sur la santé, les croyances ou les infractions. Moins de personnes chez nous peuvent alors ouvrir ces conversations. On vous répond comme avant.',
      es: 'Unas reglas buscan en los mensajes números de tarjeta, contraseñas y códigos y los ocultan antes de guardarlos, y palabras sobre salud, creencias o delitos. Esas conversaciones las pueden abrir entonces menos personas nuestras. Se le responde como antes.',
    },
    inputs: ['Communication'],
    significance: { is: 'none' },
    reviewedBy: 'conversations.lower',
    logged: 'entries',
    kinds: ['conversation.class-raised'],
    extent: Object.keys(detectedKinds).sort().join(', '),
    of: talks,
  },
];
