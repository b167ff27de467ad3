// A line to a message centre for as long as this node holds it: binds, binds again after it broke (longer and longer apart), goes on with new settings, lets go when
// the account is gone or another node took over.
import { randomUUID } from 'node:crypto';
import { insideHosts, lineTo, outsideFault } from '#kit/outside';
import { isThisMachine } from '#kit/this-machine';
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import { isSignIn } from './errors.ts';
import { type Gate, gateOf } from './gate.ts';
import { patienceOf } from './patience.ts';
import { pause } from './pause.ts';
import { openSession, type Patience, type Session } from './session.ts';
import type { SmppSettings } from './settings.ts';
import { takeIn } from './take-in.ts';

export type LineState = 'connecting' | 'bound' | 'away' | 'refused' | 'not-allowed';
export type Line = {
  readonly account: Account<SmppSettings>;
  state(): LineState;
  /** The session, once it is bound; undefined when it is not within so many milliseconds. */
  bound(withinMs: number): Promise<Session | undefined>;
  /** Receipts may name what was submitted a moment ago and is not written down yet. */
  isFresh(): boolean;
  submitted(): void;
  /** Slower from now on, for as long as the carrier is asked for too much; gives milliseconds to wait. */
  slowDown(): number;
  speedUp(): void;
  readonly gate: Gate;
  /** What was taken so many milliseconds ago, or longer, was surely answered; infinite before a session of this line has ended here. */
  doubtMs(): number;
  stop(): Promise<void>;
};

const freshMs = 20_000;
const calmMs = 5_000;
const surelyMs = 1_000; // heard again so long after an answer of ours, they have got it

/** `here`: the message centre of the sandbox, instead of the one that the settings name. */
export function openLine(tools: Tools, account: Account<SmppSettings>, patience?: Patience, here?: Here): Line {
  const { settings } = account;
  const { firstMs, mostMs } = patienceOf(tools);
  const stopped = Promise.withResolvers<void>();
  let [state, session, isStopped]: [LineState, Session | undefined, boolean] = ['connecting', undefined, false];
  let [submittedAt, slowMs, lastHeardAt] = [Number.NEGATIVE_INFINITY, 0, Number.NEGATIVE_INFINITY];
  let changed = Promise.withResolvers<void>();
  const stand = (next: LineState): void => {
    state = next;
    changed.resolve();
    changed = Promise.withResolvers<void>();
  };

  const line: Line = {
    account,
    state: () => state,
    bound: async (withinMs) => {
      for (const until = performance.now() + withinMs; !session && !isStopped; ) {
        const leftMs = until - performance.now();
        if (leftMs <= 0 || state === 'refused' || state === 'not-allowed') break;
        await Promise.race([changed.promise, stopped.promise, pause(leftMs)]);
      }
      return session;
    },
    isFresh: () => performance.now() - submittedAt < freshMs,
    submitted: () => {
      submittedAt = performance.now();
    },
    slowDown: () => {
      slowMs = Math.min(slowMs === 0 ? 500 : slowMs * 2, 15_000);
      return slowMs;
    },
    speedUp: () => {
      slowMs = Math.floor(slowMs / 2);
    },
    gate: gateOf(settings.window),
    doubtMs: () => performance.now() - lastHeardAt + surelyMs,
    stop: async () => {
      isStopped = true;
      stopped.resolve();
      await running;
    },
  };

  const run = async (): Promise<void> => {
    for (let failed = 0; !isStopped; ) {
      const boundAt = performance.now();
      const opened = await open(tools, account, line, patience, here);
      if (typeof opened === 'object') {
        session = opened;
        stand('bound');
        await Promise.race([opened.ended, stopped.promise.then(() => opened.leave())]);
        session = undefined;
        lastHeardAt = opened.heardAt();
        failed = performance.now() - boundAt > calmMs ? 0 : failed;
      }
      if (isStopped) break;
      stand(typeof opened === 'object' ? 'connecting' : opened);
      failed += 1;
      const waitMs = Math.min(firstMs * 2 ** Math.min(failed - 1, 10), mostMs) * (0.75 + Math.random() / 2); // many lines that broke at once do not come back at once
      await Promise.race([pause(waitMs), stopped.promise]);
    }
  };
  const running = run();
  return line;
}

type Here = { readonly host: string; readonly port: number };
/** Where the line leads, by the guarded way. */
async function outside<W extends Here>(wire: W, tools: Tools): Promise<(W & { readonly address: string }) | undefined> {
  const [found] = await lineTo({ insideHosts: insideHosts(tools) }, wire.host, wire.port);
  return found && { ...wire, address: found.address };
}

async function open(
  tools: Tools,
  account: Account<SmppSettings>,
  line: Line,
  patience: Patience | undefined,
  here: Here | undefined,
): Promise<Session | Exclude<LineState, 'bound'>> {
  const { host, port, tls, systemId, password, systemType } = account.settings;
  const told = randomUUID();
  try {
    const known = { systemId, password, systemType };
    const wire = here
      ? { ...here, ...known, address: here.host, tls: false }
      : await outside({ host, port, tls: tls === 'on' || !isThisMachine(host), ...known }, tools); // also where it was saved before that was refused
    if (!wire) return 'away';
    const opened = await openSession(wire, (short, place) => takeIn(tools, line, short, `${told}/${place}`), patience);
    if (!opened) return 'away';
    return 'refused' in opened ? (isSignIn(opened.refused) ? 'refused' : 'away') : opened;
  } catch (error) {
    return outsideFault(error) === 'outside-refused' ? 'not-allowed' : 'away';
  }
}
