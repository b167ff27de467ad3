// What a carrier of text messages is to the channel, and what every account has. What is the same for all carriers stands beside this and is not written twice.
import type { Alphabet } from '@parley/contract/segments';
import { Problem } from '#kit/problem';
import type { Asked, Told } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import type { Account, Outbound, Outcome, Settings } from '../../adapter.ts';
import type { Carrier } from '../../carrier.ts';
import type { Forgetting, Forgotten } from '../../described.ts';
import type { Lister } from '../../missed/types.ts';
import type { Pace } from '../../pacing.ts';
import type { Sandbox } from '../../playing.ts';

export type CarrierName = 'twilio' | 'vonage' | 'smpp';
export type SmsSettings = Settings & {
  /** `sandbox`: an emulator within this Parley; nothing leaves. */
  readonly provider: CarrierName | 'sandbox';
  /** In the sandbox: whose protocol its emulator speaks. */
  readonly speaks?: CarrierName;
  /** E.164, or empty where the provider chooses the number. */
  readonly number: string;
  /** Stands in the address of the webhook. */
  readonly key: string;
  /** What else the number of a carrier writes by; absent for text messages. */
  readonly channel?: 'whatsapp';
};
/** What was typed, or stood there before. */
export type Typed = (name: string) => string;

export type Verdict = { readonly ok: boolean; readonly words: string };
export type TextCarrier<S extends SmsSettings = SmsSettings> = {
  /** As the register of recipients begins with. */
  entry(settings: S): Carrier;
  /** In which country it is really reached, where a host or the account itself says so (`Adapter.reachedIn`). */
  reachedIn(settings: S, tools: Tools): string | undefined;
  /** Letters that one message may have. */
  readonly longest: number;
  /** In what its short messages are written; GSM 03.38 unless it says so. */
  alphabet?(settings: S): Alphabet;
  /** What people see as the sender. */
  from(settings: S): string;
  /** Sends words that were found fit: a number in E.164, no files, not too long. Never throws for the provider's sake. */
  send(account: Account<S>, outbound: Outbound, text: string, tools: Tools): Promise<Outcome>;
  test(account: Account<S>, tools: Tools): Promise<Verdict>;
  connect(account: Account<S>, tools: Tools): Promise<Verdict>;
  forget(account: Account<S>, ids: readonly string[], tools: Tools): Promise<Forgotten>;
  readonly forgetting: Forgetting;
  /** How fast it wants messages (`Adapter.pace`). */
  pace(settings: S): Pace;
  /** Whether its pace is one of segments, so that a long message takes several places. */
  readonly countsSegments?: true;
  /** Takes a webhook in, where there are any; nothing of it counts before its signature was found right, and the answer leaves after what it brought is durable. */
  hear?(account: Account<S>, what: 'in' | 'status', asked: Asked, tools: Tools): Promise<Told>;
  /** How it is asked for what a webhook may have missed, where it can be (`Adapter.missed`). */
  missed?(settings: S): Lister<S> | undefined;
  readonly sandbox?: Sandbox<S>;
};

/** Whose protocol is spoken: the provider's own, or that of the sandbox's emulator. */
export const spokenBy = ({ provider, speaks }: Pick<SmsSettings, 'provider' | 'speaks'>): CarrierName =>
  provider === 'sandbox' ? (speaks ?? 'twilio') : provider;

/** The number that was typed, with its country and without what only makes it readable; empty where none was. Throws Problem `invalid`. */
export function numberTyped(typed: Typed): string {
  const number = typed('number').replace(/[\s().\-/]/g, '');
  if (number !== '' && !/^\+[1-9]\d{6,14}$/.test(number)) throw invalid('number', 'is no number with its country, such as +12025550100');
  return number;
}
/** From which a sandbox writes when nobody says another. */
export const sandboxNumber = '+12025550100';

export const invalid = (field: string, message: string): Problem =>
  new Problem('invalid', { fields: [{ path: `settings/${field}`, message }] });
