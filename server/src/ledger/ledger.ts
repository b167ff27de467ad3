// The door of the ledger: an append-only, Merkle-tree record of acts with nothing directly identifying in it (Art. 5(2)).
// An entry commits with what it records; a sequencer orders entries into the tree a moment later.

import type { Actor, Ctx } from '#kit/ctx';
import { lookup } from '#kit/db';
import { type Id, isId, newId, type SubjectId, type WorkspaceId } from '#kit/ids';
import { act, pool } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { erasedKind, erasureFacts } from './erasure.ts';
import { compose, type Entry, type Facts } from './payload.ts';
import { sequence } from './sequence.ts';
import { signForOthers } from './signing.ts';
import {
  actsFrom,
  countPayloadsAbout,
  deletePayloadsAbout,
  insertEntries,
  listEntries,
  listUses,
  sumsOf,
  workspacesWithLedger,
} from './store.ts';
import { type Verdict, verify } from './verify.ts';

export { checkNote, checkProof, isVerifier, ownVerifier, verifiersSince } from './check.ts';
export { exportLedger } from './export/export.ts';
export { type Flow, flowsSince, ledgerBegan } from './flows/flows.ts';
export { keyHistory } from './key/reigns.ts';
export { goOnWithKey, type KeyRotation, ledgerKeyReturned, ledgerKeyStatus, rotateLedgerKey } from './key/rotate.ts';
export { openNote } from './note.ts';
export { checkpoint, consistencyOf, openedEntry, proofOf } from './proofs.ts';
export { ledgerReceivers } from './receivers.ts';
export { verified, watch } from './watch.ts';
export { type Entry, type Facts, sequence, type Verdict, verify };
/** `actor`, `subject` and `facts` are null once the payload was erased; `position` is null while the entry waits for the sequencer. */
export type Listed = {
  readonly id: Id<'led'>;
  readonly position: number | null;
  readonly at: string;
  readonly kind: string;
  readonly actor: string | null;
  readonly subject: SubjectId | null;
  readonly facts: Facts | null;
};

/** Records an act in the caller's transaction; gives the entry's id. */
export async function append(ctx: Ctx, entry: Entry): Promise<Id<'led'>> {
  const row = compose(ctx, entry);
  insertEntries(ctx, [row]);
  return row.id;
}

/** Records several acts in one statement; ids in the same order. */
export async function appendMany(ctx: Ctx, entries: readonly Entry[]): Promise<Id<'led'>[]> {
  const rows = entries.map((entry) => compose(ctx, entry));
  if (rows.length > 0) insertEntries(ctx, rows);
  return rows.map((row) => row.id);
}

/** Erases payload and salt of every entry that names one of these subjects, and records the positions in a signed entry; gives how many payloads went. */
export async function forgetPayloads(ctx: Ctx, subjects: readonly SubjectId[]): Promise<number> {
  const positions: number[] = [];
  for (let round = 0; (await countPayloadsAbout(ctx, subjects)) > 0; round += 1) {
    if (round === 10) throw new Error('some entries about these subjects get no position: run ledger verify');
    await sequence(ctx); // only what has a position can be named; an entry that commits meanwhile takes another round
    positions.push(...(await deletePayloadsAbout(ctx, subjects)));
  }
  if (positions.length === 0) return 0;
  const id = newId('led');
  insertEntries(ctx, [compose(ctx, { kind: erasedKind, facts: await erasureFacts(ctx, id, positions) }, id)]);
  return positions.length;
}

/** What to look for. A `kind` with a full stop at its end stands for all that begin so; `from` counts in, `to` does not. */
export type Search = {
  readonly kind?: string | undefined;
  readonly actor?: string | undefined;
  readonly subject?: SubjectId | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** Entries newest first; `cursor` as given by `next`, at most `limit` (1 to 200). */
export async function list(ctx: Ctx, query: Search): Promise<{ items: Listed[]; next: string | null }> {
  checkCursor(query.cursor);
  const rows = await listEntries(ctx, { ...query, limit: query.limit + 1 });
  const items = rows.slice(0, query.limit).map((row) => ({
    id: row.id,
    position: row.position,
    at: row.at.toISOString(),
    kind: row.kind,
    actor: row.payload?.actor ?? null,
    subject: (row.payload?.subject ?? null) as SubjectId | null,
    facts: row.payload?.facts ?? null,
  }));
  return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
}

/** An act by its kind and the pseudonyms it names; `isPlaced` once it has a position in the tree. */
export type Act = { readonly id: Id<'led'>; readonly kind: string; readonly isPlaced: boolean; readonly subjects: readonly string[] };

/** What was done from a position on, and what still waits for one, of kinds that match a regular expression: every act that is committed is in one of the two. `next` is where to go on; at most `limit` positions at once. */
export async function actsSince(ctx: Ctx, position: number, kinds: string, limit: number): Promise<{ next: number; acts: Act[] }> {
  const { next, acts } = await actsFrom(ctx, position, kinds, limit);
  return {
    next,
    acts: acts.map(({ id, kind, placed, subject, others }) => ({
      id,
      kind,
      isPlaced: placed,
      subjects: [subject ?? '', ...(others ?? [])],
    })),
  };
}

/** A use of somebody's data: `by` is who did it, `facts` name purpose and fields as the permit did. */
export type Use = {
  readonly id: Id<'led'>;
  readonly at: string;
  readonly kind: string;
  readonly by: { readonly kind: Actor['kind']; readonly id: string };
  readonly facts: Facts;
};

/** Entries of these kinds whose subject is one of these, newest first; `cursor` and `next` as in `list`. */
export async function listUsesOf(
  ctx: Ctx,
  query: { subjects: readonly SubjectId[]; kinds: readonly string[]; cursor?: string | undefined; limit: number },
): Promise<{ items: Use[]; next: string | null }> {
  checkCursor(query.cursor);
  const rows = await listUses(ctx, query.subjects, query.kinds, query.cursor, query.limit + 1);
  const items = rows
    .slice(0, query.limit)
    .flatMap(({ id, at, kind, payload }): Use[] =>
      payload
        ? [{ id, at: at.toISOString(), kind, by: { kind: payload.actorKind as Actor['kind'], id: payload.actor }, facts: payload.facts }]
        : [],
    );
  return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
}

/** Sums a number among the facts of all entries of a kind since an instant, by subject, null for those without one; entries without the fact, and erased payloads, count nothing. */
export async function sumBySubject(ctx: Ctx, query: { kind: string; from: Date; fact: string }): Promise<Map<SubjectId | null, number>> {
  return new Map((await sumsOf(ctx, query.kind, query.from, query.fact)).map(({ subject, total }) => [subject, total]));
}

function checkCursor(cursor: string | undefined): void {
  if (cursor !== undefined && !isId('led', cursor))
    throw new Problem('invalid', { fields: [{ path: 'cursor', message: 'is not a cursor of this list' }] });
}

/** Verifies the ledger of every workspace; for the command line. */
export async function verifyLedger(tools: Tools): Promise<{ ok: boolean; workspaces: ({ workspace: WorkspaceId } & Verdict)[] }> {
  const workspaces = [];
  for (const workspace of await lookup(pool.of({ tools }), 'every-workspace', workspacesWithLedger))
    workspaces.push({ workspace, ...(await act(tools, { workspace, actor: { kind: 'system', id: 'ledger' } }, verify)) });
  return { ok: workspaces.every((verdict) => verdict.ok), workspaces };
}

/** Signs a text as a C2SP signed note under the ledger's key, and under those before it as long as they are kept; it must end with a line feed and must not pose as a checkpoint. */
export async function signText(ctx: Ctx, text: string): Promise<string> {
  return signForOthers(ctx, text);
}
