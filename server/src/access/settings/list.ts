// The list of settings: what the rooms say of themselves and the options of the configuration, in the words of one language.
import { type Step, stepsThatHold } from '#defaults';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { type Part, partCode, settings, type Words } from '#kit/setting';
import { staffNames } from '../names.ts';

/**
 * Every setting with value, default and reason, and the step towards less privacy that holds, if one does; and the same of each part that is not as the default. `isStandard` compares what is shown, so
 * that a deviation is never hidden by a detail.
 */
export async function listSettings(ctx: Ctx, language: 'en' | 'de') {
  const now = new Map<string, Words>();
  const moved = new Map<string, readonly Part[]>();
  // one after the other: they share the transaction
  for (const { code, standard, value, parts } of settings.of(ctx)) {
    now.set(code, value ? await value(ctx) : standard);
    if (parts) moved.set(code, await parts(ctx));
    for (const part of moved.get(code) ?? []) now.set(partCode(code, part.id), part.value);
  }
  const steps = await stepsThatHold(ctx, now);
  const names = await staffNames(
    ctx,
    [...steps.values()].flatMap(({ takenBy }) => (takenBy.startsWith('stf_') ? (takenBy as StaffId) : [])),
  );
  const back = new Map<string, boolean>();
  for (const { code, undo, canUndo } of settings.of(ctx)) {
    const step = steps.get(code);
    if (step && undo) back.set(code, (await canUndo?.(ctx, step.undo)) ?? true);
  }
  const shown = (step: Step | undefined, canUndo: boolean) =>
    step
      ? {
          ...{ by: names.get(step.takenBy as StaffId) ?? null, at: step.takenAt.toISOString(), reason: step.reason },
          ...{ before: step.before[language], canUndo },
        }
      : null;
  const items = settings.of(ctx).map(({ code, group, title, reason, article, standard, where, page }) => ({
    ...{ code, group, article, where, page, title: title[language], standard: standard[language], reason: reason[language] },
    value: now.get(code)?.[language] ?? '',
    isStandard: now.get(code)?.[language] === standard[language],
    step: shown(steps.get(code), back.get(code) === true),
    parts: (moved.get(code) ?? []).map(({ id, name, value }) => ({
      ...{ id, name, value: value[language], step: shown(steps.get(partCode(code, id)), true) },
    })),
  }));
  return { items };
}
