// The words of waking visitors' devices.
import { words } from '#lib/language.ts';

export const pushWords = words(
  {
    title: 'Push',
    about: 'Tells a visitor’s device that a message waits, never what it says. Whoever is looking at the chat is not woken.',
    webPush: 'Wake browsers',
    webPushHint:
      'The push services of Google, Mozilla, Apple and Microsoft become recipients. Until their transfer is entered, the gate lets nothing leave.',
    fcm: 'Android apps',
    apns: 'iOS apps',
    off: 'Off',
    sandbox: 'Sandbox: nothing leaves',
    fcmKey: 'JSON key of the service account',
    fcmKeyHint: 'Firebase console, Project settings, Service accounts.',
    apnsKey: 'Signing key (.p8)',
    apnsKeyHint: 'Apple Developer, Keys, with the Push Notifications service.',
    kept: 'Left empty, the one that is set stays.',
    apnsKeyId: 'Key id',
    apnsTeam: 'Team id',
    apnsTopic: 'Bundle id of the app',
    agreement: 'Google or Apple becomes a recipient in your register. Until its agreement is entered there, the gate lets nothing leave.',
  },
  {
    title: 'Push',
    about: 'Meldet dem Gerät eines Besuchs, dass eine Nachricht wartet, nie, was darin steht. Wer den Chat ansieht, wird nicht geweckt.',
    webPush: 'Browser wecken',
    webPushHint:
      'Die Push-Dienste von Google, Mozilla, Apple und Microsoft werden Empfänger. Bis dort die Übermittlung eingetragen ist, lässt die Schranke nichts hinaus.',
    fcm: 'Android-Apps',
    apns: 'iOS-Apps',
    off: 'Aus',
    sandbox: 'Sandkasten: nichts verlässt das Haus',
    fcmKey: 'JSON-Schlüssel des Dienstkontos',
    fcmKeyHint: 'Firebase-Konsole, Projekteinstellungen, Dienstkonten.',
    apnsKey: 'Signaturschlüssel (.p8)',
    apnsKeyHint: 'Apple Developer, Keys, mit dem Dienst Push Notifications.',
    kept: 'Leer gelassen bleibt der gesetzte.',
    apnsKeyId: 'Kennung des Schlüssels',
    apnsTeam: 'Kennung des Teams',
    apnsTopic: 'Bundle-ID der App',
    agreement: 'Google oder Apple wird ein Empfänger in eurem Verzeichnis. Bis dort der Vertrag steht, lässt die Schranke nichts hinaus.',
  },
);
