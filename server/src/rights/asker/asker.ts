// What is held of whoever asked with no conversation: nothing, or more than they stand here with (Art. 15(1)). "We hold nothing about you" is said by what was counted and looked for, never by
// what somebody believes.
import type { Answer } from '@parley/contract';
import { readLatestOfAll } from '#consent';
import { appendAnyway, permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import {
  byRoot,
  group,
  holdersOf,
  type IdentityRow,
  identitiesOf,
  isOneOfSeveral,
  isOwned,
  isShared,
  originsOf,
  readIdentity,
} from '#people';
import { answerNothing, mustFind, type Open } from '../answers.ts';
import { namesOfPeople } from '../names-of-people.ts';
import { type RequestId, type RequestRow, store } from '../store.ts';
import { countLook, spellingsOf } from './by-address.ts';
import { nothingWords } from './words.ts';

/** `isTaken`: the address is owned by that other person, and not claimed only. */
type Found = { readonly held: Answer<'lookUpAsker'>['held']; readonly person?: PersonId; readonly isTaken?: boolean };
type Address = IdentityRow & { readonly kind: 'email' | 'phone' | 'account' };
/** What somebody stands here with who is known by their request alone; `gate_facts` is a restriction or an objection that came with it. */
const ofRequest = new Set([
  ...['people', 'subject_keys', 'identities', 'merges', 'ledger_payloads'],
  ...['requests', 'request_words', 'request_representatives', 'gate_facts'],
  ...['unmaskings', 'outbox', 'retention_sweeps', 'field_sweeps'], // that staff looked at it, and work that stands at it
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

/**
 * Refuses to carry out what somebody asked for whom nobody can tell from others: by an address that several people own, or, where staff noted it, that somebody else owns. It would be done to nobody, and
 * be said to be done. Problem `conflict`, `too-many`.
 */
export async function refuseElsewhere(ctx: Ctx, row: RequestRow): Promise<void> {
  const { source, state, message_id: message, person_id: person } = row;
  if (state !== 'received' || person === null || source === 'retention') return;
  if (row.identity_id === null && (await isOneOfSeveral(ctx, person)))
    // who says that it is not theirs may be heard all the same
    throw new Problem('conflict', {
      ...{ because: 'shared-address', article: '12(6)' },
      detail: 'Several people share the address it came from. Ask who they are, and join them with that person first.',
    });
  if (source !== 'staff' || message !== null) return;
  const addresses = (await identitiesOf(ctx, person)).filter(isAddress);
  if (addresses.length === 0 || addresses.some(isOwned)) return; // only a claim may be somebody else's
  const { held, isTaken } = await heldOf(ctx, person);
  if ((held !== 'address' && held !== 'shared') || !isTaken) return;
  throw new Problem('conflict', {
    ...{ because: 'held-address', article: '12(6)' },
    detail: 'Somebody else owns the address that was given. Look who that is, and join both or ask who they are.',
  });
}

/** Also an account of a platform's customer, which is claimed where it is shared. */
const isAddress = (row: IdentityRow): row is Address => row.kind !== 'visitor';

async function heldOf(ctx: Ctx, person: PersonId): Promise<Found> {
  await countLook(ctx);
  const people = await group(ctx, person);
  await appendAnyway(ctx, { kind: 'request.asker-looked-up', subject: person, facts: { by: 'request' } });
  const identities = await identitiesOf(ctx, person);
  if (await isMore(ctx, people)) return { held: 'more' };
  const addresses = identities.filter(isAddress);
  if (addresses.some(isOwned)) return { held: 'more' }; // they wrote from it, or proved it
  if (addresses.length === 0) return { held: 'no-address' };
  const reading = await permitOrThrow(ctx, { act: 'reveal', person, purpose: 'rights-fulfilment', fields: ['identities.value'] });
  const all: IdentityRow[] = [];
  for (const address of addresses)
    for (const [as, spelt] of spellingsOf(address.kind, await readIdentity(ctx, reading, address)))
      all.push(...(await holdersOf(ctx, as, spelt)));
  const others = all.filter((each) => !people.includes(each.person));
  const owners = others.filter(isOwned);
  // to name one of them would have what this one asks done to that one
  if (isShared(owners) || (await byRoot(ctx, owners)).size > 1) return { held: 'shared', isTaken: true };
  const other = owners[0] ?? others[0];
  if (!other) return { held: 'nothing' };
  return { held: 'address', person: (await group(ctx, other.person))[0] ?? other.person, isTaken: isOwned(other) };
}

async function isMore(ctx: Ctx, people: readonly PersonId[]): Promise<boolean> {
  for (const holding of holdings.of(ctx)) {
    if (holding.about !== 'person' || ofRequest.has(holding.table)) continue;
    const count = (await holding.count?.(ctx, people)) ?? 0;
    if (count > ((await broughtBy[holding.table]?.(ctx, people)) ?? 0)) return true;
  }
  return false;
}

/** How many came from whoever asked in their name. */
const namedBy = async (ctx: Ctx, [root]: readonly PersonId[]): Promise<number> =>
  root === undefined ? 0 : (await originsOf(ctx, root)).filter(({ origin }) => origin === 'representative').length;

/** How many consents an objection of theirs took back that nobody had given: they stand there by the request alone. */
async function takenBackBy(ctx: Ctx, people: readonly PersonId[]): Promise<number> {
  const objected = new Set((await store.ofPeople(ctx, people)).flatMap(({ kind, purpose }) => (kind === 'objection' ? [purpose] : [])));
  const latest = await readLatestOfAll(ctx, people);
  return latest.filter(({ purpose, state, method }) => objected.has(purpose) && state === 'withdrawn' && method === 'agent').length;
}

/** What of a table the request itself brought. */
const broughtBy: Readonly<Partial<Record<string, (ctx: Ctx, people: readonly PersonId[]) => Promise<number>>>> = {
  consent_events: takenBackBy,
  people_origins: namedBy,
};
