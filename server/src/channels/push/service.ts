// The contract of a push service: one folder each, one line in `waking.ts`. It speaks the protocol of whoever carries a push, and knows nothing of the message that waits.
import type { Tools } from '#kit/tool';
import type { DeviceAddress, Push, Pushed, PushSettings } from './types.ts';

export type AddressOf<K extends DeviceAddress['kind']> = DeviceAddress & { readonly kind: K };
export type PushService<K extends DeviceAddress['kind'] = DeviceAddress['kind']> = {
  readonly kind: K;
  /** Whether the company wakes devices by it. */
  readonly isOn: (settings: PushSettings) => boolean;
  /** Sends once, or twice where what signed us in had expired. Never throws for the service's sake. */
  readonly send: (tools: Tools, settings: PushSettings, to: AddressOf<K>, push: Push) => Promise<Pushed>;
  /** Signs in, and wakes nobody; words for a person. Never throws for the service's sake. */
  readonly test: (tools: Tools, settings: PushSettings) => Promise<{ readonly ok: boolean; readonly words: string }>;
};
