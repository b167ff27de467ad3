// The words of the start page of those who serve no customers.
import { words } from '#lib/language.ts';

export const startWords = words(
  {
    hello: 'Hello,',
    about: 'Your roles show you no customers. These pages are yours.',
    requests: 'What people asked for, and by when.',
    purposes: 'Why data is used, and for how long.',
    notice: 'What people are told.',
    vendors: 'Who else receives data.',
    ledger: 'What was done, in an order that nobody can change.',
    audits: 'Whether what must hold does hold.',
    channels: 'Where messages come in and go out.',
    staff: 'Who works here, with which roles.',
    company: 'The facts about the controller.',
    allSettings: 'Each with its reason.',
  },
  {
    hello: 'Hallo,',
    about: 'Deine Rollen zeigen dir keine Kunden. Diese Seiten gehören dir.',
    requests: 'Worum Menschen gebeten haben, und bis wann.',
    purposes: 'Warum Daten genutzt werden, und wie lange.',
    notice: 'Was Menschen erfahren.',
    vendors: 'Wer sonst Daten erhält.',
    ledger: 'Was getan wurde, in einer Reihenfolge, die niemand ändern kann.',
    audits: 'Ob gilt, was gelten muss.',
    channels: 'Wo Nachrichten ankommen und hinausgehen.',
    staff: 'Wer hier arbeitet, mit welchen Rollen.',
    company: 'Die Angaben zum Verantwortlichen.',
    allSettings: 'Jede mit ihrem Grund.',
  },
);
