// The emulators of the sandbox within this process, each opened when it is first needed, and the one way in which they call back: by our own door, wherever
// our public address leads.
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { toOwnDoor } from '../../played.ts';
import { emulatorsOf } from '../emulators.ts';
import { callOver, type Deliver } from './call-back.ts';
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

const byOwnDoor =
  (tools: Tools): Deliver =>
  (call) =>
    callOver(toOwnDoor(tools, call));
