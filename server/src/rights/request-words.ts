// The words of a request: what the person asked in their own words, and what they were answered. Both lie sealed under the person and go with them.
import { rest } from '#detection';
import { openMany, type Permit, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import { type RequestId, type RequestRow, store } from './store.ts';

const columns = ['text', 'reason', 'extension', 'question', 'shown', 'fee'] as const;
type Column = (typeof columns)[number];
export type Words = { readonly [column in Column]?: string };

/** What a permit must name to open them. */
export const wordFields = columns.map((column) => `requests.${column}`);

/** Seals words for a column of a request, card numbers, passwords and keys masked; null when there are none. */
export async function sealWords(
  ctx: Ctx,
  id: RequestId,
  subject: PersonId,
  column: Column,
  words: string | undefined,
): Promise<Sealed | null> {
  const text = words?.trim();
  return text ? seal(ctx, placeOf(id, subject, column), rest(text).text) : null;
}

/** The words of these requests by id, under a permit that names `wordFields` and everyone they belong to; who has none is left out. */
export async function openWords(ctx: Ctx, permit: Permit, rows: readonly RequestRow[]): Promise<Map<RequestId, Words>> {
  const sealed = await store.words(
    ctx,
    rows.map((row) => row.id),
  );
  const items = sealed.flatMap(({ id, person, ...values }) =>
    columns.flatMap((column) => {
      const value = values[column];
      return value ? [{ id, column, item: { place: placeOf(id, person, column), sealed: value } }] : [];
    }),
  );
  const opened = await openMany(
    ctx,
    permit,
    items.map((each) => each.item),
  );
  const words = new Map<RequestId, Words>();
  for (const [at, { id, column }] of items.entries()) words.set(id, { ...words.get(id), [column]: opened[at] ?? '' });
  return words;
}

const placeOf = (row: RequestId, subject: PersonId, column: Column) => ({ subject, table: 'requests', row, column });
