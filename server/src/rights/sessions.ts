// How a person enters the privacy centre: by a code sent to an identity of theirs, or by a signed link from a place where they are known already.
import { centreKey, findEntrance } from '#access';
import { isLive, readToken, signToken } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { type Id, newId, type PersonId, type WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { group, rootOf } from '#people';
import { sessionStore } from './session-store.ts';

export const sessionMinutes = 60;
export const linkMinutes = 10;
const later = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000);

/** Opens a session of an hour for a person who proved who they are, by a code to `identity` when told; gives its bearer token. */
export async function openSession(ctx: Ctx, person: PersonId, identity?: Id<'idn'>): Promise<{ token: string; expiresAt: string }> {
  const id = newId('ses');
  const expiresAt = later(ctx.now, sessionMinutes);
  await sessionStore.sweep(ctx);
  await sessionStore.open(ctx, id, person, expiresAt, identity ?? null);
  return {
    token: signToken(ctx.tools, 'person-session', { workspace: ctx.workspace, session: id }, expiresAt),
    expiresAt: expiresAt.toISOString(),
  };
}

/** Who stands behind a token of the privacy centre; undefined when it is not ours, ended, or the person was erased. */
export async function authenticatePerson(
  tools: Tools,
  token: string,
): Promise<{ workspace: WorkspaceId; actor: { kind: 'person'; id: PersonId } } | undefined> {
  const claims = readToken(tools, 'person-session', token);
  if (!claims) return undefined;
  const workspace = claims['workspace'] as WorkspaceId;
  return act(tools, { workspace, actor: { kind: 'system', id: 'person-session' } }, async (ctx) => {
    const person = await sessionStore.person(ctx, String(claims['session']));
    if (person === undefined || !(await isLive(ctx, person))) return undefined;
    return { workspace, actor: { kind: 'person' as const, id: await rootOf(ctx, person) } };
  });
}

/** Ends every session of the acting person, also those from before a merge. */
export async function endSession(ctx: Ctx): Promise<void> {
  if (ctx.actor.kind === 'person') await sessionStore.end(ctx, await group(ctx, ctx.actor.id));
}

/** A link into the privacy centre for somebody who is known where it is shown (the widget's own visitor). It opens once and within ten minutes: addresses stand in logs and histories. */
export async function privacyLink(ctx: Ctx, person: PersonId): Promise<string> {
  const id = newId('ses');
  const until = later(ctx.now, linkMinutes);
  await sessionStore.open(ctx, id, person, until, null);
  const token = signToken(ctx.tools, 'privacy-link', { workspace: ctx.workspace, session: id }, until);
  return `${config.of(ctx).publicUrl}/privacy/${await centreKey(ctx)}/enter?link=${encodeURIComponent(token)}`;
}

/** Spends a link: gives the person it was made for, once. Problem `expired` when it is old, used or not ours. */
export async function takeLink(ctx: Ctx, token: string): Promise<PersonId> {
  const claims = readToken(ctx.tools, 'privacy-link', token);
  const person = claims?.['workspace'] === ctx.workspace ? await sessionStore.take(ctx, String(claims['session'])) : undefined;
  if (person === undefined) throw new Problem('expired');
  return person;
}

/** The workspace whose privacy centre has this public key. Problem `not-found`. */
export async function workspaceOf(tools: Tools, key: string): Promise<WorkspaceId> {
  const found = await findEntrance(tools, 'centre', key);
  if (!found) throw new Problem('not-found');
  return found.workspace;
}
