// What is held of whoever asked with no conversation: nothing, or more than they stand here with (Art. 15(1)). "We hold nothing about you" is said by what was counted and looked for, never by
// what somebody believes.
import type { Answer } from '@parley/contract';
import { permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { group, holdersOf, identitiesOf, isOwned, readIdentity } from '#people';
import { answerNothing, mustFind, type Open } from '../answers.ts';
import { namesOfPeople } from '../names-of-people.ts';
import type { RequestId, RequestRow } from '../store.ts';
import { countLook } from './by-address.ts';
import { nothingWords } from './words.ts';

type Found = { readonly held: Answer<'lookUpAsker'>['held']; readonly person?: PersonId };
/** What somebody stands here with who is known by their request alone; `gate_facts` is a restriction or an objection that came with it. */
const ofRequest = new Set([
  ...['people', 'subject_keys', 'identities', 'merges', 'ledger_payloads'],
  ...['requests', 'request_words', 'request_representatives', 'gate_facts'],
]);

/** What is held of whoever made a request, and with whom their address stands. Problem `not-found`, `conflict` once nobody stands behind it, `too-many`. */
export async function lookUpAsker(ctx: Ctx, id: RequestId): Promise<Answer<'lookUpAsker'>> {
  const { person_id: person } = await mustFind(ctx, id);
  if (person === null) throw new Problem('conflict', { because: 'erased' });
  const { held, person: other } = await heldOf(ctx, person);
  const name = other && (await namesOfPeople(ctx, [other])).get(other);
  return { held, person: other ? { id: other, name: name ?? '' } : null };
}

/** Answers that nothing is held, after looking once more. Problem `conflict` with what is held as its reason. */
export const nothingHeld = (ctx: Ctx, id: RequestId): Promise<RequestRow> =>
  answerNothing(ctx, id, {
    isNothing: async (row: Open) => {
      const { held } = await heldOf(ctx, row.person_id);
      return held === 'nothing' ? undefined : `held-${held}`;
    },
    words: ({ language }) => nothingWords[language],
  });

async function heldOf(ctx: Ctx, person: PersonId): Promise<Found> {
  await countLook(ctx);
  const people = await group(ctx, person);
  await append(ctx, { kind: 'request.asker-looked-up', subject: person, facts: { by: 'request' } });
  const identities = await identitiesOf(ctx, person);
  if (await isMore(ctx, people)) return { held: 'more' };
  const addresses = identities.filter(({ kind }) => kind === 'email' || kind === 'phone');
  if (addresses.some(isOwned)) return { held: 'more' }; // they wrote from it, or proved it
  if (addresses.length === 0) return { held: 'no-address' };
  const reading = await permitOrThrow(ctx, { act: 'reveal', person, purpose: 'rights-fulfilment', fields: ['identities.value'] });
  for (const address of addresses) {
    const all = await holdersOf(ctx, address.kind, await readIdentity(ctx, reading, address));
    const others = all.filter((each) => !people.includes(each.person));
    const other = others.find(isOwned) ?? others[0];
    if (other) return { held: 'address', person: (await group(ctx, other.person))[0] ?? other.person };
  }
  return { held: 'nothing' };
}

async function isMore(ctx: Ctx, people: readonly PersonId[]): Promise<boolean> {
  for (const holding of holdings.of(ctx))
    if (holding.about === 'person' && !ofRequest.has(holding.table) && ((await holding.count?.(ctx, people)) ?? 0) > 0) return true;
  return false;
}
