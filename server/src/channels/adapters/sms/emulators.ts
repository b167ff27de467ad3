// The emulators of the sandbox within this process, each opened when it is first needed, and the one way in which they call back: by our own door, wherever
// our public address leads.
import { config } from '#kit/config';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { emulatorsOf } from '../emulators.ts';
import { type Call, callOver, type Deliver } from './call-back.ts';
import type { SmsSettings } from './shape.ts';
import type { Emulator } from './twilio/emulator/emulator.ts';
import { startEmulator } from './twilio/emulator/emulator.ts';
import { startVonage, type VonageEmulator } from './vonage/emulator/emulator.ts';

const twilio = emulatorsOf<Emulator>('channels.sms.emulator');
const vonage = emulatorsOf<VonageEmulator>('channels.sms.vonage-emulator');

export const twilioEmulator = (tools: Tools, settings: SmsSettings): Promise<Emulator> =>
  twilio.open(tools, settings, () => startEmulator(optionsOf(tools)));
export const vonageEmulator = (tools: Tools, settings: SmsSettings): Promise<VonageEmulator> =>
  vonage.open(tools, settings, () => startVonage(optionsOf(tools)));

/** All of them, or those of the channel with this key. */
export async function closeEmulators(tools: Tools, key?: string): Promise<void> {
  await twilio.close(tools, key);
  await vonage.close(tools, key);
}

const optionsOf = (tools: Tools) => ({ clock: clock.of({ tools }), deliver: byOwnDoor(tools) });

function byOwnDoor(tools: Tools): Deliver {
  const { host, port, tlsCert, publicUrl } = config.of({ tools });
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
  const here = `${tlsCert === '' ? 'http' : 'https'}://${name}:${port}`;
  return (call: Call) => callOver({ ...call, url: call.url.replace(publicUrl, here) });
}
