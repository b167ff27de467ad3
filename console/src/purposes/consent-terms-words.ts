// The words of what a yes needs.
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
    Health: 'health',
    Genetic: 'genes',
    Biometric: 'biometrics',
    EthnicOrigin: 'ethnic origin',
    PoliticalOpinion: 'political opinions',
    ReligiousBelief: 'religion',
    PhilosophicalBelief: 'world view',
    TradeUnionMembership: 'trade union',
    Sexual: 'sex life',
    toChildren: 'Offered to children',
    toChildrenHelp:
      'People are asked for age and country; below the age that counts there, a parent is asked (Art. 8). Every yes given so far stops counting.',
    renewAfter: 'Asked for anew after',
    renewAfterHelp: 'Then a yes no longer counts. Ten years at most; two are advised.',
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
    Health: 'Gesundheit',
    Genetic: 'Gene',
    Biometric: 'Biometrie',
    EthnicOrigin: 'ethnische Herkunft',
    PoliticalOpinion: 'politische Meinung',
    ReligiousBelief: 'Religion',
    PhilosophicalBelief: 'Weltanschauung',
    TradeUnionMembership: 'Gewerkschaft',
    Sexual: 'Sexualleben',
    toChildren: 'Auch für Kinder gedacht',
    toChildrenHelp:
      'Gefragt wird nach Alter und Land; unter dem Alter, das dort gilt, werden die Eltern gefragt (Art. 8). Jedes bisherige Ja zählt nicht mehr.',
    renewAfter: 'Neu gefragt nach',
    renewAfterHelp: 'Dann zählt ein Ja nicht mehr. Höchstens zehn Jahre; zwei sind ratsam.',
    yes: 'ja',
    no: 'nein',
    none: 'keine',
  },
);
