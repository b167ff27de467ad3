// The company's logo: published by the company about itself, and seen by anybody who opens its chat or its privacy pages.
import { createHash } from 'node:crypto';
import type { Ctx } from '#kit/ctx';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { findEntrance } from '../entrances.ts';
import { centreKey } from '../workspaces.ts';
import type { Picture } from './read.ts';
import * as store from './store.ts';

/** Path of the logo, another one after each change, so that it may be kept for long; null without one. */
export async function logoPath(ctx: Ctx): Promise<string | null> {
  const hash = await store.logoHash(ctx.db, ctx.workspace);
  return hash === undefined ? null : `/v1/centres/${await centreKey(ctx)}/logo?v=${hash.slice(0, 16)}`;
}

/** The logo itself, for documents that are drawn here; undefined without one. */
export async function logoOf(ctx: Ctx): Promise<Picture | undefined> {
  const row = await store.logoRow(ctx.db, ctx.workspace);
  return row && { type: row.type, bytes: row.content };
}

/** Replaces the logo by a picture that was drawn anew. */
export async function putLogo(ctx: Ctx, picture: Picture): Promise<void> {
  await store.putLogo(ctx.db, ctx.workspace, picture, createHash('sha256').update(picture.bytes).digest('hex'), ctx.now);
  await append(ctx, { kind: 'workspace.changed', facts: { fields: 'logo' } });
}

/** Takes the logo away; without one nothing happens. */
export async function removeLogo(ctx: Ctx): Promise<void> {
  if ((await store.dropLogo(ctx.db, ctx.workspace)) > 0)
    await append(ctx, { kind: 'workspace.changed', facts: { fields: 'logo', removed: true } });
}

/** The logo of the company with this public key, with its hash. Problem `not-found`. */
export async function readLogo(tools: Tools, key: string): Promise<Picture & { hash: string }> {
  const entrance = await findEntrance(tools, 'centre', key);
  const row =
    entrance &&
    (await act(tools, { workspace: entrance.workspace, actor: { kind: 'system', id: 'logo' } }, (ctx) =>
      store.logoRow(ctx.db, ctx.workspace),
    ));
  if (!row) throw new Problem('not-found');
  return { type: row.type, bytes: row.content, hash: row.hash };
}
