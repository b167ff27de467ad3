// Taking back a step towards less privacy, from the page that shows it.
import { inCode, stepsThatHold } from '#defaults';
import type { Ctx } from '#kit/ctx';
import { Problem } from '#kit/problem';
import { partCode, type Setting, settings } from '#kit/setting';
import { append } from '#ledger';

/**
 * Puts back what held before the step, of a setting or of one part of it; a part whose step was not written down goes back to the default. Problem `not-found` for a setting nobody knows, `conflict` where there is
 * nothing that can be taken back there, or not by whoever asks.
 */
export async function undoStep(ctx: Ctx, code: string, part?: string): Promise<void> {
  const setting = settings.of(ctx).find((each) => each.code === code);
  if (!setting) throw new Problem('not-found');
  if (part !== undefined) return undoPart(ctx, setting, part);
  const now = await setting.value?.(ctx);
  const step = now && (await stepsThatHold(ctx, new Map([[code, now]]))).get(code);
  if (!setting.undo || !step) throw nothingHolds();
  if (setting.canUndo && !(await setting.canUndo(ctx, step.undo)))
    throw new Problem('conflict', {
      because: 'not-from-here',
      detail: 'This cannot be taken back from here. Go to the page where it is changed.',
    });
  await setting.undo(ctx, step.undo);
  await append(ctx, {
    kind: 'default.restored',
    facts: { step: step.id, setting: code, before: inCode(step.after), after: inCode(step.before) },
  });
}

async function undoPart(ctx: Ctx, { code, standard, parts, undoPart: putBack }: Setting, part: string): Promise<void> {
  const value = (await parts?.(ctx))?.find(({ id }) => id === part)?.value;
  if (!putBack || !value) throw nothingHolds();
  const of = partCode(code, part);
  const step = (await stepsThatHold(ctx, new Map([[of, value]]))).get(of);
  await putBack(ctx, part, step?.undo);
  await append(ctx, {
    kind: 'default.restored',
    facts: { step: step?.id ?? null, setting: of, before: inCode(value), after: inCode(step?.before ?? standard) },
  });
}

const nothingHolds = () => new Problem('conflict', { detail: 'No step that could be taken back holds here any more.' });
