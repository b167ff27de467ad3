// A platform hears of each new status at the addresses it named (OpenDSR 8.5): signed, through the door for addresses that others chose, again for a day where nobody answers. Nothing that names
// the person is in it.
import { sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { log } from '#kit/log';
import { announce, retryLater, type Work } from '#kit/outbox';
import { fetchOutside, outsideFault } from '#kit/outside';
import { filingMoved } from '../announcements.ts';
import { waitForSandbox } from '../sandboxed.ts';
import { type RequestId, store } from '../store.ts';
import { stepsOf } from '../told.ts';
import { isLast, type Status, statusOf } from './rules.ts';
import { signatureOf } from './signing.ts';
import { type FilingRow, filingStore } from './store.ts';
import { filingPlace, type Said, saidIn, viewFiling } from './view.ts';

const daySeconds = 86_400;

/** Announces the status of a request to whoever filed it, where it is new to them. To be called in each transaction that moves a request. */
export async function tellFilers(ctx: Ctx, request: RequestId): Promise<void> {
  const filings = await filingStore.ofRequest(ctx, request);
  if (filings.length === 0) return;
  const row = await store.byId(ctx, request);
  for (const filing of filings) await tellFiler(ctx, filing, statusOf(row, filing.cancelled_at !== null));
}

export async function tellFiler(ctx: Ctx, filing: FilingRow, status: Status, isNew = false): Promise<void> {
  if (!isNew && filing.told === status) return;
  await filingStore.tell(ctx, filing.id, status);
  const { urls } = await saidIn(ctx, filing);
  if (isLast(status)) await keepAlone(ctx, filing.id, urls);
  for (const [at] of urls.entries()) await announce(ctx, filingMoved, { filing: filing.id, status, at, since: ctx.now.getTime() });
}

/** Keeps no more than where the last status is still to be told. */
async function keepAlone(ctx: Ctx, id: string, urls: Said['urls']): Promise<void> {
  const left = urls.some((url) => url !== null) ? JSON.stringify({ urls, groupId: null } satisfies Said) : undefined;
  await filingStore.say(ctx, id, left === undefined ? null : await sealSecret(ctx, filingPlace(id), left));
}

/** Catches up on requests that ended without this having been said; empties and deletes what is over. */
export async function lookAtFilings(ctx: Ctx): Promise<void> {
  for (const request of await filingStore.behind(ctx)) await tellFilers(ctx, request);
  await filingStore.sweep(ctx, new Date(ctx.now.getTime() - (daySeconds + 7200) * 1000)); // whoever did not answer was asked for a day
}

/** Posts one status to one address. */
export async function postStatus(
  work: Work,
  { filing, status, at, since }: { filing: string; status: string; at: number; since: number },
): Promise<void> {
  const facts = await stepsOf(
    work,
    'opendsr',
  )(async (ctx) => {
    const row = await filingStore.byId(ctx, filing);
    const url = row && (await saidIn(ctx, row)).urls[at];
    if (url) await waitForSandbox(ctx);
    return row && url
      ? { url, now: ctx.now.getTime(), body: { ...(await viewFiling(ctx, row)), request_status: status, status_callback_url: url } }
      : undefined;
  });
  if (!facts) return;
  const bytes = Buffer.from(JSON.stringify(facts.body));
  const headers = { ...signatureOf(work.tools, bytes), 'content-type': 'application/json' };
  const answer = await fetchOutside(work.tools, new URL(facts.url), { method: 'POST', headers, body: bytes }).catch((error: unknown) => {
    const fault = outsideFault(error);
    if (!fault) throw error;
    return fault === 'outside-unreachable' ? undefined : new Response(null, { status: 421 });
  });
  if (answer?.ok) return toldLast(work, { filing, status, at });
  const age = (facts.now - since) / 1000;
  if ((!answer || answer.status >= 500 || answer.status === 429) && age < daySeconds)
    throw retryLater(Math.min(Math.max(age / 2, 1), 3600));
  log.of(work)('warn', 'opendsr.callback-not-taken', { workspace: work.workspace });
  await toldLast(work, { filing, status, at });
}

/** Where the last status was told, or is told no more, is forgotten at once (Art. 25(2)). */
async function toldLast(work: Work, { filing, status, at }: { filing: string; status: string; at: number }): Promise<void> {
  if (!isLast(status)) return;
  await stepsOf(
    work,
    'opendsr',
  )(async (ctx) => {
    const row = await filingStore.byId(ctx, filing);
    if (!row?.said || !isLast(row.told)) return;
    const { urls } = await saidIn(ctx, row);
    await keepAlone(
      ctx,
      filing,
      urls.map((url, place) => (place === at ? null : url)),
    );
  });
}
