// What a choice consists of, from what the rooms declare: the records of a category, or those of the conversation's own tables that name the message or file.
import { permitOrThrow } from '#gate';
import type { Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type ExportItem, type ExportOptions, type Holding, holdings, sealedFields } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import type { Scope } from './rules.ts';

export type Record = { readonly holding: string; readonly item: ExportItem };
type Choice = { readonly scope: Scope; readonly item: string | null };

/** The records of each choice, in the clear, in the same order; files only of what is chosen. */
export async function gather(
  ctx: Ctx,
  permit: Permit,
  people: readonly PersonId[],
  choices: readonly Choice[],
  { withoutFiles = false }: Pick<ExportOptions, 'withoutFiles'> = {},
): Promise<Record[][]> {
  const threads = choices.some(({ scope }) => scope !== 'category');
  const wanted = holdings.of(ctx).filter((each) => each.about === 'person' && (isChosen(each, choices) || (threads && isThread(each))));
  const read = async (options: ExportOptions) =>
    Promise.all(
      wanted.map(async (each) => ((await each.export?.(ctx, permit, people, options)) ?? []).map((item) => ({ holding: each, item }))),
    );
  const plain = (await read({ withoutFiles: true })).flat();
  const picks = choices.map((choice) => picker(choice, plain));
  const filesOf: ExportOptions['filesOf'] = (table, fields) => picks.some((pick) => pick(table, fields));
  const all = withoutFiles ? plain : (await read({ filesOf })).flat();
  return picks.map((pick) =>
    all.filter(({ holding, item }) => pick(holding.table, item.fields)).map(({ holding, item }) => ({ holding: holding.table, item })),
  );
}

/** A permit over everything of a person that is sealed, to carry what stays under another key. */
export async function permitForAll(ctx: Ctx, person: PersonId, lost: readonly PersonId[] = []): Promise<Permit> {
  const fields = sealedFields(holdings.of(ctx).filter((each) => each.about === 'person'));
  return permitOrThrow(ctx, { act: 'export', person, lost, purpose: 'rights-fulfilment', fields });
}

/** How many records, and bytes of files as far as they are known. */
export function sizeOf(records: readonly Record[]): { records: number; bytes: number } {
  const bytes = records.reduce((sum, { item }) => sum + (typeof item.fields['size'] === 'number' ? item.fields['size'] : 0), 0);
  return { records: records.length, bytes };
}

const isThread = (holding: Holding): boolean => holding.room === 'conversations';
const isChosen = (holding: Holding, choices: readonly Choice[]): boolean =>
  choices.some(({ scope, item }) => scope === 'category' && item === holding.table);

type Picks = (table: string, fields: ExportItem['fields']) => boolean;
/** Ids within a record say where it belongs: `conversation`, `message`, `attachment`. */
function picker({ scope, item }: Choice, all: readonly { holding: Holding; item: ExportItem }[]): Picks {
  if (scope === 'category') return (table) => table === item;
  const threads = new Set(all.flatMap(({ holding }) => (isThread(holding) ? [holding.table] : [])));
  if (scope === 'attachment') return (table, fields) => threads.has(table) && fields['attachment'] === item;
  const messages = new Set(scope === 'message' ? [item] : messagesIn(item, all));
  return (table, fields) =>
    threads.has(table) && (messages.has(String(fields['message'])) || (scope === 'conversation' && fields['conversation'] === item));
}

const messagesIn = (conversation: string | null, all: readonly { item: ExportItem }[]): string[] =>
  all.flatMap(({ item }) =>
    item.fields['conversation'] === conversation && item.fields['message'] ? [String(item.fields['message'])] : [],
  );
