// What no machine can know: representative, joint controllers, who runs the machines and where they stand. A change is a new version, and recorded.
import type { Body } from '@parley/contract';
import { company } from '#access';
import type { Ctx } from '#kit/ctx';
import { isDuplicate } from '#kit/db';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { addFactsRow, factsRow } from './store.ts';

export type RecordFacts = Body<'changeRecordFacts'>;
const none: RecordFacts = { representative: null, joint: [], hostedIn: null, operatedBySelf: null, operator: null };

export async function readFacts(ctx: Ctx): Promise<RecordFacts> {
  return (await factsRow(ctx))?.facts ?? none;
}

/** Problem `invalid` for an operator beside the word that there is none; `conflict` when somebody else was faster. */
export async function changeFacts(ctx: Ctx, facts: RecordFacts): Promise<RecordFacts> {
  if ((facts.operatedBySelf === true) === (facts.operator !== null) && facts.operatedBySelf !== null)
    throw new Problem('invalid', { fields: [{ path: 'body/operator', message: 'Name who runs the machines, or say that you do.' }] });
  const before = await factsRow(ctx);
  if (before && JSON.stringify(before.facts) === JSON.stringify(facts)) return before.facts;
  const version = (before?.version ?? 0) + 1;
  try {
    await addFactsRow(ctx, version, facts);
  } catch (error) {
    if (isDuplicate(error)) throw new Problem('conflict', { detail: 'Somebody else changed this at the same moment. Please look again.' });
    throw error;
  }
  await append(ctx, { kind: 'record.facts-changed', facts: { version, hostedIn: facts.hostedIn } });
  return facts;
}

/** What the record still lacks (Art. 30(1)(a), 30(2)(a)); name, address and contact of the controller have a check of their own. */
export async function lackingIn(ctx: Ctx, facts: RecordFacts): Promise<string[]> {
  const { dpoContact } = await company(ctx);
  const lacks = {
    'data-protection-officer': dpoContact.trim() === '',
    'hosted-in': facts.hostedIn === null,
    operator: facts.operatedBySelf === null,
  };
  return Object.entries(lacks).flatMap(([code, isLacking]) => (isLacking ? code : []));
}
