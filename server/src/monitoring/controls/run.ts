// Looking at every control of the house: each in a transaction of its own, so that one that cannot be looked at takes no other along; what they showed is kept in one.
import { workspaceIds } from '#access';
import type { Actor, Ctx } from '#kit/ctx';
import type { WorkspaceId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { errorCode, log } from '#kit/log';
import { act, clock } from '#kit/pool';
import { type Check, checks } from '#kit/room';
import type { Tools } from '#kit/tool';
import { settleFindings } from '../findings/settle.ts';
import type { ControlState } from '../rules.ts';
import { readSbom } from '../sbom/sbom.ts';
import { observe } from '../self/observe.ts';
import type { Look } from './look.ts';
import { keepLook, keepRun, newestRun, oneAtATime, statesNow } from './store.ts';

type Who = { readonly workspace: WorkspaceId; readonly actor: Actor };

const asHouse = (workspace: WorkspaceId): Who => ({ workspace, actor: { kind: 'system', id: 'monitoring.run' } });
const hourMs = 3_600_000;
const keptMs = 400 * 86_400_000; // a year, and a month to compare it with the next
const mostEvidence = 20;

/** Looks at every control in one workspace, keeps what they show, and opens, reopens or repairs findings. The house looks, whoever asked: what somebody may not see themself must not be left out. */
export async function runControls(tools: Tools, workspace: WorkspaceId): Promise<void> {
  const who = asHouse(workspace);
  await observe(tools).catch(() => undefined); // asked before any connection is taken; where nothing answers, the checks over it say so
  await readSbom().catch(() => undefined); // the same for npm, which may take a minute; checks find it remembered
  const looks: Look[] = [];
  for (const check of checks.of({ tools })) looks.push(await lookAt(tools, who, check));
  await act(tools, who, (ctx) => keep(ctx, looks));
}

/** For the clock: every workspace whose last look is an hour old. */
export async function runWhatIsDue(tools: Tools): Promise<void> {
  for (const workspace of await workspaceIds(tools)) {
    try {
      const last = await act(tools, asHouse(workspace), newestRun);
      if (!last || last.at.getTime() <= clock.of({ tools })().getTime() - hourMs) await runControls(tools, workspace);
    } catch (error) {
      log.of({ tools })('error', 'controls.failed', { workspace, error: errorCode(error) });
    }
  }
}

async function lookAt(tools: Tools, who: Who, check: Check): Promise<Look> {
  try {
    return await act(tools, who, async (ctx) => {
      const faults = await check.run(ctx);
      if (faults === 0) return { check, state: 'passes', faults, evidence: [] };
      const evidence = (await check.evidence?.(ctx)) ?? [];
      return { check, state: 'fails', faults, evidence: evidence.slice(0, mostEvidence) };
    });
  } catch (error) {
    log.of({ tools })('warn', 'control.unknown', { control: check.id as Lowercase<string>, error: errorCode(error) });
    return { check, state: 'unknown', faults: 0, evidence: [errorCode(error)] };
  }
}

async function keep(ctx: Ctx, looks: readonly Look[]): Promise<void> {
  await oneAtATime(ctx);
  const before = new Map((await statesNow(ctx)).map((row) => [row.control, row]));
  for (const look of looks) await keepLook(ctx, { ...look, control: look.check.id }, before.get(look.check.id));
  const count = (state: ControlState) => looks.filter((look) => look.state === state).length;
  const counts = { passing: count('passes'), failing: count('fails'), unknown: count('unknown') };
  await keepRun(ctx, counts, new Date(ctx.now.getTime() - keptMs));
  await settleFindings(ctx, looks);
  tellPages(ctx, { topic: 'posture.changed', ids: {} });
}
