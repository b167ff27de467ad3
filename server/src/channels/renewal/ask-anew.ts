// The sweep that asks anew for a yes: each question is one commit of message, ledger entry and the row that lets nobody get two. Killed at any moment, or run on two nodes, the next
// turn goes on with whoever was not asked. What cannot leave now is put off for a day, and so is who is not in touch.
import { workspaceIds } from '#access';
import { type Due, dueForRenewal, putOff, putOffHours } from '#consent';
import { isKeyWithheld } from '#keys';
import type { Ctx } from '#kit/ctx';
import { isAway } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act, clock } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Clock } from '#kit/room';
import type { Tools } from '#kit/tool';
import { quietHours } from '../rest.ts';
import { sandboxStand } from '../switch/switch.ts';
import { askAboutChange, askBeforeEnd } from './questions.ts';

const atOnce = 20;
const mostATurn = 200;
const everySeconds = 300;

export const askAnew: Clock = {
  name: 'channels.ask-anew',
  everySeconds,
  runGlobal: async (tools) => {
    for (const workspace of await workspaceIds(tools))
      await askIn(tools, workspace).catch((error: unknown) => {
        // a company that is leaving asks nobody anything
        if ((error as { code?: string }).code !== 'PL409')
          log.of({ tools })('error', 'renewal.turn-failed', { workspace, error: errorCode(error) });
      });
  },
};

/** Asks whoever is due in a company, at most 200 in a turn; gives how many were. */
export async function askIn(tools: Tools, workspace: WorkspaceId): Promise<number> {
  const who = { workspace, actor: { kind: 'system', id: 'channels.ask-anew' }, purpose: 'service-conversation' } as const;
  const skip = resting(tools);
  let asked = 0;
  for (let looked = 0; looked < mostATurn; looked += atOnce) {
    const page = await act(tools, who, async (ctx) => ((await isStill(ctx)) ? [] : dueForRenewal(ctx, atOnce, skip)));
    for (const due of page) {
      skip.push(due.event); // once a turn, whatever came of it
      asked += (await askOne(tools, who, due)) ? 1 : 0;
    }
    if (page.length < atOnce) break;
  }
  return asked;
}

/** Nobody is woken at night, and nobody counts as asked by what the sandbox played. */
const isStill = async (ctx: Ctx): Promise<boolean> => (await quietHours.of(ctx)(ctx)) !== undefined || (await sandboxStand(ctx)).isOn;

/** A refusal undoes what was written for it, and is written down by itself. One whose key or values do not open holds up nobody else. */
async function askOne(tools: Tools, who: Parameters<typeof act>[1], due: Due): Promise<boolean> {
  const ask = due.why === 'lapses' ? askBeforeEnd : askAboutChange;
  const because = await act(tools, who, (ctx) => ask(ctx, due)).catch((error: unknown) => reasonOf(tools, who, error));
  if (because === undefined) return true;
  const putOffBy = (ctx: Ctx) => (because === 'erased' ? false : putOff(ctx, due, because)); // of an erased person nothing is kept, this neither
  const isNoted = await act(tools, who, async (ctx) => putOffBy(ctx)).catch((error: unknown) => reasonOf(tools, who, error));
  if (isNoted !== true) rest(tools, due);
  return false;
}

/** Why nothing left, of this person alone; what everybody would meet is thrown on. */
function reasonOf(tools: Tools, { workspace }: Parameters<typeof act>[1], error: unknown): string {
  if ((error as { code?: string }).code === 'PL409' || isAway(error) || isKeyWithheld(error)) throw error;
  if (error instanceof Problem) return error.extras.because ?? error.code;
  log.of({ tools })('error', 'renewal.not-asked', { workspace, error: errorCode(error) });
  return 'fault';
}

/** Of whom nothing can be written down, which is told by no row: without them the same few would be looked at first in every turn. Forgotten with this process. */
const resters = new WeakMap<Tools, Map<Due['event'], number>>();
const mostResting = 20_000;

function resting(tools: Tools): Due['event'][] {
  const since = clock.of({ tools })().getTime() - putOffHours * 3_600_000;
  const all = [...(resters.get(tools) ?? [])].filter(([, at]) => at > since);
  resters.set(tools, new Map(all.slice(-mostResting)));
  return all.map(([event]) => event);
}

const rest = (tools: Tools, { event }: Due): unknown => resters.get(tools)?.set(event, clock.of({ tools })().getTime());
