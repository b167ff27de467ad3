// What came in from another controller: opened only for a person who proved an address that stands in it, and only when its sender is who it says (Art. 5(1)(d), 12(6)). Then it is kept under that
// person's key, with where it came from; what is refused, or waited too long, is gone.

import { refuseStrange } from '#conversations';
import { permitOrThrow } from '#gate';
import { open, openSecret, type Permit, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, newId, type PersonId, type StaffId, type WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append, openNote } from '#ledger';
import { cameFrom, holdGroup, identitiesOf, readIdentity } from '#people';
import { endArrival } from './again.ts';
import { type BroughtRow, broughtStore } from './brought-store.ts';
import { compared } from './compared.ts';
import { contentsOf } from './contents.ts';
import { rememberSender } from './crowd.ts';
import { readDocument, type Told } from './document.ts';
import { type Envelope, openWith } from './envelope.ts';
import { arrivalPlace, digestOf, headerOf, hostIn, pairOf, signedText } from './reception.ts';
import { type ArrivalRow, handoverStore } from './store.ts';

type Signed = Envelope & { readonly signature: string };
/** Where a record came from, sealed with it. */
export type Provenance = {
  readonly name: string;
  readonly host: string;
  readonly document: string;
  readonly day: string;
  readonly signature: string;
  readonly bytes: number;
  readonly records: Readonly<Record<string, number>>;
};
export const broughtPlace = (row: { id: Id<'brt'>; person_id: PersonId }, column: 'said' | 'content') => ({
  ...{ subject: row.person_id, table: 'brought_records', row: row.id, column },
});

/** What waits, with what it says of its sender; nothing of it was opened. */
export async function listArrivals(ctx: Ctx) {
  const rows = await handoverStore.arrivals(ctx);
  return Promise.all(
    rows.map(async (row) => {
      const header = await headerOf(ctx, row);
      const [at, until] = [row.at.toISOString(), row.until.toISOString()];
      return { id: row.id, from: { name: header.sender.name, host: hostIn(header) }, at, until, bytes: row.size };
    }),
  );
}

/** Asks the sender's own address for the key by which it signs; outside of any transaction. Undefined where none is named or to be had. */
export async function senderOf(tools: Tools, workspace: WorkspaceId, id: Id<'hov'>): Promise<Told | undefined> {
  const header = await act(tools, { workspace, actor: { kind: 'system', id: 'reception' } }, async (ctx) => {
    const row = await handoverStore.arrival(ctx, id);
    return row?.said ? headerOf(ctx, row) : undefined;
  });
  const url = URL.parse(header?.sender.document ?? '');
  return url?.pathname.startsWith('/.well-known/') ? readDocument(tools, url).catch(nothingToldOf) : undefined;
}

/**
 * Accepts for a person. Problems: `not-found` for what is not there or decided, `expired` past its day, `conflict` with `sender-not-proved`, `envelope-broken` or `identity-does-not-match`; then it goes on
 * waiting.
 */
export async function acceptArrival(ctx: Ctx, id: Id<'hov'>, asked: PersonId, sender: Told | undefined): Promise<BroughtRow> {
  await refuseStrange(ctx, asked);
  const [person] = await holdGroup(ctx, asked);
  if (person === undefined) throw new Problem('not-found');
  const row = await waiting(ctx, id);
  const sealed = await handoverStore.arrivalEnvelope(ctx, id);
  if (!sealed) throw new Problem('not-found');
  const envelope = JSON.parse(await openSecret(ctx, arrivalPlace(id, 'envelope'), sealed)) as Signed;
  const signed = signedText(envelope.header, digestOf(envelope.sealed));
  if (!sender || ![sender.signer, ...(sender.signersBefore ?? [])].some((signer) => openNote(envelope.signature, signer) === signed))
    throw conflict('sender-not-proved', '5(1)(d)');
  const zip = await openWith(await pairOf(ctx, row.key_id), envelope).catch(() => undefined);
  const contents = zip && (await contentsOf(zip));
  if (!zip || !contents) throw conflict('envelope-broken', '20(1)');
  if (!(await isProvedIn(ctx, person, contents.identities))) throw conflict('identity-does-not-match', '12(6)');
  const brought = { id: newId('brt'), person_id: person, handover_id: id, at: ctx.now };
  const { header, signature } = envelope;
  const said: Provenance = {
    ...{ name: sender.name, host: sender.host, document: sender.document, day: header.day, signature },
    ...{ bytes: zip.length, records: contents.records },
  };
  const kept = { ...brought, said: await seal(ctx, broughtPlace(brought, 'said'), JSON.stringify(said)) };
  await broughtStore.addBrought(ctx, {
    ...kept,
    content: await seal(ctx, broughtPlace(brought, 'content'), zip.toString('base64')),
    by: ctx.actor.id as StaffId,
  });
  await handoverStore.decide(ctx, id, 'accepted');
  await cameFrom(ctx, person, { purpose: 'service-conversation', origin: 'handover', said: `${sender.name} (${sender.host})` });
  await rememberSender(ctx, sender.document, sender.signer);
  await append(ctx, { kind: 'handover.accepted', subject: person, facts: { handover: id, record: brought.id, bytes: zip.length } });
  return kept;
}

/** Refuses: it is deleted unopened. Problem `not-found`. */
export async function refuseArrival(ctx: Ctx, id: Id<'hov'>): Promise<void> {
  await waiting(ctx, id);
  await endArrival(ctx, id, 'refused');
}

/** Refuses those of these that wait; gives how many. A stranger may hand in many at once, and staff need not press for each. */
export async function refuseArrivals(ctx: Ctx, ids: readonly Id<'hov'>[]): Promise<number> {
  const waiting = new Set((await handoverStore.arrivals(ctx)).map(({ id }) => id));
  const refused = [...new Set(ids)].filter((id) => waiting.has(id)).sort(); // one order: two who refuse wait for each other
  let count = 0;
  for (const id of refused) {
    if ((await handoverStore.arrival(ctx, id))?.state !== 'waiting') continue;
    await refuseArrival(ctx, id);
    count += 1;
  }
  return count;
}

/** What a person brought along, in the clear under a permit. */
export async function viewBrought(ctx: Ctx, permit: Permit, rows: readonly BroughtRow[]) {
  return Promise.all(
    rows.map(async (row) => {
      const { name, host, day, bytes, records } = JSON.parse(await open(ctx, permit, broughtPlace(row, 'said'), row.said)) as Provenance;
      return { id: row.id, from: { name, host }, day, at: row.at.toISOString(), bytes, records: { ...records } };
    }),
  );
}

/** The ZIP itself. It is sealed as base64, since whoever takes everything along gets texts. */
export async function openContent(ctx: Ctx, permit: Permit, row: BroughtRow): Promise<Buffer> {
  return Buffer.from(await open(ctx, permit, broughtPlace(row, 'content'), await broughtStore.content(ctx, row.id)), 'base64');
}

async function waiting(ctx: Ctx, id: Id<'hov'>): Promise<ArrivalRow> {
  const row = await handoverStore.arrival(ctx, id);
  if (row?.state !== 'waiting') throw new Problem('not-found');
  if (row.until <= ctx.now) throw new Problem('expired');
  return row;
}

/** Whether an address that the person proved stands in what came. */
async function isProvedIn(ctx: Ctx, person: PersonId, said: ReadonlySet<string>): Promise<boolean> {
  const permit = await permitOrThrow(ctx, { act: 'reveal', person, purpose: 'rights-fulfilment', fields: ['identities.value'] });
  for (const identity of await identitiesOf(ctx, person)) {
    if (identity.provedAt === null) continue;
    if (compared(identity.kind, await readIdentity(ctx, permit, identity)).some((each) => said.has(each))) return true;
  }
  return false;
}

const conflict = (because: string, article: string) => new Problem('conflict', { because, article });
const nothingToldOf = (error: unknown): undefined => {
  if (error instanceof Problem) return undefined;
  throw error;
};
