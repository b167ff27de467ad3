// The sandbox of Meta's channels: an emulator of the Graph API as a server of its own on this machine, for newcomers and for tests. What is "sent" stays in memory, can be
// looked at, and comes to the same ends as out there. It opens its port when it is first needed.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { toOwnDoor } from '../../../played.ts';
import { emulatorsOf } from '../../emulators.ts';
import { hookUrl } from '../hook-url.ts';
import type { MetaSettings } from '../settings.ts';
import { signatureOf } from '../signature.ts';
import { answerCall } from './api.ts';
import { callOver, type Deliver } from './call-back.ts';
import { becameOf, type MetaKind, objects, saidBy, type Tapped } from './kinds.ts';
import { type Account, type Emulated, emptyState, newFileId, newMessageId, type State, usual } from './state.ts';
import { sandboxTemplates } from './templates.ts';

type Said = {
  readonly from: string;
  readonly text: string;
  readonly files?: readonly { type: string; bytes: Buffer }[];
  readonly tapped?: Tapped;
};
type Opening = Omit<Account, 'behaviour' | 'templates' | 'tier' | 'portfolio'>;
export type Emulator = {
  readonly url: string;
  readonly state: State;
  open(account: Opening): Account;
  /** Somebody writes: what came of the webhook, as its status, once for each time it was called. */
  write(account: string, said: Said): Promise<number[]>;
  /** Hands in any body as Meta would; gives the statuses. */
  hand(account: string, body: object): Promise<number[]>;
  close(): Promise<void>;
};

const running = emulatorsOf<Emulator>('channels.meta.emulator');

/** The emulator of this process with the account of one sandbox channel in it: it forgets at every start, the channel does not. */
export async function emulatorFor(tools: Tools, settings: MetaSettings): Promise<Emulator> {
  const open = await running.open(tools, settings, () => startEmulator({ clock: clock.of({ tools }), deliver: byOwnDoor(tools) }));
  const account = accountOf(settings);
  open.open(account);
  const app = open.state.appOf(account.appId);
  app.hooks.set(objects[account.kind], hookUrl(tools, `/hooks/${account.kind}`, settings));
  app.subscribed.add(account.ids[1] ?? account.id);
  return open;
}

/** All of them, or that of the channel with this key. */
export const closeEmulator = (tools: Tools, key?: string): Promise<void> => running.close(tools, key);

/** What the emulator must know of a channel. The second id is the one whose updates an app subscribes to. */
export function accountOf(settings: MetaSettings): Opening {
  const of = (name: string): string => String(settings[name] ?? '');
  const { appId, appSecret, token } = settings;
  const [kind, ids]: [MetaKind, string[]] = settings['numberId']
    ? ['whatsapp', [of('numberId'), of('businessId')]]
    : settings['instagramId']
      ? ['instagram', [of('instagramId'), of('pageId')]]
      : ['messenger', [of('pageId'), of('pageId')]];
  return { kind, id: ids[0] ?? '', ids, appId, appSecret, token };
}

/** Starts one on a free port of this machine. */
export async function startEmulator(options: { clock: () => Date; deliver?: Deliver }): Promise<Emulator> {
  const state = emptyState(options.clock);
  const deliver = options.deliver ?? callOver;
  const hand = async (account: string, body: object): Promise<number[]> => {
    const known = state.accounts.get(account);
    const url = known && state.appOf(known.appId).hooks.get(objects[known.kind]);
    if (!known || !url) return [];
    const text = JSON.stringify(body);
    const answers: number[] = [];
    for (let time = 0; time < known.behaviour.repeat; time += 1)
      answers.push((await deliver({ url, method: 'POST', body: text, signature: signatureOf(known.appSecret, text) })).status);
    return answers;
  };
  const follow = (account: Account, message: Emulated): void => {
    const end = message.errorCode === null ? 'delivered' : 'failed';
    for (const [step, status] of ['sent', end].entries())
      state.later(account.behaviour.delayMs + step * 30, () => {
        if (message.status !== end && message.status !== 'read') message.status = status;
        const told = becameOf(whole(account), { ...message, status });
        if (told) void hand(account.id, told);
      });
  };
  const server = createServer((request, response) => {
    void answerCall({ state, follow, deliver }, request).then(
      ({ status, body, headers }) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: state.url,
    state,
    open: (account) => {
      const known = state.accounts.get(account.id) ?? {
        ...account,
        ...{ behaviour: usual(), tier: 'TIER_250', portfolio: account.ids[1] ?? account.id },
        templates: account.kind === 'whatsapp' ? sandboxTemplates : [],
      };
      state.accounts.set(account.id, known);
      return known;
    },
    hand,
    write: async (id, { from, text, files = [], tapped }) => {
      const account = state.accounts.get(id);
      if (!account) return [];
      const message = state.keep({
        ...{
          id: newMessageId(account.kind),
          account: id,
          direction: 'in',
          from,
          to: id,
          text,
          status: 'received',
          errorCode: null,
          asked: {},
        },
      });
      const stored = files.map((file) => {
        const [fileId, kept] = [newFileId(), { account: id, ...file }];
        state.files.set(fileId, kept);
        return { ...kept, id: fileId, url: `${state.url}/stored/${fileId}` };
      });
      return hand(id, saidBy(whole(account), message, stored, tapped));
    },
    close: async () => {
      state.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const whole = (account: Account) => ({ ...account, businessId: account.ids[1] ?? account.id });

const byOwnDoor =
  (tools: Tools): Deliver =>
  (call) =>
    callOver(toOwnDoor(tools, call));
