// Values of one person: one for each field, sealed under their key. The gate is asked for the purpose of the field, and a look at values is in the ledger as for other fields of a person.
import { refuseStrange } from '#conversations';
import type { Decision } from '#gate';
import { holdKeys, openMany, type Permit, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { cameFrom, group, holdGroup } from '#people';
import type { Language } from '#purposes';
import { ask, permitFor, refuseClosed, refuseKept, refuseUnlessAllowed } from './asking.ts';
import { dayOf, holdValues } from './ended.ts';
import { keptFrom, type ValueFlaw, withSaid } from './rules.ts';
import * as store from './store.ts';
import type { Field, FieldId } from './types.ts';

export type Refused = Pick<Decision, 'because' | 'article' | 'words'> & { readonly purpose: string };
export type Noted = { readonly field: Field; readonly isSet: boolean; readonly until: Date | null };
export type Shown = { readonly field: Field; readonly value: string | null; readonly until: Date | null };

/** Every field and whether something is noted in it, but for purposes of which the gate or the role says no, and then why. Opens nothing and counts nothing. Problem `not-found`. */
export async function fieldsOf(ctx: Ctx, person: PersonId, language: 'en' | 'de'): Promise<{ items: Noted[]; refused: Refused[] }> {
  await refuseStrange(ctx, person);
  const rows = newestOf(await ctx.db.all(store.valuesOf, [ctx.workspace, await group(ctx, person), ctx.now]));
  const items: Noted[] = [];
  const refused: Refused[] = [];
  for (const fields of Map.groupBy(
    (await ctx.db.all(store.fieldsPlain, [ctx.workspace])).map(withSaid),
    ({ purpose, tellsOf }) => `${purpose} ${tellsOf}`,
  ).values()) {
    const [first] = fields;
    if (!first) continue;
    const { decision } = await ask(ctx, person, first, language);
    const { because, article, words } = decision;
    if (!decision.allowed) refused.push({ purpose: first.purpose, because, article, words });
    else
      for (const field of fields) {
        const row = rows.find(({ id }) => id === field.id);
        items.push({ field, isSet: row !== undefined, until: row?.until ?? null });
      }
  }
  return { items, refused };
}

/**
 * What is noted in one field: a look of its own, so that the count of reads says what somebody wanted to know and not what stood beside it (Art. 5(1)(c)). Counts what a colleague opened, a program's
 * look not. Problems: `not-found`, `gate-refused`, `guarded`.
 */
export async function lookAt(ctx: Ctx, person: PersonId, id: FieldId): Promise<Shown> {
  await refuseStrange(ctx, person);
  const plain = (await ctx.db.all(store.fieldsPlain, [ctx.workspace])).find((each) => each.id === id);
  if (!plain) throw new Problem('not-found');
  const field = withSaid(plain);
  const permit = await permitFor(ctx, person, field);
  const rows = newestOf(await ctx.db.all(store.valuesOf, [ctx.workspace, await group(ctx, person), ctx.now])).filter(
    (row) => row.id === id,
  );
  if (rows.length === 0) return { field, value: null, until: null };
  const values = await openAll(ctx, permit, rows);
  const isReader = ctx.actor.kind === 'staff' && !ctx.actor.isProgram;
  if (isReader) await ctx.db.run(store.countReads, [ctx.workspace, [id], dayOf(ctx.now)]);
  return shown(field, rows, values);
}

/**
 * Sets a value from now on, in place of the one before; null takes it away. What a record that was joined brought along stays with it, behind the newer one. Problems: `not-found`
 * for a person or field that is not there, `erased`, `gate-refused`, also where something keeps what is there, `guarded`, `invalid` for what is no such value.
 */
export async function setValue(ctx: Ctx, person: PersonId, id: FieldId, typed: string | null): Promise<void> {
  await refuseStrange(ctx, person);
  const row = await ctx.db.maybe(store.fieldHeld, [ctx.workspace, id]);
  const members = await holdGroup(ctx, person);
  const [root] = members;
  if (!row || root === undefined) throw new Problem('not-found');
  const field = withSaid(row);
  await holdKeys(ctx, [root]); // an erasure comes before or after this, and then finds what is written here
  await holdValues(ctx, members); // a hold that is being set comes before this, and then is seen, or after it and keeps what this leaves
  const isThere = (await ctx.db.maybe(store.hasValue, [ctx.workspace, members, id])) !== undefined;
  // first of all: whether anything is noted is told only to whoever may know it
  await (typed === null ? refuseClosed(ctx, root, field) : refuseUnlessAllowed(ctx, root, field, isThere ? 'mend' : 'note'));
  if (typed === null && !isThere) return;
  await refuseKept(ctx, root, !isThere);
  const kept = typed === null ? undefined : keptFrom(field, typed);
  if (kept && 'flaw' in kept)
    throw new Problem('invalid', { because: kept.flaw, fields: [{ path: 'body/value', message: complaints[kept.flaw] }] });
  if (kept) await ctx.db.run(store.putValue, [ctx.workspace, root, id, await seal(ctx, placeOf(root, id), kept.value), ctx.now]);
  else await ctx.db.run(store.dropValue, [ctx.workspace, members, id]);
  if (kept && !field.provided) await cameFrom(ctx, root, { purpose: field.purpose, origin: 'company' });
  await append(ctx, { kind: kept ? 'person.field-set' : 'person.field-cleared', subject: root, facts: { field: id } });
  tellPages(ctx, { topic: 'person.changed', ids: { person: root } });
}

/** What the person themself sees, under a Permit that names `person_field_values.value`. */
export async function openValues(ctx: Ctx, permit: Permit, people: readonly PersonId[]): Promise<Shown[]> {
  const rows = newestOf(await ctx.db.all(store.valuesOf, [ctx.workspace, people, ctx.now]));
  const values = await openAll(ctx, permit, rows);
  return rows.map((row) => shown(row, rows, values));
}

export const openAll = (ctx: Ctx, permit: Permit, rows: readonly store.ValueRow[]): Promise<string[]> =>
  openMany(
    ctx,
    permit,
    rows.map(({ person, id, value }) => ({ place: placeOf(person, id), sealed: value })),
  );

function shown(field: Field, rows: readonly store.ValueRow[], values: readonly string[]): Shown {
  const at = rows.findIndex(({ id }) => id === field.id);
  return { field, value: values[at] ?? null, until: rows[at]?.until ?? null };
}

/** Whoever was joined may have brought a value of their own: the one set last counts. */
const newestOf = (rows: readonly store.ValueRow[]): store.ValueRow[] => {
  const seen = new Set<FieldId>();
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id));
};

/** As people read it on a page: also a day and a number as their language writes them. */
export function written(field: Field, value: string, language: Language): string {
  if (field.kind === 'number') return Number(value).toLocaleString(language, { maximumFractionDigits: 6 });
  if (field.kind === 'date') return new Date(`${value}T00:00:00Z`).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' });
  return readable(field, value, language);
}

/** The label of a choice, anything else as it is. */
export const readable = ({ kind, choices }: Field, value: string, language: Language): string => {
  const label = kind === 'choice' ? choices[Number(value)] : undefined;
  return label ? (label[language] ?? label.en) : value;
};

const placeOf = (subject: PersonId, field: FieldId) => ({
  subject,
  table: 'person_field_values',
  row: `${subject}/${field}`,
  column: 'value',
});

const complaints: Readonly<Record<ValueFlaw, string>> = {
  empty: 'is empty',
  'too-long': 'is longer than 500 characters',
  'no-number': 'is no number',
  'no-date': 'is no day of the calendar',
  'no-choice': 'is none of the choices',
  secret: 'holds a card number, a password or the like, which must not rest here',
  'special-category': 'tells of health, faith, an offence or the like, which this field is not for',
};
