// A customer's chat for apps: React Native, plain TypeScript, any engine. Nothing of a DOM: network, storage and timers are the engine's, or are given. What is written offline is
// kept and sent once, in order; the line comes back by itself; a device can let itself be told of new messages.
import type { Answer, Body } from '@parley/contract';
import { deviceRoutes, publicRoutes, visitorRoutes } from '@parley/contract/routes';
import type { Engine } from '../events.ts';
import { openReader } from '../reader.ts';
import { judge } from '../retry.ts';
import { createClient } from '../sdk.ts';
import { acknowledged, type Message, merge } from '../thread.ts';
import { openBox, type Storage, type Waiting } from './box.ts';
import { engineWith } from './engine.ts';
import { type LineState, openLine } from './line.ts';
import { openOutbox } from './outbox.ts';

export type { Message, Storage, Waiting };
export type Language = Body<'startVisit'>['language'];
export type Welcome = Answer<'readWidget'>;
export type Device = Body<'registerDevice'>;
export type VisitorOptions = {
  /** Origin of Parley without a trailing slash. */
  readonly server: string;
  /** Public key of the web chat: `data-key` of its snippet. */
  readonly key: string;
  readonly language: Language;
  /** Holds the visitor's token: a keychain, or storage of the app's own. */
  readonly storage: Storage;
  readonly onChange?: (state: VisitorState) => void;
  /** The chat is over: the person was erased, or the token is none of this server's. Nothing is left on the device then. */
  readonly onOver?: (because: 'erased' | 'unknown') => void;
  /** The engine's own unless given. `streams` false asks every few seconds instead of holding an event stream, for a fetch that gives no `body`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  readonly streams?: boolean;
  readonly timers?: Pick<Engine, 'setTimeout' | 'clearTimeout'>;
  /** Eight to 64 letters, digits and hyphens that never come again on this device. */
  readonly newId?: () => string;
};
export type VisitorState = {
  readonly begun: boolean;
  readonly messages: readonly Message[];
  /** Written here and not yet acknowledged, in order. */
  readonly waiting: readonly Waiting[];
  readonly line: LineState;
  readonly typing: boolean;
};
export type Visitor = {
  state(): VisitorState;
  /** Company, greeting and the privacy notice, which is to be shown before `begin`. */
  welcome(): Promise<Welcome>;
  /** Begins the chat under the notice that was shown; `identity` is the company's signature for a logged-in customer. */
  begin(notice: Pick<Welcome['notice'], 'id' | 'hash'>, identity?: string): Promise<void>;
  /** Resolves with the message's id when it is kept on the device; it is sent as soon as that is possible. */
  write(text: string): Promise<string>;
  /** Takes back what was refused or not sent yet. */
  discard(clientId: string): Promise<void>;
  writing(): Promise<void>;
  /** The app is looked at, or the network is back. */
  wake(): void;
  /** The app is put away: pushes come instead. */
  sleep(): void;
  /** By what the company wakes devices, and which of this chat are registered. */
  push(): Promise<Answer<'readPush'>>;
  /** After a press of the person's, each time the app starts, and when the token changes. Gives the device's id. */
  register(device: Device): Promise<string>;
  /** No device of this chat is woken any more; with an id, that one. */
  unregister(device?: string): Promise<void>;
  /** Signs out: no device is woken, nothing stays here. Rejects when the server could not be told; nothing stays here then either. */
  forget(): Promise<void>;
  stop(): void;
};

const typingMs = 7_000;

/** Opens what is kept on this device; nothing is sent before `begin`, or `wake` of a chat that was begun. */
export async function openVisitor(options: VisitorOptions): Promise<Visitor> {
  const { server, key, language, onChange, onOver } = options;
  const engine = engineWith(options.timers ?? {});
  const box = await openBox(options.storage, `parley:${key}`);
  const calling = { baseUrl: server, engine, token: () => box.kept().token || undefined, ...(options.fetch && { fetch: options.fetch }) };
  const client = createClient({ routes: { ...publicRoutes, ...visitorRoutes, ...deviceRoutes }, ...calling });
  const newId = options.newId ?? randomId;
  let messages: readonly Message[] = [];
  let line: LineState = 'asleep';
  let typing = false;
  let stopped = false;
  let silence: unknown;
  let alarm: (() => void) | undefined;

  const state = (): VisitorState => ({ begun: box.kept().token !== '', messages, waiting: box.kept().waiting, line, typing });
  const tell = () => {
    if (!stopped) onChange?.(state());
  };

  function over(because: 'erased' | 'unknown'): void {
    if (stopped) return;
    stop();
    void box.clear().then(
      () => onOver?.(because),
      () => onOver?.(because),
    );
  }

  function hear(arrived: readonly Message[]): void {
    messages = merge(messages, arrived);
    const done = new Set(acknowledged(box.kept().waiting, messages));
    if (done.size > 0)
      void box.change((kept) => ({ ...kept, waiting: kept.waiting.filter(({ clientId }) => !done.has(clientId)) })).catch(() => undefined);
    if (arrived.some(({ from }) => from === 'company')) typing = false;
    tell();
  }

  const refused = (error: unknown): void => {
    const verdict = judge(error);
    if (verdict.is === 'over') over(verdict.because);
  };
  const reader = openReader({
    fetch: (after) => client.call('listVisitMessages', { query: { after } }),
    hear,
    onOther: () => {
      messages = [];
    },
  });
  const outbox = openOutbox({
    box,
    send: (body) => client.call('addVisitMessage', { body }),
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = engine.setTimeout(resolve, ms);
        alarm = () => {
          engine.clearTimeout(timer as never);
          resolve();
        };
      }),
    onSent: (message) => hear([message]),
    onChange: tell,
    onOver: over,
  });
  const wire = openLine({
    client,
    engine,
    streams: options.streams ?? true,
    catchUp: () =>
      reader.catchUp().catch((error: unknown) => {
        refused(error);
        throw error;
      }),
    onNews: reader.announce,
    onTyping() {
      engine.clearTimeout(silence as never);
      silence = engine.setTimeout(() => {
        typing = false;
        tell();
      }, typingMs);
      typing = true;
      tell();
    },
    onState(next) {
      line = next;
      tell();
    },
    onRefused: refused,
  });

  function wake(): void {
    if (stopped || box.kept().token === '') return;
    wire.wake();
    alarm?.();
    outbox.poke();
  }

  function stop(): void {
    if (stopped) return;
    wire.sleep();
    stopped = true;
    outbox.stop();
    alarm?.();
    engine.clearTimeout(silence as never);
  }

  return {
    state,
    welcome: () => client.call('readWidget', { params: { key }, query: { language } }),
    async begin({ id, hash }, identity) {
      if (box.kept().token !== '') return wake();
      const body = { language, noticeId: id, noticeHash: hash, ...(identity !== undefined && { identity }) };
      const { token } = await client.call('startVisit', { params: { key }, body });
      await box.change((kept) => ({ ...kept, token }));
      tell();
      wake();
    },
    async write(text) {
      const clientId = newId();
      await box.change((kept) => ({ ...kept, waiting: [...kept.waiting, { clientId, text, at: Date.now() }] }));
      tell();
      outbox.poke();
      return clientId;
    },
    async discard(clientId) {
      await box.change((kept) => ({ ...kept, waiting: kept.waiting.filter((each) => each.clientId !== clientId) }));
      tell();
    },
    writing: async () => void (await client.call('tellTyping')),
    wake,
    sleep: () => wire.sleep(),
    push: () => client.call('readPush'),
    register: async (device) => (await client.call('registerDevice', { body: device })).id,
    unregister: async (device) =>
      void (await (device === undefined ? client.call('removeDevices') : client.call('removeDevice', { params: { device } }))),
    async forget() {
      const told = box.kept().token === '' ? Promise.resolve() : client.call('removeDevices');
      await told.catch(() => undefined);
      stop();
      await box.clear();
      await told;
    },
    stop,
  };
}

/** Random enough for one device: it tells a visitor's messages apart, and keeps nobody out. */
function randomId(): string {
  const part = () =>
    Math.floor(Math.random() * 36 ** 8)
      .toString(36)
      .padStart(8, '0');
  return `${Date.now().toString(36)}-${part()}${part()}`;
}
