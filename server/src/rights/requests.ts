// A request of a person from its receipt to its answer (Art. 12): the clock starts when it is received, on whatever channel.
import { createHash } from 'node:crypto';
import type { AskedRight, RequestWay } from '@parley/contract';
import { company, countHolders } from '#access';
import { type Asking, heardAsking, refuseStrange } from '#conversations';
import { askForPerson, type DecisionId } from '#decisions';
import { factsOf } from '#gate';
import { isLive } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type MessageId, newId, type PersonId, type StaffId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { announce } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { cameFrom, holdGroup, isOneOfSeveral } from '#people';
import { erasureApproved, requestAnswered } from './announcements.ts';
import { answerAtOnce, mustFind } from './answers.ts';
import { isDoubted, refuseDoubted } from './course/doubt.ts';
import { dueBy } from './course/due.ts';
import { dayOf } from './deadlines.ts';
import { refuseUnsettled } from './fee/settled.ts';
import { isForHand } from './hand-out/store.ts';
import { recordOpened } from './hints/hints.ts';
import { join } from './joining.ts';
import { isCovered } from './keeping/chosen.ts';
import { languageOf } from './language.ts';
import { openJoint } from './notices/notices.ts';
import { tellFilers } from './opendsr/callbacks.ts';
import { nameEveryRecipient } from './recipients.ts';
import { approvesAlone } from './representing/representing.ts';
import { sealWords } from './request-words.ts';
import { approvalsNeeded, isCopy, isWish, mayCarryOut } from './rules.ts';
import { sealAndShredIfGiven } from './seal-and-shred.ts';
import { type RequestId, type RequestRow, store } from './store.ts';
import { checkWish, takeEffect, type Wish } from './wishes.ts';

export type Opening = Wish & {
  readonly person: PersonId;
  readonly source: 'person' | 'staff' | 'retention';
  readonly clientKey: string | undefined;
  /** The message by which it was asked: the clock runs since its receipt (Art. 12(3)). */
  readonly message?: MessageId | undefined;
  /** When the person asked whoever passed it on, where it is no message of ours. */
  readonly receivedAt?: Date | undefined;
  /** By which way it came, where it is no message of ours. */
  readonly way?: RequestWay | undefined;
  /** A platform files it, which may cancel what nobody else asked for. */
  readonly isFiled?: boolean | undefined;
  /** The right it was taken to ask for; others that stand in it stay open. */
  readonly asked?: AskedRight | undefined;
  readonly onBehalf?: RequestRow['on_behalf'] | undefined;
  /** What whoever asks for the person showed, described. */
  readonly shown?: string | undefined;
  /** Nobody has met them: this very request makes them known, so they are in nobody's reach yet. */
  readonly isNew?: boolean | undefined;
};

/**
 * Receives a request, starts its clock and lets it hold at once where the law says so; the same client key, or an open request that asks the same, gives the request
 * that exists. Problem `not-found` for a person nobody knows, `invalid` for a wish that cannot be asked.
 */
export async function open(ctx: Ctx, opening: Opening): Promise<RequestRow> {
  if (!opening.isNew) await refuseStrange(ctx, opening.person);
  const people = await holdGroup(ctx, opening.person); // an erasure under way ends first, or waits for us
  const [person] = people;
  if (person === undefined) throw new Problem('not-found');
  if (!(await isLive(ctx, person))) throw new Problem('erased');
  const { kind, source } = opening;
  const purpose = await checkWish(ctx, opening);
  const clientKey = opening.clientKey && keyOf(ctx, opening.clientKey);
  const openedBy = ctx.actor.id as PersonId | StaffId;
  const repeated = clientKey && (await store.byKey(ctx, openedBy, clientKey));
  if (repeated) return repeated;
  checkBehalf(opening);
  const asking = opening.message && (await askingOf(ctx, opening.message, people));
  const known = await sameOpen(ctx, people, opening);
  if (known) return joined(ctx, known, opening, asking);
  const id = newId('req');
  const effect = await takeEffect(ctx, person, opening, purpose);
  const { country } = await company(ctx);
  const receivedAt = asking?.at ?? opening.receivedAt ?? ctx.now;
  const isShared = source !== 'retention' && (await isOneOfSeveral(ctx, person));
  const isUnsure = isShared || (source === 'person' && (await isDoubted(ctx, person)));
  const needed = approvalsNeeded(kind, isUnsure ? 'staff' : source, await countHolders(ctx, 'requests.approve')); // a code to it proves nobody
  const dueOn = await dueBy(ctx, { received_at: receivedAt, country, extended_for: null }, []);
  await store.insert(ctx, {
    ...{ id, kind, source, person, openedBy, clientKey },
    language: await languageOf(ctx, person),
    receivedAt,
    dueOn,
    ...{ country, message: opening.message ?? null, filedAlone: opening.isFiled === true },
    onBehalf: opening.onBehalf ?? null,
    shown: await sealWords(ctx, id, person, 'shown', opening.shown),
    approvalsNeeded: needed,
    purpose: purpose?.code ?? null,
    text: await sealWords(ctx, id, person, 'text', opening.text),
    identity: opening.identity ?? null,
    fact: effect.fact,
  });
  if (opening.isNew && opening.onBehalf && opening.onBehalf !== 'heir')
    await cameFrom(ctx, person, { purpose: 'rights-fulfilment', origin: 'representative', obtainedAt: receivedAt }); // Art. 14(3): known by what another asks for them
  if (opening.decision) await askForPerson(ctx, person, opening.decision as DecisionId, id);
  if (asking) await recordOpened(ctx, asking, { id, kind }, opening.asked);
  const way = { ...(opening.way && { way: opening.way }), ...(dueOn < ctx.now.toISOString().slice(0, 10) && { overdueSince: dueOn }) };
  await store.step(ctx, id, 'received', { source, ...way });
  const received = dayOf(receivedAt).toString();
  const facts = { request: id, source, ...way, purpose: purpose?.code ?? null, message: opening.message ?? null, received };
  await append(ctx, { kind: `request.${kind}-received`, subject: person, facts });
  if (effect.fact) await store.step(ctx, id, 'took-effect');
  if (effect.fact && kind !== 'objection') await nameEveryRecipient(ctx, id, person); // Art. 19: it is restricted from now on
  if (source !== 'retention') await openJoint(ctx, id, people);
  tellPages(ctx, { topic: 'request.changed', ids: { request: id } });
  if (isCopy(kind) && needed === 0) await fulfilCopy(ctx, id, kind, person);
  // somebody new may be known here by more, and who shares an address may be any of them: the office looks, joins them, and only then answers
  if (effect.outcome && !opening.isNew && !isShared) await answerAtOnce(ctx, await justOpened(ctx, id), effect.outcome);
  return justOpened(ctx, id);
}

/** The same where whoever asks stands at no page of theirs: what is answered at once is told as well, at most once (settle.ts). */
export async function openElsewhere(ctx: Ctx, opening: Opening): Promise<RequestRow> {
  const row = await open(ctx, opening);
  if (row.closed_at !== null) await announce(ctx, requestAnswered, { request: row.id });
  return row;
}

/** By whoever opened it, also where its person is new and so in nobody's reach yet. */
const justOpened = async (ctx: Ctx, id: RequestId): Promise<RequestRow> => (await store.byId(ctx, id)) as RequestRow;

/** Gives the open request, with what is new in this asking. A copy that the person asks for by themself waits no longer. */
async function joined(ctx: Ctx, open: RequestRow, opening: Opening, asking: Asking | undefined): Promise<RequestRow> {
  const known = await mustFind(ctx, open.id);
  if (asking) await recordOpened(ctx, asking, known, opening.asked);
  const { isAdopted } = await join(ctx, known, opening, asking);
  if (isAdopted && isCopy(known.kind)) await fulfilCopy(ctx, known.id, known.kind, known.person_id);
  return mustFind(ctx, known.id);
}

/** Approves by the acting member of staff and, when enough have, sets the request going; a copy that is to be handed out waits for that. Problem `needs-second-person`, `conflict` when closed, `gate-refused` before a legal hold. */
export async function approve(ctx: Ctx, id: RequestId): Promise<RequestRow> {
  const before = await mustFind(ctx, id);
  if (before.pause_ground) throw new Problem('conflict', { because: 'paused', article: '12(6)' }); // whoever is asked who they are gets nothing before they said
  await refuseDoubted(ctx, before);
  refuseUnsettled(before);
  if (await approvesAlone(ctx, before)) throw new Problem('needs-second-person');
  if (isWish(before.kind)) throw new Problem('conflict', { because: 'not-by-approval' });
  const [added, facts] = await Promise.all([
    store.approve(ctx, id, ctx.actor.id as StaffId),
    before.person_id === null ? [] : factsOf(ctx, before.person_id),
  ]);
  const approvals = before.approvals + added;
  const verdict = mayCarryOut({
    kind: before.kind,
    state: before.state,
    source: before.source,
    approvals,
    approvalsNeeded: before.approvals_needed,
    isHeld: (await Promise.all(facts.map(async ({ kind, id: fact }) => kind === 'held' && !(await isCovered(ctx, id, fact))))).includes(
      true,
    ),
  });
  if (!verdict.may && verdict.because === 'already-closed') throw new Problem('conflict', { because: verdict.because });
  if (!verdict.may && verdict.because === 'legal-hold')
    throw new Problem('gate-refused', { because: verdict.because, article: verdict.article });
  await append(ctx, { kind: 'request.approved', facts: { request: id, approvals, needed: before.approvals_needed } });
  if (!verdict.may) {
    if (approvals === before.approvals) throw new Problem('needs-second-person');
  } else if (isCopy(before.kind) && (await isForHand(ctx, id))) await store.step(ctx, id, 'approved', { approvals });
  else if (isCopy(before.kind)) await fulfilCopy(ctx, id, before.kind, before.person_id);
  else if (before.state === 'received') {
    await Promise.all([
      store.setState(ctx, id, 'approved', undefined),
      store.step(ctx, id, 'approved', { approvals }),
      announce(ctx, erasureApproved, { request: id }),
    ]);
    await tellFilers(ctx, id);
    await sealAndShredIfGiven(ctx, before); // whoever is told "approved" can read the person no more
  }
  tellPages(ctx, { topic: 'request.changed', ids: { request: id } });
  return mustFind(ctx, id);
}

/** Copy and package are made whenever the person fetches them, so that nothing lies around; the request is answered from now on. */
async function fulfilCopy(ctx: Ctx, id: RequestId, kind: 'access' | 'portability', person: PersonId | null): Promise<void> {
  const outcome = kind === 'access' ? 'copy-ready' : 'package-ready';
  await store.setState(ctx, id, 'fulfilled', { outcome });
  await store.step(ctx, id, outcome);
  const said = { subject: person ?? undefined, facts: { request: id } };
  await append(ctx, { kind: kind === 'access' ? 'request.access-answered' : 'request.portability-answered', ...said });
  const { on_behalf: behalf, source } = await mustFind(ctx, id);
  if (behalf || source === 'staff') await announce(ctx, requestAnswered, { request: id }); // who asked elsewhere does not know that it lies on their page
  await tellFilers(ctx, id);
}

/** What whoever acts opened by this key of theirs before, if anything. */
export const openedBy = (ctx: Ctx, clientKey: string | undefined): Promise<RequestRow | undefined> =>
  clientKey ? store.byKey(ctx, ctx.actor.id, keyOf(ctx, clientKey)) : Promise.resolve(undefined);

/** An open request that already asks this: a copy, a package to take along, an erasure, a contested identity, or a restriction or objection to which this one adds no words. */
async function sameOpen(
  ctx: Ctx,
  people: readonly PersonId[],
  { kind, purpose, identity, text }: Opening,
): Promise<RequestRow | undefined> {
  const isOnce =
    kind === 'erasure' || isCopy(kind) || identity !== undefined || ((kind === 'restriction' || kind === 'objection') && !text?.trim());
  return isOnce ? store.openLike(ctx, people, kind, purpose ?? null, identity ?? null) : undefined;
}

/** A client's own key is kept as a hash, since nobody promises that it names no one. */
const keyOf = (ctx: Ctx, key: string): string => createHash('sha256').update(`${ctx.actor.id} request ${key}`).digest('base64url');

/** A message of the person's own. Problem `not-found`. */
async function askingOf(ctx: Ctx, message: MessageId, people: readonly PersonId[]): Promise<Asking> {
  const asking = await heardAsking(ctx, message);
  if (!people.includes(asking.person)) throw new Problem('not-found');
  return asking;
}

/** Who asks for another says what was shown, or nobody could tell later why they were answered (Art. 12(6)); whoever notes a request by phone or letter may say it of the person too. */
function checkBehalf({ onBehalf, shown, source }: Opening): void {
  if (onBehalf && !shown?.trim())
    throw new Problem('invalid', { article: '12(6)', fields: [{ path: '/shown', message: 'Say what was shown as proof.' }] });
  if (!onBehalf && shown && source !== 'staff')
    throw new Problem('invalid', { fields: [{ path: '/onBehalf', message: 'Say who asks for the person.' }] });
}
