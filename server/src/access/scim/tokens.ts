// The token by which a provider keeps people in step: good for a year unless told otherwise, told once, known by its keyed hash alone. It opens /scim/v2 and nothing else.
import { randomBytes } from 'node:crypto';
import { lookupHash } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, newId, type WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { addEntrance, findEntrance } from '../entrances.ts';
import { refuseUnlessAdministrator } from '../grants/grants.ts';
import { type ProviderId, type ProviderRow, providerRow } from '../single-sign-on/store.ts';
import { dropEntrance } from '../store.ts';
import * as store from './store.ts';

export type ScimTokenView = {
  readonly id: Id<'sct'>;
  readonly prefix: string;
  readonly madeAt: Date;
  /** Null: without an end. */
  readonly expiresAt: Date | null;
  readonly usedOn: string | null;
};
/** What every token begins with, so that scanners for leaked secrets find it. */
const tokenPrefix = 'parley_scim_';
const shownLetters = 5;
const mostTokens = 5;
const standardDays = 365;

/** Tokens by provider. */
export async function tokensOf(ctx: Ctx): Promise<Map<ProviderId, ScimTokenView[]>> {
  const rows = await store.tokenRows(ctx.db, ctx.workspace);
  return new Map([...Map.groupBy(rows, (row) => row.provider_id)].map(([id, of]) => [id, of.map(view)]));
}

/** Makes a token for a provider, for so many days (a year unless told; null: without an end); gives it this once. It moves people between groups that have any role, so only administrators make one. Problem `not-permitted`, `not-found`, or `conflict` when there are five. */
export async function makeScimToken(
  ctx: Ctx,
  provider: string,
  { days = standardDays }: { days?: number | null | undefined } = {},
): Promise<{ token: string; view: ScimTokenView }> {
  await refuseUnlessAdministrator(ctx);
  const row = await providerRow(ctx.db, ctx.workspace, provider);
  if (!row) throw new Problem('not-found');
  if ((await tokensOf(ctx)).get(row.id)?.length === mostTokens)
    throw new Problem('conflict', { detail: 'There are five tokens already: revoke one first.' });
  const token = `${tokenPrefix}${randomBytes(32).toString('base64url')}`;
  const made = { id: newId('sct'), provider: row.id, prefix: token.slice(0, tokenPrefix.length + shownLetters), by: ctx.actor.id };
  const expiresAt = days === null ? null : new Date(ctx.now.getTime() + days * 86_400_000);
  await store.addToken(ctx.db, ctx.workspace, { ...made, hash: hashOf(ctx.tools, token), expiresAt }, ctx.now);
  await addEntrance(ctx, 'scim', token, made.id, expiresAt ?? undefined);
  await append(ctx, { kind: 'provider.token-made', facts: { provider: row.id, token: made.id, days } });
  return { token, view: { id: made.id, prefix: made.prefix, madeAt: ctx.now, expiresAt, usedOn: null } };
}

/** Ends a token at once. Problem `not-found`. */
export async function revokeScimToken(ctx: Ctx, provider: string, token: string): Promise<void> {
  const gone = await store.dropTokens(ctx.db, ctx.workspace, provider as ProviderId, token);
  if (gone.length === 0) throw new Problem('not-found');
  await afterEnd(ctx, gone);
  await append(ctx, { kind: 'provider.token-revoked', facts: { provider, token } });
}

/** Ends every token of a provider. */
export async function revokeTokensOf(ctx: Ctx, provider: ProviderId): Promise<void> {
  await afterEnd(ctx, await store.dropTokens(ctx.db, ctx.workspace, provider));
}

/** Whose token this is, and writes the day of its use down; undefined for any other text. */
export async function scimCaller(tools: Tools, token: string): Promise<{ workspace: WorkspaceId; provider: ProviderRow } | undefined> {
  if (!token.startsWith(tokenPrefix) || token.length > 100) return undefined;
  const entrance = await findEntrance(tools, 'scim', token);
  if (!entrance) return undefined;
  const { workspace } = entrance;
  return act(tools, { workspace, actor: { kind: 'system', id: 'scim' } }, async (ctx) => {
    const row = await store.tokenByHash(ctx.db, workspace, hashOf(tools, token));
    const provider = row && (await providerRow(ctx.db, workspace, row.provider_id));
    if (!row || !provider || (row.expires_at && row.expires_at <= ctx.now)) return undefined;
    const today = ctx.now.toISOString().slice(0, 10);
    if (row.used_on !== today) await store.tokenUsed(ctx.db, workspace, row.id, today);
    return { workspace, provider };
  });
}

async function afterEnd(ctx: Ctx, gone: readonly { token_hash: string }[]): Promise<void> {
  for (const { token_hash } of gone) await dropEntrance(ctx.db, ctx.workspace, 'scim', token_hash);
}

const hashOf = (tools: Tools, token: string): string => lookupHash(tools, 'scim', token);
const view = (row: store.TokenRow): ScimTokenView => ({
  id: row.id,
  prefix: row.prefix,
  madeAt: row.made_at,
  expiresAt: row.expires_at,
  usedOn: row.used_on,
});
