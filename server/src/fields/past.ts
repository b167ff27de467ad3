// What is noted about somebody although it should be gone: a restriction or a hold keeps it (Art. 17(3), 18(2)). That it is there may be told, what it says is opened for nobody here.
import { opensSpecialOf } from '#conversations';
import { unwillingAmong } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { listPurposes } from '#purposes';
import { switchedOff } from './ended.ts';
import { withSaid } from './rules.ts';
import * as store from './store.ts';
import type { FieldId, Names } from './types.ts';

/** `names` null where it tells of health, faith or the like and the role does not open that. */
export type Past = {
  readonly field: FieldId;
  readonly names: Names | null;
  readonly over: 'time' | 'stopped' | 'purpose-off' | 'no-longer-wanted';
  readonly since: Date | null;
};
type Over = Pick<Past, 'over' | 'since'>;

/** Of everyone who is this person (`people`, the root first), at most 400. Those that nothing keeps are in it until the next sweep. */
export async function pastValues(ctx: Ctx, people: readonly PersonId[]): Promise<Past[]> {
  const [root] = people;
  if (root === undefined) return [];
  const rows = (await ctx.db.all(store.standingOf, [ctx.workspace, people])).map(withSaid);
  const off = new Map((await switchedOff(ctx)).map(({ code, on }) => [code, on]));
  const unwanted = new Set<string>();
  for (const purpose of await listPurposes(ctx))
    if (rows.some((row) => row.purpose === purpose.code) && (await unwillingAmong(ctx, purpose, [root])).has(root))
      unwanted.add(purpose.code);
  const past: Past[] = [];
  for (const { id, names, purpose, tellsOf, until, stoppedAt } of rows) {
    const goneOn = off.get(purpose);
    const over: Over | undefined = stoppedAt
      ? { over: 'stopped', since: stoppedAt }
      : until <= ctx.now
        ? { over: 'time', since: until }
        : goneOn && goneOn <= ctx.now
          ? { over: 'purpose-off', since: goneOn }
          : unwanted.has(purpose)
            ? { over: 'no-longer-wanted', since: null }
            : undefined;
    if (!over) continue;
    const isOpen = tellsOf.length === 0 || (await opensSpecialOf(ctx, root, ctx.purpose ?? purpose));
    past.push({ field: id, names: isOpen ? names : null, ...over });
  }
  return past;
}
