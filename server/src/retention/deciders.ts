// What goes because its time is over: the rule that the notice says, the same for everybody.
import { aboutPeople, type Decider } from '#kit/decider';

export const retentionDeciders: readonly Decider[] = [
  {
    code: 'deletion',
    version: 1,
    title: {
      en: 'When your data is deleted',
      de: 'Wann Ihre Daten gelöscht werden',
      fr: 'Quand vos données sont effacées',
      es: 'Cuándo se borran sus datos',
    },
    logic: {
      en: 'Each day it is looked at what is older than the period that the privacy notice names, and that is deleted, unless you have an open request, asked for a restriction, or a legal case needs it.',
      de: 'Jeden Tag wird nachgesehen, was älter ist als die Frist, die der Datenschutzhinweis nennt, und das wird gelöscht, außer Sie haben eine offene Anfrage, eine Einschränkung verlangt oder ein Rechtsfall braucht es.',
      fr: 'Chaque jour, ce qui dépasse la durée indiquée dans l’avis de confidentialité est effacé, sauf si vous avez une demande ouverte, avez demandé une limitation ou si une procédure en a besoin.',
      es: 'Cada día se mira qué supera el plazo que indica el aviso de privacidad y eso se borra, salvo que usted tenga una solicitud abierta, haya pedido una limitación o lo necesite un caso legal.',
    },
    inputs: ['CommunicationsMetadata'],
    significance: { is: 'none' },
    reviewedBy: 'requests.approve',
    logged: 'sums',
    kinds: [],
    extent: 'after the period',
    of: aboutPeople,
  },
];
