// What became of a hand-over at the receiver: asked once a day for three weeks, and told at once when the person takes it back, also where we do not know whether it arrived. Only what the receiver that they confirmed signed counts.
import { permit } from '#gate';
import { noteTakenBack, open, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { announce, retryLater, type Work } from '#kit/outbox';
import { fetchWithin, insideHosts, outsideFault } from '#kit/outside';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append, ownVerifier, signText } from '#ledger';
import { handoverAsked } from '../announcements.ts';
import { waitForSandbox } from '../sandboxed.ts';
import { stepsOf } from '../told.ts';
import { type About, aboutIn, askedText, standingIn } from './afterwards.ts';
import { objectIn, readDocument } from './document.ts';
import { fingerprint, publicKeyIn } from './envelope.ts';
import { close, type Destination, handoverFields as fields, handoverPlace, isOpen, mine } from './sending.ts';
import { type HandoverRow, handoverStore, type Standing } from './store.ts';

type Heard = { readonly standing: Standing; readonly word: string } | 'nothing';
const triesMs = 3 * 86_400_000;

/** Takes back what is on its way, or lies at the receiver or may; what no call was begun for ends at once. Again it is the same. Problems: `not-found`, `conflict` (`already-decided`) for what failed or was decided there. */
export async function stop(ctx: Ctx, person: PersonId, id: Id<'hov'>): Promise<void> {
  const row = await mine(ctx, person, id);
  if (row.state === 'shown') throw new Problem('not-found');
  if (row.stopped_at) return;
  if (!isOpen(row)) throw new Problem('conflict', { because: 'already-decided', article: '20(2)' });
  await noteTakenBack(ctx, id, 'stopped');
  await handoverStore.stop(ctx, id);
  await append(ctx, { kind: 'request.handover-stopped', subject: row.person_id, facts: { handover: id } });
  if (row.state === 'waiting' && !row.in_doubt_since) return close(ctx, id, { because: 'stopped' });
  await announce(ctx, handoverAsked, { handover: id });
}

/** Asks the receiver, or tells it that the person takes it back; safe to call again. A word that takes back is tried again for three days, then with the daily question. */
export async function ask(work: Work, id: Id<'hov'>): Promise<void> {
  const run = stepsOf(work, 'handover');
  const ready = await run(async (ctx) => {
    const row = await handoverStore.byId(ctx, id);
    if (!row || !isOpen(row) || (row.state === 'waiting' && !row.stopped_at)) return undefined; // erased or decided meanwhile
    await waitForSandbox(ctx);
    const said = await saidTo(ctx, row);
    if (!said) return 'not-now';
    const word = await signText(ctx, askedText(row.stopped_at ? 'withdrawal' : 'question', said.about));
    return { ...said, body: JSON.stringify({ word, signer: await ownVerifier(ctx, row.confirmed_at ?? undefined) }) };
  });
  if (!ready) return;
  const heard = ready === 'not-now' ? 'nothing' : await call(work.tools, id, ready);
  const again = await run((ctx) => note(ctx, id, heard));
  if (again !== undefined) throw retryLater(again);
}

/** To whom, and what it is about; undefined while the gate lets nobody look where it went. */
async function saidTo(ctx: Ctx, row: HandoverRow): Promise<{ to: Destination; about: About } | undefined> {
  const answer = await permit(ctx, { act: 'reveal', person: row.person_id, purpose: 'rights-fulfilment', fields });
  if (!answer.allowed) return undefined;
  const to = JSON.parse(await open(ctx, answer.permit, handoverPlace(row, 'destination'), row.destination)) as Destination;
  const key = publicKeyIn(to.key);
  if (row.digest && key) return { to, about: { handover: row.id, key: fingerprint(key), digest: row.digest } };
  const about = row.receipt && aboutIn(await open(ctx, answer.permit, handoverPlace(row, 'receipt'), row.receipt), to.signer);
  return about ? { to, about } : undefined; // left before digests were kept
}

async function call(tools: Tools, id: Id<'hov'>, { to, about, body }: { to: Destination; about: About; body: string }): Promise<Heard> {
  const url = new URL(to.address);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${id}`;
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  try {
    const bounds = { insideHosts: insideHosts(tools), bytes: 16 * 1024, seconds: 20 };
    const answer = await fetchWithin(bounds, url, { method: 'POST', headers, body });
    const word = answer.ok ? objectIn(await answer.text())?.['word'] : undefined;
    const standing = typeof word === 'string' ? standingIn(word, to.signer, about) : undefined;
    return standing && (await isStillTheirs(tools, to)) ? { standing, word: word as string } : 'nothing';
  } catch (error) {
    if (!outsideFault(error)) throw error;
    return 'nothing';
  }
}

/** Whether the receiver goes on naming the key by which the person was shown it: one that was stolen it names no more, and then no word of that key counts. */
async function isStillTheirs(tools: Tools, to: Destination): Promise<boolean> {
  const told = await readDocument(tools, new URL(to.document)).catch((error: unknown) => {
    if (error instanceof Problem) return undefined; // it is asked again tomorrow
    throw error;
  });
  return told !== undefined && [told.signer, ...(told.signersBefore ?? [])].includes(to.signer);
}

/** Keeps what was heard; gives the seconds after which to say again that it is taken back, where no final word came. A 404 is none: it also comes for a key of ours that was replaced. */
async function note(ctx: Ctx, id: Id<'hov'>, heard: Heard): Promise<number | undefined> {
  const row = await handoverStore.byId(ctx, id);
  if (!row || !isOpen(row)) return undefined;
  const said = heard === 'nothing' ? undefined : heard;
  await handoverStore.heard(ctx, id, said?.standing ?? null, said ? await seal(ctx, handoverPlace(row, 'word'), said.word) : null);
  if (said && row.state !== 'delivered')
    await append(ctx, { kind: 'request.handover-delivered', subject: row.person_id, facts: { handover: id } });
  const isFinal = said !== undefined && said.standing !== 'waiting';
  if (isFinal)
    await append(ctx, { kind: 'request.handover-settled', subject: row.person_id, facts: { handover: id, standing: said.standing } });
  if (!row.stopped_at || isFinal) return undefined;
  const age = ctx.now.getTime() - row.stopped_at.getTime();
  return age >= triesMs ? undefined : Math.min(Math.max(age / 2000, 60), 6 * 3600);
}
