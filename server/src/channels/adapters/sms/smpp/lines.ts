// Lines to message centres: one for every account that sends by SMPP.
import type { InboxId, WorkspaceId } from '#kit/ids';
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import { keepLines } from '../../../lines/lines.ts';
import { hooks } from '../hooks.ts';
import { type Line, openLine } from './line.ts';
import { patienceOf } from './patience.ts';
import { closePlayed, playedLine } from './sandbox.ts';
import type { SmppSettings } from './settings.ts';

const kept = keepLines<SmppSettings, Line>({
  code: 'sms',
  name: 'channels.sms.smpp-lines',
  clock: 'channels.hold-lines',
  adapter: 'sms',
  by: ['provider', 'smpp'],
  hooks,
  open: openLine,
  patience: patienceOf,
});
export const { holdLines, isHeldElsewhere, standOf, hangUp } = kept;

/** The line, if this node holds it or can take it now; in the sandbox one of its own to the emulator. */
export const lineHere = async (
  tools: Tools,
  workspace: WorkspaceId,
  inbox: InboxId,
  account: Account<SmppSettings>,
): Promise<Line | undefined> =>
  account.settings.provider === 'sandbox' ? playedLine(tools, account) : kept.lineHere(tools, workspace, inbox, account);

export async function closeLines(tools: Tools): Promise<void> {
  await kept.closeLines(tools);
  await closePlayed(tools);
}
