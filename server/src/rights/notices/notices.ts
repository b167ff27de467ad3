// Telling recipients (Art. 19) and joint controllers (Art. 26(3)): who has to hear of a request, and what a colleague says became of it. The company tells them; here stands whether it did. Rows name a
// request, a recipient and days, and outlive the person.
import { everyStaffName } from '#access';
import { recipientsOf } from '#channels';
import { detect } from '#detection';
import { openSecret, sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import type { Sealed } from '#kit/seal';
import { append } from '#ledger';
import { listVendors } from '#vendors';
import { mustFind } from '../answers.ts';
import { dayOf } from '../deadlines.ts';
import { namesOfPeople } from '../names-of-people.ts';
import { nameEndTo } from '../recipients.ts';
import { type RequestId, type RequestRow, type StepRow, store } from '../store.ts';
import { type Asked, type Duty, type Fault, faultOf, goneOn, hasEnded, heardBy, isMoot, type Notice, type Said } from './rules.ts';
import { type NoticeRow, noticeStore } from './store.ts';

export type Heard = Pick<Notice, 'name' | 'duty' | 'state'> & { readonly on: string | null };

/** Whoever decides together with the company and received something of these people hears that they asked, whatever they asked for (Art. 26(3)); repeating it changes nothing. */
export async function openJoint(ctx: Ctx, request: RequestId, people: readonly PersonId[]): Promise<void> {
  const joint = new Set((await listVendors(ctx)).filter(({ role }) => role === 'joint-controller').map(({ code }) => code));
  if (joint.size === 0) return;
  for (const { recipient } of await recipientsOf(ctx, people)) {
    if (!joint.has(recipient)) continue;
    const added = await noticeStore.insert(ctx, { request, recipient, duty: '26', basis: 'joint' });
    if (added > 0) await append(ctx, { kind: 'recipient.named', facts: { request, recipient, duty: '26' } });
  }
}

/** Those of a request, for staff. Problem `not-found`, also for a request that whoever acts may not see. */
export async function noticesOf(ctx: Ctx, request: RequestId): Promise<Notice[]> {
  const asked = await askedOf(ctx, await mustFind(ctx, request));
  const [rows, names] = await Promise.all([noticeStore.ofRequests(ctx, [request]), namesOf(ctx)]);
  const seen = await Promise.all(rows.map((row) => view(ctx, row, names)));
  return seen.map((each) => (isMoot(asked, each) ? { ...each, isLate: false } : each));
}

/** The same for the person, and for whoever looks at a certificate: no words of the company. By request. */
export async function heardOf(ctx: Ctx, requests: readonly RequestId[]): Promise<Map<RequestId, (Heard & { code: string })[]>> {
  const rows = requests.length === 0 ? [] : await noticeStore.ofRequests(ctx, requests);
  if (rows.length === 0) return new Map();
  const names = await namesOf(ctx);
  const told = rows.map(({ request, recipient, duty, state, toldOn, acknowledgedOn }) => {
    const name = names.get(recipient) ?? recipient;
    return [request, { code: recipient, name, duty, state, on: acknowledgedOn ?? toldOn }] as const;
  });
  const byRequest = Map.groupBy(told, ([request]) => request);
  return new Map([...byRequest].map(([request, own]) => [request, own.map(([, each]) => each)]));
}

/** Writes down what became of telling a recipient. Problem `not-found`; `conflict` where it cannot be said (any more); `invalid` for a day that cannot be, and for words in which detection finds somebody. */
export async function recordNotice(ctx: Ctx, request: RequestId, recipient: string, said: Said): Promise<Notice> {
  const found = await mustFind(ctx, request);
  const { received_at: received, person_id: person } = found;
  const row = await noticeStore.locked(ctx, request, recipient, said.duty);
  if (!row) throw new Problem('not-found');
  const fault = faultOf(said, row, dayOf(ctx.now).toString(), dayOf(received).toString());
  if (fault) throw problemOf(fault, said.duty);
  const names = await namesOf(ctx);
  const words = await sealWords(ctx, row, said, { recipient: names.get(recipient) ?? recipient, person });
  const next: NoticeRow = { ...row, ...becomes(said, row), state: said.outcome, words };
  await noticeStore.change(ctx, next);
  const facts = { request, recipient, duty: said.duty };
  if (said.outcome === 'told') await append(ctx, { kind: 'recipient.told', facts: { ...facts, on: said.on, by: said.by } });
  else if (said.outcome === 'acknowledged') await append(ctx, { kind: 'recipient.acknowledged', facts: { ...facts, on: said.on } });
  else await append(ctx, { kind: 'recipient.not-told', facts: { ...facts, because: said.outcome } });
  if (said.outcome === 'told' && said.duty === '19' && hasEnded(await askedOf(ctx, found))) await nameEndTo(ctx, row); // told of what held no more
  tellPages(ctx, { topic: 'request.changed', ids: { request } });
  return view(ctx, next, names);
}

/** What a provider deleted by its interface was told to it, and is its answer: said once all of its messages are gone there, unless somebody said so before. */
export async function recordGone(ctx: Ctx, request: RequestId, steps: readonly StepRow[]): Promise<void> {
  for (const seen of await noticeStore.ofRequests(ctx, [request])) {
    const row = (await noticeStore.locked(ctx, request, seen.recipient, seen.duty)) ?? seen; // somebody may be saying so at this moment
    const on = row.duty === '19' && row.state !== 'acknowledged' ? goneOn(steps, row.recipient) : undefined;
    if (!on) continue;
    const told = row.toldOn !== null && row.toldOn <= on ? row : { toldOn: on, by: 'interface' as const };
    const next = { state: 'acknowledged', toldOn: told.toldOn, by: told.by, acknowledgedOn: on, words: null } as const;
    await noticeStore.change(ctx, { ...row, ...next });
    await append(ctx, { kind: 'recipient.acknowledged', facts: { request, recipient: row.recipient, duty: '19', on, by: 'interface' } });
  }
}

function problemOf(fault: Fault, duty: Duty): Problem {
  const { because } = fault;
  const article = duty === '26' ? '26(1)' : '19';
  if (because === 'no-such-day')
    return new Problem('invalid', { fields: [{ path: 'body/on', message: `A day from ${fault.from} to today.` }] });
  if (because === 'told-already') return new Problem('conflict', { because, article, detail: 'This recipient was told already.' });
  if (because === 'not-told-yet') return new Problem('conflict', { because, article, detail: 'Say first when and how it was told.' });
  if (because === 'acknowledged-already') return new Problem('conflict', { because, article, detail: 'This recipient answered already.' });
  return new Problem('conflict', { because, article, detail: 'Whoever decides with you about the data is told whatever the effort.' });
}

function becomes(said: Said, row: NoticeRow): Pick<NoticeRow, 'toldOn' | 'by' | 'acknowledgedOn'> {
  if (said.outcome === 'told') return { toldOn: said.on, by: said.by, acknowledgedOn: null };
  if (said.outcome === 'acknowledged') return { toldOn: row.toldOn, by: row.by, acknowledgedOn: said.on };
  return { toldOn: null, by: null, acknowledgedOn: null };
}

/** A request as the rules for its notices ask of it. */
async function askedOf(ctx: Ctx, { id, kind, state }: Pick<RequestRow, 'id' | 'kind' | 'state'>): Promise<Asked> {
  return { kind, state, isLifted: (await store.steps(ctx, [id])).some(({ step }) => step === 'lifted') };
}

const placeOf = ({ request, recipient, duty }: { request: RequestId; recipient: string; duty: Duty }) => ({
  table: 'recipient_notices',
  row: `${request}/${recipient}/${duty}`,
  column: 'words',
});

/** The row outlives whoever it is about, so nobody may be named in it; the recipient itself may. */
async function sealWords(
  ctx: Ctx,
  row: NoticeRow,
  said: Said,
  of: { readonly recipient: string; readonly person: PersonId | null },
): Promise<Sealed | null> {
  const [path, words] = 'reason' in said ? ['reason', said.reason] : ['reference', 'reference' in said ? said.reference : undefined];
  const text = words?.trim();
  if (!text) return null;
  const theirs = of.person ? [...(await namesOfPeople(ctx, [of.person])).values()] : [];
  const known = [...theirs, ...(await everyStaffName(ctx))].filter(Boolean);
  if (detect(text.replaceAll(of.recipient, ' '), { known }).length > 0)
    throw new Problem('invalid', {
      article: '5(1)(c)',
      fields: [{ path: `body/${path}`, message: 'Seems to point at somebody. This stays when they are erased: leave it out.' }],
    });
  return sealSecret(ctx, placeOf(row), text);
}

const namesOf = async (ctx: Ctx): Promise<Map<string, string>> => new Map((await listVendors(ctx)).map(({ code, name }) => [code, name]));

async function view(ctx: Ctx, row: NoticeRow, names: ReadonlyMap<string, string>): Promise<Notice> {
  const { recipient, duty, basis, state, toldOn, by, acknowledgedOn, words } = row;
  return {
    ...{ recipient, name: names.get(recipient) ?? recipient, duty, basis, state, toldOn, by, acknowledgedOn },
    since: row.since.toISOString(),
    words: words && (await openSecret(ctx, placeOf(row), words)),
    dueOn: heardBy(row.since),
    isLate: state === 'open' && ctx.now.toISOString().slice(0, 10) > heardBy(row.since),
  };
}
