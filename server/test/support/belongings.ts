// What is somebody's and can be looked for although it says nothing: their sealed bytes, their keyed hashes and their wrapped keys, found by the declared holdings and never by a list of ours.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { type Holding, holdings } from '#kit/holding';
import type { SubjectId } from '#kit/ids';
import { globFiles } from './lying.ts';
import type { TestRoom } from './room.ts';

/** Bytes under the name `table.column`. */
export type Piece = { readonly of: string; readonly bytes: Buffer };
export type SealedPiece = Piece & {
  readonly place: { readonly subject: SubjectId; readonly table: string; readonly row: string; readonly column: string };
};
export type WrappedKey = Piece & { readonly subject: SubjectId };
export type Belongings = { readonly sealed: SealedPiece[]; readonly indexes: Piece[]; readonly wraps: WrappedKey[] };

/** Everything of these people: sealed values and files, values of columns declared as `index`, wrapped keys. */
export async function belongingsOf(room: TestRoom, people: readonly SubjectId[]): Promise<Belongings> {
  const found: Belongings = { sealed: [], indexes: [], wraps: await wrapsOf(room, people) };
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  try {
    for (const holding of holdings.of(room).filter(({ about }) => about === 'person')) {
      found.sealed.push(...(await sealedIn(client, holding, people, room.settings.data)));
      for (const column of namesOf(holding, 'index')) found.indexes.push(...(await indexIn(client, holding, column, people)));
    }
    return found;
  } finally {
    await client.end();
  }
}

/** Every value of a column that is declared as a keyed hash, whoever's it is: as `table.column value`. */
export async function everyIndex(room: TestRoom): Promise<string[]> {
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  try {
    const found: string[] = [];
    for (const { table, columns } of holdings.of(room))
      for (const [column, kind] of Object.entries(columns))
        if (kind === 'index' || `${table}.${column}` === 'consent_addresses.hash')
          found.push(
            ...(
              await client.query<{ value: string }>(
                `SELECT DISTINCT "${column}"::text AS value FROM "${table}" WHERE "${column}" IS NOT NULL`,
              )
            ).rows.map(({ value }) => `${table}.${column} ${value}`),
          );
    return found;
  } finally {
    await client.end();
  }
}

const namesOf = ({ columns }: Holding, wanted: string): string[] =>
  Object.entries(columns).flatMap(([name, kind]) => (kind === wanted ? [name] : []));

async function sealedIn(
  client: pg.Client,
  { table, columns, seals }: Holding,
  people: readonly string[],
  data: string,
): Promise<SealedPiece[]> {
  if (seals === undefined) return [];
  const sealed = Object.entries(columns).flatMap(([name, kind]) => (typeof kind === 'object' ? [{ column: name, from: name }] : []));
  const files = Object.entries(seals.files ?? {}).map(([column, from]) => ({ column, from }));
  const row = `concat_ws('/', ${seals.row.map((name) => `"${name}"`).join(', ')})`;
  const pieces: SealedPiece[] = [];
  for (const { column, from } of [...sealed, ...files]) {
    const { rows } = await client.query<{ subject: SubjectId; row: string; value: Buffer | string }>(
      `SELECT "${seals.under}" AS subject, ${row} AS row, "${from}" AS value FROM "${table}" WHERE "${seals.under}" = ANY ($1) AND "${from}" IS NOT NULL`,
      [people],
    );
    for (const each of rows)
      pieces.push({
        of: `${table}.${column}`,
        bytes: Buffer.isBuffer(each.value) ? each.value : readFileSync(fileOf(data, each.value)),
        place: { subject: each.subject, table, row: each.row, column },
      });
  }
  return pieces;
}

function fileOf(data: string, reference: string): string {
  const file = globFiles(data).find((each) => path.basename(each) === reference);
  if (file === undefined) throw new Error('a file that a row names is not there');
  return file;
}

async function indexIn(client: pg.Client, holding: Holding, column: string, people: readonly string[]): Promise<Piece[]> {
  const theirs = namesOf(holding, 'pseudonym').map((name) => `"${name}" = ANY ($1)`);
  if (theirs.length === 0) throw new Error(`whose ${holding.table}.${column} is cannot be told`);
  const { rows } = await client.query<{ value: Buffer | string }>(
    `SELECT DISTINCT "${column}" AS value FROM "${holding.table}" WHERE (${theirs.join(' OR ')}) AND "${column}" IS NOT NULL`,
    [people],
  );
  return rows.map(({ value }) => ({ of: `${holding.table}.${column}`, bytes: Buffer.from(value as string) }));
}

async function wrapsOf({ adminUrl, settings }: TestRoom, people: readonly string[]): Promise<WrappedKey[]> {
  const standing = await rowsIn<{ subject: SubjectId; wrapped: Buffer }>(
    adminUrl,
    'SELECT subject, wrapped FROM subject_keys WHERE subject = ANY ($1)',
    people,
  );
  if (settings.keysDatabaseUrl === '')
    return standing.map(({ subject, wrapped }) => ({ of: 'subject_keys.wrapped', subject, bytes: wrapped }));
  const refs = standing.map(({ wrapped }) => wrapped);
  const kept = 'SELECT owner AS subject, wrapped FROM kept_keys WHERE ref = ANY ($1)';
  const wraps = await rowsIn<{ subject: SubjectId; wrapped: Buffer }>(settings.keysDatabaseUrl, kept, refs);
  return wraps.map(({ subject, wrapped }) => ({ of: 'kept_keys.wrapped', subject, bytes: wrapped }));
}

/** The rows of one statement over a list, past every protection. */
export async function rowsIn<Row extends object>(url: string, text: string, list: readonly (string | Buffer)[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, [list])).rows;
  } finally {
    await client.end();
  }
}
