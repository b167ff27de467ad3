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
  {
    code: 'asking-anew',
    version: 1,
    title: {
      en: 'Whether you are asked to agree anew',
      de: 'Ob Sie neu um Zustimmung gefragt werden',
      fr: 'Si un nouvel accord vous est demandé',
      es: 'Si se le pide que acepte de nuevo',
    },
    logic: {
      en: 'Where a company wants it, whoever agreed is asked once more in the month before that ends, and once after what they agreed to has changed. Whoever said no is not asked. If you do not answer, nothing goes on.',
      de: 'Wo ein Unternehmen es will, wird wer zugestimmt hat noch einmal gefragt: im Monat, bevor das endet, und einmal, nachdem sich geändert hat, wozu zugestimmt wurde. Wer Nein gesagt hat, wird nicht gefragt. Antworten Sie nicht, geht nichts weiter.',
      fr: 'Si une entreprise le souhaite, qui a donné son accord est interrogé une fois encore dans le mois avant sa fin, et une fois après un changement de ce qui était accepté. Qui a dit non n’est pas interrogé. Sans réponse, rien ne continue.',
      es: 'Si una empresa lo quiere, a quien aceptó se le pregunta una vez más en el mes antes de que termine, y una vez después de que cambie lo aceptado. A quien dijo que no, no se le pregunta. Si no responde, nada continúa.',
    },
    inputs: ['Preference'],
    significance: { is: 'none' },
    reviewedBy: 'requests.approve',
    logged: 'entries',
    kinds: ['consent.asked-anew'],
    extent: 'within thirty days of an end, or ninety of a change',
    of: ({ lawfulBasis }) => lawfulBasis === 'consent',
  },
];
