// Where providers hand in text messages and news of ours: `POST /hooks/sms/KEY/in` and `/status?m=ID`. Whose it is the key says; the provider's folder checks
// that it is theirs and reads it.
import type { Asked, Protocol, Told } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import { forProviders } from '../hook-pace.ts';
import { carrierOf } from './carrier.ts';
import { hookPrefix } from './hook-url.ts';
import { hooks } from './hooks.ts';
import type { SmsSettings } from './shape.ts';

export const webhooks: Protocol = {
  prefix: hookPrefix,
  bodyLimitBytes: 65_536,
  ...forProviders,
  answer: handIn,
  refuse: (status) => ({ status }),
};

const path = /^\/([0-9a-f]{40})\/(in|status)$/;

async function handIn(tools: Tools, asked: Asked): Promise<Told> {
  const [, key = '', what] = path.exec(asked.path) ?? [];
  if (what === undefined) return { status: 404 };
  if (asked.method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
  const account = (await hooks.of({ tools }).accountAt(key)) as Account<SmsSettings> | undefined;
  const told = account && (await carrierOf(account.settings).hear?.(account, what as 'in' | 'status', asked, tools));
  if (!account || !told) return { status: 404 };
  return told.status === 200 ? { ...told, workspace: account.workspace } : told; // only what its provider signed is answered so
}
