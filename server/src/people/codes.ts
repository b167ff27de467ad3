// Codes that prove an identity: sent to the address, entered within ten minutes. The code lies sealed for the channel that carries it and hashed for the comparison.
import { randomInt, timingSafeEqual } from 'node:crypto';
import { lookupHash, openMany, type Permit, seal } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { type Id, newId, type PersonId } from '#kit/ids';
import { log } from '#kit/log';
import { announce, announcement } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { tool } from '#kit/tool';
import { append } from '#ledger';
import { holdersOf, placeOf } from './identities.ts';
import type { IdentityKind } from './identity-value.ts';
import { rootOf } from './merges.ts';
import { isOwned } from './sharing/sharing.ts';
import * as store from './store.ts';

/** A code waits, sealed, for the channel that can carry it. */
export const codeRequested = announcement<{ identity: Id<'idn'>; code: Id<'cod'> }>('people.code-requested');
/** Tries per code on this node. A caller that rolls back its transaction also rolls back the count in the database, but not this one. */
export const triesHere = tool<Map<Id<'cod'>, number>>('people.tries');

export const minutesValid = 10;
export const perHour = 5;
export const triesEach = 5;
const codesRemembered = 20_000;

/**
 * Makes a code of 8 digits, valid 10 minutes, and announces it. Problem `too-many` after 5 an hour to one address, and for an entry by text message after so many of the company's as the
 * configuration allows; `conflict` for an entry by a mere claim.
 */
export async function newCode(ctx: Ctx, identity: Id<'idn'>, use: store.CodeUse): Promise<Id<'cod'>> {
  const row = await store.identityRow(ctx.db, ctx.workspace, identity);
  if (!row) throw new Problem('not-found');
  if (use === 'entry' && !isOwned(row)) throw new Problem('conflict', { detail: 'This address is not proved.' });
  await store.lockValue(ctx.db, ctx.workspace, row.kind, row.blindIndex);
  await refuseTooMany(ctx, row.valueId);
  if (use === 'entry' && row.kind === 'phone') await refuseTooManyTexts(ctx);
  const id = newId('cod');
  const code = randomInt(100_000_000).toString().padStart(8, '0');
  const sealed = await seal(ctx, codePlace({ id, person: row.person }), code);
  const expiresAt = new Date(ctx.now.getTime() + minutesValid * 60_000);
  await store.addCode(ctx.db, ctx.workspace, {
    id,
    identity,
    person: row.person,
    use,
    hash: hashOf(ctx, id, code),
    code: sealed,
    madeAt: ctx.now,
    expiresAt,
  });
  await append(ctx, { kind: 'code.requested', subject: row.person, facts: { identity, use } });
  await announce(ctx, codeRequested, { identity, code: id });
  return id;
}

/** Whose code is waiting, so that the gate can be asked before `readCode`; undefined once used or expired. */
export async function codeOwner(
  ctx: Ctx,
  code: Id<'cod'>,
): Promise<{ person: PersonId; identity: Id<'idn'>; use: store.CodeUse } | undefined> {
  const row = await store.openCode(ctx.db, ctx.workspace, code, ctx.now);
  return row && { person: row.person, identity: row.identity, use: row.use };
}

/** The code and where it goes, under a send Permit that names `codes.code` and `identities.value`; undefined once used or expired. */
export async function readCode(
  ctx: Ctx,
  permit: Permit,
  code: Id<'cod'>,
): Promise<{ code: string; to: string; kind: IdentityKind; use: store.CodeUse; person: PersonId; expiresAt: Date } | undefined> {
  const row = await store.openCode(ctx.db, ctx.workspace, code, ctx.now);
  const identity = row && (await store.identityRow(ctx.db, ctx.workspace, row.identity));
  if (!row || !identity) return undefined;
  const [text = '', to = ''] = await openMany(ctx, permit, [
    { place: codePlace(row), sealed: row.code },
    { place: placeOf(identity), sealed: identity.value },
  ]);
  return { code: text, to, kind: identity.kind, use: row.use, person: row.person, expiresAt: row.expiresAt };
}

/**
 * Tries a code sent to this value: 5 tries each, once, compared in constant time. It proves nothing by itself: call `prove` with the identity next. `person` narrows
 * it to codes that person asked for. A wrong try counts when the transaction commits, so commit first and refuse then.
 */
export async function useCode(
  ctx: Ctx,
  kind: IdentityKind,
  value: string,
  code: string,
  use: store.CodeUse,
  person?: PersonId,
): Promise<{ person: PersonId; identity: Id<'idn'> } | undefined> {
  const rows = await holdersOf(ctx, kind, value);
  const root = person && (await rootOf(ctx, person));
  const allowed = [];
  for (const row of rows)
    if ((use === 'proof' || isOwned(row)) && (root === undefined || (await rootOf(ctx, row.person)) === root)) allowed.push(row.id);
  return tryCode(ctx, allowed, code, use);
}

/** The same for one identity, where the value is not at hand. */
export async function useCodeOf(
  ctx: Ctx,
  identity: Id<'idn'>,
  code: string,
  use: store.CodeUse,
): Promise<{ person: PersonId; identity: Id<'idn'> } | undefined> {
  const row = await store.identityRow(ctx.db, ctx.workspace, identity);
  if (row) await store.lockValue(ctx.db, ctx.workspace, row.kind, row.blindIndex);
  return tryCode(ctx, row ? [identity] : [], code, use);
}

async function tryCode(
  ctx: Ctx,
  identities: readonly Id<'idn'>[],
  text: string,
  use: store.CodeUse,
): Promise<{ person: PersonId; identity: Id<'idn'> } | undefined> {
  const code = text.replace(/[\s-]/g, '');
  const open = (await store.triedCodes(ctx.db, ctx.workspace, identities, use, ctx.now, triesEach)).filter((row) => mayTry(ctx, row.id));
  const [found] = open.filter((row) => isEqual(row.hash, hashOf(ctx, row.id, code)));
  if (open.length === 0) isEqual(hashOf(ctx, nobody, code), hashOf(ctx, nobody, '')); // the same work for an unknown address
  if (!found) return undefined;
  await store.setSpent(ctx.db, ctx.workspace, found.identity, use, ctx.now);
  return { person: await rootOf(ctx, found.person), identity: found.identity };
}

function mayTry(ctx: Ctx, code: Id<'cod'>): boolean {
  const tries = triesHere.of(ctx);
  const before = tries.get(code) ?? 0;
  tries.delete(code);
  tries.set(code, before + 1);
  if (tries.size > codesRemembered) tries.delete(tries.keys().next().value ?? code);
  return before < triesEach;
}

async function refuseTooMany(ctx: Ctx, valueId: Id<'idn'>): Promise<void> {
  const { count, oldest } = await store.codesSince(ctx.db, ctx.workspace, valueId, new Date(ctx.now.getTime() - 3_600_000));
  if (count >= perHour && oldest)
    throw new Problem('too-many', { retryAfterSeconds: Math.max(1, Math.ceil((oldest.getTime() + 3_600_000 - ctx.now.getTime()) / 1000)) });
}

/** Texts cost, and some who have them sent earn by it: whoever writes from many such numbers is known by all of them. */
async function refuseTooManyTexts(ctx: Ctx): Promise<void> {
  await store.lockTexts(ctx.db, ctx.workspace);
  const sinceMs = ctx.now.getTime() - 3_600_000;
  if ((await store.textsRunningOut(ctx.db, ctx.workspace, new Date(sinceMs + minutesValid * 60_000))) < config.of(ctx).codeTextsPerHour)
    return;
  log.of(ctx)('warn', 'code.texts-used-up', { workspace: ctx.workspace });
  throw new Problem('too-many', { retryAfterSeconds: 3600 });
}

const codePlace = (row: { id: Id<'cod'>; person: PersonId }) => ({ subject: row.person, table: 'codes', row: row.id, column: 'code' });
/** Keyed, because eight digits are guessed from a plain hash in no time. */
const hashOf = (ctx: Ctx, id: string, code: string): string => lookupHash(ctx.tools, 'code', `${id} ${code}`);
const isEqual = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b));
const nobody = 'cod_00000000000000000000000000';
