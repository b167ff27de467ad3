// What no machine can know: representative, joint controllers, who runs the machines and where they stand. A change is a new version, and recorded.

import type { Body } from '@parley/contract';
import { company } from '#access';
import { canonical } from '#kit/canonical';
import type { Ctx } from '#kit/ctx';
import { isDuplicate } from '#kit/db';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { everyVendor, noticeRecipients, placeOf, standing, today } from '#vendors';
import { addFactsRow, factsRow } from './store.ts';

/** `version` is the one that was read; 0 while nobody said anything. */
export type VersionedFacts = Body<'changeRecordFacts'>;
export type RecordFacts = Omit<VersionedFacts, 'version'>;
const none: RecordFacts = { representative: null, joint: [], hostedIn: null, hostedBy: null, operatedBySelf: null, operator: null };

export async function readFacts(ctx: Ctx): Promise<VersionedFacts> {
  const row = await factsRow(ctx);
  return row ? { ...row.facts, version: row.version } : { ...none, version: 0 };
}

/** Problem `invalid` for an operator beside anything but the word that somebody else runs it; `conflict` when another version was read than stands now. */
export async function changeFacts(ctx: Ctx, { version: read, ...facts }: VersionedFacts): Promise<VersionedFacts> {
  if ((facts.operatedBySelf === false) !== (facts.operator !== null))
    throw new Problem('invalid', { fields: [{ path: 'body/operator', message: 'Name who runs the machines, or say that you do.' }] });
  const before = await factsRow(ctx);
  if ((before?.version ?? 0) !== read) throw overtaken();
  if (before && canonical(before.facts) === canonical(facts)) return { ...before.facts, version: read };
  const version = read + 1;
  try {
    await addFactsRow(ctx, version, facts);
  } catch (error) {
    if (isDuplicate(error)) throw overtaken();
    throw error;
  }
  await append(ctx, { kind: 'record.facts-changed', facts: { version, hostedIn: facts.hostedIn } });
  return { ...facts, version };
}

/** What the record still lacks (Art. 26(2), 27, 28(3), 30(1)(a), 30(2)(a), 44); name, address and contact of the controller have a check of their own. */
export async function lackingIn(ctx: Ctx, facts: RecordFacts): Promise<string[]> {
  const { dpoContact, country } = await company(ctx);
  const host = (await everyVendor(ctx)).find(({ code }) => code === facts.hostedBy);
  const { hostedIn, operator } = facts;
  const isAway = hostedIn !== null && hostedIn !== country && !['eea', 'adequate'].includes(placeOf(hostedIn, today(ctx)));
  const together = (await noticeRecipients(ctx)).filter(({ role }) => role === 'joint-controller');
  const lacks = {
    // the notice names those of the register, the record those of here: both say the same, or one of them is wrong
    'joint-controllers': namesOf(together) !== namesOf(facts.joint),
    'data-protection-officer': dpoContact.trim() === '',
    'hosted-in': hostedIn === null,
    operator: facts.operatedBySelf === null,
    'operator-agreement': operator !== null && !operator.agreement?.trim() && !host?.agreementReference,
    representative: placeOf(country, today(ctx)) !== 'eea' && !facts.representative?.trim(),
    // whoever the machines belong to may be seated elsewhere: what counts is where they stand
    'hosting-transfer': isAway && !(host && standing(host.code, { ...host, region: hostedIn }, today(ctx)).ok),
  };
  return Object.entries(lacks).flatMap(([code, isLacking]) => (isLacking ? code : []));
}

const namesOf = (parties: readonly { readonly name: string }[]): string =>
  canonical([...new Set(parties.map(({ name }) => name.normalize('NFC').trim().toLowerCase()))].sort());

const overtaken = (): Problem => new Problem('conflict', { detail: 'Somebody else changed this meanwhile. Please look again.' });
