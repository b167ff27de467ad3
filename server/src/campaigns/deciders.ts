// Who gets one text that goes to many: only who agreed, and fewer, never others.
import type { Decider } from '#kit/decider';

export const campaignDeciders: readonly Decider[] = [
  {
    code: 'campaigns',
    version: 1,
    title: {
      en: 'Whether you get a message that goes to many',
      de: 'Ob Sie eine Nachricht an viele bekommen',
      fr: 'Si vous recevez un message adressé à beaucoup',
      es: 'Si recibe un mensaje que va a muchos',
    },
    logic: {
      en: 'One text goes to those who agreed to it. Rules leave out whoever objected, does not have a tag that was chosen, had enough messages lately, or would be disturbed at night. Everybody gets the same text, and nothing is predicted about you.',
      de: 'Ein Text geht an alle, die zugestimmt haben. Regeln lassen aus, wer widersprochen hat, ein gewähltes Stichwort nicht trägt, zuletzt genug Nachrichten hatte oder nachts gestört würde. Alle bekommen denselben Text, und über Sie wird nichts vorhergesagt.',
      fr: 'Un même texte est envoyé à ceux qui ont accepté. Des règles écartent ceux qui ont refusé, n’ont pas l’étiquette choisie, ont reçu assez de messages récemment ou seraient dérangés la nuit. Tous reçoivent le même texte et rien n’est prédit à votre sujet.',
      es: 'Un mismo texto va a quienes aceptaron. Unas reglas dejan fuera a quien se opuso, no tiene la etiqueta elegida, recibió bastantes mensajes hace poco o sería molestado de noche. Todos reciben el mismo texto y no se predice nada sobre usted.',
    },
    inputs: ['Preference', 'Language', 'Location'],
    significance: { is: 'none' },
    reviewedBy: 'campaigns.write',
    logged: 'sums',
    kinds: [],
    extent: 'one text to everybody who agreed',
    of: ({ lawfulBasis, acts }) => lawfulBasis === 'consent' && acts.includes('send'),
  },
];
