// The door of assessments: what processing may do to people, judged before it begins (Art. 35), and whether a legitimate interest outweighs theirs (Art. 6(1)(f)). The
// last room: nobody leans on it.
import type { Body } from '@parley/contract';
import type { Ctx } from '#kit/ctx';
import { newId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { purposeByCode } from '#purposes';
import { emptyContent, levelIn, openContent, ownersIn, refuseOdd, sealContent } from './content.ts';
import { changesBetween } from './facts/compare.ts';
import { factsOf, hashOf, sourcesOf } from './facts/gather.ts';
import { addRow, addVersionRow, lock, removeRow, versionRows, writeRow } from './store.ts';
import type { AssessmentId, Because, Facts, Row } from './types.ts';

export type { AssessmentId } from './types.ts';

/** Begins an assessment. Problem `invalid` for a purpose nobody knows, or a test of one that rests on something else; `conflict` where a test stands already. */
export async function openAssessment(ctx: Ctx, { kind, title, purposes: asked }: Body<'openAssessment'>): Promise<AssessmentId> {
  const purposes = [...asked].sort();
  for (const code of purposes) {
    const purpose = await purposeByCode(ctx, code);
    if (!purpose) throw refused('There is no such purpose.');
    if (kind === 'lia' && purpose.lawfulBasis !== 'legitimate-interests')
      throw refused('This purpose does not rest on a legitimate interest.');
  }
  if (kind === 'lia' && purposes.length > 1) throw refused('A test is about one purpose.');
  const id = newId('asm');
  if ((await addRow(ctx, { id, kind, purposes })) === 0)
    throw new Problem('conflict', { detail: 'There is a test of this purpose already: go on with that one.' });
  const facts = factsOf(purposes, await sourcesOf(ctx));
  const begun = { version: 1, because: 'new', facts, factsHash: hashOf(facts), changes: [], level: null, owners: [] } as const;
  await addVersionRow(ctx, id, { ...begun, content: await sealContent(ctx, { id, version: 1 }, emptyContent(title)) });
  await append(ctx, { kind: 'assessment.opened', facts: { assessment: id, of: kind, purposes: purposes.join(',') } });
  return id;
}

/** Writes a draft on. Problem `not-found`; `conflict` for an approved version, or one that somebody else changed since it was read; `invalid`. */
export async function changeAssessment(ctx: Ctx, id: AssessmentId, { revision, content }: Body<'changeAssessment'>): Promise<void> {
  const row = await draftOf(ctx, id, revision);
  await refuseOdd(ctx, row.kind, content, row.owners);
  await writeRow(ctx, row, { content: await sealContent(ctx, row, content), level: levelIn(content), owners: ownersIn(content) });
  await append(ctx, { kind: 'assessment.changed', facts: { assessment: id, version: row.version, revision: row.revision + 1 } });
}

/** Begins the next version of an approved assessment by hand. Problem `conflict` for one that is being worked on. */
export async function reopenAssessment(ctx: Ctx, id: AssessmentId): Promise<void> {
  const row = await newestOf(ctx, id);
  if (row.approvedAt === null) throw new Problem('conflict', { detail: 'This one is being worked on already.' });
  await beginAnew(ctx, row, 'by-hand', factsOf(row.purposes, await sourcesOf(ctx)));
}

/** The next version of an approved one, with its words and what has changed since. */
export async function beginAnew(ctx: Ctx, row: Row, because: Exclude<Because, 'new'>, facts: Facts): Promise<void> {
  const before = await openContent(ctx, row);
  const measures = before.measures.map((each) => (row.finished.includes(each.id) ? { ...each, done: true } : each));
  const { decision: _decision, 'advice-not-followed': _why, ...answers } = before.answers;
  // what has to be decided anew: what the authority said was about what was planned then (Art. 36(1)), and stays readable there
  const content = { ...before, measures, answers, reviewOn: null, outcome: null, adviceFollowed: null, consultation: null };
  const next = { id: row.id, version: row.version + 1 };
  const changes = changesBetween(row.facts, facts);
  await addVersionRow(ctx, row.id, {
    ...{ version: next.version, because, facts, factsHash: hashOf(facts), changes, level: row.level, owners: row.owners },
    content: await sealContent(ctx, next, content),
  });
  const changed = [...new Set(changes.map(({ part, code }) => `${part}:${code}`))];
  const named = changed.slice(0, 20).join(',');
  await append(ctx, {
    kind: 'assessment.reopened',
    facts: { assessment: row.id, version: next.version, because, changes: changes.length, ...(named && { changed: named }) },
  });
}

/** Takes a draft away that was never approved. Problem `conflict` otherwise: what was approved stays as proof (Art. 5(2)). */
export async function removeAssessment(ctx: Ctx, id: AssessmentId): Promise<void> {
  const row = await newestOf(ctx, id);
  if (row.version > 1 || row.approvedAt !== null) throw new Problem('conflict', { detail: 'What was approved once stays, as proof.' });
  await removeRow(ctx, id);
  await append(ctx, { kind: 'assessment.removed', facts: { assessment: id } });
}

/** The newest version, held until the transaction ends. Problem `not-found`. */
export async function newestOf(ctx: Ctx, id: AssessmentId): Promise<Row> {
  await lock(ctx, id);
  const [row] = await versionRows(ctx, id);
  if (!row) throw new Problem('not-found');
  return row;
}

/** As `newestOf`, for a draft as somebody read it. Problem `conflict` for an approved one, or another revision. */
export async function draftOf(ctx: Ctx, id: AssessmentId, revision: number): Promise<Row> {
  const row = await newestOf(ctx, id);
  if (row.approvedAt !== null)
    throw new Problem('conflict', { because: 'frozen', detail: 'What was approved is not changed: open it again.' });
  if (row.revision !== revision)
    throw new Problem('conflict', { because: 'overtaken', detail: 'Somebody else changed this meanwhile. Please look again.' });
  return row;
}

const refused = (message: string): Problem => new Problem('invalid', { fields: [{ path: 'body/purposes', message }] });
