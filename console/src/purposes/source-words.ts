// The words of the sources of a purpose (Art. 14).
import { words } from '#lib/language.ts';

export const purposeSourceWords = words(
  {
    title: 'Where data comes from that is not from the person',
    about:
      'The notice must say it for every source (Art. 14(2)(f)). The team’s own notes, the profile at a service and what somebody had brought along stand there by themselves.',
    none: 'Everything for this purpose is from the person, as far as you have said.',
    add: 'Add a source',
    remove: 'Remove',
    removeLabel: (source: string) => `Remove the source “${source}”`,
    source: (place: number) => `Source ${place}`,
    origin: 'Kind',
    import: 'imported from another system',
    'other-person': 'somebody else',
    'other-source': 'another company, a register or the like',
    name: (language: string) => `Name of the source, ${language}`,
    isPublic: 'Does everybody have access to it?',
    unsaid: 'please choose',
    yes: 'yes',
    no: 'no',
    categories: 'What comes from there',
    named: 'Sources',
  },
  {
    title: 'Woher Daten sind, die nicht von der Person stammen',
    about:
      'Der Hinweis muss es für jede Quelle sagen (Art. 14 Abs. 2 lit. f). Eigene Vermerke des Teams, das Profil bei einem Dienst und Mitgebrachtes stehen dort von selbst.',
    none: 'Nach dem, was ihr gesagt habt, ist für diesen Zweck alles von der Person selbst.',
    add: 'Quelle hinzufügen',
    remove: 'Entfernen',
    removeLabel: (source: string) => `Quelle „${source}“ entfernen`,
    source: (place: number) => `Quelle ${place}`,
    origin: 'Art',
    import: 'aus einem anderen System übernommen',
    'other-person': 'jemand anderes',
    'other-source': 'ein anderes Unternehmen, ein Register oder dergleichen',
    name: (language: string) => `Name der Quelle, ${language}`,
    isPublic: 'Ist sie öffentlich zugänglich?',
    unsaid: 'bitte wählen',
    yes: 'ja',
    no: 'nein',
    categories: 'Was von dort kommt',
    named: 'Quellen',
  },
);
