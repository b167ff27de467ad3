// The emulator with the account of one sandbox channel in it: it forgets at every start, the channel does not.
import type { Tools } from '#kit/tool';
import { twilioEmulator } from '../../emulators.ts';
import { hookUrl } from '../../hook-url.ts';
import { addressOf } from '../address.ts';
import type { TwilioSettings } from '../settings.ts';
import type { Emulator } from './emulator.ts';

export async function emulatorFor(tools: Tools, settings: TwilioSettings): Promise<Emulator> {
  const { accountSid: sid, authToken: token, number } = settings;
  const open = await twilioEmulator(tools, settings);
  open.state.open({ sid, token, number: addressOf(settings, number), smsUrl: hookUrl(tools, settings, 'in') });
  return open;
}
