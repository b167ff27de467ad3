// Whether everybody who wakes devices lets us in: for the button of the channel.
import type { Tools } from '#kit/tool';
import type { PushSettings } from './types.ts';
import { pushServices } from './waking.ts';

/** Asks each service that is switched on. Undefined when none is. */
export async function testPush(tools: Tools, settings: PushSettings): Promise<{ ok: boolean; words: string } | undefined> {
  const verdicts: { ok: boolean; words: string }[] = [];
  for (const service of pushServices) if (service.isOn(settings)) verdicts.push(await service.test(tools, settings));
  if (verdicts.length === 0) return undefined;
  return { ok: verdicts.every(({ ok }) => ok), words: verdicts.map(({ words }) => words).join(' ') };
}
