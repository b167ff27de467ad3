// When a yes ends by itself, which only ever leads to fewer messages.
import type { Decider } from '#kit/decider';

export const consentDeciders: readonly Decider[] = [
  {
    code: 'lapsing',
    version: 1,
    title: { en: 'When a yes ends', de: 'Wann ein Ja endet', fr: 'Quand un oui prend fin', es: 'Cuándo termina un sí' },
    logic: {
      en: 'A yes that you did not confirm within a week is forgotten, and a yes ends after the time that its purpose names. You then get no more of these messages until you agree anew.',
      de: 'Ein Ja, das Sie nicht binnen einer Woche bestätigt haben, wird vergessen, und ein Ja endet nach der Zeit, die sein Zweck nennt. Sie erhalten diese Nachrichten dann nicht mehr, bis Sie neu zustimmen.',
      fr: 'Un oui que vous n’avez pas confirmé dans la semaine est oublié, et un oui prend fin après la durée que sa finalité indique. Vous ne recevez alors plus ces messages jusqu’à un nouvel accord.',
      es: 'Un sí que no confirmó en una semana se olvida, y un sí termina después del tiempo que indica su finalidad. Entonces no recibe más esos mensajes hasta que acepte de nuevo.',
    },
    inputs: ['Preference'],
    significance: { is: 'none' },
    reviewedBy: 'requests.approve',
    logged: 'entries',
    kinds: ['consent.expired', 'consent.unconfirmed'],
    extent: 'unconfirmed for a week, or past its validity',
    of: ({ lawfulBasis }) => lawfulBasis === 'consent',
  },
];
