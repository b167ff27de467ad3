// A person decides anew what a machine decided (Art. 22(3)): with a reason that the person reads; the outcome is told as every answer is.
import { decideAnew, decisionOfRequest, inputsOf } from '#decisions';
import type { Ctx } from '#kit/ctx';
import { deciders } from '#kit/decider';
import { Problem } from '#kit/problem';
import type { Language } from '#purposes';
import { fulfil, mustFind } from '../answers.ts';
import type { RequestId, RequestRow } from '../store.ts';

type Anew = { readonly outcome: 'upheld' | 'changed'; readonly to?: string | undefined; readonly reason: string };

/** Answers a request for a person. Problems: `conflict` for a request of another kind or one that is closed, `invalid` for a change that names no outcome. */
export async function decideReview(ctx: Ctx, id: RequestId, anew: Anew): Promise<RequestRow> {
  const before = await mustFind(ctx, id);
  if (before.kind !== 'human-review') throw new Problem('conflict', { because: 'not-a-review', article: '22(3)' });
  const answered = await fulfil(ctx, id, anew.reason, `decision-${anew.outcome}`);
  const decision = await decisionOfRequest(ctx, id);
  if (decision) await decideAnew(ctx, decision, anew);
  return answered;
}

/** The decision that a request is about, with what went in and its logic; null for a request that asks in general. */
export async function reviewed(ctx: Ctx, id: RequestId, language: Language) {
  await mustFind(ctx, id);
  const row = await decisionOfRequest(ctx, id);
  if (!row) return null;
  const decider = deciders.of(ctx).find((each) => each.code === row.code);
  return {
    ...{ id: row.id, code: row.code, version: row.version, outcome: row.outcome, state: row.state, changedTo: row.changedTo },
    title: decider?.title[language] ?? row.code,
    logic: decider?.logic[language] ?? '',
    isSignificant: row.significance !== 'none',
    at: row.at.toISOString(),
    inputs: Object.entries(await inputsOf(ctx, row)).map(([category, value]) => ({ category, value })),
  };
}
