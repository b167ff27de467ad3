// Compliance checks over assessments: a legitimate interest that nobody tested, what has changed since somebody judged it, what was decided and is not done.
import type { Ctx } from '#kit/ctx';
import type { Check } from '#kit/room';
import { listPurposes } from '#purposes';
import { today } from '#vendors';
import { openAdvice, openContent, wordsHashOf } from './content.ts';
import { sourcesOf } from './facts/gather.ts';
import { approvedRows, draftRows, everyApprovedRow } from './store.ts';
import { reasonsToReopen } from './turn.ts';
import type { Row } from './types.ts';
import { untested } from './view.ts';

const ids = async (rows: Promise<readonly Row[]>): Promise<string[]> => (await rows).map(({ id }) => id);
const check = (of: Omit<Check, 'run' | 'evidence'>, found: (ctx: Ctx) => Promise<readonly string[]>): Check => ({
  ...of,
  run: async (ctx) => (await found(ctx)).length,
  evidence: async (ctx) => (await found(ctx)).slice(0, 20),
});

export const assessmentsChecks: readonly Check[] = [
  check(
    {
      id: 'assessments.every-interest-is-weighed',
      article: '6(1)(f)',
      question: 'Has every purpose that rests on a legitimate interest an approved test that carries it?',
      severity: 'high',
    },
    untested,
  ),
  check(
    {
      id: 'assessments.every-change-is-judged',
      article: '35(11)',
      question: 'Was every assessment looked at again since something it rests on has changed?',
      severity: 'high',
    },
    (ctx) => ids(reopened(ctx, 'facts')),
  ),
  check(
    {
      id: 'assessments.every-review-is-done',
      article: '35(11)',
      question: 'Was every assessment reviewed by the day that was set for it?',
      severity: 'medium',
    },
    (ctx) => ids(reopened(ctx, 'review')),
  ),
  check(
    {
      id: 'assessments.words-as-approved',
      article: '5(2)',
      question: 'Does every approved assessment still say what was approved?',
      severity: 'high',
    },
    (ctx) => ids(altered(ctx)),
  ),
  check(
    {
      id: 'assessments.measures-in-time',
      article: '35(7)(d)',
      question: 'Was every measure of an approved assessment carried out by its day?',
      severity: 'medium',
    },
    async (ctx) => ids(approvedRows(ctx).then((rows) => rows.filter(({ undone }) => undone !== null && undone < today(ctx)))),
  ),
  check(
    {
      id: 'assessments.refused-is-off',
      article: '35(1)',
      question: 'Is every purpose off that its assessment did not allow?',
      severity: 'high',
    },
    async (ctx) => {
      const on = new Set((await listPurposes(ctx)).flatMap(({ active, code }) => (active ? code : [])));
      const refused = (await approvedRows(ctx)).filter(({ kind, outcome }) => kind === 'dpia' && outcome === 'may-not');
      return refused.filter(({ purposes }) => purposes.some((code) => on.has(code))).map(({ id }) => id);
    },
  ),
];

/** What was approved, and does not hold for this reason any more, whatever is being worked on meanwhile; or was begun anew for it and is not approved yet. */
async function reopened(ctx: Ctx, because: 'facts' | 'review'): Promise<Row[]> {
  const sources = await sourcesOf(ctx);
  const begun = new Map((await draftRows(ctx)).map((row) => [row.id, row.because]));
  return (await approvedRows(ctx)).filter((row) => begun.get(row.id) === because || reasonsToReopen(ctx, row, sources).includes(because));
}

/** Approved versions whose words are not those that were approved. */
async function altered(ctx: Ctx): Promise<Row[]> {
  const found: Row[] = [];
  for (const row of await everyApprovedRow(ctx)) {
    const [salt] = row.wordsHash?.split('.') ?? [];
    const read = async () => wordsHashOf(await openContent(ctx, row), await openAdvice(ctx, row), salt);
    if ((await read().catch(() => undefined)) !== row.wordsHash) found.push(row);
  }
  return found;
}
