// Emulators keep what was played in memory, each node its own. Here their copies and the database are brought together, before something is played and after it: what one node sent is seen, tapped, failed
// and taken back on any other (record 107). Nodes take turns at a desk, so a copy is whole when its turn ends.
import { openSecret, sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, newId, type WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { packed, type Shelf, unpacked } from './shelf.ts';
import { type Behaviour, type DeskRow, dropItems, holdDesk, type ItemRow, itemsOn, putItem, sealedOf } from './store.ts';

export type Desk = {
  readonly workspace: WorkspaceId;
  /** An inbox, or what else is shared of a company. */
  readonly name: string;
  /** Whether it plays however the switch stands. */
  readonly isOwn: boolean;
  /** Whether a thing on it is there because the sandbox of the company is on. */
  isPlayed(value: unknown): boolean;
  open(): Promise<Shelf>;
  behave?(behaviour: Behaviour): Promise<void>;
  /** Forgets what is here: it was forgotten elsewhere. */
  forget(): Promise<void>;
};
type Known = { readonly id: Id<'sbx'>; readonly revision: number; readonly text: string };
/** `rows`: what of it is known to be in the database. */
type Copy = { readonly sitting: string; told: number; rows: Map<string, Known> };

const copies = tool<WeakMap<object, Copy>>('channels.sandbox-copies');
const turns = tool<Map<string, Promise<unknown>>>('channels.sandbox-turns');

/** Brings the copy of this node and the database together, once what is under way at this desk is done. Throws what the database throws; then this node knows what it knew, and what it brought in. For whoever holds no connection: it takes one, and waits for others that do (record 107). */
export function share(tools: Tools, desk: Desk): Promise<void> {
  if (!tools.has(turns.name)) turns.set(tools, new Map());
  const all = turns.of({ tools });
  const key = `${desk.workspace}/${desk.name}`;
  const turn = (all.get(key) ?? Promise.resolve()).catch(() => undefined).then(() => shareNow(tools, desk));
  all.set(key, turn);
  return turn;
}

/** Whether this node has shared this desk since it started. */
export const isShared = (tools: Tools, { workspace, name }: Pick<Desk, 'workspace' | 'name'>): boolean =>
  tools.has(turns.name) && turns.of({ tools }).has(`${workspace}/${name}`);

/** Plays something at a desk that all nodes see; where the database cannot be had it is played all the same, and shown here alone. */
export async function sharing<T>(tools: Tools, desk: Desk | undefined, work: () => Promise<T>): Promise<T> {
  if (!desk) return work();
  const bring = () =>
    share(tools, desk).catch((error: unknown) =>
      log.of({ tools })('warn', 'sandbox.not-shared', { workspace: desk.workspace, error: errorCode(error) }),
    );
  await bring();
  try {
    return await work();
  } finally {
    await bring();
  }
}

async function shareNow(tools: Tools, desk: Desk, isAgain = false): Promise<void> {
  const shelf = await desk.open();
  if (!tools.has(copies.name)) copies.set(tools, new WeakMap());
  const all = copies.of({ tools });
  const who = { workspace: desk.workspace, actor: { kind: 'system', id: 'channels' } } as const;
  const fresh = newId('sbx');
  const turn = await act(tools, who, async (ctx) => {
    const row = await ctx.db.one(holdDesk, [ctx.workspace, desk.name, fresh, desk.isOwn]);
    const copy = all.get(shelf.of) ?? { sitting: row.sitting, told: 0, rows: new Map() };
    if (copy.sitting !== row.sitting) return undefined;
    if (row.sitting !== fresh) all.set(shelf.of, copy); // what it brings in stays known, however the turn ends: else it would be written as new after it was forgotten elsewhere
    await bringIn(ctx, desk, shelf, copy);
    return { row, copy, rows: await bringOut(ctx, desk, shelf, copy) };
  });
  if (turn) {
    const { row, copy, rows } = turn;
    copy.rows = rows;
    all.set(shelf.of, copy);
    return behave(desk, row, copy);
  }
  all.delete(shelf.of);
  await desk.forget();
  if (!isAgain) await shareNow(tools, desk, true);
}

async function behave(desk: Desk, { behaviour, told }: DeskRow, copy: Copy): Promise<void> {
  if (!behaviour || copy.told === told) return;
  await desk.behave?.(behaviour);
  copy.told = told;
}

/** What is gone there goes here; what came, or became another, is put here, unless it became another here too. */
async function bringIn(ctx: Ctx, desk: Desk, shelf: Shelf, copy: Copy): Promise<void> {
  const found = new Map((await ctx.db.all(itemsOn, [ctx.workspace, desk.name])).map(({ id, revision }) => [id, revision]));
  for (const [name, { id }] of copy.rows)
    if (!found.has(id)) {
      shelf.drop(name);
      copy.rows.delete(name);
    }
  const known = new Map([...copy.rows.values()].map(({ id, revision }) => [id, revision]));
  const news = [...found.keys()].filter((id) => known.get(id) !== found.get(id));
  if (news.length === 0) return;
  const here = new Map(shelf.list());
  for (const { id, sealed } of await ctx.db.all(sealedOf, [ctx.workspace, news])) {
    const text = await openSecret(ctx, placeOf(id), sealed);
    const [name, value] = unpacked(text);
    const before = copy.rows.get(name);
    const isChanged = before !== undefined && here.has(name) && packed(name, here.get(name)) !== before.text;
    if (!isChanged && !(before && !here.has(name))) shelf.put(name, value);
    copy.rows.set(name, { id, revision: found.get(id) ?? 0, text: isChanged ? before.text : text });
  }
}

/** What came or became another here is put there; what is gone here goes there. Gives what is known once that is durable. */
async function bringOut(ctx: Ctx, desk: Desk, shelf: Shelf, copy: Copy): Promise<Copy['rows']> {
  const [here, rows] = [new Map(shelf.list()), new Map(copy.rows)];
  for (const [name, value] of here) {
    const [text, before] = [packed(name, value), rows.get(name)];
    if (before?.text === text) continue;
    const id = before?.id ?? newId('sbx');
    const sealed = await sealSecret(ctx, placeOf(id), text);
    const { revision }: ItemRow = await ctx.db.one(putItem, [ctx.workspace, id, desk.name, ctx.now, desk.isPlayed(value), sealed]);
    rows.set(name, { id, revision, text });
  }
  const gone = [...rows].filter(([name]) => !here.has(name));
  for (const [name] of gone) rows.delete(name);
  if (gone.length > 0) await ctx.db.run(dropItems, [ctx.workspace, gone.map(([, { id }]) => id)]);
  return rows;
}

const placeOf = (id: Id<'sbx'>) => ({ table: 'sandbox_items', row: id, column: 'sealed' });
