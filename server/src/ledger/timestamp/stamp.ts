// Once a day the newest checkpoint of each ledger gets a time stamp of an authority (RFC 3161), when the operator named one. It learns a hash and nothing else.
import { readFileSync } from 'node:fs';
import type { Certificate } from 'pkijs';
import { type Config, config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { lookup } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act, pool } from '#kit/pool';
import { isHeldPrivate } from '#kit/this-machine';
import type { Tools } from '#kit/tool';
import { bodyOf } from '../answer.ts';
import { newestCheckpoint, workspacesWithLedger } from '../store.ts';
import { addTimestamp, newestTimestamp } from './store.ts';
import { questionAbout, readAuthorities, stampIn } from './token.ts';

export type Authority = { readonly url: string; readonly certificates: readonly Certificate[] };
const everyMs = 23 * 3_600_000;
const patienceMs = 15_000;

/** The authority from the configuration; undefined when there is none. Error when it cannot be read, or nobody vouches for it. */
export function readAuthority({ tsa, tsaCa }: Pick<Config, 'tsa' | 'tsaCa'>): Authority | undefined {
  if (tsa === '') return undefined;
  if (!isHeldPrivate(tsa))
    throw new Error('PARLEY_TSA takes the https address of a time-stamp authority, or an http address on this machine');
  if (tsaCa === '')
    throw new Error('PARLEY_TSA needs PARLEY_TSA_CA: the certificates (PEM) of those who vouch for the time-stamp authority');
  return { url: tsa, certificates: readAuthorities(readFileSync(tsaCa, 'utf8')) };
}

/** Stamps what is due in every ledger; for the clock. */
export async function stampCheckpoints(tools: Tools): Promise<void> {
  const authority = readAuthority(config.of({ tools }));
  if (authority === undefined) return;
  for (const workspace of await lookup(pool.of({ tools }), 'every-workspace', workspacesWithLedger))
    try {
      await stampOne(tools, workspace, authority);
    } catch (error) {
      log.of({ tools })('warn', 'ledger.timestamp-failed', { workspace, error: errorCode(error) });
      return; // the authority is the same for all
    }
}

/** No transaction is open while the authority thinks. */
async function stampOne(tools: Tools, workspace: WorkspaceId, authority: Authority): Promise<void> {
  const within = <T>(work: (ctx: Ctx) => Promise<T>) => act(tools, { workspace, actor: { kind: 'system', id: 'ledger.timestamp' } }, work);
  const head = await within(dueHead);
  if (head === undefined) return;
  const question = questionAbout(head.note);
  const stamp = await stampIn(await ask(authority.url, question.bytes), head.note, question, authority.certificates);
  await within((ctx) => addTimestamp(ctx, head.size, stamp));
}

/** The newest checkpoint, when the last stamp is a day old and of a shorter ledger. */
async function dueHead(ctx: Ctx): Promise<{ size: number; note: string } | undefined> {
  const head = await newestCheckpoint(ctx);
  const last = await newestTimestamp(ctx);
  const isDue = head && (last === undefined || (last.size < head.size && ctx.now.getTime() - last.at.getTime() >= everyMs));
  return isDue ? head : undefined;
}

async function ask(url: string, body: Buffer): Promise<Buffer> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: new Uint8Array(body),
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  });
  if (answer.status !== 200) throw Object.assign(new Error('the authority did not answer'), { code: `status-${answer.status}` });
  return bodyOf(answer);
}
