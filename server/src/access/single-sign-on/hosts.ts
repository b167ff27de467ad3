// With whom staff prove who they are, by host: whoever vouches for them learns when they come in.
import type { Ctx } from '#kit/ctx';
import { providerRows } from './store.ts';

/** Hosts of the company's identity providers, each once. */
export async function signInHosts(ctx: Ctx): Promise<string[]> {
  return [...new Set((await providerRows(ctx.db, ctx.workspace)).flatMap(({ issuer }) => URL.parse(issuer)?.hostname ?? []))];
}
