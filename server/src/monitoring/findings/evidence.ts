// What people bring to show how a finding stands (Art. 5(2)): words and the name of a file with its SHA-256, each with who said it. The file itself stays where it is; what was said is not changed, only taken back.
import type { Answer, Body } from '@parley/contract';
import { staffNames } from '#access';
import { openSecret, sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { newId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import type { Sealed } from '#kit/seal';
import { append } from '#ledger';
import * as store from './evidence-store.ts';
import { findingRow } from './store.ts';

type Evidence = Answer<'addFindingEvidence'>;
/** So many pieces one finding has at most. */
const most = 50;

/** Oldest first. Problem `not-found`. */
export async function listEvidence(ctx: Ctx, finding: string): Promise<Answer<'listFindingEvidence'>> {
  if (!(await findingRow(ctx, finding))) throw new Problem('not-found');
  return { items: await viewed(ctx, await store.evidenceRows(ctx, finding)) };
}

/** Adds a piece. Problem `not-found`; `conflict` once the finding is verified, or has fifty. */
export async function addEvidence(ctx: Ctx, finding: string, { note, file }: Body<'addFindingEvidence'>): Promise<Evidence> {
  const row = await findingRow(ctx, finding);
  if (!row) throw new Problem('not-found');
  if (row.state === 'verified') throw new Problem('conflict', { detail: 'This finding is verified and stays as it is.' });
  if ((await store.evidenceRows(ctx, finding)).length >= most)
    throw new Problem('conflict', { detail: 'This finding has fifty pieces of evidence already.' });
  const id = newId('fev');
  const piece: store.EvidenceRow = {
    id,
    saidBy: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
    saidAt: ctx.now,
    note: await sealSecret(ctx, placeOf(id, 'note'), note),
    fileName: file ? await sealSecret(ctx, placeOf(id, 'file_name'), file.name) : null,
    fileHash: file?.sha256 ?? null,
    takenBackAt: null,
  };
  await store.addEvidenceRow(ctx, row.id, piece);
  // the hash of a file that can be guessed says that it was this one: it goes with the piece, and the ledger keeps only that there was a file
  await recorded(ctx, 'finding.evidence-added', { finding: row.id, evidence: id, file: file ? 1 : 0 });
  return (await viewed(ctx, [piece]))[0] as Evidence;
}

/** Wipes the words of a piece of one's own; that there was one, whose and when stays. Problem `not-found`, also for a colleague's; `conflict` once the finding is verified. */
export async function takeEvidenceBack(ctx: Ctx, finding: string, id: string): Promise<void> {
  const row = await findingRow(ctx, finding);
  const piece = row && (await store.evidenceRows(ctx, finding)).find((each) => each.id === id);
  if (!piece || piece.takenBackAt || piece.saidBy === null || piece.saidBy !== ctx.actor.id) throw new Problem('not-found');
  if (row.state === 'verified') throw new Problem('conflict', { detail: 'This finding is verified and stays as it is.' });
  await store.wipeEvidence(ctx, id, ctx.now);
  await recorded(ctx, 'finding.evidence-taken-back', { finding: row.id, evidence: id });
}

async function recorded(ctx: Ctx, kind: string, facts: Record<string, string | number>): Promise<void> {
  await append(ctx, { kind, facts });
  tellPages(ctx, { topic: 'finding.changed', ids: { finding: facts['finding'] as string } });
}

async function viewed(ctx: Ctx, rows: readonly store.EvidenceRow[]): Promise<Evidence[]> {
  const names = await staffNames(ctx, [...new Set(rows.flatMap((row) => row.saidBy ?? []))]);
  const opened = (row: string, column: 'note' | 'file_name', sealed: Sealed | null) =>
    sealed && openSecret(ctx, placeOf(row, column), sealed);
  const views: Evidence[] = [];
  for (const { id, saidBy, saidAt, note, fileName, fileHash, takenBackAt } of rows) {
    const name = await opened(id, 'file_name', fileName);
    views.push({
      id,
      saidBy: saidBy && { id: saidBy, name: names.get(saidBy) ?? '' },
      saidAt: saidAt.toISOString(),
      note: await opened(id, 'note', note),
      file: name === null || fileHash === null ? null : { name, sha256: fileHash },
      takenBackAt: takenBackAt?.toISOString() ?? null,
    });
  }
  return views;
}

const placeOf = (row: string, column: 'note' | 'file_name') => ({ table: 'finding_evidence', row, column });
