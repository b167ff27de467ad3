// The words of who is here and who writes.
import { words } from '#lib/language.ts';

export const presenceWords = words(
  {
    here: (names: string, many: boolean) => `${names} ${many ? 'are' : 'is'} here`,
    writes: (names: string, many: boolean) => `${names} ${many ? 'are' : 'is'} writing a reply`,
    personWrites: (name: string) => `${name} is writing…`,
    and: 'and',
    others: (count: number) => `${count} more`,
    cameMeanwhile: (name: string) => `${name} wrote while you were writing`,
    yours: 'You are writing too. Talk to each other before you send.',
  },
  {
    here: (names: string, many: boolean) => `${names} ${many ? 'sind' : 'ist'} hier`,
    writes: (names: string, many: boolean) => `${names} ${many ? 'schreiben' : 'schreibt'} eine Antwort`,
    personWrites: (name: string) => `${name} schreibt…`,
    and: 'und',
    others: (count: number) => `${count} weitere`,
    cameMeanwhile: (name: string) => `${name} hat geschrieben, während du schriebst`,
    yours: 'Du schreibst auch gerade. Sprecht euch ab, bevor du sendest.',
  },
);
