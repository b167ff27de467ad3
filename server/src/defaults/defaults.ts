// The door of defaults: every step of a company towards less privacy passes here, with its reason (Art. 25(2), 5(2)), and can be taken back.
import { openSecret, sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { newId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { partCode, settings, type Words } from '#kit/setting';
import { append } from '#ledger';
import { addStep, newestSteps, type StepRow } from './store.ts';

/** A step that still holds. `undo` is what the room gave along to take it back. */
export type Step = Omit<StepRow, 'reason'> & { readonly reason: string };
type Asked = {
  /** Codes of the settings that it may move, or of parts of them (`partCode`). */
  readonly of: readonly string[];
  readonly reason: string | undefined;
  /** What held before, as codes and numbers, for the setting's own `undo`. */
  readonly undo: unknown;
};

/** Takes a step towards less privacy, and records for each setting that moved who did it, why, from what and to what. Problem `invalid` (`reason-needed`) without a reason. */
export async function stepDown<T>(ctx: Ctx, { of, reason, undo }: Asked, take: () => Promise<T>): Promise<T> {
  if (!reason?.trim()) throw reasonNeeded();
  const before = await valuesOf(ctx, of);
  const taken = await take();
  const after = await valuesOf(ctx, of);
  for (const [setting, was] of before) {
    const is = after.get(setting);
    if (!is || is.en === was.en) continue;
    const id = newId('dfs');
    const sealed = await sealSecret(ctx, placeOf(id), reason.trim());
    await addStep(ctx, { id, setting, before: was, after: is, undo, reason: sealed });
    await append(ctx, { kind: 'default.lowered', facts: { step: id, setting, before: inCode(was), after: inCode(is) } });
  }
  return taken;
}

/** What a page shows, as the ledger takes it: `2 years` as `2-years`. */
export const inCode = ({ en }: Words): string =>
  en
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

export const reasonNeeded = (): Problem =>
  new Problem('invalid', {
    ...{ because: 'reason-needed', article: '25(2)' },
    fields: [{ path: 'body/reason', message: 'A step towards less privacy needs a reason.' }],
  });

/** Of every setting the newest step, where it still holds: what it led to is what is shown now. */
export async function stepsThatHold(ctx: Ctx, now: ReadonlyMap<string, Words>): Promise<Map<string, Step>> {
  const holding = (await newestSteps(ctx)).filter(({ setting, after }) => now.get(setting)?.en === after.en);
  const steps = new Map<string, Step>();
  for (const row of holding) steps.set(row.setting, { ...row, reason: await openSecret(ctx, placeOf(row.id), row.reason) });
  return steps;
}

async function valuesOf(ctx: Ctx, codes: readonly string[]): Promise<Map<string, Words>> {
  const values = new Map<string, Words>();
  for (const { code, value, parts, standard } of settings.of(ctx)) {
    if (value && codes.includes(code)) values.set(code, await value(ctx));
    const asked = parts ? codes.filter((each) => each.startsWith(partCode(code, ''))) : [];
    const moved = asked.length > 0 ? await parts?.(ctx) : [];
    for (const each of asked) values.set(each, moved?.find(({ id }) => partCode(code, id) === each)?.value ?? standard);
  }
  return values;
}

const placeOf = (id: string) => ({ table: 'default_steps', row: id, column: 'reason' });
