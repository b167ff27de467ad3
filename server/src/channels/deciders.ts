// What is heard as a stop, and what keeps one sender from holding up all others.
import { type Decider, talks } from '#kit/decider';

export const channelDeciders: readonly Decider[] = [
  {
    code: 'stops',
    version: 1,
    title: {
      en: 'Whether a message is a stop',
      de: 'Ob eine Nachricht ein Stopp ist',
      fr: 'Si un message est un stop',
      es: 'Si un mensaje es un alto',
    },
    logic: {
      en: 'A message that says nothing but STOP, or a word for it in your language, or that you blocked us, ends messages on that channel at once. START, or writing to us again, lets answers through.',
      de: 'Eine Nachricht, die nur STOP oder ein Wort dafür in Ihrer Sprache sagt, oder dass Sie uns blockiert haben, beendet Nachrichten auf diesem Kanal sofort. START, oder wenn Sie wieder schreiben, lässt Antworten durch.',
      fr: 'Un message qui ne dit que STOP, ou un mot équivalent dans votre langue, ou le fait de nous bloquer, met fin aussitôt aux messages sur ce canal. START, ou un nouveau message de vous, laisse passer les réponses.',
      es: 'Un mensaje que solo dice STOP, o una palabra equivalente en su idioma, o que nos haya bloqueado, pone fin enseguida a los mensajes por ese canal. START, o escribirnos de nuevo, deja pasar las respuestas.',
    },
    inputs: ['Communication'],
    significance: { is: 'none' },
    reviewedBy: 'requests.approve',
    logged: 'rows',
    kinds: [],
    extent: 'the channel rests',
    of: talks,
  },
  {
    code: 'limits',
    version: 1,
    title: {
      en: 'How much may be sent at a time',
      de: 'Wie viel auf einmal gesendet werden kann',
      fr: 'Combien on peut envoyer à la fois',
      es: 'Cuánto puede enviarse a la vez',
    },
    logic: {
      en: 'Whoever sends very much within a minute is asked to wait a little. It counts messages and requests only, is forgotten within the hour, and says nothing of you.',
      de: 'Wer in einer Minute sehr viel sendet, wird gebeten, kurz zu warten. Gezählt werden nur Nachrichten und Anfragen; es ist binnen einer Stunde vergessen und sagt nichts über Sie.',
      fr: 'Qui envoie énormément en une minute est prié d’attendre un peu. Seuls les messages et les demandes sont comptés ; c’est oublié dans l’heure et ne dit rien de vous.',
      es: 'A quien envía muchísimo en un minuto se le pide esperar un poco. Solo se cuentan mensajes y solicitudes; se olvida en una hora y no dice nada de usted.',
    },
    inputs: ['CommunicationsMetadata', 'IPAddress'],
    significance: { is: 'none' },
    reviewedBy: 'requests.approve',
    logged: 'never',
    kinds: [],
    extent: 'a wait of minutes at most',
    of: talks,
  },
];
