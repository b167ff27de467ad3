// What each purpose is, in German, for the person it concerns: short, friendly, no law.
import type { PurposeTexts } from '../types.ts';

export const de: Readonly<Record<string, PurposeTexts>> = {
  'service-conversation': {
    name: 'Ihnen antworten',
    description:
      'Wir lesen, was Sie uns schreiben, und antworten. Das Gespräch heben wir auf, damit Sie nicht alles zweimal erklären müssen.',
  },
  'service-messages': {
    name: 'Nachrichten zu Ihrer Bestellung oder Anfrage',
    description:
      'Wir sagen Ihnen, was Sie zu Ihrem Anliegen wissen müssen, zum Beispiel zu einer Bestellung, einem Termin oder einer Reparatur.',
  },
  'identity-verification': {
    name: 'Sichergehen, dass Sie es sind',
    description:
      'Bevor wir etwas von Ihnen zeigen, ändern oder löschen, senden wir Ihnen einen Code. So kann das niemand in Ihrem Namen tun.',
  },
  'rights-fulfilment': {
    name: 'Ihre Rechte erfüllen',
    description: 'Wenn Sie Ihre Daten sehen, berichtigen, mitnehmen oder löschen lassen möchten, tun wir das und können es später belegen.',
  },
  'satisfaction-survey': {
    name: 'Fragen, ob alles gut war',
    description: 'Nach einem Gespräch fragen wir Sie vielleicht mit einer kurzen Frage, ob wir Ihnen gut geholfen haben.',
    interest: 'Wir möchten wissen, wo wir gut helfen und wo wir besser werden müssen.',
  },
  marketing: {
    name: 'Neuigkeiten und Angebote',
    description: 'Wir erzählen Ihnen von Neuem und von Angeboten, die Sie interessieren könnten, und nur dort, wo Sie Ja gesagt haben.',
    choice: 'Ja, bitte senden Sie mir Neuigkeiten und Angebote {channel}. Ich kann es mir jederzeit anders überlegen.',
  },
  analytics: {
    name: 'Aus Besuchen lernen',
    description:
      'Wir sehen uns an, wie unser Chat benutzt wird, etwa wo er geöffnet wurde und wie lange es dauerte, um ihn besser zu machen.',
    choice: 'Ja, Sie dürfen sich ansehen, wie ich {channel} benutze, um besser zu werden. Ich kann es mir jederzeit anders überlegen.',
  },
  recording: {
    name: 'Anrufe aufnehmen',
    description: 'Wir nehmen einen Anruf auf, damit wir ihn noch einmal anhören können, zum Beispiel wenn etwas vereinbart wurde.',
    choice: 'Ja, Sie dürfen diesen Anruf aufnehmen. Ich kann es mir jederzeit anders überlegen.',
  },
  'staff-administration': {
    name: 'Konten der Mitarbeitenden',
    description:
      'Wir führen Name und E-Mail-Adresse aller, die mit Parley arbeiten, damit sie sich anmelden können und klar ist, wer was getan hat.',
  },
};
