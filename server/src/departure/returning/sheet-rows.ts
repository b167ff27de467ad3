// One turn over the rows of a table: what is sealed is opened under a permit of this turn, and each row becomes a line.
import { factsAmong, permitReturn } from '#gate';
import { holdLive, open, openBytes, openMany, openSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId, SubjectId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import type { Sealed } from '#kit/seal';
import { storage } from '#kit/storage';
import type { Piece } from '#kit/zip';
import { columnTypes, rowsOf } from '../store.ts';
import { entryOf, fileEntry, type Sheet } from './contents.ts';

type Data = Readonly<Record<string, unknown>>;
/** What a turn wrote; `place` null when the table has no more rows. */
export type Turn = { pieces: Piece[]; place: Record<string, unknown> | null; rows: number; files: number; lost: number };
const rowsAtOnce = 200;
const filesAtOnce = 16;
const mostFileBytes = 16 << 20;

/** The next rows of a table as lines of JSON. */
export async function linesOf(ctx: Ctx, sheet: Sheet, behind: object | null): Promise<Turn> {
  const found = await rowsOf(ctx, sheet.table, behind, rowsAtOnce);
  const types = await columnTypes(ctx, sheet.table);
  const opened = await openedIn(
    ctx,
    sheet,
    found.map(({ data }) => data),
  );
  const marks =
    sheet.table === 'people'
      ? await marksOf(
          ctx,
          found.map(({ data }) => data),
        )
      : undefined;
  let lost = 0;
  const lines = found.map(({ data }, at) => {
    const { plain, unreadable } = opened[at] ?? { plain: {}, unreadable: [] };
    lost += unreadable.length;
    return `${JSON.stringify({
      ...Object.fromEntries(
        Object.keys(sheet.columns).map((name) => [name, name in plain ? plain[name] : written(data[name], types.get(name))]),
      ),
      ...Object.fromEntries(
        sheet.files.map(([column, reference]) => [
          `${column}_file`,
          data[reference] ? fileEntry(sheet, column, nameOf(sheet, data)) : null,
        ]),
      ),
      ...(marks && { marks: marks(data) }),
      ...(unreadable.length > 0 && { unreadable }),
    })}\n`;
  });
  return {
    pieces: [{ entry: entryOf(sheet), bytes: Buffer.from(lines.join('')) }],
    ...next(found, rowsAtOnce),
    rows: lines.length,
    files: 0,
    lost,
  };
}

/** The next files that hang on rows of a table: few at a time, each whole in memory once. */
export async function filesOf(ctx: Ctx, sheet: Sheet, behind: object | null): Promise<Turn> {
  const found = await rowsOf(ctx, sheet.table, behind, filesAtOnce);
  const alive = await livingIn(
    ctx,
    sheet,
    found.map(({ data }) => data),
  );
  const permit = permitReturn(
    ctx,
    [...alive],
    sheet.files.map(([column]) => `${sheet.table}.${column}`),
  );
  const pieces: Piece[] = [];
  let [done, bytes, lost] = [0, 0, 0];
  for (const { data } of found) {
    if (bytes > mostFileBytes) break;
    for (const [column, reference] of sheet.files) {
      if (typeof data[reference] !== 'string') continue;
      const place = placeOf(sheet, data, column);
      const sealed = alive.has(place.subject) ? await storage.of(ctx).get(ctx.workspace, data[reference]).catch(missing) : undefined;
      const plain = sealed && (await openBytes(ctx, permit, place, sealed).catch(damaged));
      if (plain) pieces.push({ entry: fileEntry(sheet, column, place.row), bytes: plain });
      else lost += 1;
      bytes += plain?.length ?? 0;
    }
    done += 1;
  }
  const seen = found.slice(0, done);
  const place = done < found.length || found.length === filesAtOnce ? (seen.at(-1)?.place ?? null) : null;
  return { pieces, place, rows: 0, files: pieces.length, lost };
}

const next = (found: readonly { place: Record<string, unknown> }[], most: number) => ({
  place: found.length === most ? (found.at(-1)?.place ?? null) : null,
});

type Opened = { plain: Record<string, string | null>; unreadable: string[] };

async function openedIn(ctx: Ctx, sheet: Sheet, rows: readonly Data[]): Promise<Opened[]> {
  const alive = await livingIn(ctx, sheet, rows);
  const permit = permitReturn(
    ctx,
    [...alive],
    sheet.sealed.map((column) => `${sheet.table}.${column}`),
  );
  const result: Opened[] = rows.map(() => ({ plain: {}, unreadable: [] }));
  const items = rows.flatMap((data, at) =>
    sheet.sealed.flatMap((column) => {
      const into = result[at] as Opened;
      into.plain[column] = null;
      if (typeof data[column] !== 'string') return [];
      const place = placeOf(sheet, data, column);
      if (!alive.has(place.subject)) {
        into.unreadable.push(column);
        return [];
      }
      return [{ into, column, item: { place, sealed: bytesOf(data[column]) as Sealed } }];
    }),
  );
  const plain = await openMany(
    ctx,
    permit,
    items.map(({ item }) => item),
  ).catch((error: unknown) => {
    log.of(ctx)('warn', 'departure.opened-singly', { workspace: ctx.workspace, error: errorCode(error) }); // why they are opened one by one
    return undefined;
  });
  for (const [at, { into, column, item }] of items.entries()) {
    // one damaged value must not keep the rest from its owner: it is named, and the others are opened singly
    const text = plain ? plain[at] : await open(ctx, permit, item.place, item.sealed).catch(damaged);
    if (text === undefined) into.unreadable.push(column);
    else into.plain[column] = text;
  }
  await openOwn(ctx, sheet, rows, result);
  return result;
}

/** The company's own words, under its own key. */
async function openOwn(ctx: Ctx, sheet: Sheet, rows: readonly Data[], result: readonly Opened[]): Promise<void> {
  for (const [at, data] of rows.entries())
    for (const column of sheet.own) {
      const into = result[at] as Opened;
      const place = { table: sheet.table, row: nameOf(sheet, data), column };
      const sealed = data[column];
      const text = typeof sealed === 'string' ? await openSecret(ctx, place, bytesOf(sealed) as Sealed).catch(damaged) : null;
      into.plain[column] = text ?? null;
      if (text === undefined) into.unreadable.push(column);
    }
}

/** Those whose keys are there; who is being erased at this moment is left out. */
function livingIn(ctx: Ctx, { under }: Sheet, rows: readonly Data[]): Promise<ReadonlySet<SubjectId>> {
  const subjects =
    under === undefined || under === 'workspace_id' ? [] : rows.flatMap((data) => (data[under] ? [data[under] as SubjectId] : []));
  return holdLive(ctx, [...new Set(subjects)]);
}

async function marksOf(ctx: Ctx, rows: readonly Data[]) {
  const ids = rows.flatMap((data) => [data['id'], data['merged_into']]).filter((id): id is PersonId => typeof id === 'string');
  const facts = Map.groupBy(await factsAmong(ctx, [...new Set(ids)]), (fact) => fact.person as string);
  return (data: Data) =>
    [data['id'], data['merged_into']]
      .flatMap((id) => facts.get(String(id)) ?? [])
      .map(({ kind, ground, purpose, since, until }) => ({ kind, ground, purpose, since, until }));
}

const nameOf = ({ row }: Sheet, data: Data): string => row.map((name) => String(data[name])).join('/');
const placeOf = (sheet: Sheet, data: Data, column: string) => ({
  subject: data[sheet.under ?? ''] as SubjectId,
  table: sheet.table,
  row: nameOf(sheet, data),
  column,
});
const bytesOf = (hex: string): Buffer => Buffer.from(hex.slice(2), 'hex');
const written = (value: unknown, type: string | undefined): unknown =>
  type === 'bytea' && typeof value === 'string' ? bytesOf(value).toString('base64') : (value ?? null);

const damaged = (): undefined => undefined;
function missing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw error;
}
