// What the emulator holds: accounts, numbers and messages, few and for a day, and how it is told to behave.
import { randomBytes } from 'node:crypto';
import type { Choice } from '../../../../playing.ts';
import type { Deliver } from '../../call-back.ts';
import { signatureOf } from '../signature.ts';
import { type Content, sandboxContents } from './contents.ts';

export type Emulated = {
  readonly sid: string;
  readonly account: string;
  readonly direction: 'inbound' | 'outbound-api';
  readonly from: string;
  readonly to: string;
  /** The id that Meta made for whoever wrote; empty where none is named. */
  readonly userId?: string;
  body: string;
  /** What stands on its buttons, or behind its list. */
  readonly choices?: readonly Choice[];
  readonly isListed?: boolean;
  status: string;
  errorCode: number | null;
  readonly at: Date;
  media: { readonly sid: string; readonly type: string; readonly bytes: Buffer }[];
  readonly statusCallback: string;
};
/** A number that writes by WhatsApp, and where what it receives is handed in. */
export type Sender = {
  readonly sid: string;
  readonly senderId: string;
  webhook: { readonly [name: string]: unknown; readonly callback_url: string };
};
export type PhoneNumber = { readonly sid: string; readonly number: string; smsUrl: string };
/** A messaging service, with all numbers of the account; `isLeftToNumbers`: where they hand in is each number's own. */
export type Service = { readonly sid: string; inboundUrl: string; fallbackUrl: string; isLeftToNumbers: boolean };
export type Account = {
  readonly sid: string;
  readonly token: string;
  readonly numbers: PhoneNumber[];
  readonly senders: Sender[];
  readonly services: Service[];
  /** Templates, as the Content API lists them. */
  contents: readonly Content[];
  readonly keys: Map<string, string>;
  readonly behaviour: Behaviour;
};
/** `failWith`: code of the next messages (a 4xx or 429 at once from 20000 on, 3xxxx later by status); `repeat`: how often each webhook is called. */
export type Behaviour = { failWith: number | null; delayMs: number; repeat: number };

/** `userId`: what WhatsApp names beside the number, or instead of it; `more`: fields beside the usual ones, such as `ButtonText`. */
export type Said = {
  readonly from: string;
  readonly userId?: string;
  readonly to: string;
  readonly text: string;
  readonly media?: readonly Emulated['media'][number][];
  readonly more?: Readonly<Record<string, string>>;
};

export type State = {
  url: string;
  readonly accounts: Map<string, Account>;
  readonly messages: Map<string, Emulated>;
  /** Every call that came in, as method and path. */
  readonly calls: string[];
  now(): Date;
  /** Of one account; each company has its own. */
  behaviourOf(account: string): Behaviour;
  /** Drops what is older than a day, and of each account what is too much. */
  prune(): void;
  /** An account with a number; one that begins with `whatsapp:` becomes a sender. */
  open(account: { sid: string; token: string; number: string; smsUrl?: string }): void;
  keep(message: Omit<Emulated, 'sid' | 'at'> & { sid?: string }): Emulated;
  write(account: string, message: Said): Promise<number[]>;
  callBack(message: Emulated): void;
  stop(): void;
};

const most = 500;
const mostMs = 24 * 3_600_000;

export function emptyState(now: () => Date, deliver: Deliver): State {
  const timers = new Set<NodeJS.Timeout>();
  const accounts = new Map<string, Account>();
  const messages = new Map<string, Emulated>();
  const post = async (account: Account, url: string, form: URLSearchParams): Promise<number[]> => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': signatureOf(account.token, url, form),
      'user-agent': 'TwilioProxy/1.1',
    };
    const answers: number[] = [];
    for (let time = 0; time < account.behaviour.repeat; time += 1) answers.push(await deliver({ url, body: form.toString(), headers }));
    return answers;
  };
  const later = (ms: number, work: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  };
  const state: State = {
    ...{ url: '', accounts, messages, calls: [], now },
    behaviourOf: (sid) => accounts.get(sid)?.behaviour ?? usual(),
    prune: () => {
      const kept = new Map<string, number>();
      for (const { sid, account, at } of [...messages.values()].reverse()) {
        const count = (kept.get(account) ?? 0) + 1;
        if (count > most || now().getTime() - at.getTime() > mostMs) messages.delete(sid);
        else kept.set(account, count);
      }
    },
    open: ({ sid, token, number, smsUrl = '' }) => {
      const known = accounts.get(sid) ?? newAccount(sid, token);
      accounts.set(sid, known);
      if (number.startsWith('whatsapp:')) {
        if (!known.senders.some(({ senderId }) => senderId === number))
          known.senders.push({ sid: newSid('XE'), senderId: number, webhook: { callback_url: smsUrl } });
      } else if (!known.numbers.some((each) => each.number === number)) known.numbers.push({ sid: newSid('PN'), number, smsUrl });
    },
    keep: (parts) => {
      const message: Emulated = { ...parts, sid: parts.sid ?? newSid(parts.media.length > 0 ? 'MM' : 'SM'), at: now() };
      messages.set(message.sid, message);
      state.prune();
      return message;
    },
    write: async (sid, { from, userId = '', to, text, media = [], more = {} }) => {
      const account = accounts.get(sid);
      const url = account && hookOf(account, to);
      if (!account || url === undefined) return [];
      const kept = state.keep({
        account: sid,
        direction: 'inbound',
        from,
        to,
        userId,
        body: text,
        status: 'received',
        errorCode: null,
        media: [...media],
        statusCallback: '',
      });
      const form = new URLSearchParams({
        MessageSid: kept.sid,
        SmsMessageSid: kept.sid,
        AccountSid: sid,
        From: from,
        To: to,
        Body: text,
        NumMedia: String(media.length),
        SmsStatus: 'received',
        ApiVersion: '2010-04-01',
        ...(userId !== '' && { ExternalUserId: userId }),
        ...more,
      });
      for (const [at, { sid: file, type }] of media.entries()) {
        form.set(`MediaUrl${at}`, `${state.url}/2010-04-01/Accounts/${sid}/Messages/${kept.sid}/Media/${file}`);
        form.set(`MediaContentType${at}`, type);
      }
      return url === '' ? [] : post(account, url, form);
    },
    callBack: (message) => {
      const account = accounts.get(message.account);
      const end = message.errorCode === null ? 'delivered' : message.errorCode < 63_000 ? 'undelivered' : 'failed';
      for (const [step, status] of ['sent', end].entries())
        later(state.behaviourOf(message.account).delayMs + step * 30, () => {
          if (message.status !== end) message.status = status;
          if (!account || message.statusCallback === '') return;
          const form = new URLSearchParams({
            MessageSid: message.sid,
            AccountSid: message.account,
            From: message.from,
            To: message.to,
            MessageStatus: status,
          });
          if (status !== 'sent' && message.errorCode !== null) form.set('ErrorCode', String(message.errorCode));
          void post(account, message.statusCallback, form);
        });
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
  return state;
}

const newAccount = (sid: string, token: string): Account => ({
  ...{ sid, token, numbers: [], senders: [], services: [], contents: sandboxContents, keys: new Map(), behaviour: usual() },
});
const hookOf = ({ numbers, senders, services }: Account, to: string): string | undefined =>
  services.find(({ inboundUrl, isLeftToNumbers }) => inboundUrl !== '' && !isLeftToNumbers)?.inboundUrl ??
  numbers.find(({ number }) => number === to)?.smsUrl ??
  senders.find(({ senderId }) => senderId === to)?.webhook.callback_url;
const usual = (): Behaviour => ({ failWith: null, delayMs: 0, repeat: 1 });
export const newSid = (prefix: string): string => `${prefix}${randomBytes(16).toString('hex')}`;
