// The copy must not harm others (Art. 15(4), recital 63): in what colleagues noted among themselves, names, addresses and numbers that are not the person's own are left out. What the person wrote, or was
// written to them, they know already and have whole. Rules alone decide, by what is known of the person; that something was left out stands in the text, in the facts and in the ledger.
import { detect } from '#detection';
import type { Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { ExportItem } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { identitiesOf, profileOf, readIdentity } from '#people';
import type { Language } from '#purposes';
import { compared } from './handover/compared.ts';

const kinds = ['email', 'phone', 'name'] as const;
type Kind = (typeof kinds)[number];
export type LeftOut = Record<Kind, number>;
/** Addresses and numbers in one spelling, and each word of a name in lower case. */
export type Own = ReadonlySet<string>;

/** What is the person's own, under the permit of the copy. */
export async function ownOf(ctx: Ctx, permit: Permit, people: readonly PersonId[]): Promise<Own> {
  const own = new Set<string>();
  for (const person of people) {
    for (const word of wordsIn((await profileOf(ctx, permit, person))?.name ?? '')) own.add(word);
    for (const identity of await identitiesOf(ctx, person))
      for (const each of compared(identity.kind, await readIdentity(ctx, permit, identity))) own.add(each);
  }
  return own;
}

/** The item with what is about others left out, counted in `left`; others' items as they are. */
export function withoutOthers(item: ExportItem, own: Own, language: Language, left: LeftOut): ExportItem {
  const { kind, body } = item.fields;
  if (kind !== 'note' || typeof body !== 'string') return item;
  return { ...item, fields: { ...item.fields, body: redacted(body, own, language, left) } };
}

/** A text without what points at others. */
export function redacted(text: string, own: Own, language: Language, left: LeftOut): string {
  let [out, from] = ['', 0];
  for (const { start, end, type } of detect(text, { only: kinds })) {
    const found = kinds.find((kind) => kind === type);
    if (!found || isOwn(found, text.slice(start, end), own)) continue;
    left[found] += 1;
    out += `${text.slice(from, start)}[${instead[language][found]}]`;
    from = end;
  }
  return out + text.slice(from);
}

/** A name is theirs when each word of it is. */
const isOwn = (kind: Kind, value: string, own: Own): boolean =>
  kind === 'name' ? wordsIn(value).every((word) => own.has(word)) : compared(kind, value).some((each) => own.has(each));
const wordsIn = (name: string): string[] => name.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];

const instead: Readonly<Record<Language, Readonly<Record<Kind, string>>>> = {
  en: { name: 'name of somebody else', email: 'email address of somebody else', phone: 'number of somebody else' },
  de: { name: 'Name einer anderen Person', email: 'E-Mail-Adresse einer anderen Person', phone: 'Nummer einer anderen Person' },
  fr: { name: 'nom d’une autre personne', email: 'adresse e-mail d’une autre personne', phone: 'numéro d’une autre personne' },
  es: { name: 'nombre de otra persona', email: 'correo de otra persona', phone: 'número de otra persona' },
};
