// Counts what flowed, out of the ledger and after the fact: no message and no look waits for it, and what is left names nobody. What is erased before it was counted
// stays uncounted; a figure that stands stays when its people are erased, for it is about none of them.
import { waysOf } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { type Flow, flowsSince } from '#ledger';
import { isOurselves } from '#vendors';
import { daysBefore } from '../days.ts';
import { addFigures, type FieldRow, type FlowRow, forgetFiguresBefore, moveProgress, takeProgress } from './store.ts';

const entriesAtOnce = 5_000;
const mostRounds = 40; // of one company in one beat
export const daysKept = 400;
/** Whoever is no recipient of the register: the team reads, the person gets what is theirs. */
export const team = '@team';
export const person = '@person';

const acts = { 'data.revealed': 'reveal', 'data.sent': 'send', 'data.exported': 'export', 'data.handed-over': 'hand-over' } as const;

/** Goes on where it ended; resolves when everything is counted or its share of this beat is. */
export async function countTraffic(ctx: Ctx): Promise<void> {
  const progress = await takeProgress(ctx);
  if (!progress) return;
  let { position } = progress;
  let isEnd = false;
  for (let round = 0; !isEnd && round < mostRounds; round += 1) {
    const { next, flows } = await flowsSince(ctx, position, entriesAtOnce);
    const ways = await waysOf(ctx, [...new Set(flows.flatMap(({ conversation }) => conversation ?? []))]);
    await addFigures(ctx, addedUp(flows.map((flow) => flowOf(flow, ways))), addedUp(flows.flatMap(fieldsOf)));
    isEnd = next === position;
    position = next;
  }
  await moveProgress(ctx, position, isEnd);
  await forgetFiguresBefore(ctx, daysBefore(ctx.now, daysKept));
}

type Ways = Awaited<ReturnType<typeof waysOf>>;

function flowOf(flow: Flow, ways: Ways): FlowRow {
  const { day, kind, purpose, uses } = flow;
  const way = ways.get(flow.conversation ?? '');
  return {
    day,
    act: kind in acts ? acts[kind as keyof typeof acts] : 'receive',
    purpose: purpose ?? '',
    channel: flow.channel ?? way?.channel ?? '',
    recipient: outside(flow.recipient ?? way?.recipient ?? ''),
    uses,
  };
}

/** A use names every field of its permit: what was not named was surely not opened. */
function fieldsOf(flow: Flow): FieldRow[] {
  const { day, kind, purpose, uses } = flow;
  if (!(kind in acts) || !flow.fields) return [];
  const act = acts[kind as keyof typeof acts];
  const names = new Set(flow.fields.split(',').map((field) => field.replace(/-masked$/, '')));
  return [...names].map((field) => ({ day, act, field, purpose: purpose ?? '', recipient: takerOf(flow, act), uses }));
}

function takerOf({ recipient, actorKind }: Flow, act: FieldRow['act']): string {
  if (act === 'send' || act === 'hand-over') return outside(recipient ?? '');
  if (act === 'export' || actorKind === 'person') return person;
  return actorKind === 'staff' ? team : '';
}

const outside = (code: string): string => (isOurselves(code) ? '' : code);

/** Rows that differ in nothing but their number become one. */
function addedUp<R extends { readonly uses: number }>(rows: readonly R[]): R[] {
  const groups = Map.groupBy(rows, ({ uses: _, ...key }) => JSON.stringify(key));
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ ...first, uses: same.reduce((sum, row) => sum + row.uses, 0) }] : [];
  });
}
