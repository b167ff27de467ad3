// Keys of people and staff: one random key each, wrapped under workspace and epoch key. Whether a subject still lives is asked of the database in every
// transaction; the cache only spares the unwrapping.
import type { Ctx } from '#kit/ctx';
import type { Db } from '#kit/db';
import type { SubjectId, WorkspaceId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { bind, newKey, subKey, unwrapKey, versionOf, wrapKey } from '#kit/seal';
import type { LiveKey } from './cache.ts';
import { keyring, wrappingKey } from './keyring.ts';
import {
  countSubjectKeys,
  countTombstones,
  freeSubjectKeyRows,
  insertSubjectKey,
  livingSubjects,
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
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const wrapper = await workspaceKeys(ctx);
    const epoch = ring.epochs.newest().number;
    const kek = await wrappingKey(ring, ctx.workspace, wrapper, epoch);
    if (kek === undefined) throw new Error('the newest epoch key is gone');
    const key = newKey();
    const row = {
      subject,
      version: 1,
      epoch,
      wrapped: wrapKey(kek, boundTo(ctx.workspace, subject, 1, epoch), key, wrapper.version),
      mark,
    };
    if ((await insertSubjectKey(ctx, row, wrapper.version)) === 1) return hold(ctx, subject, { version: 1, key: sealingKey(key) });
    const { live, shredded } = await standingOf(ctx, subject, mark);
    if (shredded) throw new Problem('erased');
    if (live) return;
    await ring.epochs.reload(); // another node has begun a new epoch, or replaced the workspace key
    forgetWorkspaceKey(ctx);
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
  let opened: Map<SubjectId, LiveKey> | undefined;
  // Twice: between reading a row and looking for its epoch key, a rotation may have re-wrapped the one and destroyed the other.
  for (let attempt = 0; opened === undefined && attempt < 2; attempt += 1) {
    const rows = await subjectKeyRows(ctx, asked, lock);
    if (rows.length < asked.length)
      await refuseMissing(
        ctx,
        asked.filter((subject) => !rows.some((row) => row.subject === subject)),
      );
    opened = await openRows(ctx, rows);
  }
  if (opened === undefined) throw new Error('an epoch key is not in the key folder: what it wraps does not open');
  for (const [subject, key] of opened) {
    keys.set(subject, key);
    if (lock) hold(ctx, subject, key);
  }
  return keys;
}

/** Locks, without waiting for anybody, the keys of those who live and are not being shredded, until this transaction ends; gives whose they are. */
export async function holdLive(ctx: Ctx, subjects: readonly SubjectId[]): Promise<ReadonlySet<SubjectId>> {
  const opened = await openRows(ctx, await freeSubjectKeyRows(ctx, [...new Set(subjects)]));
  for (const [subject, key] of opened ?? []) hold(ctx, subject, key);
  return new Set(opened?.keys());
}

/** Forgets that this transaction held these keys; for the shred within it. */
export function letGo(ctx: Ctx, subjects: readonly SubjectId[]): void {
  for (const subject of subjects) held.get(ctx.db)?.delete(subject);
}

/** What tombstones keep of subjects: keyed hashes of random ids, which are nobody's once the ids are forgotten everywhere else. */
export function marksOf(ctx: Ctx, subjects: readonly SubjectId[]): Promise<Buffer[]> {
  return workspaceHashes(ctx, 'mark', subjects, 16);
}

/** Wraps the key of a row anew under another epoch; undefined when its own epoch key is gone. */
export async function rewrapRow(ctx: Ctx, row: SubjectKeyRow, epoch: number): Promise<Buffer | undefined> {
  const ring = keyring.of(ctx);
  const newest = await workspaceKeys(ctx);
  const from = await wrappingKey(ring, ctx.workspace, await workspaceKeyOf(ctx, versionOf(row.wrapped)), row.epoch);
  const to = await wrappingKey(ring, ctx.workspace, newest, epoch);
  if (from === undefined || to === undefined) return undefined;
  const key = unwrapKey(from, boundTo(ctx.workspace, row.subject, row.version, row.epoch), row.wrapped);
  return wrapKey(to, boundTo(ctx.workspace, row.subject, row.version, epoch), key, newest.version);
}

async function openRows(ctx: Ctx, rows: readonly SubjectKeyRow[]): Promise<Map<SubjectId, LiveKey> | undefined> {
  const ring = keyring.of(ctx);
  await workspaceKeys(ctx); // whoever's root is withheld is not read from memory either
  const opened = new Map<SubjectId, LiveKey>();
  for (const row of rows) {
    const name = `${ctx.workspace}/${row.subject}`;
    let key = ring.subjects.get(name);
    if (key?.version !== row.version) {
      const wrapper = await workspaceKeyOf(ctx, versionOf(row.wrapped));
      const kek = await wrappingKey(ring, ctx.workspace, wrapper, row.epoch);
      if (kek === undefined) return undefined;
      key = {
        version: row.version,
        key: sealingKey(unwrapKey(kek, boundTo(ctx.workspace, row.subject, row.version, row.epoch), row.wrapped)),
      };
      ring.watch(ctx.workspace);
      ring.subjects.put(name, key); // a committed row: what this very transaction made is in `held`
    }
    opened.set(row.subject, key);
  }
  return opened;
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
