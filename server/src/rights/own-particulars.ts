// Which dates of birth, postal addresses and numbers of accounts, papers and cars are the person's own: what they said themself, what was said to them, and what stands in fields of theirs. Parley keeps neither for itself.
import { daysMeant, detect } from '#detection';

/** Days as `daysMeant` gives them: of births they know of, and of their own; the words of each address; and what identifies by itself, as `plainIdentifier` gives it. */
export type Particulars = {
  readonly births: ReadonlySet<string>;
  readonly own: ReadonlySet<string>;
  readonly addresses: readonly ReadonlySet<string>[];
  readonly identifiers: ReadonlySet<string>;
};
const mostAddresses = 200;
const identifying: ReadonlySet<string> = new Set(['iban', 'national-id', 'plate', 'card', 'ip', 'geo']);
/** Whether a kind that was detected is a number or a place by which somebody is known. */
export const isIdentifying = (kind: string): boolean => identifying.has(kind);

/** Out of texts that the person wrote or knows. */
export function particularsIn(texts: readonly string[]): Particulars {
  const [births, own, identifiers] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const addresses = new Map<string, ReadonlySet<string>>();
  for (const text of texts) {
    if (!/\d/.test(text)) continue; // neither stands without a figure, and the search takes its time
    for (const { start, end, type } of detect(text)) {
      const value = text.slice(start, end);
      if (type === 'birth-date') for (const each of daysMeant(value)) (isOfSomebodyClose(text.slice(0, start)) ? births : own).add(each);
      if (type === 'address' && addresses.size < mostAddresses) addresses.set(value, partsOf(value));
      if (isIdentifying(type)) identifiers.add(plainIdentifier(value));
    }
  }
  return { births: births.union(own), own, addresses: [...addresses.values()], identifiers };
}

/** Undefined where theirs is not known, since then none can be told from it. A person has one date of birth; those of others that they told or were told they know already. */
export function isOwnBirth(value: string, { births, own }: Particulars): boolean | undefined {
  const days = daysMeant(value);
  if (days.some((each) => births.has(each))) return true;
  return own.size === 0 || days.length === 0 ? undefined : false;
}

/** The whole of it or a part is theirs; undefined for any other, since people move and have a second one. */
export const isOwnAddress = (value: string, { addresses }: Particulars): true | undefined => {
  const parts = partsOf(value);
  return addresses.some((own) => parts.size > 0 && (parts.isSubsetOf(own) || own.isSubsetOf(parts))) || undefined;
};

/** They told it or were told it; undefined for any other, since who has one account or car may have a second. */
export const isOwnIdentifier = (value: string, { identifiers }: Particulars): true | undefined =>
  identifiers.has(plainIdentifier(value)) || undefined;

const plainIdentifier = (value: string): string => value.replace(/[\s-]/g, '').toUpperCase();

/** "Hauptstr. 5" and "Hauptstraße 5" are one. */
const partsOf = (address: string): ReadonlySet<string> =>
  new Set(
    address
      .toLowerCase()
      .replace(/ß/g, 'ss')
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/str(?:\.|asse)?(?!\p{L})/gu, 'strasse ')
      .replace(/(?<!\p{L})(?:rd|ave|av|bd|blvd|pl|c)\.?(?!\p{L})/gu, (short) => `${long[short.replace('.', '')] ?? short} `)
      .match(/\p{L}+|\d+/gu) ?? [],
  );

const long: Readonly<Record<string, string>> = {
  rd: 'road',
  ave: 'avenue',
  av: 'avenue',
  bd: 'boulevard',
  blvd: 'boulevard',
  pl: 'place',
  c: 'calle',
};

const relations =
  'neighbour|neighbor|husband|wife|spouse|son|daughter|child|mother|father|brother|sister|partner|friend|colleague|flatmate|roommate|landlord|tenant|grandmother|grandfather|nachbar|nachbarin|nachbarn|ehemann|ehefrau|gatte|gattin|sohn|tochter|kind|mutter|vater|bruder|schwester|freund|freundin|kollege|kollegin|mitbewohner|mitbewohnerin|vermieter|vermieterin|mieter|mieterin|oma|opa|schwager|schwägerin|voisin|voisine|mari|épouse|époux|fils|fille|enfant|mère|père|frère|sœur|soeur|ami|amie|collègue|colocataire|propriétaire|vecino|vecina|marido|esposo|esposa|mujer|hijo|hija|madre|padre|hermano|hermana|amigo|amiga|compañero|compañera|pareja|inquilino|inquilina|casero|casera';
const justBefore = new RegExp(`(?<!\\p{L})(?:${relations})(?:['’]?s)?(?!\\p{L})(?:[ ,]+\\p{L}+\\.?){0,4}[ ,:(]*$`, 'iu');

/** Whether what comes next is said of somebody close by ("her son, born …"), in English, German, French and Spanish. */
export const isOfSomebodyClose = (before: string): boolean => justBefore.test(before.slice(-80));

const nameJustBefore = new RegExp(`(?<!\\p{L})(?:${relations})(?!\\p{L})[ ,:(]+(?:\\p{L}{1,6}\\. )?$`, 'iu');

/** Whether the name that comes next is that of somebody close by ("her brother Boris"). */
export const isNameOfSomebodyClose = (before: string): boolean => nameJustBefore.test(before.slice(-80));
