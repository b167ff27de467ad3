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
type OneStep = {
  readonly setting: string;
  readonly before: Words;
  readonly after: Words;
  readonly undo: unknown;
  readonly reason: string | undefined;
};
type Asked = {
  /** Codes of the settings that it moves, or of parts of them (`partCode`). */
  readonly of: readonly string[];
  readonly reason: string | undefined;
  /** What held before, as codes and numbers, for the setting's own `undo`. */
  readonly undo: unknown;
};

/** Takes a step towards less privacy, and records for each setting that moved who did it, why, from what and to what. Problem `invalid` (`reason-needed`) without a reason; an error where a setting does not show the step, which nobody could see or take back there. */
export async function stepDown<T>(ctx: Ctx, { of, reason, undo }: Asked, take: () => Promise<T>): Promise<T> {
  if (!reason?.trim()) throw reasonNeeded();
  if (of.length === 0) throw new Error('a step towards less privacy moves no setting');
  const before = await valuesOf(ctx, of);
  const taken = await take();
  const after = await valuesOf(ctx, of);
  for (const setting of of) {
    const [was, is] = [before.get(setting), after.get(setting)];
    if (!was || !is || is.en === was.en) throw new Error(`a step towards less privacy does not show in ${setting}`);
    await write(ctx, { setting, before: was, after: is, undo, reason: reason.trim() });
  }
  return taken;
}

/** The same of one setting, or one part, where whoever takes the step knows what it moves: without looking at all the others. */
export async function stepOne<T>(ctx: Ctx, { reason, ...moved }: OneStep, take: () => Promise<T>): Promise<T> {
  if (!reason?.trim()) throw reasonNeeded();
  const taken = await take();
  await write(ctx, { ...moved, reason: reason.trim() });
  return taken;
}

/** Which parts of a setting a step was ever taken for, by their ids. */
export async function partsStepped(ctx: Ctx, setting: string): Promise<string[]> {
  const start = partCode(setting, '');
  return (await newestSteps(ctx)).flatMap((step) => (step.setting.startsWith(start) ? [step.setting.slice(start.length)] : []));
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

async function write(ctx: Ctx, { setting, before, after, undo, reason }: OneStep & { reason: string }): Promise<void> {
  const id = newId('dfs');
  await addStep(ctx, { id, setting, before, after, undo, reason: await sealSecret(ctx, placeOf(id), reason) });
  await append(ctx, { kind: 'default.lowered', facts: { step: id, setting, before: inCode(before), after: inCode(after) } });
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
