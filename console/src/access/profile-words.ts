// The words of one's own profile.
import { words } from '#lib/language.ts';

export const profileWords = words(
  {
    title: 'My profile',
    about: 'What colleagues and customers see of you.',
    name: 'Name',
    nameHint: 'Customers see it beside your answers.',
    email: 'Email',
    emailHint: 'Only you and your colleagues see it.',
    role: 'Roles',
    who: 'Who sees this',
    whoMore:
      'Your name and photo stand beside your answers in the chat, and before your colleagues. They lie sealed under a key of your own; when you leave, they go with it.',
    save: 'Save',
    saved: 'Saved.',
  },
  {
    title: 'Mein Profil',
    about: 'Was Kolleginnen, Kollegen und Kunden von dir sehen.',
    name: 'Name',
    nameHint: 'Kunden sehen ihn neben deinen Antworten.',
    email: 'E-Mail',
    emailHint: 'Nur du und dein Team sehen sie.',
    role: 'Rollen',
    who: 'Wer das sieht',
    whoMore:
      'Name und Foto stehen neben deinen Antworten im Chat und vor deinem Team. Sie liegen versiegelt unter einem eigenen Schlüssel; wenn du gehst, gehen sie mit ihm.',
    save: 'Speichern',
    saved: 'Gespeichert.',
  },
);
