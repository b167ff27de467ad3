// The words of what a yes needs.
import { categoryWords } from '@parley/contract/category-words';
import { words } from '#lib/language.ts';

export const termWords = words(
  {
    title: 'What a yes needs',
    about: 'Less of it is a step towards less privacy. More of it is always allowed.',
    confirmOn: 'A yes is confirmed from there first',
    confirmOnHelp: 'Anybody can type an address. On these channels a yes counts only once it is confirmed from the address itself.',
    specialCategories: 'Special categories of data (Art. 9)',
    specialCategoriesHelp:
      'Only what the purpose cannot do without. People then agree by a statement of its own, and every yes given so far stops counting.',
    ...categoryWords.en,
    toChildren: 'Offered to children',
    toChildrenHelp:
      'People are asked for age and country; below the age that counts there, a parent is asked (Art. 8). Every yes given so far stops counting.',
    renewAfter: 'Asked for anew after',
    renewAfterHelp: 'Then a yes no longer counts. Ten years at most; two are advised.',
    askBeforeEnd: 'Ask before it ends',
    askBeforeEndHelp:
      'In the month before the end, once, by the way agreed to. No is as easy as yes, and whoever does not answer is left alone: it ends.',
    standing: (stand: number, ending: number, days: number, asked: number) =>
      `${stand} agree now. Of these, ${ending} end within ${days} days, and ${asked} of them were asked.`,
    endedByChange: (ended: number, asked: number) => `${ended} ended with the last change; ${asked} of them were asked about it.`,
    endsNow: (stand: number) => `${stand} consents end: they were to something else.`,
    askAgain: 'Ask those people again, once each',
    askAgainHelp:
      'They are shown what changed. Since nothing may be sent for it any more, they are asked where they wrote to you within the last 30 days, or write within 90. Whoever said no is not asked.',
    yes: 'yes',
    no: 'no',
    none: 'none',
  },
  {
    title: 'Was ein Ja braucht',
    about: 'Weniger davon ist ein Schritt zu weniger Datenschutz. Mehr davon geht immer.',
    confirmOn: 'Ein Ja wird erst von dort bestätigt',
    confirmOnHelp: 'Jeder kann eine Adresse eintippen. Auf diesen Kanälen zählt ein Ja erst, wenn es von der Adresse selbst bestätigt ist.',
    specialCategories: 'Besondere Kategorien von Daten (Art. 9)',
    specialCategoriesHelp:
      'Nur, was der Zweck unbedingt braucht. Zugestimmt wird dann mit einer eigenen Erklärung, und jedes bisherige Ja zählt nicht mehr.',
    ...categoryWords.de,
    toChildren: 'Auch für Kinder gedacht',
    toChildrenHelp:
      'Gefragt wird nach Alter und Land; unter dem Alter, das dort gilt, werden die Eltern gefragt (Art. 8). Jedes bisherige Ja zählt nicht mehr.',
    renewAfter: 'Neu gefragt nach',
    renewAfterHelp: 'Dann zählt ein Ja nicht mehr. Höchstens zehn Jahre; zwei sind ratsam.',
    askBeforeEnd: 'Vor dem Ende fragen',
    askBeforeEndHelp:
      'Im Monat vor dem Ende, einmal, auf dem vereinbarten Weg. Nein ist so leicht wie Ja, und wer nicht antwortet, hat Ruhe: Es endet.',
    standing: (stand: number, ending: number, days: number, asked: number) =>
      `${stand} stimmen jetzt zu. Davon enden ${ending} binnen ${days} Tagen, und ${asked} davon wurden gefragt.`,
    endedByChange: (ended: number, asked: number) => `${ended} endeten mit der letzten Änderung; ${asked} davon wurden dazu gefragt.`,
    endsNow: (stand: number) => `${stand} Einwilligungen enden: Sie galten etwas anderem.`,
    askAgain: 'Diese Menschen noch einmal fragen, je einmal',
    askAgainHelp:
      'Sie sehen, was sich geändert hat. Weil dafür nichts mehr gesendet werden darf, werden sie dort gefragt, wo sie euch in den letzten 30 Tagen geschrieben haben oder binnen 90 schreiben. Wer Nein gesagt hat, wird nicht gefragt.',
    yes: 'ja',
    no: 'nein',
    none: 'keine',
  },
);
