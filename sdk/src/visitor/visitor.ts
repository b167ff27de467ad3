// A customer's chat for apps: React Native, plain TypeScript, any engine. Nothing of a DOM: network, storage and timers are the engine's, or are given. What is written offline is
// kept and sent once, in order; the line comes back by itself; a device can let itself be told of new messages.
import { deviceRoutes, publicRoutes, visitorRoutes } from '@parley/contract/routes';
import { accountMark, isSameVisitor } from '../account.ts';
import { openReader } from '../reader.ts';
import { judge } from '../retry.ts';
import { createClient } from '../sdk.ts';
import { acknowledged, type Message, merge } from '../thread.ts';
import { alone } from './alone.ts';
import { openBox, type Storage, type Waiting } from './box.ts';
import { engineWith, fromBase64 } from './engine.ts';
import { type LineState, openLine } from './line.ts';
import { openOutbox } from './outbox.ts';
import { openPatience } from './patience.ts';
import type { Visitor, VisitorOptions, VisitorState } from './types.ts';

export type { Device, Language, Visitor, VisitorOptions, VisitorState, Welcome } from './types.ts';
export type { Message, Storage, Waiting };

const typingMs = 7_000;

/** Opens what is kept on this device, and stops whoever had it open before; nothing is sent before `begin`, or `wake` of a chat that was begun. */
export async function openVisitor(options: VisitorOptions): Promise<Visitor> {
  const name = `parley:${options.key}`;
  return (await alone(options.storage, name, () => open(options, name))).visitor;
}

async function open(options: VisitorOptions, name: string): Promise<{ visitor: Visitor; giveUp(): Promise<void> }> {
  const { server, key, language, onChange, onOver } = options;
  const engine = engineWith(options.timers ?? {});
  const box = await openBox(options.storage, name);
  const [chats, asks] = [openPatience(engine), openPatience(engine)]; // what the chat does by itself, and what the app asked for
  const clientFor = (token: () => string | undefined) =>
    createClient({
      ...{ routes: { ...publicRoutes, ...visitorRoutes, ...deviceRoutes }, baseUrl: server, engine, token },
      ...(options.fetch && { fetch: options.fetch }),
    });
  const client = clientFor(() => box.kept().token || undefined);
  let identity = options.identity;
  const isShown = () => box.kept().token !== '' && isSameVisitor(box.kept().account, accountMark(identity, fromBase64));
  const newId = options.newId ?? randomId;
  let messages: readonly Message[] = [];
  let line: LineState = 'asleep';
  let typing = false;
  let stopped = false;
  let silence: unknown;
  let alarm: (() => void) | undefined;

  const state = (): VisitorState => ({
    ...{ begun: isShown(), messages, line, typing },
    waiting: isShown() || box.kept().token === '' ? box.kept().waiting : [],
  });
  const tell = () => {
    if (!stopped) onChange?.(state());
  };

  function over(because: 'erased' | 'unknown'): void {
    if (stopped) return;
    stop();
    const unsent = because === 'unknown' ? box.kept().waiting.map(({ text }) => text) : [];
    const done = () => onOver?.(because, unsent);
    void box.clear().then(done, done);
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
  const newReader = () =>
    openReader({
      fetch: (after) =>
        chats.within((signal) =>
          client.call('listVisitMessages', { query: { after, ...(options.showsChoices && { choices: 'shown' }) }, signal }),
        ),
      hear,
      onOther: () => {
        messages = [];
      },
    });
  let reader = newReader();
  const outbox = openOutbox({
    box,
    mayGo: isShown,
    send: (body) => chats.within((signal) => client.call('addVisitMessage', { body, signal })),
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
    onNews: (sequence) => reader.announce(sequence),
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
    if (stopped || !isShown()) return;
    chats.cut(); // what hung through a change of network is asked for anew
    wire.wake();
    alarm?.();
    outbox.poke();
  }

  function sleep(): void {
    wire.sleep();
    chats.cut();
  }

  function stop(): void {
    if (stopped) return;
    sleep();
    stopped = true;
    outbox.stop();
    alarm?.();
    engine.clearTimeout(silence as never);
  }

  /** Nothing of a visit is shown or asked for any more. */
  function hide(): void {
    if (line !== 'asleep') sleep();
    reader = newReader();
    messages = [];
    typing = false;
    tell();
  }

  const ask = <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => asks.within(work);
  const wakeNone = (token: string) => ask((signal) => clientFor(() => token).call('removeDevices', { signal }));

  const visitor: Visitor = {
    state,
    welcome: () => ask((signal) => client.call('readWidget', { params: { key }, query: { language }, signal })),
    async begin({ id, hash }, given = identity) {
      identity = given;
      const account = accountMark(given, fromBase64);
      const before = box.kept();
      if (before.token !== '' && before.account === account && (given === undefined || account !== undefined)) return wake();
      if (before.token !== '' && !isShown()) hide();
      const body = { language, noticeId: id, noticeHash: hash, ...(given !== undefined && { identity: given }) };
      const { token } = await ask((signal) => client.call('startVisit', { params: { key }, body, signal }));
      if (before.token !== '') {
        hide();
        void wakeNone(before.token).catch(() => undefined); // whoever registers this device next takes it over in any case
      }
      await box.change(({ waiting }) => ({ token, waiting: before.account === undefined ? waiting : [], ...(account && { account }) }));
      tell();
      wake();
    },
    async write(text) {
      if (box.kept().token !== '' && !isShown()) throw new Error('another customer’s chat is kept here: begin first');
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
    writing: async () => void (await ask((signal) => client.call('tellTyping', { signal }))),
    wake,
    sleep,
    push: () => ask((signal) => client.call('readPush', { signal })),
    register: async (device) => (await ask((signal) => client.call('registerDevice', { body: device, signal }))).id,
    unregister: async (device) =>
      void (await ask((signal) =>
        device === undefined ? client.call('removeDevices', { signal }) : client.call('removeDevice', { params: { device }, signal }),
      )),
    async forget() {
      const { token } = box.kept();
      stop();
      await box.clear();
      await box.close();
      if (token !== '') await wakeNone(token);
    },
    stop,
  };
  return {
    visitor,
    giveUp() {
      stop();
      return box.close();
    },
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
