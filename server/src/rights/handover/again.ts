// After an older backup was restored, what was taken back or refused since ends again before any door opens, by the list that lies outside of what is restored. Who took it back was told the first time.
import { workspaceIds } from '#access';
import { permit } from '#gate';
import { noteTakenBack, open, type TakenBack, takenBack, unlessClosed } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Id, WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { stop } from './asking.ts';
import { digestOf } from './reception.ts';
import { handoverFields as fields, handoverPlace } from './sending.ts';
import { type HandoverRow, handoverStore } from './store.ts';

/** Ends an arrival unopened, and remembers it outside of the database. */
export async function endArrival(ctx: Ctx, id: Id<'hov'>, as: 'refused' | 'withdrawn'): Promise<void> {
  await noteTakenBack(ctx, id, as);
  await handoverStore.decide(ctx, id, as);
  await append(ctx, { kind: as === 'refused' ? 'request.handover-refused' : 'handover.withdrawn', facts: { handover: id } });
}

/** Ends those on the list that stand here as if nobody had; gives how many. Safe to repeat. */
export async function takeBackAgain(tools: Tools): Promise<number> {
  let count = 0;
  for (const [workspace, lines] of await listed(tools, takenBack(tools)))
    await unlessClosed(() =>
      asRestore(tools, workspace, async (ctx) => {
        for (const { handover, as } of await standing(ctx, lines)) {
          if (as === 'stopped') {
            if (!(await stopAgain(ctx, handover))) continue;
          } else await endArrival(ctx, handover, as);
          count += 1;
        }
      }),
    );
  return count;
}

/** False for one that was decided by then: there is nothing left to take back. */
async function stopAgain(ctx: Ctx, id: Id<'hov'>): Promise<boolean> {
  const row = await handoverStore.byId(ctx, id);
  if (!row) return false;
  // one whose key is away keeps no door shut: it ends here all the same, and whether it left nobody can say
  await mayHaveLeft(ctx, row).catch((error: unknown) => {
    log.of(ctx)('error', 'rights.handover-not-read', { handover: id, error: errorCode(error) });
    return handoverStore.tried(ctx, id, null);
  });
  return stop(ctx, row.person_id, id).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Problem) return false;
      throw error;
    },
  );
}

/** A backup from before the first call knows nothing of it: the receiver may have it all the same, and hears that it is taken back by the digest of the same envelope. */
async function mayHaveLeft(ctx: Ctx, row: HandoverRow): Promise<void> {
  if (row.state !== 'waiting' || row.in_doubt_since) return;
  const [answer, sealed] = [
    await permit(ctx, { act: 'export', person: row.person_id, purpose: 'rights-fulfilment', fields }),
    await handoverStore.envelope(ctx, row.id),
  ];
  if (!answer.allowed || !sealed) return;
  const envelope = JSON.parse(await open(ctx, answer.permit, handoverPlace(row, 'envelope'), sealed)) as { sealed: string[] };
  await handoverStore.tried(ctx, row.id, digestOf(envelope.sealed));
}

/** How many of those on a list stand in this database as if nobody had taken them back, by company. */
export async function takenBackAmong(tools: Tools, list: readonly TakenBack[]): Promise<{ workspace: WorkspaceId; count: number }[]> {
  const found: { workspace: WorkspaceId; count: number }[] = [];
  for (const [workspace, lines] of await listed(tools, list))
    found.push({ workspace, count: (await asRestore(tools, workspace, (ctx) => standing(ctx, lines))).length });
  return found.filter(({ count }) => count > 0);
}

/** By company, of those that are here. */
async function listed(tools: Tools, lines: readonly TakenBack[]): Promise<Map<WorkspaceId, TakenBack[]>> {
  if (lines.length === 0) return new Map();
  const here = new Set(await workspaceIds(tools));
  return Map.groupBy(
    lines.filter(({ workspace }) => here.has(workspace)),
    ({ workspace }) => workspace,
  );
}

async function standing(ctx: Ctx, lines: readonly TakenBack[]): Promise<readonly TakenBack[]> {
  const idsOf = (isOwn: boolean) => lines.filter(({ as }) => (as === 'stopped') === isOwn).map(({ handover }) => handover);
  const [arrived, leaving] = [await handoverStore.waitingAmong(ctx, idsOf(false)), await handoverStore.leavingAmong(ctx, idsOf(true))];
  const last = new Map(lines.map((line) => [line.handover, line]));
  return [...arrived, ...leaving].flatMap((id) => last.get(id) ?? []);
}

const asRestore = <T>(tools: Tools, workspace: WorkspaceId, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  act(tools, { workspace, actor: { kind: 'system', id: 'restore' }, purpose: 'rights-fulfilment' }, work);
