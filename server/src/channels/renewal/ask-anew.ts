// The sweep that asks anew for a yes: each question is one commit of message, ledger entry and the row that lets nobody get two. Killed at any moment, or run on two nodes, the next
// turn goes on with whoever was not asked. What cannot leave now is put off for a day, and so is who is not in touch.
import { workspaceIds } from '#access';
import { type Due, dueForRenewal, putOff } from '#consent';
import type { Ctx } from '#kit/ctx';
import type { WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
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
  let asked = 0;
  for (let looked = 0; looked < mostATurn; looked += atOnce) {
    const page = await act(tools, who, async (ctx) => ((await isStill(ctx)) ? [] : dueForRenewal(ctx, atOnce)));
    for (const due of page) asked += (await askOne(tools, who, due)) ? 1 : 0;
    if (page.length < atOnce) break;
  }
  return asked;
}

/** Nobody is woken at night, and nobody counts as asked by what the sandbox played. */
const isStill = async (ctx: Ctx): Promise<boolean> => (await quietHours.of(ctx)(ctx)) !== undefined || (await sandboxStand(ctx)).isOn;

/** A refusal undoes what was written for it, and is written down by itself. */
async function askOne(tools: Tools, who: Parameters<typeof act>[1], due: Due): Promise<boolean> {
  const ask = due.why === 'lapses' ? askBeforeEnd : askAboutChange;
  try {
    const because = await act(tools, who, (ctx) => ask(ctx, due));
    if (because !== undefined) await act(tools, who, (ctx) => putOff(ctx, due, because));
    return because === undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const because = error.extras.because ?? error.code;
    if (error.code !== 'erased') await act(tools, who, (ctx) => putOff(ctx, due, because)); // of an erased person nothing is kept, this neither
    return false;
  }
}
