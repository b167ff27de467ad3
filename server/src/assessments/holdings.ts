// What assessments keep is about the company's own processing. Members of staff stand in it as who wrote, decided or sees to a measure, and leave it when they are erased.
import type { Ctx } from '#kit/ctx';
import type { Holding } from '#kit/holding';
import type { SubjectId } from '#kit/ids';
import { until } from '#kit/lasting';
import { openAdvice, openContent, sealAdvice, sealContent } from './content.ts';
import { rowsNaming, unnameRow } from './store.ts';

export const assessmentsHoldings: readonly Holding[] = [
  {
    table: 'assessment_versions',
    about: 'staff',
    columns: {
      ...{ workspace_id: 'key', assessment_id: 'key', version: 'code', revision: 'code', because: 'code' },
      ...{ content: 'secret', advice: 'secret', advised_by: 'pseudonym' }, // free texts: under the key of the company
      ...{ facts: 'public', facts_hash: 'hash', changes: 'public', outcome: 'code', level: 'code', review_on: 'time' },
      ...{ finished: 'code', undone: 'time', owners: 'pseudonym' },
      ...{
        begun_at: 'time',
        words_hash: 'hash',
        changed_by: 'pseudonym',
        changed_at: 'time',
        approved_by: 'pseudonym',
        approved_at: 'time',
      },
    },
    seals: { under: 'workspace_id', row: ['assessment_id', 'version'] },
    title: { en: 'Assessments they wrote, approved or see to', de: 'Abschätzungen, die sie schrieben, genehmigten oder umsetzen' },
    purpose: 'staff-administration',
    period: until('discarded'),
    count: async (ctx, subjects) => (await rowsNaming(ctx, subjects)).length,
    export: async (ctx, _permit, subjects) => {
      const entries = (await rowsNaming(ctx, subjects)).length;
      return entries === 0 ? [] : [{ fields: { entries } }];
    },
    erase: unname,
  },
  {
    table: 'assessments',
    about: 'nobody',
    columns: { workspace_id: 'key', id: 'key', kind: 'code', purposes: 'code', opened_at: 'time' },
    purpose: null,
    period: null,
  },
];

/** Takes these members of staff out of every version, also out of what is sealed. */
async function unname(ctx: Ctx, subjects: readonly SubjectId[]): Promise<number> {
  const rows = await rowsNaming(ctx, subjects);
  for (const row of rows) {
    const content = await openContent(ctx, row);
    const measures = content.measures.map((each) => (subjects.some((gone) => gone === each.owner) ? { ...each, owner: null } : each));
    const goes = row.advisedBy !== null && subjects.some((gone) => gone === row.advisedBy);
    const advice = goes
      ? await sealAdvice(
          ctx,
          row,
          (await openAdvice(ctx, row)).map((each) => ({ ...each, by: '' })),
        )
      : row.advice;
    await unnameRow(ctx, row, { content: await sealContent(ctx, row, { ...content, measures }), advice }, subjects);
  }
  return rows.length;
}
