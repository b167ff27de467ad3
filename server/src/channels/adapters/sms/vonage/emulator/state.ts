// What the emulator of Vonage holds: accounts with an application and a number each, messages, few and for a day, and how it is told to behave.
import { randomUUID } from 'node:crypto';
import type { Deliver } from '../../call-back.ts';
import { headerOf } from '../signature.ts';

export type Sent = {
  readonly uuid: string;
  readonly account: string;
  readonly direction: 'inbound' | 'outbound';
  from: string;
  to: string;
  text: string;
  status: string;
  errorCode: number | null;
  readonly at: Date;
  readonly clientRef: string | undefined;
  readonly statusUrl: string;
  redacted: boolean;
};
export type Application = {
  readonly id: string;
  readonly publicKey: string;
  name: string;
  capabilities: Record<string, unknown>;
};
/** `failWith`: code of the next messages (429 or a refusal at once, or later by status); `repeat`: how often each webhook is called. */
export type Behaviour = { failWith: number | null; delayMs: number; repeat: number };
export type Account = {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly signatureSecret: string;
  readonly application: Application;
  readonly number: { readonly msisdn: string; readonly country: string; appId: string };
  balance: number;
  readonly behaviour: Behaviour;
};
export type Opening = Pick<Account, 'apiKey' | 'apiSecret' | 'signatureSecret'> & {
  readonly application: Application;
  readonly number: string;
};
export type State = {
  readonly accounts: Map<string, Account>;
  readonly messages: Map<string, Sent>;
  /** Every call that came in, as method and path. */
  readonly calls: string[];
  now(): Date;
};

const most = 500;
const mostMs = 24 * 3_600_000;

/** An account, as it was or new. */
export function openAccount(state: State, { apiKey, apiSecret, signatureSecret, application, number }: Opening): Account {
  const known = state.accounts.get(apiKey);
  if (known) return known;
  const made: Account = {
    ...{ apiKey, apiSecret, signatureSecret, application, balance: 10 },
    number: { msisdn: number, country: 'US', appId: '' },
    behaviour: { failWith: null, delayMs: 0, repeat: 1 },
  };
  state.accounts.set(apiKey, made);
  return made;
}

/** Drops what is older than a day, and of each account what is too much. */
export function prune({ messages, now }: State): void {
  const kept = new Map<string, number>();
  for (const { uuid, account, at } of [...messages.values()].reverse()) {
    const count = (kept.get(account) ?? 0) + 1;
    if (count > most || now().getTime() - at.getTime() > mostMs) messages.delete(uuid);
    else kept.set(account, count);
  }
}

export function keep(state: State, parts: Omit<Sent, 'uuid' | 'at' | 'redacted'>): Sent {
  const message: Sent = { ...parts, uuid: randomUUID(), at: state.now(), redacted: false };
  state.messages.set(message.uuid, message);
  prune(state);
  return message;
}

/** Somebody writes to the number of an account: what came of the webhook, once for each time it was called. */
export async function write(
  state: State,
  deliver: Deliver,
  account: Account,
  { from, text }: { from: string; text: string },
): Promise<number[]> {
  const to = account.number.msisdn;
  const kept = keep(state, {
    ...{ account: account.apiKey, direction: 'inbound', from, to, text, status: 'received', errorCode: null },
    ...{ clientRef: undefined, statusUrl: '' },
  });
  const segments = Math.ceil(text.length / 153) || 1;
  const handed = {
    ...{ channel: 'sms', message_uuid: kept.uuid, to, from, timestamp: kept.at.toISOString(), message_type: 'text', text },
    sms: { num_messages: String(segments), total_count: String(segments), keyword: text.split(' ')[0]?.toUpperCase() },
  };
  const url = account.number.appId === account.application.id ? hookOf(account.application, 'inbound_url') : '';
  return url === '' ? [] : hand(state, deliver, account, url, handed);
}

/** Calls a webhook as often as the account is told to. */
export async function hand(state: State, deliver: Deliver, account: Account, url: string, handed: unknown): Promise<number[]> {
  const body = JSON.stringify(handed);
  const answers: number[] = [];
  for (let time = 0; time < account.behaviour.repeat; time += 1) {
    const authorization = headerOf({ ...account, applicationId: account.application.id }, body, state.now());
    answers.push(await deliver({ url, body, headers: { 'content-type': 'application/json', authorization } }));
  }
  return answers;
}

/** What an application names as its webhook. */
export function hookOf({ capabilities }: Application, which: 'inbound_url' | 'status_url'): string {
  const { messages } = capabilities as { messages?: { webhooks?: Record<string, { address?: string }> } };
  return messages?.webhooks?.[which]?.address ?? '';
}
