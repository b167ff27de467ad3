// Declaring a field and stopping it. A new field is a step towards less privacy (Art. 25(2)): with a reason, recorded, and taken back by stopping the field.

import { periodParts } from '@parley/contract/period';
import { everyStaffName } from '#access';
import { stepDown } from '#defaults';
import { noteStoppedField } from '#keys';
import type { Ctx } from '#kit/ctx';
import { isDuplicate } from '#kit/db';
import { newId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { purposeByCode } from '#purposes';
import { dropStopped } from './ended.ts';
import { type NameFlaw, outlives, type PurposeFlaw, purposeFlaw, saidBy, withSaid, wordsOf } from './rules.ts';
import * as store from './store.ts';
import type { FieldId, Names, New } from './types.ts';

export const mostFields = 50;
export const setting = 'fields.declared';

/** Whether it stands and no value does. */
export const holdsNothing = async (ctx: Ctx, id: FieldId): Promise<boolean> =>
  (await ctx.db.maybe(store.emptyField, [ctx.workspace, id])) !== undefined;
/** With how many values stand, which takes a look at each of them. */
export const listFields = async (ctx: Ctx): Promise<store.Counted[]> => (await ctx.db.all(store.fieldRows, [ctx.workspace])).map(withSaid);
/** Those of which nobody answered all that their words announce, by id: what stands in them is closed until they are stopped and declared anew. */
export const unanswered = async (ctx: Ctx): Promise<FieldId[]> =>
  (await ctx.db.all(store.fieldsPlain, [ctx.workspace]))
    .filter(({ tellsOf, ...field }) => tellsOf.includes('unsaid') || withSaid({ ...field, tellsOf }).tellsOf.length > tellsOf.length)
    .map(({ id }) => id);
export const countFields = async (ctx: Ctx): Promise<number> => (await ctx.db.one(store.countStanding, [ctx.workspace])).count;

/** Problem `invalid`, which names the part, for a purpose that cannot carry it, no period or one beyond its purpose, a name that says too much, or no reason; `conflict` for a name that is there or when there are 50. */
export async function addField(ctx: Ctx, asked: New): Promise<store.Counted> {
  const names = tidy(asked.names);
  const choices = (asked.choices ?? []).map(tidy);
  if ((asked.kind === 'choice') !== choices.length >= 2)
    throw invalid('choices', 'A choice has two labels at least; other kinds have none.');
  if (new Set(choices.map(({ en }) => en.toLowerCase())).size < choices.length) throw invalid('choices', 'Two labels are the same.');
  if (!periodParts(asked.period)) throw invalid('period', 'A period of at most ten years is needed, such as P90D or P24M.', '5(1)(e)');
  const { tellsOf: said, flaw } = saidBy(wordsOf({ names, choices }), asked.isNoName === true, await everyStaffName(ctx));
  if (flaw) throw invalid('names', nameComplaints[flaw], '5(1)(c)', flaw);
  const tellsOf = [...new Set([...asked.tellsOf, ...said])];
  const served = await purposeByCode(ctx, asked.purpose);
  const wrong = purposeFlaw(served, tellsOf);
  if (wrong) throw invalid('purpose', purposeComplaints[wrong], wrong === 'special-category' ? '9(1)' : '5(1)(b)', wrong);
  if (served && outlives(asked.period, served))
    throw invalid('period', `No longer than its purpose keeps what it has: ${served.period}.`, '5(1)(e)', 'longer-than-purpose');
  if ((await countFields(ctx)) >= mostFields) throw new Problem('conflict', { detail: 'There are 50 fields. Stop one first.' });
  const { kind, purpose, period, provided } = asked;
  const id = newId('fld');
  const special = tellsOf.length > 0;
  const row = [id, JSON.stringify(names), kind, JSON.stringify(choices), purpose, period, special, provided, ctx.now, tellsOf];
  await stepDown(ctx, { of: [setting], reason: asked.reason, undo: { field: id } }, () =>
    ctx.db.run(store.insertField, [ctx.workspace, ...row]).catch((error: unknown) => {
      if (isDuplicate(error)) throw new Problem('conflict', { detail: 'There is a field of this name.' });
      throw error;
    }),
  );
  await append(ctx, { kind: 'field.declared', facts: { field: id, type: kind, purpose, period, special, provided } });
  return { id, names, kind, choices, purpose, period, special, tellsOf, provided, createdAt: ctx.now, values: 0 };
}

/** Takes no value any more, and erases those that are there; what a restriction or a hold keeps goes when that ends. Gives how many went. No older backup brings it back. Problem `not-found`. */
export async function stopField(ctx: Ctx, id: FieldId): Promise<number> {
  if (!(await ctx.db.maybe(store.lockField, [ctx.workspace, id]))) throw new Problem('not-found');
  await noteStoppedField(ctx, id);
  await ctx.db.run(store.stopField, [ctx.workspace, id, ctx.now]);
  const values = await dropStopped(ctx, id);
  await append(ctx, { kind: 'field.stopped', facts: { field: id, values } });
  return values;
}

/** After a restore, for one that is on the list already. A hold that kept some of its values may be lost with the restore (Art. 17(3)(e)), so they go with the sweep, after the days of grace. */
export async function stopAgain(ctx: Ctx, id: FieldId, at: Date): Promise<void> {
  await ctx.db.run(store.stopField, [ctx.workspace, id, at]);
  await append(ctx, { kind: 'field.stopped', facts: { field: id, values: 0 } });
}

const tidy = (names: Names): Names =>
  Object.fromEntries(Object.entries(names).map(([language, name]) => [language, name.trim().replace(/\s+/g, ' ')])) as Names;

const invalid = (path: string, message: string, article?: string, because?: string): Problem =>
  new Problem('invalid', { ...(article && { article }), ...(because && { because }), fields: [{ path: `body/${path}`, message }] });

const nameComplaints: Readonly<Record<NameFlaw, string>> = {
  criminal: 'Convictions and offences may not be kept in a field (Art. 10).',
  'one-person': 'Points at one person. Choose another word.',
  'may-be-a-name': 'May be the name of somebody. Say that it is not, or choose another word.',
};
const purposeComplaints: Readonly<Record<PurposeFlaw, string>> = {
  'unknown-purpose': 'There is no such purpose.',
  'purpose-off': 'This purpose is switched off.',
  'purpose-not-for-this': 'This purpose is not there for what your team notes about customers.',
  'category-not-of-purpose': 'This purpose does not name what people like or need among its kinds of data.',
  'special-category': 'Health, faith and the like need a purpose that rests on explicit consent and names just that.',
};
