// The few words that come with every page while the company is leaving.
import { words } from '#lib/language.ts';

export const endWords = words(
  {
    title: 'This company is leaving',
    asked: (day: string) => `Somebody asked to end the contract on ${day}. A second person has to approve it.`,
    planned: (day: string) => `The contract ends on ${day}. From then on nothing is received or written, and then everything is deleted.`,
    closing: () => 'The contract has ended: nothing more is received or written.',
    fetch: (day: string) => `Everything can be fetched until ${day}, then it is deleted.`,
    deleting: () => 'Everything is being deleted now.',
    look: 'See or call off',
    see: 'See',
  },
  {
    title: 'Dieses Unternehmen geht',
    asked: (day: string) => `Jemand will den Vertrag zum ${day} beenden. Eine zweite Person muss es freigeben.`,
    planned: (day: string) =>
      `Der Vertrag endet am ${day}. Von da an wird nichts mehr angenommen oder geschrieben, dann wird alles gelöscht.`,
    closing: () => 'Der Vertrag ist beendet: Nichts wird mehr angenommen oder geschrieben.',
    fetch: (day: string) => `Bis ${day} lässt sich alles abholen, dann wird es gelöscht.`,
    deleting: () => 'Alles wird jetzt gelöscht.',
    look: 'Ansehen oder abblasen',
    see: 'Ansehen',
  },
);
