// The cases every push service must pass, as a list of what does not hold. Its own test holds a broken service against it.
import type { Tools } from '#kit/tool';
import type { AddressOf, PushService } from './service.ts';
import type { DeviceAddress, Push, Pushed, PushSettings } from './types.ts';

type Kind = DeviceAddress['kind'];
export type PushSample<K extends Kind = Kind> = {
  readonly tools: Tools;
  readonly settings: PushSettings;
  /** A device that the service knows, and how it is reached where nobody answers. */
  readonly to: AddressOf<K>;
  readonly away: { readonly tools: Tools; readonly to: AddressOf<K> };
  /** Has the next push to the device answered as the service answers: it knows the device no more, too much at once (come again in 120 seconds), a fault of its own. */
  readonly answerNext: (as: 'gone' | 'throttled' | 'fault') => void;
  /** All that came in for the device, line and body, as bytes. */
  readonly arrived: () => Buffer;
  /** What the device makes of the last push. */
  readonly shown: () => { readonly text: unknown; readonly tag: unknown };
  /** What signs us in, which nobody else may see. */
  readonly secrets: readonly string[];
};
type Case = { readonly says: string; readonly holds: (service: PushService, sample: PushSample) => Promise<boolean> };

const push: Push = { text: 'You have a new message', tag: 'Zm9yLW9uZS1jb252ZXJzYXRpb24', ttlSeconds: 3_600 };
/** More than it may know, as a caller's mistake would hand it over. */
const tooMuch = { ...push, message: 'Your Secretlamp 4711 is ready', person: 'Ada Secretname' };

/** Sentences that do not hold for this service; empty when it may wake devices. */
export async function whatFails(service: PushService, sample: PushSample): Promise<string[]> {
  const failed: string[] = [];
  for (const { says, holds } of cases) if (!(await holds(service, sample).catch(() => false))) failed.push(says);
  return failed;
}

const cases: readonly Case[] = [
  {
    says: 'it sends, says so, and the device shows the sentence under its tag',
    holds: async (service, sample) => {
      const { outcome } = await send(service, sample);
      const { text, tag } = sample.shown();
      return outcome === 'sent' && text === push.text && tag === push.tag;
    },
  },
  {
    says: 'nothing but the sentence leaves, whatever it is handed',
    holds: async (service, sample) => {
      await service.send(sample.tools, sample.settings, sample.to, tooMuch);
      return sample.arrived().length > 0 && !/Secret(?:lamp|name)|4711|Ada/.test(sample.arrived().toString('latin1'));
    },
  },
  {
    says: 'what signs it in stays here: neither what leaves nor what it says shows a secret',
    holds: async (service, sample) => {
      const said = [await send(service, sample), await service.test(sample.tools, sample.settings)];
      const seen = JSON.stringify(said) + sample.arrived().toString('latin1');
      return sample.secrets.length > 0 && sample.secrets.every((secret) => !seen.includes(secret));
    },
  },
  {
    says: 'it changes nothing of what it was given',
    holds: async (service, sample) => {
      const given = { to: { ...sample.to }, push: { ...push }, settings: { ...sample.settings } };
      const before = JSON.stringify(given);
      await service.send(sample.tools, given.settings, given.to, given.push);
      return JSON.stringify(given) === before;
    },
  },
  {
    says: 'when the service is away it asks to try again',
    holds: async (service, sample) => isPutOff(await send(service, { ...sample, ...sample.away }), 'unreachable'),
  },
  {
    says: 'a fault of the service is no fault of the device: it asks to try again',
    holds: async (service, sample) => isPutOff(await answered(service, sample, 'fault'), 'unreachable'),
  },
  {
    says: 'a device that the service knows no more is gone',
    holds: async (service, sample) => (await answered(service, sample, 'gone')).outcome === 'gone',
  },
  {
    says: 'when it was too much at once it waits as long as it was told',
    holds: async (service, sample) => {
      const told = await answered(service, sample, 'throttled');
      return isPutOff(told, 'throttled') && told.outcome === 'retry' && told.afterSeconds === 120;
    },
  },
  {
    says: 'its test is an answer, never an exception',
    holds: async (service, { tools, settings, away }) =>
      isAnswer(await service.test(tools, settings)) && isAnswer(await service.test(away.tools, settings)),
  },
];

/** Every sentence, in order. */
export const sentences: readonly string[] = cases.map(({ says }) => says);

const send = (service: PushService, { tools, settings, to }: Pick<PushSample, 'tools' | 'settings' | 'to'>): Promise<Pushed> =>
  service.send(tools, settings, to, push);

function answered(service: PushService, sample: PushSample, as: 'gone' | 'throttled' | 'fault'): Promise<Pushed> {
  sample.answerNext(as);
  return send(service, sample);
}

const isPutOff = (pushed: Pushed, because: string): boolean => pushed.outcome === 'retry' && pushed.because === because;
const isAnswer = ({ ok, words }: { ok: boolean; words: string }): boolean => typeof ok === 'boolean' && words.length > 0;
