// What goes with the data so that whoever gets it can read it without Parley: a page of explanation, a schema for each table, and the record of processing (Art. 30).
import { company } from '#access';
import { drawRecord } from '#datamap';
import type { Ctx } from '#kit/ctx';
import type { Piece } from '#kit/zip';
import { columnTypes } from '../store.ts';
import { type Sheet, schemaEntry, schemaOf } from './contents.ts';
import { readme } from './readme.ts';

/** The first files of the archive. */
export async function papers(ctx: Ctx, sheets: readonly Sheet[], leftOut: Readonly<Record<string, string>>): Promise<Piece[]> {
  const { name, language } = await company(ctx);
  const pieces: Piece[] = [{ entry: 'README.txt', bytes: Buffer.from(readme(language, name, ctx.now, sheets, leftOut)) }];
  for (const sheet of sheets) pieces.push(json(schemaEntry(sheet), schemaOf(sheet, await columnTypes(ctx, sheet.table))));
  for (const kind of ['controller', 'processor'] as const) pieces.push(json(`records/${kind}.json`, await drawRecord(ctx, kind)));
  return pieces;
}

const json = (entry: string, value: unknown): Piece => ({ entry, bytes: Buffer.from(`${JSON.stringify(value, null, 2)}\n`) });
