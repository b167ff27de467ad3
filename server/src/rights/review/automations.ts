// What the house decides by itself, as a person and whoever answers for it read it: the declared logic, how often it showed for them, what was recorded (Art. 13(2)(f), 15(1)(h)).
import { decisionsOf } from '#decisions';
import type { Ctx } from '#kit/ctx';
import { type Decider, deciders } from '#kit/decider';
import type { PersonId } from '#kit/ids';
import { list } from '#ledger';
import { group } from '#people';
import { categoryNames, type Language, listPurposes } from '#purposes';

const newest = 200;

/** The deciders at work for a purpose that is switched on, in words. */
export async function automations(ctx: Ctx, language: Language) {
  const active = (await listPurposes(ctx)).filter((purpose) => purpose.active);
  return deciders
    .of(ctx)
    .filter((decider) => active.some((purpose) => decider.of(purpose)))
    .map((decider) => inWords(decider, language));
}

/** As `automations`, with how often each showed in the newest entries about this person, and the decisions that were recorded. */
export async function automationsAbout(ctx: Ctx, person: PersonId, language: Language) {
  const people = await group(ctx, person);
  const entries = (await Promise.all(people.map((subject) => list(ctx, { subject, limit: newest })))).flatMap(({ items }) => items);
  const byCode = new Map(deciders.of(ctx).map((decider) => [decider.code, decider]));
  const found = await automations(ctx, language);
  const times = (code: string, logged: Decider['logged']) =>
    logged === 'entries' ? entries.filter(({ kind }) => byCode.get(code)?.kinds.includes(kind)).length : null;
  return {
    automations: found.map((each) => ({ ...each, times: times(each.code, each.logged) })),
    items: (await decisionsOf(ctx, person)).map((row) => ({
      ...{ id: row.id, code: row.code, outcome: row.outcome, state: row.state, changedTo: row.changedTo, request: row.request },
      title: byCode.get(row.code)?.title[language] ?? row.code,
      logic: byCode.get(row.code)?.logic[language] ?? '',
      isSignificant: row.significance !== 'none',
      at: row.at.toISOString(),
    })),
  };
}

const inWords = (decider: Decider, language: Language) => ({
  code: decider.code,
  version: decider.version,
  title: decider.title[language],
  logic: decider.logic[language],
  inputs: categoryNames(decider.inputs, language),
  isSignificant: decider.significance.is !== 'none',
  ground: decider.significance.is === 'none' ? null : decider.significance.ground,
  reviewedBy: decider.reviewedBy,
  logged: decider.logged,
});
