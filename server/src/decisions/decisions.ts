// The door of decisions (Art. 22): what was decided about a person by machine alone is recorded with the version of the logic and what went in; a person may ask for a
// person, who decides anew.
import { permitOrThrow } from '#gate';
import { openMany, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Decider, deciders } from '#kit/decider';
import { type Id, newId, type PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { group } from '#people';
import { type DecisionId, type DecisionRow, placeOfInputs, store } from './store.ts';

export type { DecisionId, DecisionRow } from './store.ts';

type Taken = {
  readonly person: PersonId;
  /** Code of a declared decider. */
  readonly code: string;
  /** What went in, by category; sealed. Only categories that the decider declares. */
  readonly inputs: Readonly<Record<string, string>>;
  /** A code, never words. */
  readonly outcome: string;
};

/** Records a decision in the transaction that carries it out. Error for a decider that nobody declared, or an input that it does not declare. */
export async function record(ctx: Ctx, { person, code, inputs, outcome }: Taken): Promise<DecisionId> {
  const decider = declared(ctx, code);
  const categories = Object.keys(inputs).sort();
  const strange = categories.filter((category) => !decider.inputs.includes(category));
  if (strange.length > 0) throw new Error(`the decider ${code} does not declare that it looks at ${strange.join(', ')}`);
  const id = newId('dec');
  const sealed = await seal(ctx, placeOfInputs({ id, person }), JSON.stringify(inputs));
  const significance = decider.significance.is;
  await store.insert(ctx, { id, person, code, version: decider.version, outcome, categories, inputs: sealed, significance });
  await append(ctx, {
    kind: 'decision.taken',
    subject: person,
    facts: { decision: id, code, version: decider.version, outcome, significance },
  });
  return id;
}

/** What was decided about a person, the latest first; 200 at most. */
export async function decisionsOf(ctx: Ctx, person: PersonId): Promise<DecisionRow[]> {
  return store.ofPeople(ctx, await group(ctx, person));
}

/** The decision that a request asks to look at again; undefined for one that asks in general. */
export const decisionOfRequest = (ctx: Ctx, request: Id<'req'>): Promise<DecisionRow | undefined> => store.ofRequest(ctx, request);

/** Notes that the person asks for a person (Art. 22(3)). Problems: `not-found` for another's decision, `conflict` for one that is looked at, or that a person decided, already. */
export async function askForPerson(ctx: Ctx, person: PersonId, decision: DecisionId, request: Id<'req'>): Promise<void> {
  const row = await store.byId(ctx, decision);
  if (!row || !(await group(ctx, person)).includes(row.person)) throw new Problem('not-found');
  if (row.state !== 'stands')
    throw new Problem('conflict', { because: row.state === 'asked' ? 'asked-already' : 'decided-already', article: '22(3)' });
  await store.ask(ctx, decision, request);
  await append(ctx, { kind: 'decision.contested', subject: row.person, facts: { decision, request } });
}

/** The request ended without anybody deciding anew: the decision stands, and the person may ask again (Art. 22(3)). */
export async function letGoOf(ctx: Ctx, request: Id<'req'>): Promise<void> {
  await store.letGo(ctx, request);
}

/** The answer of a person: it stands, or another outcome takes its place, which the decider carries out. Problem `invalid` for a change that names no outcome. */
export async function decideAnew(
  ctx: Ctx,
  row: DecisionRow,
  anew: { outcome: 'upheld' | 'changed'; to?: string | undefined },
): Promise<void> {
  if (anew.outcome === 'changed' && !anew.to)
    throw new Problem('invalid', { article: '22(3)', fields: [{ path: '/to', message: 'Say which outcome takes its place.' }] });
  const to = anew.outcome === 'changed' ? (anew.to ?? null) : null;
  await store.decide(ctx, row.id, anew.outcome, to);
  if (to !== null) await declared(ctx, row.code).changed?.(ctx, { decision: row.id, person: row.person, outcome: to });
  await append(ctx, { kind: 'decision.reviewed', subject: row.person, facts: { decision: row.id, outcome: anew.outcome, to } });
}

/** What went into a decision, opened under a reveal. */
export async function inputsOf(ctx: Ctx, row: DecisionRow): Promise<Readonly<Record<string, string>>> {
  const permit = await permitOrThrow(ctx, {
    act: 'reveal',
    person: row.person,
    purpose: 'rights-fulfilment',
    fields: ['decisions.inputs'],
  });
  const [inputs = '{}'] = await openMany(ctx, permit, [{ place: placeOfInputs(row), sealed: row.inputs }]);
  return JSON.parse(inputs) as Record<string, string>;
}

function declared(ctx: Ctx, code: string): Decider {
  const decider = deciders.of(ctx).find((each) => each.code === code);
  if (!decider) throw new Error(`nobody declared a decider ${code}`);
  return decider;
}
