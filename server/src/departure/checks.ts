// An end that is held up holds up what was promised: everything goes back, and then nothing remains (Art. 28(3)(g)). And where nobody answers for privacy, those who may see no customer take them all out.
import type { Ctx } from '#kit/ctx';
import type { Check } from '#kit/room';
import { plannedEnd } from './end/course.ts';
import { answering } from './returning/agreeing.ts';

const week = 7 * 86_400_000;

/** Codes of what stands in the way of an end that is near or past its day. */
async function standing(ctx: Ctx): Promise<string[]> {
  const planned = await plannedEnd(ctx);
  if (!planned || planned.end.state === 'asked' || planned.end.state === 'leaving') return [];
  if (planned.end.endsAt.getTime() - ctx.now.getTime() > week) return [];
  return planned.blocks.map(({ because }) => because);
}

export const departureChecks: readonly Check[] = [
  {
    id: 'departure.nothing-holds-an-end-up',
    article: '28(3)(g)',
    question: 'Does nothing stand in the way of a contract that ends within a week or has ended?',
    severity: 'medium',
    run: async (ctx) => (await standing(ctx)).length,
    evidence: standing,
  },
  {
    id: 'departure.privacy-agrees-to-exports',
    article: '32(4)',
    question: 'Does somebody answer for privacy who has to agree before everything leaves in one file?',
    severity: 'medium',
    run: async (ctx) => ((await answering(ctx)).length === 0 ? 1 : 0),
    evidence: async (ctx) => ((await answering(ctx)).length === 0 ? ['nobody-answers-for-privacy'] : []),
  },
];
