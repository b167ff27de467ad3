// Names of staff, as colleagues, customers and detection meet them: kept in memory as long as an opened key may be, and let go on every node once one changes or whoever bears it is erased.
import { mintPermit, openableAmong, openMany, shreddedTopic } from '#keys';
import { config } from '#kit/config';
import { type Ctx, withCtx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { live, tellPages } from '#kit/live';
import { type Tools, tool } from '#kit/tool';
import { staffPurpose } from './purpose.ts';
import * as store from './store.ts';

/** Names lately read, so that a page of messages is not a page of ledger entries; `changes` counts what was let go, so that a name read before that is not taken up after it. */
export type NameCache = { readonly kept: Map<string, { readonly name: string; readonly until: number }>; changes: number };
export const nameCache = tool<NameCache>('access.names');
const namesKept = 5_000;

/** Starts with nothing; gives what stops it. */
export function startNames(tools: Tools): () => void {
  const cache: NameCache = { kept: new Map(), changes: 0 };
  nameCache.set(tools, cache);
  const bus = live.of({ tools });
  const stops = [
    bus.subscribeAll((workspace, { topic, ids }) => {
      const gone = topic === shreddedTopic ? String(ids['subjects']).split(',') : topic === changedTopic ? [String(ids['staff'])] : [];
      if (gone.length > 0) cache.changes += 1;
      for (const id of gone) cache.kept.delete(`${workspace} ${id}`);
    }),
    bus.whenMissed(() => {
      cache.changes += 1;
      cache.kept.clear();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Name of one member of staff; empty when they are gone. */
export async function staffName(ctx: Ctx, staff: StaffId): Promise<string> {
  return (await staffNames(ctx, [staff])).get(staff) ?? '';
}

/** Names of staff by id; who is gone is left out. */
export async function staffNames(ctx: Ctx, staff: readonly StaffId[]): Promise<Map<StaffId, string>> {
  const cache = nameCache.of(ctx);
  const names = new Map<StaffId, string>();
  for (const id of staff) {
    const known = cache.kept.get(`${ctx.workspace} ${id}`);
    if (known && known.until > ctx.now.getTime()) names.set(id, known.name);
  }
  const unknown = [...new Set(staff)].filter((id) => !names.has(id));
  if (unknown.length === 0) return names;
  const before = cache.changes;
  const rows = await store.staffRows(ctx.db, ctx.workspace, unknown);
  if (rows.length === 0) return names;
  const permit = mintPermit(ctx, { act: 'reveal', purpose: staffPurpose, subjects: rows.map((row) => row.id), fields: ['staff.name'] });
  const texts = await openMany(
    ctx,
    permit,
    rows.map((row) => ({ place: { subject: row.id, table: 'staff', row: row.id, column: 'name' }, sealed: row.name })),
  );
  rows.forEach((row, at) => {
    names.set(row.id, texts[at] ?? '');
    if (cache.changes === before) remember(ctx, row.id, texts[at] ?? '');
  });
  return names;
}

/** Names of everybody who works here or did, the latest two thousand, for what must be found by them in a text; nobody who was erased. */
export async function everyStaffName(ctx: Ctx): Promise<string[]> {
  const rows = await store.latestStaff(ctx.db, ctx.workspace);
  const ids = rows.map(({ id }) => id);
  const openable = await openableAmong(ctx, ids); // whose key is missing, or who goes now, closes nobody's copy
  const seeing = withCtx(ctx, { actor: { kind: 'system', id: 'detection' } }); // rules look by them; nobody is shown them
  const names = await staffNames(
    seeing,
    ids.filter((id) => openable.has(id)),
  );
  return [...new Set(names.values())];
}

/** Forgets a name at once on this node, and after the commit on every other. */
export function forgetName(ctx: Ctx, staff: StaffId): void {
  const cache = nameCache.of(ctx);
  cache.changes += 1;
  cache.kept.delete(`${ctx.workspace} ${staff}`);
  tellPages(ctx, { topic: changedTopic, ids: { staff } });
}

const changedTopic = 'staff.changed';

function remember(ctx: Ctx, staff: StaffId, name: string): void {
  const { kept } = nameCache.of(ctx);
  if (kept.size >= namesKept) kept.clear();
  kept.set(`${ctx.workspace} ${staff}`, { name, until: ctx.now.getTime() + config.of(ctx).keyCacheSeconds * 1000 });
}
