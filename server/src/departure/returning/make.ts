// The work itself, in small turns: each writes one sealed part and commits how far it came with it, so that a kill at any point costs one turn. Memory holds one turn.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { returning } from '#gate';
import type { Ctx } from '#kit/ctx';
import { type Holding, holdings } from '#kit/holding';
import { log } from '#kit/log';
import type { Work } from '#kit/outbox';
import { act } from '#kit/pool';
import type { Piece } from '#kit/zip';
import { append, exportLedger } from '#ledger';
import { advance, exportRow, holdExport, setGone, setReady } from '../store.ts';
import { leftOut, type Sheet, sheetsOf } from './contents.ts';
import { papers } from './papers.ts';
import { folderOf, removeSegments, writeSegment } from './segments.ts';
import { filesOf, linesOf, type Turn } from './sheet-rows.ts';
import type { ExportId, ExportRow } from './types.ts';

type Step = { readonly kind: 'papers' | 'ledger' } | { readonly kind: 'rows' | 'files'; readonly sheet: Sheet };
const enoughRows = 200;
const enoughBytes = 4 << 20;
type Whose = Pick<Work, 'tools' | 'workspace'>;

/** What is done one after another; the order of files in the archive. */
export function stepsOf(all: readonly Holding[]): Step[] {
  const sheets = sheetsOf(all);
  return [
    { kind: 'papers' },
    ...sheets.map((sheet) => ({ kind: 'rows', sheet }) as const),
    ...sheets.filter(({ files }) => files.length > 0).map((sheet) => ({ kind: 'files', sheet }) as const),
    { kind: 'ledger' },
  ];
}

/** Makes the export, or goes on with it, one turn at least, until `isOver`; safe to call again at any time. */
export async function makeExport(whose: Whose, id: ExportId, isOver: () => boolean = () => false): Promise<void> {
  const steps = stepsOf(holdings.of(whose));
  for (let isFirst = true; isFirst || !isOver(); isFirst = false) {
    const row = await asDeparting(whose, (ctx) => exportRow(ctx, id));
    if (row?.state !== 'making') return;
    if (row.steps !== steps.length) return giveUp(whose, id); // begun by another version of Parley, which knew other tables
    const step = steps[row.step];
    if (step === undefined) return finish(whose, id);
    if (step.kind === 'ledger') await takeLedger(whose, row);
    else await asDeparting(whose, (ctx) => turn(ctx, row, step, steps));
  }
}

export const asDeparting = <T>({ tools, workspace }: Whose, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  act(tools, { workspace, actor: { kind: 'system', id: returning.actor }, purpose: returning.purpose }, work);

async function turn(ctx: Ctx, seen: ExportRow, step: Exclude<Step, { kind: 'ledger' }>, steps: readonly Step[]): Promise<void> {
  const row = await holdExport(ctx, seen.id);
  if (row?.state !== 'making' || row.segments !== seen.segments || row.step !== seen.step) return; // somebody else took this turn
  const to: Parameters<typeof advance>[2] = {
    step: row.step,
    place: row.place,
    segments: 1,
    rows: 0,
    files: 0,
    bytes: 0,
    lost: 0,
    figures: {},
  };
  const pieces: Piece[] = [];
  for (let now: Step | undefined = step; now !== undefined && now.kind !== 'ledger'; now = steps[to.step]) {
    const done = await turnOf(ctx, to.place, now, steps);
    pieces.push(...done.pieces);
    for (const sum of ['rows', 'files', 'lost'] as const) to[sum] += done[sum];
    to.bytes += done.pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (now.kind === 'rows') to.figures = { ...to.figures, [now.sheet.table]: (row.figures[now.sheet.table] ?? 0) + done.rows };
    to.place = done.place;
    if (done.place !== null || to.rows >= enoughRows || to.bytes >= enoughBytes) break; // many small tables share a turn
    to.step += 1;
  }
  if (to.place === null && (to.rows >= enoughRows || to.bytes >= enoughBytes)) to.step += 1;
  await writeSegment(ctx, row.id, row.segments, row.reader, pieces);
  await advance(ctx, row.id, to);
}

async function turnOf(ctx: Ctx, place: object | null, step: Exclude<Step, { kind: 'ledger' }>, steps: readonly Step[]): Promise<Turn> {
  if (step.kind === 'rows') return linesOf(ctx, step.sheet, place);
  if (step.kind === 'files') return filesOf(ctx, step.sheet, place);
  const sheets = steps.flatMap((each) => (each.kind === 'rows' ? [each.sheet] : []));
  return { pieces: await papers(ctx, sheets, leftOut), place: null, rows: 0, files: 0, lost: 0 };
}

/** The ledger exports itself, with its own verifier, in transactions of its own; what it wrote goes into one part and is removed. */
async function takeLedger(whose: Whose, row: ExportRow): Promise<void> {
  const place = folderOf(whose, row.id);
  for (const left of await readdir(place))
    if (left.startsWith('ledger-')) await rm(path.join(place, left), { recursive: true, force: true }); // by a crash
  const home = await mkdtemp(path.join(place, 'ledger-'));
  try {
    const folder = path.join(home, 'ledger');
    await exportLedger(whose.tools, whose.workspace, folder);
    const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const read = async (entry: (typeof names)[number]): Promise<Piece> => {
      const file = path.join(entry.parentPath, entry.name);
      return { entry: `ledger/${path.relative(folder, file).split(path.sep).join('/')}`, bytes: await readFile(file) };
    };
    // one part for some files each, so that a long ledger needs no more memory than a short one
    let number = row.segments;
    let bytes = 0;
    for (let at = 0; at < names.length; at += 64) {
      bytes += await writeSegment(whose, row.id, number, row.reader, await Promise.all(names.slice(at, at + 64).map(read)));
      number += 1;
    }
    await asDeparting(whose, async (ctx) => {
      const now = await holdExport(ctx, row.id);
      if (now?.state !== 'making' || now.step !== row.step) return;
      const to = {
        step: row.step + 1,
        place: null,
        segments: number - row.segments,
        rows: 0,
        files: names.length,
        bytes,
        lost: 0,
        figures: {},
      };
      await advance(ctx, row.id, to);
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function finish(whose: Whose, id: ExportId): Promise<void> {
  await asDeparting(whose, async (ctx) => {
    const row = await holdExport(ctx, id);
    if (row?.state !== 'making') return;
    await setReady(ctx, id);
    const { rows, files, bytes, lost } = row;
    await append(ctx, {
      kind: 'workspace.export-made',
      facts: { export: id, rows, files, bytes, lost, tables: Object.keys(row.figures).length },
    });
  });
}

async function giveUp(whose: Whose, id: ExportId): Promise<void> {
  await asDeparting(whose, async (ctx) => {
    await setGone(ctx, id);
    await append(ctx, { kind: 'workspace.export-removed', facts: { export: id, because: 'other-version' } });
  });
  await removeSegments(whose, id);
  log.of(whose)('warn', 'departure.export-given-up', { workspace: whose.workspace, because: 'other-version' });
}
