// SMPP to play with: a message centre of this process for each channel, and a line to it that is opened when it is needed. It belongs to nobody else, so no lease says who holds it.
import { clock } from '#kit/pool';
import { Problem } from '#kit/problem';
import { type Tools, tool } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import type { Sandbox } from '../../../playing.ts';
import { emulatorsOf } from '../../emulators.ts';
import { type Centre, startCentre } from './emulator/emulator.ts';
import { type Line, openLine } from './line.ts';
import type { SmppSettings } from './settings.ts';

const boundMs = 5_000;
const centres = emulatorsOf<Centre>('channels.sms.smpp-emulator');
const lines = tool<Map<string, Line>>('channels.sms.smpp-played-lines');

/** The message centre of one channel, started when there is none. */
export const centreFor = (tools: Tools, settings: SmppSettings): Promise<Centre> =>
  centres.open(tools, settings, () => startCentre(clock.of({ tools })));

/** The line to it; with settings that changed it is opened anew. */
export async function playedLine(tools: Tools, account: Account<SmppSettings>): Promise<Line> {
  if (!tools.has(lines.name)) lines.set(tools, new Map());
  const all = lines.of({ tools });
  const known = all.get(account.inbox);
  if (known && JSON.stringify(known.account.settings) === JSON.stringify(account.settings)) return known;
  const { port } = await centreFor(tools, account.settings);
  const line = openLine(tools, account, undefined, { host: '127.0.0.1', port });
  all.set(account.inbox, line);
  await known?.stop();
  return line;
}

/** Hangs up, and the message centre goes with what it held. */
async function leave(tools: Tools, { inbox, settings }: Account<SmppSettings>): Promise<void> {
  if (tools.has(lines.name)) {
    const all = lines.of({ tools });
    const line = all.get(inbox);
    all.delete(inbox);
    await line?.stop();
  }
  await centres.close(tools, settings.key);
}

export async function closePlayed(tools: Tools): Promise<void> {
  if (tools.has(lines.name)) {
    const all = lines.of({ tools });
    const open = [...all.values()];
    all.clear();
    await Promise.all(open.map((line) => line.stop()));
  }
  await centres.close(tools);
}

export const smppSandbox: Sandbox<SmppSettings> = {
  read: async ({ settings }, tools) => {
    const { messages, behaviour } = await centreFor(tools, settings);
    return {
      items: messages.toReversed().map(({ at, ...message }) => ({ ...message, at: at.toISOString() })),
      behaviour: { failWith: behaviour.failWith, delaySeconds: behaviour.delayMs / 1000, repeat: behaviour.repeat },
    };
  },
  write: async (account, tools, { from, text }) => {
    const { settings } = account;
    await (await playedLine(tools, account)).bound(boundMs);
    if (!(await centreFor(tools, settings)).write({ from, to: settings.number || settings.sender, text })) throw new Problem('not-ready');
  },
  forget: (account, tools) => leave(tools, account),
  change: async ({ settings }, tools, { failWith, delaySeconds, repeat }) => {
    Object.assign((await centreFor(tools, settings)).behaviour, { failWith, delayMs: delaySeconds * 1000, repeat });
  },
};
