// The sending side of a hand-over (Art. 20(2)): the person is shown who would receive, by name and host, and confirms; then it leaves, again and again the same bytes until the receiver signed for
// them or three days are over. What failed is told to the person.
import { buffer } from 'node:stream/consumers';
import { permit, permitOrThrow } from '#gate';
import { open, openMany, type Permit, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, newId, type PersonId } from '#kit/ids';
import { announce, retryLater, type Work } from '#kit/outbox';
import { fetchWithin, insideHosts, outsideFault } from '#kit/outside';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append, openNote } from '#ledger';
import { group, hastenNotice, holdGroup } from '#people';
import { handoverConfirmed, handoverFailed } from '../announcements.ts';
import { standOf } from '../course/doubt.ts';
import { lostIn, readableIn } from '../readable.ts';
import { isInSandbox, waitForSandbox } from '../sandboxed.ts';
import { stepsOf, tell, wayTo } from '../told.ts';
import { documentAt, keptDays, mostBytes, objectIn, readDocument, type Told, unfit } from './document.ts';
import { fingerprint, publicKeyIn } from './envelope.ts';
import { handOver } from './handover.ts';
import { digestOf, receiptBeginning } from './reception.ts';
import { type HandoverRow, handoverStore } from './store.ts';
import { failedLetter } from './words.ts';

export type Destination = Told & { readonly key: string; readonly address: string };
type Failure = 'refused' | 'unreachable' | 'address-refused' | 'no-receipt' | 'not-allowed' | 'stopped' | 'not-confirmed' | 'busy';
type Outcome = { readonly receipt: string } | { readonly because: Failure } | 'later' | 'busy';
const shownMinutes = 60;
/** Of one person at once: what lies at a receiver takes up room that others of our customers need. */
const mostOpen = 5;
/** Until it is looked again whether somebody settled a doubt about the person. */
const doubtedSeconds = 900;
const triesMs = 3 * 86_400_000;
/** Whoever has no room is asked as long as what waits there may wait. */
const busyMs = keptDays * 86_400_000;
export const handoverPlace = (row: { id: Id<'hov'>; person_id: PersonId }, column: 'destination' | 'envelope' | 'receipt' | 'word') => ({
  ...{ subject: row.person_id, table: 'handovers', row: row.id, column },
});
export const handoverFields = ['handovers.destination', 'handovers.envelope', 'handovers.receipt', 'handovers.word'];
const fields = handoverFields;

/** Looks up who stands behind an address. Problem `invalid` for one that leads to nobody who receives, inside a network, or anywhere while the sandbox is on. */
export async function lookUp(tools: Tools, who: Parameters<typeof act>[1], address: string): Promise<Destination> {
  const url = documentAt(address);
  if (!url) throw unfit('receiver-unclear');
  if (await act(tools, who, isInSandbox)) throw unfit('receiver-unreachable');
  const told = await readDocument(tools, url);
  if (told.key === null || told.address === null) throw unfit('receives-nothing');
  return { ...told, key: told.key, address: told.address };
}

/** Keeps whom the person was shown, for an hour. */
export async function show(ctx: Ctx, person: PersonId, to: Destination): Promise<Id<'hov'>> {
  const [root] = (await readableIn(ctx, await holdGroup(ctx, person))).readable;
  if (root === undefined) throw new Problem('not-found');
  if (Date.parse(to.until ?? '') <= ctx.now.getTime()) throw unfit('receives-nothing');
  const row = { id: newId('hov'), person_id: root };
  await handoverStore.add(ctx, row.id, root, await seal(ctx, handoverPlace(row, 'destination'), JSON.stringify(to)));
  return row.id;
}

/** Seals what goes along to whom the person was shown, and sets it going; confirmed twice it leaves once. Problems: `not-found`, `expired`, `too-many` while five are open, `too-large` for more than the receiver or we take. */
export async function confirm(ctx: Ctx, person: PersonId, id: Id<'hov'>): Promise<void> {
  const row = await mine(ctx, person, id);
  if (row.state !== 'shown') return;
  if (row.at.getTime() < ctx.now.getTime() - shownMinutes * 60_000) throw new Problem('expired');
  const people = await holdGroup(ctx, person);
  const others = await handoverStore.ofPeople(ctx, people);
  if (others.filter(isOpen).length >= mostOpen) throw new Problem('too-many', { retryAfterSeconds: 3600 });
  const lost = lostIn(await readableIn(ctx, people));
  const reading = await permitOrThrow(ctx, { act: 'reveal', person: row.person_id, lost, purpose: 'rights-fulfilment', fields });
  const to = JSON.parse(await open(ctx, reading, handoverPlace(row, 'destination'), row.destination)) as Destination;
  if (Date.parse(to.until ?? '') <= ctx.now.getTime()) throw new Problem('expired');
  const most = Math.min(to.mostBytes, mostBytes); // while it is sealed: memory takes no more of it, however much there is
  const envelope = await buffer(await handOver(ctx, person, { receiver: to.name, key: to.key, number: id, mostBytes: most }));
  await handoverStore.confirm(ctx, id, await seal(ctx, handoverPlace(row, 'envelope'), envelope));
  await append(ctx, { kind: 'request.handover-confirmed', subject: row.person_id, facts: { handover: id } });
  await announce(ctx, handoverConfirmed, { handover: id });
}

/** Hands the envelope in; safe to call again. The receiver knows its number, so a repeat is the same. */
export async function send(work: Work, id: Id<'hov'>): Promise<void> {
  const run = stepsOf(work, 'handover');
  const ready = await run(async (ctx) => {
    const row = await handoverStore.byId(ctx, id);
    if (row?.state !== 'waiting' || row.stopped_at) return undefined; // erased, done or stopped meanwhile
    await waitForSandbox(ctx);
    const stand = await standOf(ctx, row.person_id); // it was confirmed before somebody doubted who reads there (Art. 12(6))
    if (stand === 'ended') return { row, fault: 'not-allowed' as const };
    if (stand === 'open') throw retryLater(doubtedSeconds);
    const found = await readableIn(ctx, await group(ctx, row.person_id));
    const answer = await permit(ctx, { act: 'export', person: row.person_id, lost: lostIn(found), purpose: 'rights-fulfilment', fields });
    const sealed = await handoverStore.envelope(ctx, id);
    const isLost = found.gone.includes(row.person_id); // nothing opens it ever again; a key that is merely missing is waited for
    if (!answer.allowed || !sealed || isLost) return { row, fault: 'not-allowed' as const };
    const [to = '', envelope = ''] = await openMany(ctx, answer.permit, [
      { place: handoverPlace(row, 'destination'), sealed: row.destination },
      { place: handoverPlace(row, 'envelope'), sealed },
    ]);
    await handoverStore.tried(ctx, id, digestOf((JSON.parse(envelope) as { sealed: string[] }).sealed));
    const since = (at: Date | null) => ctx.now.getTime() - (at ?? ctx.now).getTime();
    return { row, to: JSON.parse(to) as Destination, envelope, age: since(row.confirmed_at), doubt: since(row.in_doubt_since) };
  });
  if (!ready) return;
  if ('fault' in ready) return run((ctx) => close(ctx, id, { because: 'not-allowed' }));
  const outcome = await handIn(work.tools, id, ready.to, ready.envelope);
  if (!ready.row.in_doubt_since && isSureNo(outcome)) await run((ctx) => clear(ctx, id));
  if (typeof outcome === 'object') return run((ctx) => close(ctx, id, outcome));
  const isOver = outcome === 'busy' ? ready.age >= busyMs : ready.doubt >= triesMs;
  if (isOver) return run((ctx) => close(ctx, id, { because: outcome === 'busy' ? 'busy' : 'unreachable' }));
  throw retryLater(Math.min(Math.max(ready.age / 2000, 60), 6 * 3600));
}

/** Whether it failed and yet may lie at the receiver, who may still accept it. */
export const isInDoubt = (row: Pick<HandoverRow, 'state' | 'because' | 'in_doubt_since'>): boolean =>
  row.state === 'failed' && row.in_doubt_since !== null && row.because !== 'not-confirmed';

/** Whether it is on its way, or lies there or may, and nobody has decided about it. */
export const isOpen = (row: HandoverRow): boolean =>
  (row.state === 'waiting' || row.state === 'delivered' || isInDoubt(row)) && (row.standing === null || row.standing === 'waiting');

async function clear(ctx: Ctx, id: Id<'hov'>): Promise<void> {
  await handoverStore.clear(ctx, id);
  if ((await handoverStore.byId(ctx, id))?.stopped_at) await close(ctx, id, { because: 'stopped' }); // taken back during the call
}

/** Whether an answer says for certain that this call brought nothing there. */
const isSureNo = (outcome: Outcome): boolean =>
  outcome === 'busy' || (typeof outcome === 'object' && 'because' in outcome && ['refused', 'address-refused'].includes(outcome.because));

/** Tells the person by mail that it did not arrive, or that nobody knows; where to stands on their page alone. */
export async function tellFailed(work: Work, id: Id<'hov'>): Promise<void> {
  const run = stepsOf(work, 'handover');
  const facts = await run(async (ctx) => {
    const row = await handoverStore.byId(ctx, id);
    if (row?.state !== 'failed') return undefined; // the receiver signed meanwhile that it has it
    const how = isInDoubt(row) ? 'unknown' : row.because === 'busy' ? 'busy' : 'failed';
    const found = await readableIn(ctx, await group(ctx, row.person_id));
    return { way: await wayTo(ctx, row.person_id, { found }), letter: await failedLetter(ctx, row.person_id, how) };
  });
  if (facts) await tell(work, `${id}-failed`, facts.way, facts.letter);
}

/** The hand-overs of a person in the clear, as far as they open, newest first; with `only` that one, also while it is merely shown. */
export async function viewHandovers(ctx: Ctx, person: PersonId, only?: Id<'hov'>) {
  const found = await readableIn(ctx, await group(ctx, person));
  const rows = only ? [await mine(ctx, person, only)] : await handoverStore.ofPeople(ctx, found.readable);
  const reading = await permitOrThrow(ctx, { act: 'reveal', person, lost: lostIn(found), purpose: 'rights-fulfilment', fields });
  return openHandovers(ctx, reading, rows);
}

export async function openHandovers(ctx: Ctx, reading: Permit, rows: readonly HandoverRow[]) {
  return Promise.all(
    rows.map(async (row) => {
      const { name, host } = JSON.parse(await open(ctx, reading, handoverPlace(row, 'destination'), row.destination)) as Destination;
      const receipt = row.receipt && (await open(ctx, reading, handoverPlace(row, 'receipt'), row.receipt));
      return {
        ...{ id: row.id, state: row.state, because: row.because as Failure | null, receiver: { name, host } },
        ...{ standing: row.standing, word: row.word && (await open(ctx, reading, handoverPlace(row, 'word'), row.word)) },
        ...{ stoppedAt: row.stopped_at?.toISOString() ?? null, isInDoubt: isInDoubt(row) },
        ...{ at: (row.confirmed_at ?? row.at).toISOString(), closedAt: row.closed_at?.toISOString() ?? null, receipt },
      };
    }),
  );
}

/** One call. What a receiver may mend, or a network, is tried again; what it refuses is not. */
async function handIn(tools: Tools, id: Id<'hov'>, to: Destination, envelope: string): Promise<Outcome> {
  const bounds = { insideHosts: insideHosts(tools), bytes: 16 * 1024, seconds: 60 };
  const ask = { method: 'POST', headers: { 'content-type': 'application/octet-stream', accept: 'application/json' }, body: envelope };
  try {
    const answer = await fetchWithin(bounds, new URL(to.address), ask);
    if (answer.status === 429) return 'busy';
    if (answer.status === 408 || answer.status === 425 || answer.status >= 500) return 'later';
    if (!answer.ok) return { because: 'refused' };
    const receipt = objectIn(await answer.text())?.['receipt'];
    return typeof receipt === 'string' && isReceipt(receipt, id, to, envelope) ? { receipt } : { because: 'no-receipt' };
  } catch (error) {
    const fault = outsideFault(error);
    if (!fault) throw error;
    return fault === 'outside-unreachable' ? 'later' : { because: fault === 'outside-too-large' ? 'no-receipt' : 'address-refused' };
  }
}

/** Whether the receiver that the person confirmed signed for these very bytes. */
function isReceipt(receipt: string, id: Id<'hov'>, to: Destination, envelope: string): boolean {
  const key = publicKeyIn(to.key);
  const { sealed } = JSON.parse(envelope) as { sealed: string[] };
  const beginning = receiptBeginning(id, key ? fingerprint(key) : '', digestOf(sealed));
  const text = openNote(receipt, to.signer);
  return text?.startsWith(beginning) === true && /^\d{4}-\d\d-\d\dT[\d:.]+Z\n$/.test(text.slice(beginning.length));
}

/** Says what came of it, once. */
export async function close(ctx: Ctx, id: Id<'hov'>, outcome: Exclude<Outcome, string>): Promise<void> {
  const row = await handoverStore.byId(ctx, id);
  if (row?.state !== 'waiting') return;
  if ('receipt' in outcome) {
    await handoverStore.close(ctx, id, 'delivered', null, await seal(ctx, handoverPlace(row, 'receipt'), outcome.receipt));
    await hastenNotice(ctx, row.person_id, 'disclosure');
    await append(ctx, { kind: 'request.handover-delivered', subject: row.person_id, facts: { handover: id } });
    return;
  }
  await handoverStore.close(ctx, id, 'failed', outcome.because, null);
  await append(ctx, { kind: 'request.handover-failed', subject: row.person_id, facts: { handover: id, because: outcome.because } });
  if (!row.stopped_at) await announce(ctx, handoverFailed, { handover: id });
}

/** A hand-over of this person or of whom they were merged with, held until the transaction ends. Problem `not-found`. */
export async function mine(ctx: Ctx, person: PersonId, id: Id<'hov'>): Promise<HandoverRow> {
  const row = await handoverStore.byId(ctx, id);
  if (!row || !(await group(ctx, person)).includes(row.person_id)) throw new Problem('not-found');
  return row;
}
