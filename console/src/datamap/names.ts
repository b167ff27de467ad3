// What a node is called, and the line below its name.
import { useLanguage, useWords, words } from '#lib/language.ts';
import type { DataMap, Recipient } from './queries.ts';
import type { Node } from './shape.ts';
import { mapWords } from './words.ts';

export type Naming = {
  readonly name: (node: Pick<Node, 'column' | 'code'>) => string;
  /** Where it is reached elsewhere than the register says. */
  readonly really: (recipient: Recipient) => string;
  readonly below: (node: Node) => { text: string; isBad: boolean };
};

export function useNaming(map: DataMap): Naming {
  const w = useWords(mapWords);
  const { uncounted, really } = useWords(own);
  const countries = new Intl.DisplayNames([useLanguage()], { type: 'region' });
  const lists = [map.groups, map.categories, map.places, map.recipients] as const;
  const name: Naming['name'] = ({ column, code }) => lists[column].find((each) => each.code === code)?.name ?? code;
  const usesOf = ({ known, hides }: Node) => (known > 0 ? w.uses(known) : hides ? w.few : map.countedAt === null ? uncounted : w.notUsed);
  return {
    name: (node) => capital(name(node)),
    really: (recipient) => reachedElsewhere(recipient).join(' · '),
    below: (node) => {
      if (node.column === 3) return ofRecipient(map.recipients.find(({ code }) => code === node.code));
      const country = node.column === 2 && map.places.find(({ code }) => code === node.code)?.country;
      return { text: country ? `${usesOf(node)} · ${countries.of(country)}` : usesOf(node), isBad: false };
    },
  };

  function reachedElsewhere({ reached }: Recipient): string[] {
    return reached.map(({ country }) => really(countries.of(country) ?? country));
  }

  function ofRecipient(recipient: Recipient | undefined): { text: string; isBad: boolean } {
    if (!recipient) return { text: w['unknown-recipient'], isBad: true };
    if (recipient.kind === 'team') return { text: w.readers(recipient.readers ?? 0), isBad: false };
    const country = recipient.country ? countries.of(recipient.country) : undefined;
    if (recipient.kind === 'person') return { text: w.toThemself, isBad: false };
    const elsewhere = reachedElsewhere(recipient);
    if (recipient.standing === 'ok' && elsewhere.length === 0) return { text: country ?? w.unknown, isBad: false };
    const faults = [...elsewhere, ...(recipient.standing === 'ok' ? [] : [w[recipient.standing]])];
    return { text: [country, ...faults].filter(Boolean).join(' · '), isBad: true };
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const own = words(
  { uncounted: 'not counted yet', really: (country: string) => `really reached: ${country}` },
  { uncounted: 'noch nicht gezählt', really: (country: string) => `wirklich erreicht: ${country}` },
);
