// One visit: what is known of the chat, and everything the visitor can do in it. Joins memory, sender and line; knows nothing of the screen.
import type { Answer } from '@parley/contract';
import { visitorRoutes } from '@parley/contract/routes';
import { acknowledged, createClient, judge, lastSequence, type Message, merge, openReader } from '@parley/sdk';
import { type LineState, openLine } from './line.ts';
import type { Memory, Pending } from './memory.ts';
import { openSender } from './sender.ts';
import { fetchWithProgress } from './upload.ts';

export type VisitState = {
  readonly messages: readonly Message[];
  readonly pending: readonly Pending[];
  readonly line: LineState;
  /** The first look at the server is done. */
  readonly loaded: boolean;
  readonly email: string | null;
  readonly emailProved: boolean;
  /** Who looks after the chat. */
  readonly agent: Agent | null;
  readonly typing: boolean;
};
export type Agent = NonNullable<Answer<'readVisit'>['agent']>;
export type Over = { readonly because: 'erased' | 'unknown' /** What was written but never sent. */; readonly unsent: string };
export type Visit = {
  state(): VisitState;
  send(text: string, files: readonly File[]): void;
  /** Tries a refused message again, without the files that were lost. */
  retry(clientId: string): void;
  discard(clientId: string): void;
  /** Takes back a message whose files are still going up. */
  cancel(clientId: string): void;
  /** The visitor is writing: told to the company every few seconds at most. */
  writes(): void;
  progress(clientId: string): number | undefined;
  see(): void;
  giveEmail(email: string): Promise<void>;
  proveEmail(code: string): Promise<boolean>;
  privacyUrl(): Promise<string>;
  attachment(id: string): Promise<Blob>;
  /** Stops everything and leaves nothing on the device. */
  forget(): void;
  stop(): void;
};

const tellMs = 3_000;
const typingMs = 7_000; // the server tells it again while it lasts, within six

export function openVisit(parts: {
  server: string;
  key: string;
  memory: Memory;
  onChange: () => void;
  onOver: (over: Over) => void;
}): Visit {
  const { memory, onChange } = parts;
  const page = randomId();
  const token = () => memory.visit()?.token;
  const client = createClient({ routes: visitorRoutes, baseUrl: parts.server, token });
  let state: Omit<VisitState, 'pending'> = {
    messages: [],
    line: 'connecting',
    loaded: false,
    email: null,
    emailProved: false,
    agent: null,
    typing: false,
  };
  let stopped = false;
  let stale = false; // somebody else may look after the chat now
  let told = 0;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const set = (change: Partial<VisitState>) => {
    if (stopped) return;
    state = { ...state, ...change };
    onChange();
  };

  function over(because: Over['because']): void {
    if (stopped) return;
    const unsent =
      because === 'unknown'
        ? memory
            .outbox()
            .map((one) => one.text)
            .filter(Boolean)
            .join('\n')
        : '';
    forget();
    parts.onOver({ because, unsent });
  }

  function hear(messages: readonly Message[]): void {
    const merged = merge(state.messages, messages);
    for (const clientId of acknowledged(memory.outbox(), merged)) memory.drop(clientId);
    const answer = messages.findLast(({ from }) => from === 'company');
    if (answer && answer.author !== state.agent?.name) stale = true;
    set({ messages: merged, ...(answer && { typing: false }) });
  }

  const reader = openReader({
    fetch: (after) => client.call('listVisitMessages', { query: { after, choices: 'shown' }, signal: AbortSignal.timeout(20_000) }),
    hear,
    onOther: () => set({ messages: [], loaded: false, agent: null }),
  });

  async function catchUp(): Promise<void> {
    try {
      await reader.catchUp();
      if (!state.loaded || stale) {
        const { email, emailProved, agent } = await client.call('readVisit');
        stale = false;
        set({ loaded: true, email, emailProved, agent });
      }
    } catch (error) {
      endIfOver(error);
      throw error;
    }
  }

  function endIfOver(error: unknown): void {
    const verdict = judge(error);
    if (verdict.is === 'over') over(verdict.because);
  }

  const sender = openSender({
    client,
    memory,
    page,
    upload: async (file, onProgress, signal) => {
      const uploader = createClient({ routes: visitorRoutes, baseUrl: parts.server, token, fetch: fetchWithProgress(onProgress) });
      return (await uploader.call('uploadVisitAttachment', { bytes: file, type: file.type, fileName: file.name, signal })).id;
    },
    alone: async (work) => void (navigator.locks ? await navigator.locks.request(`parley:${parts.key}`, work) : await work()),
    lives: async (other) => (await navigator.locks?.query())?.held?.some((lock) => lock.name === `parley:page:${other}`) ?? false,
    wait: (ms) =>
      new Promise((resolve) => {
        setTimeout(resolve, ms);
        addEventListener('online', () => resolve(), { once: true });
      }),
    onSent: (message) => hear([message]),
    onChange,
    onOver: over,
  });
  const line = openLine({
    client,
    catchUp,
    onNews: reader.announce,
    onTyping() {
      clearTimeout(silence);
      silence = setTimeout(() => set({ typing: false }), typingMs);
      if (!state.typing) set({ typing: true });
    },
    onState: (lineState) => set({ line: lineState }),
    onRefused: endIfOver,
    page: document,
    network: window,
  });

  function stop(): void {
    stopped = true;
    clearTimeout(silence);
    line.stop();
    sender.stop();
    unwatch();
    release();
  }

  function forget(): void {
    stop();
    memory.forget();
  }

  const release = holdPage(page);
  const unwatch = memory.onChange(() => {
    if (!memory.visit()) over('unknown');
    else onChange();
  });
  sender.poke();

  return {
    state: () => ({ ...state, line: sender.isWaiting() ? 'lost' : state.line, pending: memory.outbox() }),
    send(text, files) {
      told = 0; // whoever has sent words writes no longer; the next ones are told at once
      const at = Math.max(Date.now(), (memory.outbox().at(-1)?.at ?? 0) + 1);
      sender.add({ clientId: randomId(), text, attachments: [], waits: files.length, page, at, trouble: undefined }, files);
    },
    retry(clientId) {
      const pending = memory.outbox().find((one) => one.clientId === clientId);
      if (!pending) return;
      memory.put({ ...pending, trouble: undefined, waits: pending.trouble === 'file-lost' ? 0 : pending.waits });
      onChange();
      sender.poke();
    },
    discard(clientId) {
      memory.drop(clientId);
      onChange();
    },
    cancel: sender.cancel,
    writes() {
      if (state.line !== 'live' || Date.now() - told < tellMs) return;
      told = Date.now();
      void client.call('tellTyping').catch(() => undefined); // a courtesy: nothing depends on it
    },
    progress: sender.progress,
    see() {
      const seen = lastSequence(state.messages);
      if (seen > (memory.visit()?.seen ?? seen)) memory.keep({ seen });
    },
    async giveEmail(email) {
      await client.call('giveEmail', { body: { email } });
      set({ email, emailProved: false });
    },
    async proveEmail(code) {
      const { proved } = await client.call('proveEmail', { body: { code } });
      if (proved) set({ emailProved: true });
      return proved;
    },
    privacyUrl: async () => (await client.call('privacyLink')).url,
    attachment: async (attachment) => (await client.blob('readVisitAttachment', { params: { attachment } })).blob(),
    forget,
    stop,
  };
}

/** Holds a lock as long as this page lives, so that other tabs know; gives back how to let go. */
function holdPage(page: string): () => void {
  let release = () => {};
  void navigator.locks?.request(
    `parley:page:${page}`,
    () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
  );
  return () => release();
}

/** Works on pages without TLS as well, where crypto.randomUUID is missing. */
function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
