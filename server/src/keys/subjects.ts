// Keys of people and staff: one random key each, wrapped under workspace and epoch key. Whether a subject still lives is asked of the database in every
// transaction; the cache only spares the unwrapping.
import type { KeyObject } from 'node:crypto';
import type { Ctx } from '#kit/ctx';
import type { Db } from '#kit/db';
import type { SubjectId, WorkspaceId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { bind, newKey, subKey, unwrapKey, versionOf, wrapKey } from '#kit/seal';
import type { LiveKey } from './cache.ts';
import { keyMissing } from './key-store/away.ts';
import { hasRef, inFull } from './key-store/key-store.ts';
import { isRef } from './key-store/refs.ts';
import { keyring, wrappingKey } from './keyring.ts';
import {
  countSubjectKeys,
  countTombstones,
  freeSubjectKeyRows,
  insertSubjectKey,
  livingSubjects,
  type Rewrapped,
  type SubjectKeyRow,
  standingOf,
  subjectKeyRows,
} from './store.ts';
import { forgetWorkspaceKey, workspaceHashes, workspaceKeyOf, workspaceKeys } from './workspace.ts';

/** Keys whose rows this transaction has locked or made: nobody can shred them before it ends. */
const held = new WeakMap<Db, Map<SubjectId, LiveKey>>();

/** Makes the key of a new subject; repeating it changes nothing. Problem `erased` when the subject was shredded before. */
export async function createSubject(ctx: Ctx, subject: SubjectId): Promise<void> {
  const ring = keyring.of(ctx);
  const [mark] = await marksOf(ctx, [subject]);
  if (mark === undefined) return;
  let epoch = ring.epochs.newest().number;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const wrapper = await workspaceKeys(ctx);
    const kek = await wrappingKey(ring, ctx.workspace, wrapper, epoch);
    if (kek !== undefined) {
      const key = newKey();
      const wrapped = wrapKey(kek, boundTo(ctx.workspace, subject, 1, epoch), key, wrapper.version);
      const made = await insertSubjectKey(ctx, { subject, version: 1, epoch, wrapped, mark }, wrapper.version);
      if (made === 1) return hold(ctx, subject, { version: 1, key: sealingKey(key) });
    }
    const standing = await standingOf(ctx, subject, mark);
    if (standing.shredded) throw new Problem('erased');
    if (standing.live) return;
    await ring.epochs.reload(); // another node has begun a new epoch, or replaced the workspace key
    forgetWorkspaceKey(ctx);
    // A rotation that has not come to this workspace yet leaves it in its old epoch, and re-wraps what is made there until then.
    epoch = standing.epoch;
  }
  throw new Error('the epoch key of this workspace is not in the key folder of this node');
}

/** Whether the subject has a key. */
export async function isLive(ctx: Ctx, subject: SubjectId): Promise<boolean> {
  return held.get(ctx.db)?.has(subject) || (await countSubjectKeys(ctx, [subject])) === 1;
}

/** Which of many subjects have a key, in one statement at most. */
export async function livingAmong(ctx: Ctx, subjects: readonly SubjectId[]): Promise<ReadonlySet<SubjectId>> {
  const mine = held.get(ctx.db);
  const asked = subjects.filter((subject) => !mine?.has(subject));
  const living = new Set(subjects.filter((subject) => mine?.has(subject)));
  if (asked.length > 0) for (const { subject } of await livingSubjects(ctx, asked)) living.add(subject);
  return living;
}

/** Locks the keys of these subjects until this transaction ends, so that what is opened later asks for them no more. Problem `erased` when one was shredded. */
export async function holdKeys(ctx: Ctx, subjects: readonly SubjectId[]): Promise<void> {
  await liveKeys(ctx, subjects, true);
}

/** The keys of subjects that live, in one statement; with `lock` they cannot be shredded until this transaction ends. Problem `erased` when one was shredded. */
export async function liveKeys(ctx: Ctx, subjects: readonly SubjectId[], lock: boolean): Promise<ReadonlyMap<SubjectId, LiveKey>> {
  const wanted = [...new Set(subjects)];
  const mine = held.get(ctx.db);
  const keys = new Map(wanted.flatMap((subject) => (mine?.has(subject) ? [[subject, mine.get(subject) as LiveKey]] : [])));
  const asked = wanted.filter((subject) => !keys.has(subject));
  if (asked.length === 0) return keys;
  let found: Found | undefined;
  // Twice: between reading a row and looking for its epoch key (or its wrap), a rotation may have re-wrapped the one and destroyed the other.
  for (let attempt = 0; found?.opened === undefined && attempt < 2; attempt += 1) {
    const rows = await subjectKeyRows(ctx, asked, lock);
    if (rows.length < asked.length)
      await refuseMissing(
        ctx,
        asked.filter((subject) => !rows.some((row) => row.subject === subject)),
      );
    found = await openRows(ctx, rows);
  }
  if (found?.opened === undefined) throw closedBy(ctx, found);
  for (const [subject, key] of found.opened) {
    keys.set(subject, key);
    if (lock) hold(ctx, subject, key);
  }
  return keys;
}

/** Locks, without waiting for anybody, the keys of those who live and are not being shredded, until this transaction ends; gives whose they are. */
export async function holdLive(ctx: Ctx, subjects: readonly SubjectId[]): Promise<ReadonlySet<SubjectId>> {
  return new Set((await holdFreeKeys(ctx, subjects)).keys());
}

/** As `holdLive`, with the keys. Error `keys-away` when the wrap of one of them is missing in the key database: they live, and nobody may be taken for dead with them. */
export async function holdFreeKeys(ctx: Ctx, subjects: readonly SubjectId[]): Promise<ReadonlyMap<SubjectId, LiveKey>> {
  let found: Found | undefined;
  for (let attempt = 0; found?.opened === undefined && attempt < 2; attempt += 1)
    found = await openRows(ctx, await freeSubjectKeyRows(ctx, [...new Set(subjects)]));
  if (found?.closed && hasRef(found.closed)) throw closedBy(ctx, found);
  for (const [subject, key] of found?.opened ?? []) hold(ctx, subject, key);
  return found?.opened ?? new Map();
}

/** Locks, as `holdKeys`, the keys of those of many that open here, and gives whose: who was shredded, or whose wrap is missing in the key database, is left out, so that one does not close a page of many. */
export async function openableAmong(ctx: Ctx, subjects: readonly SubjectId[]): Promise<ReadonlySet<SubjectId>> {
  const mine = held.get(ctx.db);
  const openable = new Set(subjects.filter((subject) => mine?.has(subject)));
  let asked = [...new Set(subjects)].filter((subject) => !openable.has(subject));
  let closed: readonly SubjectKeyRow[] = [];
  for (let attempt = 0; asked.length > 0 && attempt < 2; attempt += 1) {
    const found = await openEach(ctx, await subjectKeyRows(ctx, asked, true));
    for (const [subject, key] of found.opened) {
      hold(ctx, subject, key);
      openable.add(subject);
    }
    closed = found.closed;
    asked = closed.map((row) => row.subject);
  }
  const epochless = closed.find((row) => !hasRef(row));
  if (epochless) throw closedBy(ctx, { closed: epochless });
  return openable;
}

/** Forgets that this transaction held these keys; for the shred within it. */
export function letGo(ctx: Ctx, subjects: readonly SubjectId[]): void {
  for (const subject of subjects) held.get(ctx.db)?.delete(subject);
}

/** What tombstones keep of subjects: keyed hashes of random ids, which are nobody's once the ids are forgotten everywhere else. */
export function marksOf(ctx: Ctx, subjects: readonly SubjectId[]): Promise<Buffer[]> {
  return workspaceHashes(ctx, 'mark', subjects, 16);
}

/** Wraps the keys of a row anew under another epoch; undefined when its own epoch key is gone. */
export async function rewrapRow(ctx: Ctx, row: SubjectKeyRow, epoch: number): Promise<Rewrapped | undefined> {
  const { subject, version, previous } = row;
  const key = await unwrapOf(ctx, row, row.wrapped, version);
  const before = previous === null ? null : await unwrapOf(ctx, row, previous, version - 1);
  const wrap = await wrapperOf(ctx, subject, epoch);
  if (key === undefined || before === undefined || wrap === undefined) return undefined;
  return { subject, wrapped: wrap(key, version), previous: before && wrap(before, version - 1) };
}

/** The row with a new key, one version up, and the present one beside it; undefined when its epoch key is gone. */
export async function renewRow(ctx: Ctx, row: SubjectKeyRow, epoch: number): Promise<(Rewrapped & { version: number }) | undefined> {
  const { subject, version } = row;
  const key = await unwrapOf(ctx, row, row.wrapped, version);
  const wrap = await wrapperOf(ctx, subject, epoch);
  if (key === undefined || wrap === undefined) return undefined;
  return { subject, version: version + 1, wrapped: wrap(newKey(), version + 1), previous: wrap(key, version) };
}

/** One of the two keys of a row; undefined when its epoch key is gone, or its wrap from the key store. */
async function unwrapOf(ctx: Ctx, row: SubjectKeyRow, wrapped: Buffer, version: number): Promise<KeyObject | undefined> {
  if (isRef(wrapped)) return undefined;
  const kek = await wrappingKey(keyring.of(ctx), ctx.workspace, await workspaceKeyOf(ctx, versionOf(wrapped)), row.epoch);
  return kek && unwrapKey(kek, boundTo(ctx.workspace, row.subject, version, row.epoch), wrapped);
}

async function wrapperOf(ctx: Ctx, subject: SubjectId, epoch: number) {
  const newest = await workspaceKeys(ctx);
  const kek = await wrappingKey(keyring.of(ctx), ctx.workspace, newest, epoch);
  return kek && ((key: KeyObject, version: number) => wrapKey(kek, boundTo(ctx.workspace, subject, version, epoch), key, newest.version));
}

/** The keys of all rows, or the first row that does not open. */
type Found =
  | { readonly opened: Map<SubjectId, LiveKey>; readonly closed?: undefined }
  | { readonly opened?: undefined; readonly closed: SubjectKeyRow };

const closedBy = (ctx: Ctx, found: Found | undefined): Error =>
  found?.closed && hasRef(found.closed)
    ? keyMissing(ctx.workspace, found.closed.subject)
    : new Error('an epoch key is not in the key folder: what it holds does not open');

async function openRows(ctx: Ctx, rows: readonly SubjectKeyRow[]): Promise<Found> {
  const { opened, closed } = await openEach(ctx, rows);
  return closed[0] ? { closed: closed[0] } : { opened };
}

async function openEach(ctx: Ctx, rows: readonly SubjectKeyRow[]) {
  const ring = keyring.of(ctx);
  await workspaceKeys(ctx); // whoever's root is withheld is not read from memory either
  const opened = new Map<SubjectId, LiveKey>();
  const nameOf = (row: SubjectKeyRow) => `${ctx.workspace}/${row.subject}`;
  const unread: SubjectKeyRow[] = [];
  for (const row of rows) {
    const key = ring.subjects.get(nameOf(row));
    if (key?.version === row.version && (key.previous === undefined) === (row.previous === null)) opened.set(row.subject, key);
    else unread.push(row);
  }
  const closed: SubjectKeyRow[] = [];
  const full = inFull(ctx, unread, (row) => row.subject);
  for (const row of Array.isArray(full) ? full : await full) {
    const newest = await unwrapOf(ctx, row, row.wrapped, row.version);
    const before = row.previous === null ? null : await unwrapOf(ctx, row, row.previous, row.version - 1);
    if (newest === undefined || before === undefined) {
      closed.push(row);
      continue;
    }
    const key = {
      version: row.version,
      key: sealingKey(newest),
      ...(before && { previous: { version: row.version - 1, key: sealingKey(before) } }),
    };
    ring.watch(ctx.workspace);
    ring.subjects.put(nameOf(row), key); // a committed row: what this very transaction made is in `held`
    opened.set(row.subject, key);
  }
  return { opened, closed };
}

async function refuseMissing(ctx: Ctx, missing: readonly SubjectId[]): Promise<never> {
  if ((await countTombstones(ctx, await marksOf(ctx, missing))) > 0) throw new Problem('erased');
  throw new Error('no key was ever made for this subject');
}

function hold(ctx: Ctx, subject: SubjectId, key: LiveKey): void {
  const mine = held.get(ctx.db) ?? new Map<SubjectId, LiveKey>();
  held.set(ctx.db, mine.set(subject, key));
}

function sealingKey(key: ReturnType<typeof newKey>) {
  return subKey(key, 'parley/1/seal');
}

function boundTo(workspace: WorkspaceId, subject: SubjectId, version: number, epoch: number): Buffer {
  return bind('subject-key', workspace, subject, version, epoch);
}
