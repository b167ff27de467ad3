// Assessments as the API gives them.
import type { Answer } from '@parley/contract';
import { asksForDpia, lacking } from '@parley/contract/assessing';
import { staffNames } from '#access';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { listPurposes } from '#purposes';
import { around, changesSince } from './approval.ts';
import { isOlderThan, openAdvice, openContent } from './content.ts';
import { factsOf, hashOf, sourcesOf } from './facts/gather.ts';
import { approvedRows, newestRows, versionRows } from './store.ts';
import type { AssessmentId, Content, Facts, Row } from './types.ts';

export type Whole = Answer<'readAssessment'>;
type Item = Answer<'listAssessments'>['items'][number];

/** Every assessment, newest first, and the purposes on a legitimate interest that no test carries. */
export async function listAssessments(ctx: Ctx): Promise<Answer<'listAssessments'>> {
  const approved = new Map((await approvedRows(ctx)).map((row) => [row.id, row]));
  const items: Item[] = [];
  for (const row of await newestRows(ctx)) items.push(itemOf(row, approved.get(row.id), (await openContent(ctx, row)).title));
  return { items, untested: await untested(ctx) };
}

/** Codes of purposes in force on a legitimate interest that no approved test carries (Art. 6(1)(f), 5(2)). */
export async function untested(ctx: Ctx): Promise<string[]> {
  const carried = new Set(
    (await approvedRows(ctx)).flatMap(({ kind, outcome, purposes }) => (kind === 'lia' && outcome === 'may' ? purposes : [])),
  );
  const resting = (await listPurposes(ctx)).filter(({ active, lawfulBasis }) => active && lawfulBasis === 'legitimate-interests');
  return resting.map(({ code }) => code).filter((code) => !carried.has(code));
}

/** One assessment in its newest version or another: a draft with the facts of now, an approved version with those it was made from. Problem `not-found`. */
export async function readAssessment(ctx: Ctx, id: AssessmentId, version?: number): Promise<Whole> {
  const rows = await versionRows(ctx, id);
  const [newest] = rows;
  const row = version === undefined ? newest : rows.find((each) => each.version === version);
  if (!newest || !row) throw new Problem('not-found');
  const isFrozen = row.approvedAt !== null;
  const content = await openContent(ctx, row);
  const facts = isFrozen ? row.facts : factsOf(row.purposes, await sourcesOf(ctx));
  const names = await staffNames(ctx, staffIn(rows));
  const named = (who: string | null) => (who === null ? null : { id: who, name: names.get(who as StaffId) ?? '' });
  return {
    ...itemOf(
      newest,
      rows.find(({ approvedAt }) => approvedAt !== null),
      content.title,
    ),
    ...{ shown: row.version, revision: row.revision, isFrozen, content, facts, factsHash: isFrozen ? row.factsHash : hashOf(facts) },
    advice: await adviceOn(ctx, row, content, facts),
    changes: [...(isFrozen ? row.changes : await changesSince(ctx, row, facts))],
    required: row.kind === 'dpia' && asksForDpia(content),
    lacking: isFrozen ? [] : lacking(row.kind, content, await around(ctx, row, content, facts)),
    finished: [...row.finished],
    approvedBy: named(row.approvedBy),
    versions: rows.map((each) => ({
      version: each.version,
      approvedAt: each.approvedAt?.toISOString() ?? null,
      approvedBy: named(each.approvedBy),
    })),
  };
}

function itemOf(newest: Row, approved: Row | undefined, title: string): Item {
  const { id, kind, purposes, because, version, level, changedAt } = newest;
  return {
    ...{ id, kind, purposes: [...purposes], title, because, version, level, changedAt: changedAt.toISOString() },
    state: newest.approvedAt !== null ? 'approved' : approved ? 'reopened' : 'draft',
    outcome: approved?.outcome ?? null,
    approvedAt: approved?.approvedAt?.toISOString() ?? null,
    reviewOn: approved?.reviewOn ?? null,
  };
}

async function adviceOn(ctx: Ctx, row: Row, content: Content, facts: Facts): Promise<Whole['advice']> {
  const all = await openAdvice(ctx, row);
  const shown = all.map(({ by, on, words }) => ({ by, on, words }));
  const [latest, last] = [all.at(-1), shown.at(-1)];
  return latest && last ? { ...last, isOlder: isOlderThan(latest, content, facts), earlier: shown.slice(0, -1) } : null;
}

const staffIn = (rows: readonly Row[]): StaffId[] => [
  ...new Set(rows.flatMap(({ approvedBy }) => (approvedBy?.startsWith('stf_') ? (approvedBy as StaffId) : []))),
];
