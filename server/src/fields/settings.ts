// From the start nothing is noted about people beyond what a conversation brings along.

import { everythingCarried } from '#access';
import type { Ctx } from '#kit/ctx';
import type { Setting } from '#kit/setting';
import { countFields, holdsNothing, setting, stopField } from './declare.ts';
import type { FieldId } from './types.ts';

const inWords = (count: number) =>
  count === 0
    ? { en: 'none', de: 'keine' }
    : { en: `${count} ${count === 1 ? 'field' : 'fields'}`, de: `${count} ${count === 1 ? 'Feld' : 'Felder'}` };

export const fieldSettings: readonly Setting[] = [
  {
    code: setting,
    group: 'privacy',
    title: { en: 'Fields in which your team notes something about people', de: 'Felder, in denen dein Team etwas zu Personen vermerkt' },
    reason: {
      en: 'What nobody notes cannot get lost. Each new field asks for a reason, a purpose and a period.',
      de: 'Was niemand vermerkt, kann nicht verloren gehen. Jedes neue Feld braucht eine Begründung, einen Zweck und eine Frist.',
    },
    article: '25(2)',
    standard: inWords(0),
    value: async (ctx) => inWords(await countFields(ctx)),
    undo: async (ctx, before) => {
      await stopField(ctx, fieldOf(before));
    },
    // what stands in it would go without a number or a question: that is asked where fields are stopped
    canUndo: async (ctx, before) => (await mayStop(ctx)) && (await holdsNothing(ctx, fieldOf(before))),
    where: 'console',
    page: '/fields',
  },
];

const fieldOf = (before: unknown): FieldId => (before as { field: FieldId }).field;

async function mayStop(ctx: Ctx): Promise<boolean> {
  const grants = await everythingCarried(ctx);
  return grants?.some(({ permissions }) => permissions.includes('purposes.change')) ?? true;
}
