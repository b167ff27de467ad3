// The course of an export: asked for with a fresh proof, approved by somebody who answers for privacy or else by a second person where there is one, made, fetched by whoever asked and by
// nobody else, wiped.
import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { returning } from '#gate';
import { lookupHash } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import { newId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { errorCode, log } from '#kit/log';
import { announce } from '#kit/outbox';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import { bind, keyFrom, openBytes, sealBytes } from '#kit/seal';
import { append } from '#ledger';
import { exportApproved } from '../announcements.ts';
import {
  addExport,
  exportRow,
  exportRows,
  exportsSince,
  holdExport,
  setApproved,
  setConfirmed,
  setFetched,
  setGone,
  setLink,
  useLink,
} from '../store.ts';
import { answering, isFor, tellAnswering, waitsAtFirst, waitsFor } from './agreeing.ts';
import { stepsOf } from './make.ts';
import { newPassPhrase, privateFrom, privateOf, publicOf, seedOf } from './pass-phrase.ts';
import { opensWith, removeSegments } from './segments.ts';
import type { ExportId, ExportRow } from './types.ts';
import { codeOf, zipOf } from './zip.ts';

const linkMs = 5 * 60_000;
const day = 86_400_000;

/** Asks for everything; gives the pass phrase, which is nowhere kept. Problem `conflict` while another is under way. */
export async function askExport(ctx: Ctx, by: 'staff' | 'operator' = 'staff'): Promise<{ row: ExportRow; passPhrase: string }> {
  if (by === 'operator') await removeHalfMade(ctx);
  if ((await exportRows(ctx)).some(({ state }) => state === 'asked' || state === 'making'))
    throw new Problem('conflict', { detail: 'An export is under way already.' });
  const passPhrase = newPassPhrase();
  const id = newId('ret');
  const { waits, agreed } = by === 'staff' ? await waitsAtFirst(ctx) : { waits: false, agreed: true };
  const reader = publicOf(must(privateOf(passPhrase)));
  const state = waits ? 'asked' : 'making';
  await addExport(ctx, { id, state, askedBy: ctx.actor.id, reader, steps: stepsOf(holdings.of(ctx)).length, privacyAgreed: agreed });
  await append(ctx, { kind: 'workspace.export-asked', facts: { export: id } });
  if (waits) await tellAnswering(ctx, id, ctx.actor.id);
  if (!waits && by === 'staff') await announce(ctx, exportApproved, { export: id });
  tellPages(ctx, { topic: 'workspace.export', ids: {} });
  return { row: must(await exportRow(ctx, id)), passPhrase };
}

/**
 * A second person agrees: one who answers for privacy wherever there is such a one besides the asker, also later of what was made without them. Problems `not-found`, `conflict`,
 * `needs-second-person` for whoever asked and for anybody else than the one it waits for.
 */
export async function approveExport(ctx: Ctx, id: ExportId): Promise<ExportRow> {
  const row = await held(ctx, id);
  const known = await answering(ctx);
  const missing = waitsFor(row, known);
  if (missing === null) throw new Problem('conflict', { because: row.state });
  if (row.askedBy === ctx.actor.id) throw new Problem('needs-second-person');
  if (!isFor(ctx.actor.id, row, known))
    throw new Problem('needs-second-person', {
      because: 'privacy-must-agree',
      detail: 'Only somebody who answers for privacy can approve this export.',
    });
  const agreed = missing === 'privacy' || known.some((each) => each === row.askedBy); // an asker who alone answers for privacy is one of the two
  await setApproved(ctx, id, agreed);
  await append(ctx, { kind: 'workspace.export-approved', facts: { export: id, agreed: missing } });
  if (row.state === 'asked') await announce(ctx, exportApproved, { export: id });
  tellPages(ctx, { topic: 'workspace.export', ids: {} });
  return must(await exportRow(ctx, id));
}

/** The same by somebody who answers for privacy, whether or not they may end the contract. Problem `not-permitted` for anybody else. */
export async function agreeToExport(ctx: Ctx, id: ExportId): Promise<ExportRow> {
  if (!(await answering(ctx)).some((each) => each === ctx.actor.id)) throw new Problem('not-permitted');
  return approveExport(ctx, id);
}

/** A link for whoever asked, good once and for five minutes; the phrase opens it and is forgotten. Problems `not-found`, `conflict`, `invalid` for another phrase, `needs-second-person` while somebody who answers for privacy has not agreed. */
export async function linkExport(ctx: Ctx, id: ExportId, phrase: string): Promise<{ path: string; until: Date }> {
  const row = await mine(ctx, id);
  if (row.state !== 'ready') throw new Problem('conflict', { because: row.state });
  await mustBeAgreed(ctx, row);
  const reader = privateOf(phrase);
  if (!reader || !publicOf(reader).equals(row.reader) || !(await opensWith(ctx, id, reader)))
    throw new Problem('invalid', { fields: [{ path: 'body/passPhrase', message: 'is not the one that was shown' }] });
  const secret = randomBytes(32);
  const token = secret.toString('base64url');
  const seed = seedOf(reader);
  const until = new Date(ctx.now.getTime() + linkMs);
  await setLink(ctx, id, hashOf(ctx, token), sealBytes(keyFrom(secret), 0, boundTo(ctx, id), seed), until);
  seed.fill(0);
  await append(ctx, { kind: 'workspace.export-linked', facts: { export: id } });
  return { path: `/v1/workspace/exports/${id}/archive/${token}`, until };
}

/** The archive behind a link, for the one who asked for it. Problems `expired` for a link that is over or used, `needs-second-person` as for the link. */
export async function fetchExport(ctx: Ctx, id: ExportId, token: string): Promise<{ row: ExportRow; stream: Readable }> {
  const row = await mine(ctx, id);
  await mustBeAgreed(ctx, row);
  const secret = Buffer.from(token, 'base64url');
  const sealed = secret.length === 32 ? await useLink(ctx, id, hashOf(ctx, token)) : undefined;
  if (!sealed) throw new Problem('expired');
  await append(ctx, { kind: 'workspace.export-begun', facts: { export: id } }); // before the first byte: also who breaks off has seen much
  const reader = privateFrom(openBytes(keyFrom(secret), boundTo(ctx, id), sealed));
  const whose = { tools: ctx.tools, workspace: ctx.workspace };
  const { actor } = ctx;
  let manifest: Buffer | undefined;
  let isBegun = false;
  const stream = zipOf(ctx, row, reader, (hash) => {
    manifest = hash;
  });
  ctx.db.afterCommit(() => {
    isBegun = true;
  });
  ctx.db.afterRollback(() => void stream.destroy());
  // it counts when the last byte went out, and in a commit of its own: a download that breaks off returns nothing, and the ledger says that it broke off
  stream.once('close', () => {
    if (!isBegun) return;
    const noted = stream.readableEnded && manifest ? noteFetched(whose, actor, id, manifest) : noteBrokenOff(whose, actor, id);
    noted.catch((error: unknown) =>
      log.of(whose)('error', 'departure.fetch-not-noted', { workspace: whose.workspace, error: errorCode(error) }),
    );
  });
  return { row, stream };
}

/** Records that the archive was handed out to its end. */
export async function noteFetched(
  { tools, workspace }: Pick<Ctx, 'tools' | 'workspace'>,
  actor: Ctx['actor'],
  id: ExportId,
  manifest: Buffer,
): Promise<void> {
  await act(tools, { workspace, actor }, async (ctx) => {
    const { rows, files, bytes, fetched } = await held(ctx, id);
    await setFetched(ctx, id, manifest);
    await append(ctx, { kind: 'workspace.export-fetched', facts: { export: id, rows, files, bytes, times: fetched + 1 } });
  });
}

/** Records that it was not: the link is used up, and how much was seen nobody knows. */
async function noteBrokenOff({ tools, workspace }: Pick<Ctx, 'tools' | 'workspace'>, actor: Ctx['actor'], id: ExportId): Promise<void> {
  await act(tools, { workspace, actor }, (ctx) => append(ctx, { kind: 'workspace.export-broken-off', facts: { export: id } }));
}

/** Somebody holds the archive and it opens: they know the code of its last file. Problems `not-found`, `conflict` before it was fetched to its end, `invalid` for another code. */
export async function confirmExport(ctx: Ctx, id: ExportId, code: string): Promise<ExportRow> {
  const { manifest } = await held(ctx, id);
  if (!manifest) throw new Problem('conflict', { because: 'not-fetched' });
  if (code.replace(/[^0-9a-f]/gi, '').toLowerCase() !== codeOf(manifest).replaceAll('-', ''))
    throw new Problem('invalid', { fields: [{ path: 'body/code', message: 'is not the one in receipt.txt' }] });
  await setConfirmed(ctx, id);
  await append(ctx, { kind: 'workspace.export-confirmed', facts: { export: id, manifest: manifest.toString('hex') } });
  return must(await exportRow(ctx, id));
}

/** Throws an export away, whatever became of it: anybody with the right may. */
export async function removeExport(ctx: Ctx, id: ExportId, because = 'by-hand'): Promise<void> {
  const row = await held(ctx, id);
  if (row.state === 'gone') return;
  await setGone(ctx, id);
  await append(ctx, { kind: 'workspace.export-removed', facts: { export: id, because } });
  const { tools, workspace } = ctx;
  ctx.db.afterCommit(() => void removeSegments({ tools, workspace }, id).catch(() => undefined)); // what stays is found by the clock
}

/** Wipes what has lain there for its days, and what a crash left of those that are gone. */
export async function wipeOverdue(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now.getTime() - config.of(ctx).exportDays * day);
  for (const { id } of await exportsSince(ctx, before)) await removeExport(ctx, id, 'time-over');
  for (const { id, state } of await exportRows(ctx)) if (state === 'gone') await removeSegments(ctx, id);
}

/** Of a command that was killed: its phrase is lost with it, so nobody could open what it would become. */
async function removeHalfMade(ctx: Ctx): Promise<void> {
  for (const { id, state, askedBy } of await exportRows(ctx))
    if (state === 'making' && askedBy === ctx.actor.id) await removeExport(ctx, id, 'broken-off');
}

async function held(ctx: Ctx, id: ExportId): Promise<ExportRow> {
  const row = await holdExport(ctx, id);
  if (!row) throw new Problem('not-found');
  return row;
}

/** Only whoever asked: neither the second person nor another administrator finds it. */
async function mine(ctx: Ctx, id: ExportId): Promise<ExportRow> {
  const row = await held(ctx, id);
  if (row.askedBy !== ctx.actor.id) throw new Problem('not-permitted');
  return row;
}

async function mustBeAgreed(ctx: Ctx, row: ExportRow): Promise<void> {
  if (waitsFor(row, await answering(ctx)) !== 'privacy') return;
  throw new Problem('needs-second-person', {
    because: 'privacy-must-agree',
    detail: 'Somebody who answers for privacy has to approve this export before it can be fetched.',
  });
}

const hashOf = (ctx: Ctx, token: string): Buffer => Buffer.from(lookupHash(ctx.tools, 'export-link', token), 'base64url');
const boundTo = (ctx: Ctx, id: ExportId): Buffer => bind('export-link', ctx.workspace, id, returning.purpose);

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('an export vanished');
  return value;
}
