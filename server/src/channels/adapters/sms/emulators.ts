// The emulators of the sandbox within this process, each opened when it is first needed, and the one way in which they call back: by our own door, wherever
// our public address leads.
import { config } from '#kit/config';
import { clock } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { type Call, callOver, type Deliver } from './call-back.ts';
import type { Emulator } from './twilio/emulator/emulator.ts';
import { startEmulator } from './twilio/emulator/emulator.ts';
import { startVonage, type VonageEmulator } from './vonage/emulator/emulator.ts';

const twilio = tool<Promise<Emulator>>('channels.sms.emulator');
const vonage = tool<Promise<VonageEmulator>>('channels.sms.vonage-emulator');

export function twilioEmulator(tools: Tools): Promise<Emulator> {
  if (!tools.has(twilio.name)) twilio.set(tools, startEmulator(optionsOf(tools)));
  return twilio.of({ tools });
}

export function vonageEmulator(tools: Tools): Promise<VonageEmulator> {
  if (!tools.has(vonage.name)) vonage.set(tools, startVonage(optionsOf(tools)));
  return vonage.of({ tools });
}

export async function closeEmulators(tools: Tools): Promise<void> {
  for (const each of [twilio, vonage]) {
    if (!tools.has(each.name)) continue;
    const open = each.of({ tools });
    tools.delete(each.name);
    await (await open).close();
  }
}

const optionsOf = (tools: Tools) => ({ clock: clock.of({ tools }), deliver: byOwnDoor(tools) });

function byOwnDoor(tools: Tools): Deliver {
  const { host, port, tlsCert, publicUrl } = config.of({ tools });
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
  const here = `${tlsCert === '' ? 'http' : 'https'}://${name}:${port}`;
  return (call: Call) => callOver({ ...call, url: call.url.replace(publicUrl, here) });
}
