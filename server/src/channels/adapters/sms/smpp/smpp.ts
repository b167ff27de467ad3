// Any carrier that speaks SMPP 3.4, as a carrier of text messages. Which company that is stands in the settings.
import { isThisMachine } from '#kit/this-machine';
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
  reachedIn: ({ carrierRegion }) => carrierRegion,
  longest: 1_600,
  alphabet: ({ alphabet }) => (alphabet === 'latin1' ? 'latin-1' : 'gsm-7'),
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
  const { tls, host, carrierName, provider } = account.settings;
  const line = await lineHere(tools, account.workspace, account.inbox, account);
  const session = await line?.bound(boundMs);
  const isThere = session ? await session.beat() : undefined;
  const state = line ? line.state() : await standOf(tools, account);
  const isSavedPlain = provider !== 'sandbox' && tls === 'off' && !isThisMachine(host);
  if (state !== 'bound' || isThere === false) return { ok: false, words: `${faults[state ?? 'away']}${isSavedPlain ? savedPlain : ''}` };
  if (provider === 'sandbox') return { ok: true, words: 'The sandbox answers: nothing leaves this machine.' };
  const plain = isSavedPlain ? savedPlain : tls === 'off' ? ' The line is not encrypted, and stays on this machine.' : '';
  return { ok: true, words: `${carrierName} lets us in, and answers.${plain}` };
}

/** Of what was saved before a plain line beyond this machine was refused. */
const savedPlain = ' The line was saved without TLS and is made with TLS all the same: change it in the settings.';
const faults: Readonly<Record<LineState, string>> = {
  connecting: 'The message centre cannot be reached from here.',
  away: 'The message centre cannot be reached from here, or does not answer as one.',
  bound: 'The message centre let us in, but does not answer any more.',
  refused: 'The message centre does not accept system_id and password.',
  'not-allowed': 'This host lies inside a network. Whoever runs this Parley can allow it (PARLEY_INSIDE_HOSTS).',
};
