// Facts that ended are proof of what was obeyed, for as long as rights are answered for (Art. 5(2)). What stands is no proof of something over: an objection holds whatever its age.
import { noes } from '#keys';
import type { Proofs } from '#kit/holding';
import { pastProofs } from '#purposes';
import { dropFacts, pastFacts } from './store.ts';

export const factProofs: Proofs = {
  past: async (ctx, day, after, limit) => {
    const page = await pastProofs(ctx, pastFacts, day, after, limit);
    if (page.rows.length === 0) return page;
    // where a crash kept its end from being written to the list outside, the list asks for the row: without it the fact would be set again
    const listed = new Set(noes(ctx.tools).flatMap(({ of, codes }) => (of === 'fact' ? [codes['id'], codes['like']] : [])));
    return { ...page, rows: page.rows.filter(({ id }) => !listed.has(id)) };
  },
  drop: (ctx, rows) =>
    dropFacts(
      ctx,
      rows.map(({ id }) => id),
    ),
};
