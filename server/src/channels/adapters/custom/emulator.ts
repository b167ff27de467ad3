// A company's own system as the sandbox has one: a server of this process for each inbox, to which is posted as to any other. It takes nothing whose signature does not hold.

import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import { bytesOf, startServer, type Told } from '../bots/server.ts';
import { emulatorsOf } from '../emulators.ts';
import { keepPlayed } from './sandbox.ts';
import type { CustomSettings } from './settings.ts';

/** `spoken`: the account as it was last posted for. */
type Emulator = { readonly url: string; spoken: Account<CustomSettings>; close(): Promise<void> };

const running = emulatorsOf<Emulator>('channels.custom.emulator');

/** Where this inbox posts to while it is played. */
export async function systemFor(tools: Tools, account: Account<CustomSettings>): Promise<URL> {
  const open = await running.open(tools, { key: account.inbox }, () => start(tools, account));
  open.spoken = account;
  return new URL(open.url);
}

/** All of them. */
export const closeSystems = (tools: Tools): Promise<void> => running.close(tools);

async function start(tools: Tools, account: Account<CustomSettings>): Promise<Emulator> {
  const path = `/${randomBytes(24).toString('base64url')}`; // whoever else is on this machine does not find it
  const answer = async (request: IncomingMessage): Promise<Told> => {
    if (request.method !== 'POST' || request.url !== path) return { status: 404, body: {} };
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const body = (await bytesOf(request)).toString('utf8');
    return { ...keepPlayed(open.spoken, { headers, body }, tools), body: {} };
  };
  const server = await startServer(answer);
  const open: Emulator = { url: `${server.url}${path}`, spoken: account, close: server.close };
  return open;
}
