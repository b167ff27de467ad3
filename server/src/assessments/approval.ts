// Who says what to a draft: the data protection officer advises (Art. 35(2), 39(1)(c)), the company decides, and measures are carried out afterwards.
import type { Body } from '@parley/contract';
import { lacking } from '@parley/contract/assessing';
import { company } from '#access';
import type { Ctx } from '#kit/ctx';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { today } from '#vendors';
import { draftOf, newestOf } from './assessments.ts';
import { adviceIsAbout, firstUndone, isOlderThan, openAdvice, openContent, sealAdvice, sealContent, wordsHashOf } from './content.ts';
import { changesBetween } from './facts/compare.ts';
import { factsOf, hashOf, sourcesOf } from './facts/gather.ts';
import { adviseRow, approveRow, finishRow, versionRows } from './store.ts';
import type { AssessmentId, Content, FactChange, Facts, Row } from './types.ts';

const mostAdvice = 20;

/** Takes an advice down beside the earlier ones; whether it is followed is asked anew. Problem `invalid` for a day to come. */
export async function adviseOn(ctx: Ctx, id: AssessmentId, { revision, by, on, words }: Body<'adviseOnAssessment'>): Promise<void> {
  const row = await draftOf(ctx, id, revision);
  if (on > today(ctx)) throw new Problem('invalid', { fields: [{ path: 'body/on', message: 'This day is still to come.' }] });
  const content = { ...(await openContent(ctx, row)), adviceFollowed: null };
  const rests = hashOf(factsOf(row.purposes, await sourcesOf(ctx)));
  const all = [...(await openAdvice(ctx, row)), { by, on, words, about: adviceIsAbout(content), rests }].slice(-mostAdvice);
  await adviseRow(ctx, row, await sealAdvice(ctx, row, all), await sealContent(ctx, row, content));
  await append(ctx, { kind: 'assessment.advised', facts: { assessment: id, version: row.version, on } });
}

/**
 * Freezes a draft with the facts that whoever approves has seen. Problem `conflict`: `facts-changed` when they differ by now, `consultation-needed` (Art. 36(1)) while a
 * high risk remains and the authority was not consulted, `incomplete` while something else is missing.
 */
export async function approve(ctx: Ctx, id: AssessmentId, { revision, factsHash }: Body<'approveAssessment'>): Promise<void> {
  const row = await draftOf(ctx, id, revision);
  const facts = factsOf(row.purposes, await sourcesOf(ctx));
  if (hashOf(facts) !== factsHash)
    throw new Problem('conflict', { because: 'facts-changed', detail: 'What this rests on has changed meanwhile. Please look again.' });
  const content = await openContent(ctx, row);
  const missing = lacking(row.kind, content, await around(ctx, row, content, facts));
  if (missing.includes('consultation'))
    throw new Problem('conflict', {
      ...{ because: 'consultation-needed', article: '36(1)' },
      detail: 'A high risk remains: consult the supervisory authority first, and wait for its answer or until its time is over.',
    });
  if (missing.length > 0)
    throw new Problem('conflict', {
      ...{ because: 'incomplete', article: row.kind === 'dpia' ? '35(7)' : '6(1)(f)' },
      detail: 'Something is still missing. Please see what the page says.',
      fields: missing.map((code) => ({ path: `content/${code}`, message: 'is missing' })),
    });
  const changes = await changesSince(ctx, row, facts);
  const { outcome, reviewOn } = content;
  const wordsHash = wordsHashOf(content, await openAdvice(ctx, row));
  await approveRow(ctx, row, { facts, factsHash, changes, outcome, reviewOn, undone: firstUndone(content, []), wordsHash });
  await append(ctx, {
    kind: 'assessment.approved',
    facts: {
      assessment: id,
      version: row.version,
      outcome,
      level: row.level,
      reviewOn,
      rests: factsHash,
      words: wordsHash.split('.')[1] ?? '',
    },
  });
}

/** Says that a measure was carried out. Problem `not-found`; `conflict` for a draft, where it is simply ticked. */
export async function finishMeasure(ctx: Ctx, id: AssessmentId, measure: string): Promise<void> {
  await newestOf(ctx, id); // held
  const row = (await versionRows(ctx, id)).find(({ approvedAt }) => approvedAt !== null);
  if (!row) throw new Problem('conflict', { detail: 'Nothing was approved yet: tick it in the draft.' });
  const content = await openContent(ctx, row);
  if (!content.measures.some((each) => each.id === measure)) throw new Problem('not-found');
  const finished = [...new Set([...row.finished, measure])];
  await finishRow(ctx, row, finished, firstUndone(content, finished));
  await append(ctx, { kind: 'assessment.measure-done', facts: { assessment: id, version: row.version, measure } });
}

/** What a draft is judged by beside its content. An officer is designated where the company names one. */
export async function around(ctx: Ctx, row: Row, content: Content, facts: Facts) {
  const latest = (await openAdvice(ctx, row)).at(-1);
  return {
    hasOfficer: (await company(ctx)).dpoContact.trim() !== '',
    hasAdvice: latest !== undefined && !isOlderThan(latest, content, facts), // an advice on something else is none on this
    today: today(ctx),
    begunOn: row.version === 1 ? null : row.begunAt.toISOString().slice(0, 10),
  };
}

/** What changed since the newest approved version; what was seen when this one was begun, where all is as it was by now. */
export async function changesSince(ctx: Ctx, row: Row, facts: Facts): Promise<readonly FactChange[]> {
  const before = (await versionRows(ctx, row.id)).find(({ approvedAt, version }) => approvedAt !== null && version < row.version);
  const now = before ? changesBetween(before.facts, facts) : [];
  return now.length > 0 ? now : row.changes;
}
