// A filing as OpenDSR shows it.
import type { Answer } from '@parley/contract';
import { openSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { dueBy } from '../course/due.ts';
import { courseStore } from '../course/store.ts';
import { type RequestRow, store } from '../store.ts';
import { type Status, statusOf } from './rules.ts';
import { domainOf } from './signing.ts';
import type { FilingRow } from './store.ts';

/** Where each status is told, null once the last one was; and what relates filings to each other, until the last one. */
export type Said = { readonly urls: readonly (string | null)[]; readonly groupId: string | null };
export const filingPlace = (id: string) => ({ table: 'dsr_filings', row: id, column: 'said' });
export const saidIn = async (ctx: Ctx, row: FilingRow): Promise<Said> =>
  row.said ? (JSON.parse(await openSecret(ctx, filingPlace(row.id), row.said)) as Said) : { urls: [], groupId: null };

/** Where it stands. `extensions` of our domain say what the four statuses cannot: our number, the kind, the outcome, whether anybody was found. */
export async function viewFiling(ctx: Ctx, row: FilingRow): Promise<Answer<'readOpenDsr'>> {
  const request = row.request_id ? await store.seen(ctx, row.request_id) : undefined;
  const status: Status = statusOf(request, row.cancelled_at !== null);
  return {
    controller_id: ctx.workspace,
    subject_request_id: row.id,
    expected_completion_time: request && status !== 'cancelled' ? await dueAt(ctx, request) : null,
    request_status: status,
    api_version: row.version,
    group_id: (await saidIn(ctx, row)).groupId,
    results_url: null,
    extensions: {
      [domainOf(ctx.tools)]: {
        request: row.request_id,
        type: row.type,
        found: row.request_id !== null,
        state: request?.state ?? null,
        outcome: request?.outcome ?? null,
      },
    },
  };
}

/** The end of the day by which it is answered (Art. 12(3)), with what stood still and was extended. */
export async function dueAt(ctx: Ctx, row: RequestRow): Promise<string> {
  const due = row.closed_at ? row.due_on : await dueBy(ctx, row, await courseStore.pauses(ctx, row.id));
  return `${due}T23:59:59Z`;
}
