// The only SQL for hand-overs by HTTPS: keys, what leaves, what came in.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Kept } from '#kit/holding';
import type { Id, PersonId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import { periodsSql } from '#purposes';
import type { Origin } from './crowd-store.ts';

export type KeyRow = { id: Id<'hky'>; public_key: string; secret: Sealed; at: Date; until: Date; closed_at: Date | null };
export type HandoverRow = {
  id: Id<'hov'>;
  person_id: PersonId;
  state: 'shown' | 'waiting' | 'delivered' | 'failed';
  because: string | null;
  destination: Sealed;
  receipt: Sealed | null;
  /** What the receiver said last has become of it, and the signed note by which it did. */
  standing: Standing | null;
  word: Sealed | null;
  at: Date;
  confirmed_at: Date | null;
  closed_at: Date | null;
  asked_at: Date | null;
  stopped_at: Date | null;
  /** Over the sealed pieces, once a call began. */
  digest: string | null;
  /** Since when it may lie there without our knowing. */
  in_doubt_since: Date | null;
};
export type Standing = 'waiting' | 'accepted' | 'refused' | 'expired' | 'withdrawn';
export type ArrivalRow = {
  id: Id<'hov'>;
  key_id: Id<'hky'>;
  digest: string;
  state: Standing;
  size: number;
  said: Sealed | null;
  signature: Sealed | null;
  at: Date;
  until: Date;
};

const newestKey = statement<KeyRow>(
  'rights.newestHandoverKey',
  'SELECT id, public_key, secret, at, until, closed_at FROM handover_keys WHERE workspace_id = $1 ORDER BY id DESC LIMIT 1',
);
const keyNamed = statement<KeyRow>(
  'rights.handoverKey',
  'SELECT id, public_key, secret, at, until, closed_at FROM handover_keys WHERE workspace_id = $1 AND id = $2',
);
const liveKeys = statement<KeyRow>(
  'rights.liveHandoverKeys',
  'SELECT id, public_key, secret, at, until, closed_at FROM handover_keys WHERE workspace_id = $1 AND until > $2 AND closed_at IS NULL',
);
const addKey = statement(
  'rights.addHandoverKey',
  'INSERT INTO handover_keys (workspace_id, id, public_key, secret, at, until) VALUES ($1, $2, $3, $4, $5, $6)',
);
const closeKeys = statement(
  'rights.closeHandoverKeys',
  'UPDATE handover_keys SET closed_at = $2 WHERE workspace_id = $1 AND closed_at IS NULL',
);
/** Keys to which nothing new comes and with which nothing waits any more; the newest stays and says whether reception is open. */
const dropKeys = statement(
  'rights.dropHandoverKeys',
  `DELETE FROM handover_keys k WHERE k.workspace_id = $1 AND (k.until <= $2 OR k.closed_at IS NOT NULL)
     AND (k.closed_at IS NOT NULL OR k.id < (SELECT max(n.id) FROM handover_keys n WHERE n.workspace_id = $1))
     AND NOT EXISTS (SELECT 1 FROM handover_arrivals a WHERE a.workspace_id = $1 AND a.key_id = k.id AND a.state = 'waiting')`,
);
const columns =
  'id, person_id, state, because, destination, receipt, standing, word, at, confirmed_at, closed_at, asked_at, stopped_at, digest, in_doubt_since';
const addHandover = statement(
  'rights.addHandover',
  "INSERT INTO handovers (workspace_id, id, person_id, state, destination, at) VALUES ($1, $2, $3, 'shown', $4, $5)",
);
const handover = statement<HandoverRow>(
  'rights.handover',
  `SELECT ${columns} FROM handovers WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
);
const envelopeOf = statement<{ envelope: Sealed | null }>(
  'rights.handoverEnvelope',
  'SELECT envelope FROM handovers WHERE workspace_id = $1 AND id = $2',
);
const ofPeople = statement<HandoverRow>(
  'rights.handoversOf',
  `SELECT ${columns} FROM handovers WHERE workspace_id = $1 AND person_id = ANY($2) AND confirmed_at IS NOT NULL ORDER BY id DESC LIMIT 100`,
);
const allOf = statement<HandoverRow>(
  'rights.allHandoversOf',
  `SELECT ${columns} FROM handovers WHERE workspace_id = $1 AND person_id = ANY($2) ORDER BY id DESC`,
);
const confirm = statement(
  'rights.confirmHandover',
  "UPDATE handovers SET state = 'waiting', envelope = $3, confirmed_at = $4 WHERE workspace_id = $1 AND id = $2",
);
const closeHandover = statement(
  'rights.closeHandover',
  'UPDATE handovers SET state = $3, because = $4, receipt = $5, envelope = NULL, closed_at = $6 WHERE workspace_id = $1 AND id = $2',
);
const stopHandover = statement(
  'rights.stopHandover',
  'UPDATE handovers SET stopped_at = $3, envelope = NULL WHERE workspace_id = $1 AND id = $2',
);
const tryHandover = statement(
  'rights.tryHandover',
  'UPDATE handovers SET digest = coalesce($3, digest), in_doubt_since = coalesce(in_doubt_since, $4) WHERE workspace_id = $1 AND id = $2',
);
const clearHandover = statement('rights.clearHandover', 'UPDATE handovers SET in_doubt_since = NULL WHERE workspace_id = $1 AND id = $2');
/** Whoever signs a word about it has it, or had it: it arrived, whatever became of the receipt. */
const heardOf = statement(
  'rights.heardOfHandover',
  `UPDATE handovers SET standing = coalesce($3, standing), word = coalesce($4, word), asked_at = $5,
     state = CASE WHEN $3 IS NULL THEN state ELSE 'delivered' END, because = CASE WHEN $3 IS NULL THEN because END,
     envelope = CASE WHEN $3 IS NULL THEN envelope END, closed_at = CASE WHEN $3 IS NULL THEN closed_at ELSE coalesce(closed_at, $5) END
   WHERE workspace_id = $1 AND id = $2`,
);
/** Those that lie there, or may, and of which nothing final was heard: asked about once a day for three weeks. */
const toAskAbout = statement<{ id: Id<'hov'> }>(
  'rights.handoversToAskAbout',
  `SELECT id FROM handovers WHERE workspace_id = $1 AND (standing IS NULL OR standing = 'waiting')
     AND (state = 'delivered' OR (state = 'waiting' AND stopped_at IS NOT NULL)
       OR (state = 'failed' AND in_doubt_since IS NOT NULL AND because <> 'not-confirmed'))
     AND coalesce(stopped_at, closed_at) > $2::timestamptz - interval '21 days'
     AND coalesce(asked_at, closed_at, stopped_at) < $2::timestamptz - interval '1 day' ORDER BY id LIMIT 500`,
);
/** Taken back on their way, and in three weeks nobody said what became of them. */
const neverConfirmed = statement<{ id: Id<'hov'> }>(
  'rights.handoversNeverConfirmed',
  `SELECT id FROM handovers WHERE workspace_id = $1 AND state = 'waiting' AND stopped_at <= $2::timestamptz - interval '21 days' ORDER BY id LIMIT 500`,
);
const handoverKeeps = statement<Kept>(
  'rights.handoverKeeps',
  `SELECT h.person_id AS person, CASE WHEN h.closed_at IS NULL THEN 'request' ELSE 'proof' END AS because,
     to_char((h.closed_at AT TIME ZONE 'UTC')::date + p.period, 'YYYY-MM-DD') AS until
   FROM handovers h JOIN (${periodsSql('$1')}) p ON p.code = 'rights-fulfilment'
   WHERE h.workspace_id = $1 AND h.person_id = ANY($2::text[]) AND h.state <> 'shown'`,
);
const sweepHandovers = statement(
  'rights.sweepHandovers',
  `DELETE FROM handovers h WHERE h.workspace_id = $1 AND ((h.state = 'shown' AND h.at < $3)
     OR h.closed_at + (SELECT p.period FROM (${periodsSql('$1')}) p WHERE p.code = 'rights-fulfilment') < $2)`,
);
const countHandovers = statement<{ n: number }>(
  'rights.countHandovers',
  'SELECT count(*)::int AS n FROM handovers WHERE workspace_id = $1 AND person_id = ANY($2)',
);
const eraseHandovers = statement('rights.eraseHandovers', 'DELETE FROM handovers WHERE workspace_id = $1 AND person_id = ANY($2)');

const arrivalColumns = 'id, key_id, digest, state, size, said, signature, at, until';
const arrival = statement<ArrivalRow>(
  'rights.arrival',
  `SELECT ${arrivalColumns} FROM handover_arrivals WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
);
const arrivals = statement<ArrivalRow>(
  'rights.arrivals',
  `SELECT ${arrivalColumns} FROM handover_arrivals WHERE workspace_id = $1 AND state = 'waiting' AND until > $2 ORDER BY at, id LIMIT 100`,
);
const waitingAmong = statement<{ id: Id<'hov'> }>(
  'rights.waitingAmong',
  `SELECT id FROM handover_arrivals WHERE workspace_id = $1 AND id = ANY($2::text[]) AND state = 'waiting' AND until > $3`,
);
/** Of these that the person sends, those that are on their way or lie there, and that nobody has taken back here. */
const leavingAmong = statement<{ id: Id<'hov'> }>(
  'rights.leavingAmong',
  `SELECT id FROM handovers WHERE workspace_id = $1 AND id = ANY($2::text[]) AND stopped_at IS NULL AND (standing IS NULL OR standing = 'waiting')
     AND (state IN ('waiting', 'delivered') OR (state = 'failed' AND in_doubt_since IS NOT NULL AND because <> 'not-confirmed'))`,
);
const holdArrivals = statement('rights.holdArrivals', `SELECT pg_advisory_xact_lock(hashtext('rights.arrivals'), hashtext($1))`);
const arrivalEnvelope = statement<{ envelope: Sealed | null }>(
  'rights.arrivalEnvelope',
  'SELECT envelope FROM handover_arrivals WHERE workspace_id = $1 AND id = $2',
);
const addArrival = statement(
  'rights.addArrival',
  `INSERT INTO handover_arrivals (workspace_id, id, key_id, digest, state, size, said, envelope, signature, at, until, sender, source)
   VALUES ($1, $2, $3, $4, 'waiting', $5, $6, $7, $8, $9, $10, $11, $12)`,
);
const decideArrival = statement(
  'rights.decideArrival',
  'UPDATE handover_arrivals SET state = $3, said = NULL, envelope = NULL, source = NULL WHERE workspace_id = $1 AND id = $2',
);
const expireArrivals = statement<{ id: Id<'hov'> }>(
  'rights.expireArrivals',
  `UPDATE handover_arrivals SET state = 'expired', said = NULL, envelope = NULL, source = NULL WHERE workspace_id = $1 AND state = 'waiting' AND until <= $2 RETURNING id`,
);
/** Number, digest and signature stay until nobody asks any more. */
const sweepArrivals = statement(
  'rights.sweepArrivals',
  `DELETE FROM handover_arrivals WHERE workspace_id = $1 AND until <= $2::timestamptz - interval '30 days'`,
);
const w = (ctx: Ctx) => ctx.workspace;
export const handoverStore = {
  newestKey: (ctx: Ctx) => ctx.db.maybe(newestKey, [w(ctx)]),
  key: (ctx: Ctx, id: Id<'hky'>) => ctx.db.maybe(keyNamed, [w(ctx), id]),
  liveKeys: (ctx: Ctx) => ctx.db.all(liveKeys, [w(ctx), ctx.now]),
  addKey: (ctx: Ctx, id: Id<'hky'>, publicKey: string, secret: Sealed, until: Date) =>
    ctx.db.run(addKey, [w(ctx), id, publicKey, secret, ctx.now, until]),
  closeKeys: (ctx: Ctx) => ctx.db.run(closeKeys, [w(ctx), ctx.now]),
  dropKeys: (ctx: Ctx) => ctx.db.run(dropKeys, [w(ctx), ctx.now]),

  add: (ctx: Ctx, id: Id<'hov'>, person: PersonId, destination: Sealed) =>
    ctx.db.run(addHandover, [w(ctx), id, person, destination, ctx.now]),
  byId: (ctx: Ctx, id: Id<'hov'>) => ctx.db.maybe(handover, [w(ctx), id]),
  envelope: async (ctx: Ctx, id: Id<'hov'>) => (await ctx.db.maybe(envelopeOf, [w(ctx), id]))?.envelope ?? undefined,
  ofPeople: (ctx: Ctx, people: readonly PersonId[]) => ctx.db.all(ofPeople, [w(ctx), people]),
  /** For the copy: all of them. */
  allOf: (ctx: Ctx, people: readonly PersonId[]) => ctx.db.all(allOf, [w(ctx), people]),
  confirm: (ctx: Ctx, id: Id<'hov'>, envelope: Sealed) => ctx.db.run(confirm, [w(ctx), id, envelope, ctx.now]),
  close: (ctx: Ctx, id: Id<'hov'>, state: 'delivered' | 'failed', because: string | null, receipt: Sealed | null) =>
    ctx.db.run(closeHandover, [w(ctx), id, state, because, receipt, ctx.now]),
  stop: (ctx: Ctx, id: Id<'hov'>) => ctx.db.run(stopHandover, [w(ctx), id, ctx.now]),
  /** A call begins: from here on it may lie there. `digest` null where what was sealed cannot be read. */
  tried: (ctx: Ctx, id: Id<'hov'>, digest: string | null) => ctx.db.run(tryHandover, [w(ctx), id, digest, ctx.now]),
  /** Each call so far was answered with a no. */
  clear: (ctx: Ctx, id: Id<'hov'>) => ctx.db.run(clearHandover, [w(ctx), id]),
  /** It was asked about; null leaves what was heard before. */
  heard: (ctx: Ctx, id: Id<'hov'>, standing: Standing | null, word: Sealed | null) =>
    ctx.db.run(heardOf, [w(ctx), id, standing, word, ctx.now]),
  toAskAbout: async (ctx: Ctx) => (await ctx.db.all(toAskAbout, [w(ctx), ctx.now])).map(({ id }) => id),
  neverConfirmed: async (ctx: Ctx) => (await ctx.db.all(neverConfirmed, [w(ctx), ctx.now])).map(({ id }) => id),
  keeps: (ctx: Ctx, people: readonly PersonId[]) => ctx.db.all(handoverKeeps, [w(ctx), people]),
  sweep: (ctx: Ctx, shownBefore: Date) => ctx.db.run(sweepHandovers, [w(ctx), ctx.now, shownBefore]),
  count: async (ctx: Ctx, people: readonly string[]) => (await ctx.db.one(countHandovers, [w(ctx), people])).n,
  erase: (ctx: Ctx, people: readonly string[]) => ctx.db.run(eraseHandovers, [w(ctx), people]),

  arrival: (ctx: Ctx, id: Id<'hov'>) => ctx.db.maybe(arrival, [w(ctx), id]),
  arrivals: (ctx: Ctx) => ctx.db.all(arrivals, [w(ctx), ctx.now]),
  /** Until the transaction ends: two who hand in do not both take the last place, and no key goes to which something is coming in. */
  hold: (ctx: Ctx) => ctx.db.run(holdArrivals, [w(ctx)]),
  /** Those of these that wait still. */
  waitingAmong: async (ctx: Ctx, ids: readonly Id<'hov'>[]) => (await ctx.db.all(waitingAmong, [w(ctx), ids, ctx.now])).map(({ id }) => id),
  leavingAmong: async (ctx: Ctx, ids: readonly Id<'hov'>[]) => (await ctx.db.all(leavingAmong, [w(ctx), ids])).map(({ id }) => id),
  arrivalEnvelope: async (ctx: Ctx, id: Id<'hov'>) => (await ctx.db.maybe(arrivalEnvelope, [w(ctx), id]))?.envelope ?? undefined,
  addArrival: (ctx: Ctx, row: Omit<ArrivalRow, 'state' | 'at'> & Origin & { envelope: Sealed }) =>
    ctx.db.run(addArrival, [
      ...[w(ctx), row.id, row.key_id, row.digest, row.size, row.said, row.envelope, row.signature, ctx.now, row.until],
      ...[row.sender, row.source],
    ]),
  decide: (ctx: Ctx, id: Id<'hov'>, state: 'accepted' | 'refused' | 'withdrawn') => ctx.db.run(decideArrival, [w(ctx), id, state]),
  /** Ends what waited too long and gives their numbers; deletes what nobody asks about any more. */
  sweepArrivals: async (ctx: Ctx) => {
    await ctx.db.run(sweepArrivals, [w(ctx), ctx.now]);
    return (await ctx.db.all(expireArrivals, [w(ctx), ctx.now])).map(({ id }) => id);
  },
};
