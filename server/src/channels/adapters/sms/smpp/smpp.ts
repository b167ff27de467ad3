// Any carrier that speaks SMPP 3.4, as a carrier of text messages. Which company that is stands in the settings.
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import type { TextCarrier, Verdict } from '../shape.ts';
import type { LineState } from './line.ts';
import { lineHere, standOf } from './lines.ts';
import { smppSandbox } from './sandbox.ts';
import { sendBySmpp } from './send.ts';
import { codeOf, type SmppSettings } from './settings.ts';

const boundMs = 8_000;

export const smpp: TextCarrier<SmppSettings> = {
  entry: ({ carrierName, carrierRegion }) => ({
    ...{ code: codeOf(carrierName), name: carrierName, service: 'Carries text messages (SMS)', region: carrierRegion },
  }),
  longest: 1_600,
  from: ({ number, sender }) => sender || number,
  send: sendBySmpp,
  test,
  connect: async () => ({ ok: true, words: 'Nothing has to be set: we hold the line, and what comes in comes over it.' }),
  // the protocol can cancel what still waits and take back nothing: the certificate says so
  forget: async (_account, ids) => ({ gone: 0, left: [], kept: ids.length }),
  forgetting: { what: 'nothing', days: 0 },
  pace: ({ perSecond }) => ({ account: { perSecond, burst: perSecond } }), // as the company set it; `../pace.ts` spaces the parts
  sandbox: smppSandbox,
};

/** Whether the line stands, here or at the node that holds it; sends nothing. Never throws. */
async function test(account: Account<SmppSettings>, tools: Tools): Promise<Verdict> {
  const { tls, carrierName, provider } = account.settings;
  const line = await lineHere(tools, account.workspace, account.inbox, account);
  const session = await line?.bound(boundMs);
  const isThere = session ? await session.beat() : undefined;
  const state = line ? line.state() : await standOf(tools, account);
  if (state !== 'bound' || isThere === false) return { ok: false, words: faults[state ?? 'away'] };
  if (provider === 'sandbox') return { ok: true, words: 'The sandbox answers: nothing leaves this machine.' };
  const plain = tls === 'off' ? ' The line is not encrypted: use it only within a network that you trust.' : '';
  return { ok: true, words: `${carrierName} lets us in, and answers.${plain}` };
}

const faults: Readonly<Record<LineState, string>> = {
  connecting: 'The message centre cannot be reached from here.',
  away: 'The message centre cannot be reached from here, or does not answer as one.',
  bound: 'The message centre let us in, but does not answer any more.',
  refused: 'The message centre does not accept system_id and password.',
  'not-allowed': 'This host lies inside a network. Whoever runs this Parley can allow it (PARLEY_INSIDE_HOSTS).',
};
