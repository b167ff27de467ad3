// The ledger over HTTP for monitors and witnesses, cached as any file (record 026). Checkpoint and hashes name nobody and are for everybody who knows the ledger;
// entries tell what a company does and when, and are for its staff.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Ctx } from '#kit/ctx';
import type { WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import { publicRoute, route, type Special, special } from '#kit/route';
import type { Tools } from '#kit/tool';
import { ownVerifier } from '../check.ts';
import { keyHistory } from '../key/reigns.ts';
import { publishedHead, publishedKey } from '../witness/published.ts';
import { readPlace, type Tile, tileWidth } from './path.ts';
import { bundleOf, tileOf } from './tiles.ts';

const program = 'verify-certificate.mjs';
const perMinute = 1200; // a monitor that catches up fetches thousands, once
const anywhere = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };

export const tileRoutes = [
  publicRoute('readLedgerCheckpoint', {
    purpose: null,
    perMinute,
    handle: async (tools, { params, request }) => {
      const note = (await inLedger(tools, params.key, publishedHead))?.note;
      if (note === undefined) throw new Problem('not-found');
      const etag = `"${createHash('sha256').update(note).digest('hex')}"`;
      const headers = { ...anywhere, etag, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=2' };
      return knows(request.header('if-none-match'), etag)
        ? special({ status: 304, headers })
        : special({ bytes: Buffer.from(note), headers });
    },
  }),
  publicRoute('readLedgerKey', {
    purpose: null,
    perMinute,
    handle: async (tools, { params }) => {
      const key = await inLedger(tools, params.key, publishedKey);
      if (key === undefined) throw new Problem('not-found');
      const headers = { ...anywhere, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=60' };
      return special({ bytes: Buffer.from(`${key}\n`), headers });
    },
  }),
  publicRoute('readLedgerKeys', {
    purpose: null,
    perMinute,
    handle: async (tools, { params }) => {
      const keys = await inLedger(tools, params.key, async (ctx) => {
        const isThere = (await publishedHead(ctx)) !== undefined;
        return isThere ? { key: await ownVerifier(ctx), changes: await keyHistory(ctx) } : undefined;
      });
      if (keys === undefined) throw new Problem('not-found');
      return keys;
    },
  }),
  publicRoute('readVerifier', {
    purpose: null,
    perMinute,
    handle: async () => {
      const headers = { 'content-type': 'text/javascript; charset=utf-8', 'content-disposition': `attachment; filename="${program}"` };
      const bytes = await readFile(path.join(import.meta.dirname, '../export', program));
      return special({ bytes, headers: { ...headers, 'cache-control': 'public, max-age=60' } });
    },
  }),
  publicRoute('readLedgerTile', {
    purpose: null,
    perMinute,
    handle: async (tools, { params }) => {
      const tile = { level: Number(params.level), ...placeOf(params['*']) };
      return bytesOf(await inLedger(tools, params.key, (ctx) => tileOf(ctx, tile)), tile, { ...anywhere, 'cache-control': 'public' });
    },
  }),
  route('readLedgerEntries', {
    permission: 'ledger.read',
    purpose: null,
    handle: async (ctx, { params, request }) => {
      if (params.key !== ctx.workspace) throw new Problem('not-found');
      const place = placeOf(params['*']);
      const bundle = await bundleOf(ctx, place);
      const headers = { 'cache-control': 'private', vary: 'accept-encoding, authorization, cookie' };
      if (bundle === undefined || !/\bgzip\b/.test(request.header('accept-encoding') ?? '')) return bytesOf(bundle, place, headers);
      return bytesOf(await promisify(gzip)(bundle), place, { ...headers, 'content-encoding': 'gzip' });
    },
  }),
];

/** Work in the ledger of a workspace on behalf of nobody we know. */
export function inLedger<T>(tools: Tools, key: string, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return act(tools, { workspace: key as WorkspaceId, actor: { kind: 'system', id: 'ledger.public' } }, work);
}

function placeOf(text: string): Omit<Tile, 'level'> {
  const place = readPlace(text);
  if (place === undefined) throw new Problem('not-found');
  return place;
}

/** A partial tile is soon of no use to anybody, so nobody need keep it for long. */
function bytesOf(bytes: Buffer | undefined, { width }: Omit<Tile, 'level'>, headers: Record<string, string>): Special {
  if (bytes === undefined) throw new Problem('not-found');
  const seconds = width === tileWidth ? 31_536_000 : 86_400;
  const caching = `${headers['cache-control']}, max-age=${seconds}, immutable`;
  return special({ bytes, headers: { ...headers, 'content-type': 'application/octet-stream', 'cache-control': caching } });
}

const knows = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag) ?? false;
