// How long something is kept, in the languages in which people are answered. Events are noun phrases in the case that stands after "after" and "until".
import type { KeptFrom, Lasting } from './kept.ts';

type Language = 'en' | 'de' | 'fr' | 'es';
type Words = {
  readonly after: (duration: string, event: string) => string;
  readonly until: (event: string) => string;
  readonly most: (words: string) => string;
  readonly rule: (words: string) => string;
  readonly first: (words: string) => string;
  readonly events: Readonly<Record<KeptFrom, string>>;
};

const words: Readonly<Record<Language, Words>> = {
  en: {
    after: (duration, event) => `${duration} after ${event}`,
    until: (event) => `until ${event}`,
    most: (text) => `at most ${text}`,
    rule: (text) => `${text}, as a rule`,
    first: (text) => `${text}, whichever comes first`,
    events: {
      collected: 'it was collected',
      'last-contact': 'the last message in the conversation',
      closing: 'the end of the conversation',
      'end-of-contract': 'the end of your contract',
      'message-deleted': 'the deletion of the message it belongs to',
      'record-deleted': 'the deletion of what it belongs to',
      'choice-deleted': 'the deletion of the choice it belongs to',
      forgotten: 'the deletion of your last conversation and of all proof about you, or your erasure',
      'request-closed': 'the answer to your request',
      certified: 'the certificate of the erasure',
      'consent-ended': 'the end of your consent',
      lifted: 'the day on which it was lifted',
      'day-set': 'the day that was set with its legal ground',
      swept: 'the end of that day’s deletion',
      tagged: 'the day on which the tag was given',
      complete: 'the arrival of its last part',
      'campaign-ended': 'the end of the campaign',
      'sign-in': 'its beginning',
      'signed-out': 'signing out',
      'last-use': 'its last use',
      'switched-off': 'it is switched off',
      used: 'it is used',
      expired: 'the day on which it ran out',
      revoked: 'it is taken away',
      reviewed: 'its review',
      discarded: 'it is thrown away',
      'left-work': 'the end of the work here',
      'company-left': 'the company’s departure from here',
    },
  },
  de: {
    after: (duration, event) => `${duration} nach ${event}`,
    until: (event) => `bis ${event.startsWith('der ') ? `zur ${event.slice(4)}` : `zum ${event.slice(4)}`}`,
    most: (text) => `höchstens ${text}`,
    rule: (text) => `${text}, in der Regel`,
    first: (text) => `${text}, je nachdem, was zuerst eintritt`,
    events: {
      collected: 'der Erhebung',
      'last-contact': 'der letzten Nachricht im Gespräch',
      closing: 'dem Ende des Gesprächs',
      'end-of-contract': 'dem Ende Ihres Vertrags',
      'message-deleted': 'der Löschung der Nachricht, zu der es gehört',
      'record-deleted': 'der Löschung dessen, wozu es gehört',
      'choice-deleted': 'der Löschung der Entscheidung, zu der es gehört',
      forgotten: 'der Löschung Ihres letzten Gesprächs und aller Nachweise über Sie oder Ihrer Löschung',
      'request-closed': 'der Antwort auf Ihr Anliegen',
      certified: 'dem Löschzertifikat',
      'consent-ended': 'dem Ende Ihrer Einwilligung',
      lifted: 'dem Tag der Aufhebung',
      'day-set': 'dem Tag, der mit dem Rechtsgrund festgelegt wurde',
      swept: 'dem Ende der Löschung dieses Tages',
      tagged: 'dem Tag, an dem das Schlagwort vergeben wurde',
      complete: 'dem Eingang des letzten Teils',
      'campaign-ended': 'dem Ende der Kampagne',
      'sign-in': 'dem Beginn',
      'signed-out': 'der Abmeldung',
      'last-use': 'der letzten Benutzung',
      'switched-off': 'der Abschaltung',
      used: 'der Verwendung',
      expired: 'dem Tag des Ablaufs',
      revoked: 'dem Entzug',
      reviewed: 'der Überprüfung',
      discarded: 'dem Wegwerfen',
      'left-work': 'dem Ende der Tätigkeit hier',
      'company-left': 'dem Weggang des Unternehmens',
    },
  },
  fr: {
    after: (duration, event) => `${duration} après ${event}`,
    until: (event) =>
      `jusqu’${event.startsWith('le ') ? `au ${event.slice(3)}` : event.startsWith('les ') ? `aux ${event.slice(4)}` : `à ${event}`}`,
    most: (text) => `au plus ${text}`,
    rule: (text) => `${text}, en règle générale`,
    first: (text) => `${text}, selon ce qui arrive en premier`,
    events: {
      collected: 'la collecte',
      'last-contact': 'le dernier message de la conversation',
      closing: 'la fin de la conversation',
      'end-of-contract': 'la fin de votre contrat',
      'message-deleted': 'l’effacement du message dont cela dépend',
      'record-deleted': 'l’effacement de ce dont cela dépend',
      'choice-deleted': 'l’effacement du choix dont cela dépend',
      forgotten: 'l’effacement de votre dernière conversation et de toute preuve vous concernant, ou votre effacement',
      'request-closed': 'la réponse à votre demande',
      certified: 'le certificat d’effacement',
      'consent-ended': 'la fin de votre consentement',
      lifted: 'le jour de la levée',
      'day-set': 'le jour fixé avec son motif légal',
      swept: 'la fin de l’effacement de ce jour',
      tagged: 'le jour où l’étiquette a été donnée',
      complete: 'l’arrivée de la dernière partie',
      'campaign-ended': 'la fin de la campagne',
      'sign-in': 'le début',
      'signed-out': 'la déconnexion',
      'last-use': 'la dernière utilisation',
      'switched-off': 'la désactivation',
      used: 'l’utilisation',
      expired: 'le jour de l’expiration',
      revoked: 'le retrait',
      reviewed: 'la vérification',
      discarded: 'la mise au rebut',
      'left-work': 'la fin de l’activité ici',
      'company-left': 'le départ de l’entreprise',
    },
  },
  es: {
    after: (duration, event) => `${duration} después de ${event}`.replace('de el ', 'del '),
    until: (event) => `hasta ${event}`,
    most: (text) => `como máximo ${text}`,
    rule: (text) => `${text}, por regla general`,
    first: (text) => `${text}, lo que ocurra primero`,
    events: {
      collected: 'su recogida',
      'last-contact': 'el último mensaje de la conversación',
      closing: 'el fin de la conversación',
      'end-of-contract': 'el fin de su contrato',
      'message-deleted': 'el borrado del mensaje al que pertenece',
      'record-deleted': 'el borrado de aquello a lo que pertenece',
      'choice-deleted': 'el borrado de la elección a la que pertenece',
      forgotten: 'el borrado de su última conversación y de toda prueba sobre usted, o su supresión',
      'request-closed': 'la respuesta a su solicitud',
      certified: 'el certificado de la supresión',
      'consent-ended': 'el fin de su consentimiento',
      lifted: 'el día del levantamiento',
      'day-set': 'el día fijado con su motivo legal',
      swept: 'el fin del borrado de ese día',
      tagged: 'el día en que se puso la etiqueta',
      complete: 'la llegada de la última parte',
      'campaign-ended': 'el fin de la campaña',
      'sign-in': 'su comienzo',
      'signed-out': 'el cierre de la sesión',
      'last-use': 'su último uso',
      'switched-off': 'su desactivación',
      used: 'su uso',
      expired: 'el día de su caducidad',
      revoked: 'su retirada',
      reviewed: 'su revisión',
      discarded: 'su eliminación',
      'left-work': 'el fin del trabajo aquí',
      'company-left': 'la salida de la empresa',
    },
  },
};
const units = { Y: 'year', M: 'month', D: 'day', TH: 'hour', TM: 'minute' } as const;

/** Such as "2 years after the last message in the conversation"; of several the first to come ends it. Empty for none. */
export function keptWords(kept: readonly Lasting[], language: Language): string {
  const say = words[language];
  const each = kept.map((one) => {
    const text = one.for === 'P0D' ? say.until(say.events[one.from]) : say.after(durationWords(one.for, language), say.events[one.from]);
    return one.as ? say[one.as](text) : text;
  });
  const together = new Intl.ListFormat(language, { type: 'disjunction' }).format(each);
  return each.length > 1 ? say.first(together) : together;
}

function durationWords(duration: string, language: Language): string {
  const [, time = '', count = '0', unit = 'D'] = /^P(T?)(\d+)([DMYH])$/.exec(duration) ?? [];
  const named = units[`${time}${unit}` as keyof typeof units];
  return new Intl.NumberFormat(language, { style: 'unit', unit: named, unitDisplay: 'long' }).format(Number(count));
}
