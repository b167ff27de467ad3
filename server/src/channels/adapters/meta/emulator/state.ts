// What the emulator of the Graph API holds: accounts, messages, files and templates, few and for a day, and how it is told to behave.
import { randomBytes } from 'node:crypto';
import type { Choice } from '../../../playing.ts';
import type { MetaKind } from './kinds.ts';

export type Emulated = {
  readonly id: string;
  readonly account: string;
  readonly direction: 'in' | 'out';
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly choices?: readonly Choice[];
  status: string;
  errorCode: number | null;
  readonly at: Date;
  /** What was asked for, as it came. */
  readonly asked: Readonly<Record<string, unknown>>;
};
export type Stored = { readonly account: string; readonly type: string; readonly bytes: Buffer };
/** `failWith`: code of the next messages; `repeat`: how often each webhook is called. */
/** `isToldLater`: by a status, and not as the answer. */
export type Behaviour = { failWith: number | null; delayMs: number; repeat: number; isToldLater?: boolean };
export type Account = {
  readonly kind: MetaKind;
  /** By which updates name it: the number, page or profile. */
  readonly id: string;
  /** Every id of it that the API may be asked about. */
  readonly ids: readonly string[];
  readonly appId: string;
  readonly appSecret: string;
  readonly token: string;
  readonly behaviour: Behaviour;
  /** How many people it may begin with in 24 hours, together with all numbers of the same portfolio. */
  tier: string;
  /** The business portfolio that it is of. */
  portfolio: string;
  templates: readonly Readonly<Record<string, unknown>>[];
};
/** Where an app has what happened handed in, by the kind of thing it happened to. */
export type App = { readonly hooks: Map<string, string>; readonly subscribed: Set<string> };

export type State = {
  url: string;
  readonly accounts: Map<string, Account>;
  readonly apps: Map<string, App>;
  readonly messages: Map<string, Emulated>;
  readonly files: Map<string, Stored>;
  /** With whom each portfolio has begun, and when last. */
  readonly begun: Map<string, Map<string, Date>>;
  /** Whom it takes no message for. */
  readonly refuses: Set<string>;
  /** What was shown of the account beside messages, oldest first. */
  readonly signals: { readonly account: string; readonly to: string; readonly kind: string }[];
  /** Every call that came in, as method and path. */
  readonly calls: string[];
  readonly now: () => Date;
  appOf(id: string): App;
  keep(message: Omit<Emulated, 'at'>): Emulated;
  prune(): void;
  later(ms: number, work: () => void): void;
  stop(): void;
};

const most = 500;
const mostMs = 24 * 3_600_000;

export function emptyState(now: () => Date): State {
  const timers = new Set<NodeJS.Timeout>();
  const state: State = {
    ...{
      url: '',
      accounts: new Map(),
      apps: new Map(),
      messages: new Map(),
      files: new Map(),
      begun: new Map(),
      refuses: new Set(),
      signals: [],
      calls: [],
      now,
    },
    appOf: (id) => {
      const app = state.apps.get(id) ?? { hooks: new Map(), subscribed: new Set() };
      state.apps.set(id, app);
      return app;
    },
    keep: (parts) => {
      const message = { ...parts, at: now() };
      state.messages.set(message.id, message);
      state.prune();
      return message;
    },
    prune: () => {
      const kept = new Map<string, number>();
      for (const { id, account, at } of [...state.messages.values()].reverse()) {
        const count = (kept.get(account) ?? 0) + 1;
        if (count > most || now().getTime() - at.getTime() > mostMs) state.messages.delete(id);
        else kept.set(account, count);
      }
      for (const id of [...state.files.keys()].slice(0, -most)) state.files.delete(id);
    },
    later: (ms, work) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        work();
      }, ms);
      timers.add(timer);
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
  return state;
}

export const usual = (): Behaviour => ({ failWith: null, delayMs: 0, repeat: 1 });
export const newMessageId = (kind: MetaKind): string =>
  kind === 'whatsapp'
    ? `wamid.${randomBytes(24).toString('base64')}`
    : `${kind === 'messenger' ? 'm_' : 'aWdf'}${randomBytes(24).toString('base64url')}`;
export const newFileId = (): string => `1${randomBytes(6).readUIntBE(0, 6).toString().padStart(15, '0')}`;
