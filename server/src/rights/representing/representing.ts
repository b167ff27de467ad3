// Who asks for a person has an address of their own: staff write it down, a code proves that its reader is who gave it, and from then on answers go there and a copy is fetched there (Art. 12(1), 15(3)).
// The link in the mails opens nothing by itself: each visit takes a code that is mailed to the address.
import { randomInt } from 'node:crypto';
import { centreKey, company, countHolders } from '#access';
import { permit } from '#gate';
import { matches, open, openMany, type Permit, readToken, seal, signToken } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { WorkspaceId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { announce, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { normalise } from '#people';
import { representativeCalled } from '../announcements.ts';
import { elsewhereLetter } from '../answer-words.ts';
import { mustFind } from '../answers.ts';
import { openWords, wordFields } from '../request-words.ts';
import { isCopy } from '../rules.ts';
import { type RequestId, type RequestRow, store } from '../store.ts';
import { byMail, stepsOf, tell, type Way, wayTo } from '../told.ts';
import { codeLetter, type Letter, namedLetter } from './letters.ts';
import { type RepresentativeRow, representativeStore } from './store.ts';

const [codeMinutes, passMinutes, linkDays, mostTries, mostCodes] = [10, 30, 365, 5, 5];
const fetchDays = 14; // since the answer
const [hourMs, dayMs] = [3_600_000, 86_400_000];
export const addressField = 'request_representatives.address';
const codeField = 'request_representatives.code';
export const placeOf = (row: Pick<RepresentativeRow, 'request_id' | 'person_id'>, column: 'address' | 'code') => ({
  ...{ subject: row.person_id, table: 'request_representatives', row: row.request_id, column },
});
/** `since` is when the address was written down: links and passes of one before it open nothing. */
type Named = { readonly workspace: WorkspaceId; readonly request: RequestId; readonly since: number };

/** Writes the address down, another in place of one before, asks its reader for a proof and tells the person; approvals of before are taken back, since they were for another plan. Problems: `conflict` when nobody asks for the person or the request is closed, `invalid` for no address. */
export async function nameRepresentative(ctx: Ctx, id: RequestId, email: string): Promise<RequestRow> {
  const row = await mustFind(ctx, id);
  if (row.on_behalf === null || row.person_id === null) throw new Problem('conflict', { because: 'nobody-asks-for-them' });
  if (row.closed_at !== null) throw new Problem('conflict', { because: 'already-closed' });
  const address = normalise('email', email);
  if (!address) throw new Problem('invalid', { fields: [{ path: '/email', message: 'Not an email address.' }] });
  const place = placeOf({ request_id: id, person_id: row.person_id }, 'address');
  await representativeStore.put(ctx, id, row.person_id, await seal(ctx, place, address));
  const withdrawn = row.state === 'received' ? await store.dropApprovals(ctx, id) : 0;
  await store.step(ctx, id, 'representative-named');
  await append(ctx, { kind: 'request.representative-named', subject: row.person_id, facts: { request: id, withdrawn } });
  for (const letter of ['named', 'person']) await announce(ctx, representativeCalled, { request: id, letter, at: ctx.now.toISOString() });
  tellPages(ctx, { topic: 'request.changed', ids: { request: id } });
  return mustFind(ctx, id);
}

/** Ends it: nothing more goes to the address, its link and its pass open nothing. By staff, or by the person of the request. Problem `not-found` where none is written down. */
export async function endRepresentative(ctx: Ctx, row: RequestRow): Promise<RequestRow> {
  if ((await representativeStore.drop(ctx, row.id)) === 0) throw new Problem('not-found');
  await store.step(ctx, row.id, 'representative-ended');
  await append(ctx, { kind: 'request.representative-ended', subject: row.person_id ?? undefined, facts: { request: row.id } });
  tellPages(ctx, { topic: 'request.changed', ids: { request: row.id } });
  return mustFind(ctx, row.id);
}

/** Whether whoever wrote the address down approves with nobody else, though another could (Art. 32): together that would carry a copy anywhere. */
export async function approvesAlone(ctx: Ctx, row: RequestRow): Promise<boolean> {
  if (row.on_behalf === null || row.approvals_needed > 1) return false;
  const own = await representativeStore.ofRequest(ctx, row.id);
  return own?.named_by === ctx.actor.id && (await countHolders(ctx, 'requests.approve')) > 1;
}

/** Mails a code to the address behind a link. Problems `expired`, and `too-many` after five an hour. */
export async function sendRepresentativeCode(tools: Tools, token: string): Promise<void> {
  await within(tools, token, async (ctx, row, own) => {
    const isLater = !own.made_since || ctx.now.getTime() - own.made_since.getTime() > hourMs;
    if (!isLater && own.made >= mostCodes) throw new Problem('too-many', { retryAfterSeconds: 3600 });
    const code = randomInt(100_000_000).toString().padStart(8, '0');
    const until = new Date(ctx.now.getTime() + codeMinutes * 60_000);
    const since = isLater ? ctx.now : (own.made_since as Date);
    await representativeStore.putCode(ctx, row.id, await seal(ctx, placeOf(own, 'code'), code), until, isLater ? 1 : own.made + 1, since);
    await append(ctx, { kind: 'request.representative-code', subject: own.person_id, facts: { request: row.id } });
    await announce(ctx, representativeCalled, { request: row.id, letter: 'code', at: ctx.now.toISOString() });
  });
}

/** Takes a code; the address is proved from then on. Gives the request as who asked for it may read it, and a pass for half an hour. Problem `wrong-code`, also after five tries; a wrong one counts. */
export async function proveRepresentative(tools: Tools, token: string, given: string) {
  const shown = await within(tools, token, async (ctx, row, own) => {
    const isOpen = own.code !== null && own.code_until !== null && own.code_until > ctx.now && own.tries < mostTries;
    await representativeStore.tried(ctx, row.id);
    if (!isOpen || !own.code || !(await matches(ctx, placeOf(own, 'code'), own.code, given.replace(/[\s-]/g, '')))) return undefined;
    if (!own.proved_at) {
      await store.step(ctx, row.id, 'representative-proved');
      await append(ctx, { kind: 'request.representative-proved', subject: own.person_id, facts: { request: row.id } });
      tellPages(ctx, { topic: 'request.changed', ids: { request: row.id } });
    }
    await representativeStore.proved(ctx, row.id);
    const until = new Date(ctx.now.getTime() + passMinutes * 60_000);
    const pass = signToken(tools, 'representing-pass', { workspace: ctx.workspace, request: row.id, since: own.at.getTime() }, until);
    return { ...(await viewFor(ctx, row)), pass };
  });
  if (!shown) throw new Problem('wrong-code');
  return shown;
}

/** Runs with the request of a pass that a code gave. Problem `expired`, also once somebody else was named. */
export async function withPass<T>(tools: Tools, token: string, pass: string, work: (ctx: Ctx, row: RequestRow) => Promise<T>): Promise<T> {
  const named = readToken(tools, 'representing-pass', pass) as Named | undefined;
  return within(tools, token, async (ctx, row, own) => {
    const isTheirs = named?.request === row.id && named.workspace === ctx.workspace && named.since === own.at.getTime();
    if (!isTheirs || own.proved_at === null) throw new Problem('expired');
    return work(ctx, row);
  });
}

/** The proved address of who asks for the person; undefined where there is none, or nobody asks for them any more. */
export async function representativeOf(ctx: Ctx, row: Pick<RequestRow, 'id' | 'on_behalf'>): Promise<string | undefined> {
  const own = row.on_behalf === null ? undefined : await representativeStore.ofRequest(ctx, row.id);
  return own?.proved_at ? addressOf(ctx, own) : undefined;
}

/** The same for staff and the person, proved or not, in the clear under a permit that names `addressField`. */
export async function viewRepresentative(ctx: Ctx, reading: Permit, id: RequestId) {
  const own = await representativeStore.ofRequest(ctx, id);
  return own
    ? { email: await open(ctx, reading, placeOf(own, 'address'), own.address), provedAt: own.proved_at?.toISOString() ?? null }
    : null;
}

/** Where who asked reads about it; the token carries ids alone. */
export async function linkFor(ctx: Ctx, request: RequestId): Promise<string> {
  const since = (await representativeStore.ofRequest(ctx, request))?.at.getTime() ?? 0;
  const until = new Date(ctx.now.getTime() + linkDays * 86_400_000);
  const token = signToken(ctx.tools, 'representing', { workspace: ctx.workspace, request, since }, until);
  return `${config.of(ctx).publicUrl}/privacy/${await centreKey(ctx)}/representing/${token}`;
}

/** Sends the letter that was announced; safe to call again. */
export async function callRepresentative(
  work: Work,
  { request, letter, at }: { request: string; letter: string; at: string },
): Promise<void> {
  const facts = await stepsOf(
    work,
    'representing',
  )(async (ctx): Promise<{ way: Way | undefined; letter: Letter } | undefined> => {
    const row = await store.byId(ctx, request as RequestId);
    const own = row && (await representativeStore.ofRequest(ctx, row.id));
    if (!row || !own) return undefined;
    if (letter === 'person') {
      const way = row.person_id === null || row.on_behalf === 'heir' ? undefined : await wayTo(ctx, row.person_id); // the dead get no letter
      return { way, letter: await elsewhereLetter(ctx, row) };
    }
    if (letter === 'named')
      return { way: byMail(await addressOf(ctx, own)), letter: await namedLetter(ctx, row, await linkFor(ctx, row.id)) };
    const answer = await sending(ctx, own);
    if (!answer.allowed || !own.code || !own.code_until || own.code_until <= ctx.now) return undefined;
    const [to, code = ''] = await openMany(ctx, answer.permit, [
      { place: placeOf(own, 'address'), sealed: own.address },
      { place: placeOf(own, 'code'), sealed: own.code },
    ]);
    return { way: byMail(to), letter: await codeLetter(ctx, row, code) };
  });
  if (facts?.way) await tell(work, `${request}-${letter}-${Date.parse(at)}`, facts.way, facts.letter);
}

async function viewFor(ctx: Ctx, row: RequestRow) {
  const answer = await permit(ctx, {
    act: 'reveal',
    person: row.person_id as NonNullable<RequestRow['person_id']>,
    purpose: 'rights-fulfilment',
    fields: wordFields,
  });
  const words = answer.allowed ? (await openWords(ctx, answer.permit, [row])).get(row.id) : undefined;
  const { kind, state, language } = row;
  return {
    ...{ kind, state, language, dueOn: row.due_on, receivedAt: row.received_at.toISOString(), company: (await company(ctx)).name },
    ...{
      reason: words?.reason ?? null,
      question: row.pause_ground ? (words?.question ?? null) : null,
      extension: words?.extension ?? null,
    },
    hasCopy: isCopy(kind) && state === 'fulfilled' && row.outcome !== 'nothing-held',
  };
}

const sending = (ctx: Ctx, own: RepresentativeRow) =>
  permit(ctx, { act: 'send', person: own.person_id, purpose: 'rights-fulfilment', channel: 'email', fields: [addressField, codeField] });

async function addressOf(ctx: Ctx, own: RepresentativeRow): Promise<string | undefined> {
  const answer = await sending(ctx, own);
  return answer.allowed ? open(ctx, answer.permit, placeOf(own, 'address'), own.address) : undefined;
}

/** Whom a link names, while their request has its person and somebody asks for them, and for two weeks after the answer. Problem `expired`. */
async function within<T>(tools: Tools, token: string, work: (ctx: Ctx, row: RequestRow, own: RepresentativeRow) => Promise<T>): Promise<T> {
  const named = readToken(tools, 'representing', token) as Named | undefined;
  if (!named) throw new Problem('expired');
  const who = { workspace: named.workspace, actor: { kind: 'system', id: 'representing' }, purpose: 'rights-fulfilment' } as const;
  return act(tools, who, async (ctx) => {
    const row = await store.byId(ctx, named.request);
    const own = await representativeStore.ofRequest(ctx, named.request);
    const isOver = row?.closed_at && ctx.now.getTime() - row.closed_at.getTime() > fetchDays * dayMs;
    if (!row?.person_id || row.on_behalf === null || isOver || named.since !== own?.at.getTime()) throw new Problem('expired');
    return work(ctx, row, own);
  });
}
