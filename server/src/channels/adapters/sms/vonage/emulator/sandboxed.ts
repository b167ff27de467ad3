// The emulator with the account of one sandbox channel in it: it forgets at every start, the channel does not.
import { createPublicKey } from 'node:crypto';
import type { Tools } from '#kit/tool';
import { vonageEmulator } from '../../emulators.ts';
import { hookUrl } from '../../hook-url.ts';
import { digitsOf } from '../names.ts';
import type { VonageSettings } from '../settings.ts';
import type { VonageEmulator } from './emulator.ts';
import { openAccount } from './state.ts';

export async function sandboxedVonage(tools: Tools, settings: VonageSettings): Promise<VonageEmulator> {
  const { apiKey, apiSecret, signatureSecret, applicationId: id, privateKey, number } = settings;
  const open = await vonageEmulator(tools, settings);
  if (open.state.accounts.has(apiKey)) return open;
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  const hook = (what: string) => ({ address: hookUrl(tools, settings, what), http_method: 'POST' });
  const messages = { version: 'v1', webhooks: { inbound_url: hook('in'), status_url: hook('status') } };
  const application = { id, publicKey, name: 'Sandbox', capabilities: { messages } };
  openAccount(open.state, { apiKey, apiSecret, signatureSecret, application, number: digitsOf(number) }).number.appId = id;
  return open;
}
