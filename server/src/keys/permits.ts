// Permits: the right to open named fields of named people for a named purpose (Art. 5(1)(b)). One that was not minted here does not open anything, however
// it looks; using one is what the ledger records.

import type { Actor, Carried, Ctx } from '#kit/ctx';
import type { Db } from '#kit/db';
import type { Id, SubjectId, WorkspaceId } from '#kit/ids';
import { appendMany } from '#ledger';

type Act = 'reveal' | 'send' | 'export' | 'hand-over';
/** The right to open named fields (`table.column`) of named subjects for one purpose, for 60 seconds; only `mintPermit` makes a valid one. */
export type Permit = {
  readonly act: Act;
  readonly workspace: WorkspaceId;
  readonly actor: Actor;
  readonly purpose: string;
  readonly subjects: readonly SubjectId[];
  readonly fields: readonly string[];
  readonly channel?: string | undefined;
  readonly recipient?: string | undefined;
  /** The emergency access on which this rests, where no role carries it. */
  readonly emergency?: Id<'brk'> | undefined;
  /** Those of the fields of which only a mask is shown: the ledger says so. */
  readonly masked?: readonly string[] | undefined;
  /** Code of why, where somebody had to say it. */
  readonly reason?: string | undefined;
};
/** Where a sealed value lies and whose it is: bound into the seal, so that a value moved elsewhere does not open. */
export type Place = { readonly subject: SubjectId; readonly table: string; readonly row: string; readonly column: string };

export const lifeMs = 60_000;
const kinds = { reveal: 'data.revealed', send: 'data.sent', export: 'data.exported', 'hand-over': 'data.handed-over' } as const;
const minted = new WeakMap<Permit, { at: number; recorded: WeakMap<Db, Set<SubjectId>> }>();

/** Makes a Permit for the actor and workspace of this ctx. Only `gate` and `access` may import this (architecture test). */
export function mintPermit(ctx: Ctx, parts: Omit<Permit, 'workspace' | 'actor'>): Permit {
  const permit: Permit = Object.freeze({
    ...parts,
    subjects: Object.freeze([...parts.subjects]),
    fields: Object.freeze([...parts.fields]),
    workspace: ctx.workspace,
    actor: Object.freeze({ ...ctx.actor }),
  });
  minted.set(permit, { at: ctx.now.getTime(), recorded: new WeakMap() });
  return permit;
}

/** Throws an Error unless this very object was minted here, for this workspace, not long ago, and names subject and field of every place. */
export function checkPermit(ctx: Ctx, permit: Permit, places: readonly Place[]): void {
  const known = minted.get(permit);
  if (known === undefined) throw new Error('this permit was not minted');
  if (permit.workspace !== ctx.workspace) throw new Error('this permit is for another workspace');
  if (Math.abs(ctx.now.getTime() - known.at) > lifeMs) throw new Error('this permit has expired');
  const [subjects, fields] = [new Set(permit.subjects), new Set(permit.fields)];
  let before: Place | undefined;
  for (const place of places) {
    if (before && place.subject === before.subject && place.column === before.column && place.table === before.table) continue;
    before = place;
    if (!subjects.has(place.subject)) throw new Error('this permit does not name this subject');
    if (!fields.has(`${place.table}.${place.column}`)) throw new Error(`this permit does not name ${place.table}.${place.column}`);
  }
}

/** Records the use of a permit: one entry per subject and transaction, so that what is read is recorded by the commit that lets it out. */
export async function recordUse(ctx: Ctx, permit: Permit, subjects: Iterable<SubjectId>): Promise<void> {
  const recorded = minted.get(permit)?.recorded ?? new WeakMap<Db, Set<SubjectId>>();
  const done = recorded.get(ctx.db) ?? new Set();
  recorded.set(ctx.db, done);
  const unrecorded = [...new Set(subjects)].filter((subject) => !done.has(subject));
  for (const subject of unrecorded) done.add(subject);
  const { act, actor, purpose, channel, recipient, emergency } = permit;
  const roles = rolesBehind(permit);
  const facts = {
    act,
    by: actor.id,
    purpose,
    fields: permit.fields.map((field) => (permit.masked?.includes(field) ? `${field}-masked` : field)).join(','),
    ...(permit.reason && { reason: permit.reason }),
    ...(channel && { channel }),
    ...(recipient && { recipient }),
    ...(emergency && { emergency }),
    ...(roles !== '' && { role: roles }),
    ...(actor.kind === 'staff' && actor.isProgram && { program: 1 }),
  };
  await appendMany(
    ctx,
    unrecorded.map((subject) => ({ kind: kinds[act], subject, facts })),
  );
}

/**
 * The roles that let a member of staff in for this purpose, as their door said it: the person may learn of roles where no name is told (CJEU C-579/21). Only what is sure: nobody knows here in which inbox or
 * team the person is, so roles that hold in some alone are named where there is no other. Nothing where no door said anything, an emergency did it or a program came by a key.
 */
function rolesBehind({ actor, purpose, emergency }: Permit): string {
  if (actor.kind !== 'staff' || actor.isProgram || !actor.reach || emergency) return '';
  const { grants, permission } = actor.reach;
  const counted = grants.filter(
    (grant) =>
      (permission === undefined || grant.permissions.includes(permission)) && (grant.purposes === null || grant.purposes.includes(purpose)),
  );
  const namesOf = (some: readonly Carried[]) => [...new Set(some.flatMap(({ role }) => role ?? []))];
  const everywhere = namesOf(counted.filter(({ inboxes, teams }) => inboxes === null && teams === null));
  const all = namesOf(counted);
  if (everywhere.length > 0) return everywhere.join(',');
  return all.length === 1 ? all.join(',') : '';
}
