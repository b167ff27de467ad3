// The copy must not harm others (Art. 15(4), recital 63): in what colleagues wrote for themselves, names, addresses and numbers that are not known to be the person's own are left out, and files beside it.
// Dates of birth, postal addresses and numbers of accounts, papers and cars stand in few places where the person could be known by them: they are left out where they are said of somebody else, and a date of birth also where theirs is another.
// What the person wrote, or was written to them, they know already and have whole. Rules alone decide, by what is known of the person; that something was left out stands in the text, in the facts and in the ledger.
import { detect } from '#detection';
import type { ExportItem, Holding } from '#kit/holding';
import type { Language } from '#purposes';
import { isOwnEmail, isOwnName, isOwnPhone, type Own } from './own-data.ts';
import { isIdentifying, isNameOfSomebodyClose, isOfSomebodyClose, isOwnAddress, isOwnBirth, isOwnIdentifier } from './own-particulars.ts';

const kinds = ['email', 'phone', 'name', 'birth-date', 'address', 'identifier'] as const;
type Kind = (typeof kinds)[number];
export type LeftOut = Record<Kind | 'file', number>;

/** Whether a colleague wrote something in it, or it is a file of theirs. */
export function isNoted({ fields }: ExportItem, of: Pick<Holding, 'noted'>): boolean {
  const noted = of.noted?.(fields) ?? [];
  return noted === 'file' || noted.some((name) => typeof fields[name] === 'string');
}

/** The item with what is about others left out of what colleagues wrote in it, counted in `left`; others' items as they are. */
export function withoutOthers(
  item: ExportItem,
  of: Pick<Holding, 'noted'>,
  { own, language, left }: { readonly own: Own; readonly language: Language; readonly left: LeftOut },
): ExportItem {
  const noted = of.noted?.(item.fields) ?? [];
  if (noted.length === 0) return item;
  const { files, ...rest } = item; // words of people in a file nobody can look through here
  const isFile = noted === 'file';
  left.file += isFile ? 1 : (files?.length ?? 0);
  if (isFile) return { ...rest, fields: { ...item.fields, name: null, leftOut: true } };
  const fields = { ...item.fields };
  for (const name of noted) {
    const value = fields[name];
    if (typeof value === 'string') fields[name] = redacted(value, own, language, left);
  }
  return { ...rest, fields };
}

/** A text without what points at others. Everything is looked for, so that a kind that knows better keeps what it found. */
export function redacted(text: string, own: Own, language: Language, left: LeftOut): string {
  let [out, from] = ['', 0];
  let named: Named | undefined;
  for (const { start, end, type } of detect(text, { known: own.known })) {
    const found = isIdentifying(type) ? 'identifier' : kinds.find((kind) => kind === type);
    if (!found) continue;
    const value = text.slice(start, end);
    const isOfOther = found === 'name' && own.words.size === 0 && isNameOfSomebodyClose(text.slice(0, start));
    const isTheirs = isParticular(found) ? isTheirsBy(found, value, own) : !isOfOther && isOwn[found](value, own);
    const isAbout = isTheirs ?? !isOfAnother(text.slice(0, start + 1), named);
    if (!isParticular(found)) named = { isTheirs: isAbout, end };
    if (isAbout) continue;
    left[found] += 1;
    out += `${text.slice(from, start)}[${instead[language][found]}]`;
    from = end;
  }
  return out + text.slice(from);
}

type Particular = 'birth-date' | 'address' | 'identifier';
const isParticular = (kind: Kind): kind is Particular => kind === 'birth-date' || kind === 'address' || kind === 'identifier';
/** Who was named last, and where that ends. */
type Named = { readonly isTheirs: boolean; readonly end: number };

const isTheirsBy = (kind: Particular, value: string, { particulars }: Own): boolean | undefined =>
  ({ 'birth-date': isOwnBirth, address: isOwnAddress, identifier: isOwnIdentifier })[kind](value, particulars);

/** Whether what begins with the last letter of `before` is said of somebody else: named in the same sentence, or on the line above as on an envelope, or close to the person ("her son, born …"). */
function isOfAnother(before: string, named: Named | undefined): boolean {
  if (isOfSomebodyClose(before.slice(0, -1))) return true;
  if (!named || named.isTheirs) return false;
  const between = before.slice(named.end);
  return /^\s*\n[^\n]{0,12}$/.test(between) || !sentenceEnd.test(between);
}

const sentenceEnd = /\n|(?<!(?<!\p{L})(?:[Gg]eb|[Aa]d(?:d)?r|[Aa]nschr|[Tt]el|[Nn][ro]|[Ss]tr|[Nn]ac|[Dd]ir|[Nn]ée?))[.!?;:]\s+\p{Lu}/u;

const isOwn: Readonly<Record<Exclude<Kind, Particular>, (value: string, own: Own) => boolean>> = {
  email: isOwnEmail,
  phone: isOwnPhone,
  name: isOwnName,
};
const instead: Readonly<Record<Language, Readonly<Record<Kind, string>>>> = {
  en: {
    ...{ name: 'name not recognised as yours', email: 'email address not recognised as yours', phone: 'number not recognised as yours' },
    ...{ 'birth-date': 'date of birth not recognised as yours', address: 'postal address not recognised as yours' },
    identifier: 'number or place not recognised as yours',
  },
  de: {
    ...{ name: 'Name, nicht als Ihrer erkannt', email: 'E-Mail-Adresse, nicht als Ihre erkannt', phone: 'Nummer, nicht als Ihre erkannt' },
    ...{ 'birth-date': 'Geburtsdatum, nicht als Ihres erkannt', address: 'Anschrift, nicht als Ihre erkannt' },
    identifier: 'Nummer oder Ort, nicht als Ihres erkannt',
  },
  fr: {
    ...{ name: 'nom non reconnu comme le vôtre', email: 'adresse e-mail non reconnue comme la vôtre' },
    ...{ phone: 'numéro non reconnu comme le vôtre', 'birth-date': 'date de naissance non reconnue comme la vôtre' },
    address: 'adresse postale non reconnue comme la vôtre',
    identifier: 'numéro ou lieu non reconnu comme le vôtre',
  },
  es: {
    ...{ name: 'nombre no reconocido como suyo', email: 'correo no reconocido como suyo', phone: 'número no reconocido como suyo' },
    ...{ 'birth-date': 'fecha de nacimiento no reconocida como suya', address: 'dirección no reconocida como suya' },
    identifier: 'número o lugar no reconocido como suyo',
  },
};
