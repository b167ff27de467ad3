// SMPP to play with: a message centre of this process for each channel, and a line to it that is opened when it is needed. It belongs to nobody else, so no lease says who holds it.
import { clock } from '#kit/pool';
import { Problem } from '#kit/problem';
import { type Tools, tool } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import { asPlayed } from '../../../played.ts';
import type { Sandbox } from '../../../playing.ts';
import { shelfOfList } from '../../../shared/shelf.ts';
import { emulatorsOf } from '../../emulators.ts';
import { type Centre, startCentre } from './emulator/emulator.ts';
import { type Line, openLine } from './line.ts';
import type { SmppSettings } from './settings.ts';

const boundMs = 5_000;
const centres = emulatorsOf<Centre>('channels.sms.smpp-emulator');
/** `spoken`: the settings with which it was opened, by which one sees that they changed. */
type Played = { readonly line: Line; readonly port: number; readonly spoken: string };
const lines = tool<Map<string, Played>>('channels.sms.smpp-played-lines');

/** The message centre of one channel, started when there is none; it takes its line along when it goes. */
export const centreFor = (tools: Tools, settings: SmppSettings): Promise<Centre> =>
  centres.open(tools, settings, async () => {
    const centre = await startCentre(clock.of({ tools }));
    return {
      ...centre,
      close: async () => {
        await hangUp(tools, settings.key);
        await centre.close();
      },
    };
  });

/** The line to it; with settings that changed, or to a port that is another one's by now, it is opened anew. */
export async function playedLine(tools: Tools, account: Account<SmppSettings>): Promise<Line> {
  const { key } = account.settings;
  const { port } = await centreFor(tools, account.settings);
  const all = linesOf(tools);
  const known = all.get(key);
  const spoken = JSON.stringify(account.settings);
  if (known?.port === port && known.spoken === spoken) return known.line;
  // what the real centre knows us by is nobody's here
  const played = { ...account, settings: { ...account.settings, systemId: 'sandbox', password: 'sandbox' } };
  const line = asPlayed(() => openLine(tools, played, undefined, { host: '127.0.0.1', port }));
  all.set(key, { line, port, spoken });
  await known?.line.stop();
  return line;
}

async function hangUp(tools: Tools, key: string): Promise<void> {
  const played = linesOf(tools).get(key);
  linesOf(tools).delete(key);
  await played?.line.stop();
}

/** All message centres with their lines, or that of the channel with this key, and what it held. */
export const closePlayed = (tools: Tools, key?: string): Promise<void> => centres.close(tools, key);

function linesOf(tools: Tools): Map<string, Played> {
  if (!tools.has(lines.name)) lines.set(tools, new Map());
  return lines.of({ tools });
}

export const smppSandbox: Sandbox<SmppSettings> = {
  read: async ({ settings }, tools) => {
    const { messages, behaviour } = await centreFor(tools, settings);
    return {
      items: messages.toReversed().map(({ at, ...message }) => ({ ...message, choices: [], at: at.toISOString() })),
      behaviour: { failWith: behaviour.failWith, delaySeconds: behaviour.delayMs / 1000, repeat: behaviour.repeat },
    };
  },
  write: async (account, tools, { from, text }) => {
    const { settings } = account;
    await (await playedLine(tools, account)).bound(boundMs);
    if (!(await centreFor(tools, settings)).write({ from, to: settings.number || settings.sender, text })) throw new Problem('not-ready');
  },
  shelf: async ({ settings }, tools) => {
    const { messages } = await centreFor(tools, settings);
    return shelfOfList(
      messages,
      () => messages,
      ({ id }) => id,
    );
  },
  forget: ({ settings }, tools) => closePlayed(tools, settings.key),
  change: async ({ settings }, tools, { failWith, delaySeconds, repeat }) => {
    Object.assign((await centreFor(tools, settings)).behaviour, { failWith, delayMs: delaySeconds * 1000, repeat });
  },
};
