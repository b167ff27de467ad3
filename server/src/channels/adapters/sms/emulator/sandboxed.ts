// The emulator with the account of one sandbox channel in it: it forgets at every start, the channel does not.
import type { Tools } from '#kit/tool';
import { hookUrl } from '../hook-url.ts';
import type { SmsSettings } from '../settings.ts';
import { type Emulator, emulator } from './emulator.ts';

export async function emulatorFor(tools: Tools, settings: SmsSettings): Promise<Emulator> {
  const { accountSid: sid, authToken: token, number } = settings;
  const open = await emulator(tools);
  open.state.open({ sid, token, number, smsUrl: hookUrl(tools, settings, 'in') });
  return open;
}
