// The words of the sandbox of the company, and how messages may end in the sandboxes of channels that speak no messenger's protocol.
import { words } from '#lib/language.ts';

export const switchWords = words(
  {
    title: 'Sandbox',
    about:
      'While it is on nothing leaves this machine: no mail, no message, no push, whatever the channels are set to. What would have been sent stands here, and you can play the person.',
    on: 'On: nothing leaves.',
    off: 'Off: messages leave for real.',
    waiting:
      'What waits when it is switched, on or off, is stopped and not sent later; campaigns pause. People who write meanwhile come in as ever, and are not answered.',
    askOn: 'Switch the sandbox on?',
    askOff: 'Switch the sandbox off?',
    whenOn: 'From then on nobody gets an answer. Codes run out, letters about rights wait. Privacy officers get a mail about it.',
    whenOff:
      'From then on messages leave for real, and letters that waited go out. What was played is forgotten. Privacy officers get a mail about it.',
    stopped: (count: number) =>
      count === 0
        ? 'No message waits to leave.'
        : `${count >= 10_000 ? 'At least 10,000' : count} ${count === 1 ? 'message waits' : 'messages wait'} to leave: stopped, and not sent later. Campaigns under way pause.`,
    turnOn: 'Switch on',
    turnOff: 'Switch off',
    leave: 'Leave it',
    nowOn: 'The sandbox is on',
    nowOff: 'The sandbox is off: from now on messages leave',
  },
  {
    title: 'Sandkasten',
    about:
      'Solange er an ist, verlässt nichts diese Maschine: keine Mail, keine Nachricht, kein Push, was auch immer bei den Kanälen eingestellt ist. Was gesendet würde, steht hier, und du spielst die Person.',
    on: 'An: nichts geht hinaus.',
    off: 'Aus: Nachrichten gehen wirklich hinaus.',
    waiting:
      'Was beim Umschalten wartet, wird angehalten und später nicht gesendet; Kampagnen pausieren. Wer inzwischen schreibt, kommt herein wie immer und bekommt keine Antwort.',
    askOn: 'Sandkasten einschalten?',
    askOff: 'Sandkasten ausschalten?',
    whenOn:
      'Dann bekommt niemand mehr eine Antwort. Codes laufen ab, Briefe über Rechte warten. Die Datenschutzbeauftragten bekommen eine Mail darüber.',
    whenOff:
      'Dann gehen Nachrichten wirklich hinaus, und Briefe, die gewartet haben, werden gesendet. Was gespielt wurde, wird vergessen. Die Datenschutzbeauftragten bekommen eine Mail darüber.',
    stopped: (count: number) =>
      count === 0
        ? 'Keine Nachricht wartet.'
        : `${count >= 10_000 ? 'Mindestens 10.000 Nachrichten warten' : count === 1 ? '1 Nachricht wartet' : `${count} Nachrichten warten`}: angehalten und später nicht gesendet. Laufende Kampagnen pausieren.`,
    turnOn: 'Einschalten',
    turnOff: 'Ausschalten',
    leave: 'So lassen',
    nowOn: 'Der Sandkasten ist an',
    nowOff: 'Der Sandkasten ist aus: ab jetzt gehen Nachrichten hinaus',
  },
);

export const mailSenderWords = words(
  { from: 'Their address', fromHint: 'At example.com, example.net or example.org, which belong to nobody.' },
  { from: 'Adresse der Person', fromHint: 'Bei example.com, example.net oder example.org, die niemandem gehören.' },
);

export const mailEndWords = words(
  {
    delivered: 'They arrive',
    '421': 'Relay is away (421)',
    '451': 'Relay is busy (451)',
    '550': 'Relay refuses them (550)',
    '552': 'Relay refuses them, mailbox full (552)',
    '5511': 'They bounce later (5.1.1)',
    '5522': 'They bounce later, mailbox full (5.2.2)',
    '5965': 'Recipient complains later (ARF)',
  },
  {
    delivered: 'Sie kommen an',
    '421': 'Relay ist weg (421)',
    '451': 'Relay ist überlastet (451)',
    '550': 'Relay lehnt sie ab (550)',
    '552': 'Relay lehnt sie ab, Postfach voll (552)',
    '5511': 'Sie kommen später zurück (5.1.1)',
    '5522': 'Sie kommen später zurück, Postfach voll (5.2.2)',
    '5965': 'Empfänger beschwert sich später (ARF)',
  },
);
export const systemEndWords = words(
  {
    delivered: 'They arrive',
    '1': 'Cannot be delivered, told later',
    '400': 'Refused for good (400)',
    '401': 'Signature is not accepted (401)',
    '503': 'System is away (503)',
  },
  {
    delivered: 'Sie kommen an',
    '1': 'Nicht zustellbar, später gemeldet',
    '400': 'Endgültig abgelehnt (400)',
    '401': 'Signatur wird nicht angenommen (401)',
    '503': 'System ist fort (503)',
  },
);
export const centreEndWords = words(
  {
    delivered: 'They arrive',
    '11': 'Number does not exist (0x0B)',
    '20': 'Queue is full (0x14)',
    '88': 'Too many at once (0x58)',
    '1001': 'Not delivered (UNDELIV)',
    '1002': 'Phone stays off (EXPIRED)',
  },
  {
    delivered: 'Sie kommen an',
    '11': 'Nummer gibt es nicht (0x0B)',
    '20': 'Warteschlange ist voll (0x14)',
    '88': 'Zu viele auf einmal (0x58)',
    '1001': 'Nicht zugestellt (UNDELIV)',
    '1002': 'Telefon bleibt aus (EXPIRED)',
  },
);
export const twilioWhatsAppEndWords = words(
  {
    delivered: 'They arrive',
    '63016': 'Time for answers is over (63016)',
    '63033': 'Person has blocked us (63033)',
    '21610': 'Person has stopped (21610)',
    '20429': 'Too many at once (20429)',
    '20503': 'Twilio is away (503)',
  },
  {
    delivered: 'Sie kommen an',
    '63016': 'Zeit für Antworten vorbei (63016)',
    '63033': 'Person hat uns blockiert (63033)',
    '21610': 'Person hat gestoppt (21610)',
    '20429': 'Zu viele auf einmal (20429)',
    '20503': 'Twilio ist fort (503)',
  },
);

/** The chat itself leaves nothing: what is played is what wakes devices. */
export const chatWords = words(
  {
    from: 'Visitor',
    fromHint:
      'A number kept free for examples tells visitors apart; the chat does not learn it. Each has a device of every kind that is played.',
    sealed: 'Sealed for the browser: its push service reads nothing.',
  },
  {
    from: 'Besucher',
    fromHint:
      'Eine Nummer, die für Beispiele frei ist, hält Besucher auseinander; der Chat erfährt sie nicht. Jeder hat ein Gerät von jeder Art, die gespielt wird.',
    sealed: 'Für den Browser versiegelt: Sein Push-Dienst liest nichts.',
  },
);
export const pushEndWords = words(
  {
    delivered: 'Devices are woken',
    '410': 'Device is gone (410)',
    '429': 'Too many at once (429)',
    '503': 'Push service is away (503)',
    '403': 'Key is not accepted (403)',
    '400': 'Refused for good (400)',
  },
  {
    delivered: 'Geräte werden geweckt',
    '410': 'Gerät ist fort (410)',
    '429': 'Zu viele auf einmal (429)',
    '503': 'Push-Dienst ist fort (503)',
    '403': 'Schlüssel gilt nicht (403)',
    '400': 'Endgültig abgelehnt (400)',
  },
);
