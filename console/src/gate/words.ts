// The words of the gate.
import { words } from '#lib/language.ts';

export const gateWords = words(
  {
    title: 'What the gate allows now',
    hint: 'Asked fresh for every message. This is the answer at this moment.',
    purpose: 'Purpose',
    choose: 'Write for which purpose?',
    asking: 'Asking the gate…',
    allowed: 'Allowed',
    not: 'Not allowed',
    wouldRefuse: 'The gate would not send this now',
    none: 'No purposes use this channel.',
    unknown: 'The gate could not be asked. It decides when you send.',
  },
  {
    title: 'Was die Schranke jetzt erlaubt',
    hint: 'Wird bei jeder Nachricht neu gefragt. Das ist die Antwort in diesem Augenblick.',
    purpose: 'Zweck',
    choose: 'Für welchen Zweck schreibst du?',
    asking: 'Die Schranke wird gefragt…',
    allowed: 'Erlaubt',
    not: 'Nicht erlaubt',
    wouldRefuse: 'Die Schranke würde das jetzt nicht senden',
    none: 'Kein Zweck nutzt diesen Kanal.',
    unknown: 'Die Schranke konnte nicht gefragt werden. Sie entscheidet beim Senden.',
  },
);
