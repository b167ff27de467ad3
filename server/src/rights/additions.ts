// What was said about a request after it was opened: more words, each question with why it had to be asked, the answer. Sealed under the person, and gone with them.
import { rest } from '#detection';
import { openMany, type Permit, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { ExportItem } from '#kit/holding';
import { newId, type PersonId } from '#kit/ids';
import { type AddedKind, additionStore, type Row } from './additions-store.ts';
import type { RequestId } from './store.ts';

export type Added = { readonly kind: AddedKind; readonly at: string; readonly text: string };

/** What a permit must name to open them. */
export const addedField = 'request_words.words';
const placeOf = ({ id, person }: Pick<Row, 'id' | 'person'>) => ({ subject: person, table: 'request_words', row: id, column: 'words' });

/** Keeps words beside a request, card numbers, passwords and keys masked; blank ones are none. */
export async function addWords(ctx: Ctx, request: RequestId, person: PersonId, kind: AddedKind, words: string | undefined): Promise<void> {
  const text = words?.trim();
  if (!text) return;
  const id = newId('wrd');
  await additionStore.insert(ctx, { id, request, person, kind, words: await seal(ctx, placeOf({ id, person }), rest(text).text) });
}

/** What was added to these requests, oldest first, under a permit that names `addedField` and everyone it belongs to. */
export async function openAdded(ctx: Ctx, permit: Permit, requests: readonly RequestId[]): Promise<Map<RequestId, Added[]>> {
  const rows = await additionStore.ofRequests(ctx, requests);
  const opened = await openRows(ctx, permit, rows);
  return Map.groupBy(opened, ({ request }) => request) as Map<RequestId, Added[]>;
}

/** The same for the copy of these people. */
export async function exportAdded(ctx: Ctx, permit: Permit, people: readonly PersonId[]): Promise<ExportItem[]> {
  const opened = await openRows(ctx, permit, await additionStore.ofPeople(ctx, people));
  return opened.map(({ at, kind, text, request }) => ({ at, fields: { request, kind, text } }));
}

async function openRows(ctx: Ctx, permit: Permit, rows: readonly Row[]): Promise<(Added & { request: RequestId })[]> {
  const items = rows.map((row) => ({ place: placeOf(row), sealed: row.words }));
  const texts = await openMany(ctx, permit, items);
  return rows.map(({ request, kind, at }, place) => ({ request, kind, at: at.toISOString(), text: texts[place] ?? '' }));
}
