// What the gate decides by itself: yes or no to each use. A no only ever keeps something from being done to the person.
import { aboutPeople, type Decider } from '#kit/decider';

export const gateDeciders: readonly Decider[] = [
  {
    code: 'refusals',
    version: 1,
    title: {
      en: 'Whether your data may be used',
      de: 'Ob Ihre Daten genutzt werden dürfen',
      fr: 'Si vos données peuvent être utilisées',
      es: 'Si sus datos pueden usarse',
    },
    logic: {
      en: 'Before each message, look or hand-over rules ask whether the purpose allows it, whether you agreed, objected or asked for a restriction, and whether the recipient may have it. A no means that it is not done; nothing is taken from you by it.',
      de: 'Vor jeder Nachricht, jedem Blick und jeder Weitergabe fragen Regeln, ob der Zweck es erlaubt, ob Sie zugestimmt, widersprochen oder eine Einschränkung verlangt haben und ob der Empfänger es bekommen darf. Ein Nein heißt, dass es unterbleibt; Ihnen wird dadurch nichts genommen.',
      fr: 'Avant chaque message, consultation ou transmission, des règles vérifient si la finalité le permet, si vous avez accepté, refusé ou demandé une limitation, et si le destinataire peut les recevoir. Un non signifie que cela n’est pas fait ; rien ne vous est retiré.',
      es: 'Antes de cada mensaje, consulta o entrega, unas reglas comprueban si la finalidad lo permite, si usted aceptó, se opuso o pidió una limitación, y si el destinatario puede recibirlos. Un no significa que no se hace; a usted no se le quita nada.',
    },
    inputs: ['Preference', 'Language'],
    significance: { is: 'none' },
    reviewedBy: 'requests.approve',
    logged: 'entries',
    kinds: ['gate.refused'],
    extent: 'a refused use is not carried out',
    of: aboutPeople,
  },
];
