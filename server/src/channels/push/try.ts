// Whether everybody who wakes devices lets us in: for the button of the channel.
import type { Tools } from '#kit/tool';
import { testApple } from './apple.ts';
import { testGoogle } from './google.ts';
import type { PushSettings } from './types.ts';

/** Signs in at each service that is switched on; browsers' services cannot be asked without a subscription. Undefined when none is. */
export async function testPush(tools: Tools, settings: PushSettings): Promise<{ ok: boolean; words: string } | undefined> {
  const verdicts = [
    ...(settings.webPush ? [{ ok: true, words: 'Browsers can be woken.' }] : []),
    ...((settings.fcm ?? 'off') === 'off' ? [] : [await testGoogle(tools, settings)]),
    ...((settings.apns ?? 'off') === 'off' ? [] : [await testApple(tools, settings)]),
  ];
  if (verdicts.length === 0) return undefined;
  return { ok: verdicts.every(({ ok }) => ok), words: verdicts.map(({ words }) => words).join(' ') };
}
