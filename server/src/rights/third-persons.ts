// The copy must not harm others (Art. 15(4), recital 63): in what colleagues wrote for themselves, names, addresses and numbers that are not known to be the person's own are left out, and files beside it.
// What the person wrote, or was written to them, they know already and have whole. Rules alone decide, by what is known of the person; that something was left out stands in the text, in the facts and in the ledger.
import { detect } from '#detection';
import type { ExportItem, Holding } from '#kit/holding';
import type { Language } from '#purposes';
import { isOwnEmail, isOwnName, isOwnPhone, type Own } from './own-data.ts';

const kinds = ['email', 'phone', 'name'] as const;
type Kind = (typeof kinds)[number];
export type LeftOut = Record<Kind | 'file', number>;

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
  for (const { start, end, type } of detect(text)) {
    const found = kinds.find((kind) => kind === type);
    if (!found || isOwn[found](text.slice(start, end), own)) continue;
    left[found] += 1;
    out += `${text.slice(from, start)}[${instead[language][found]}]`;
    from = end;
  }
  return out + text.slice(from);
}

const isOwn: Readonly<Record<Kind, (value: string, own: Own) => boolean>> = { email: isOwnEmail, phone: isOwnPhone, name: isOwnName };
const instead: Readonly<Record<Language, Readonly<Record<Kind, string>>>> = {
  en: { name: 'name not recognised as yours', email: 'email address not recognised as yours', phone: 'number not recognised as yours' },
  de: { name: 'Name, nicht als Ihrer erkannt', email: 'E-Mail-Adresse, nicht als Ihre erkannt', phone: 'Nummer, nicht als Ihre erkannt' },
  fr: {
    ...{ name: 'nom non reconnu comme le vôtre', email: 'adresse e-mail non reconnue comme la vôtre' },
    phone: 'numéro non reconnu comme le vôtre',
  },
  es: { name: 'nombre no reconocido como suyo', email: 'correo no reconocido como suyo', phone: 'número no reconocido como suyo' },
};
