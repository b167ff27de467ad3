// A JavaScript engine of its own (QuickJS, compiled to WebAssembly) with nothing but the language: no DOM, none of Node's globals. The sources of the SDK run in it as they are, types stripped;
// what an app would give it is given: a network, a storage, timers.
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import variant from '@jitl/quickjs-singlefile-mjs-release-sync';
import { newQuickJSWASMModuleFromVariant, type QuickJSContext, type QuickJSHandle } from 'quickjs-emscripten-core';

const root = path.join(import.meta.dirname, '../../..');
const packages: Readonly<Record<string, string>> = {
  '@parley/contract/routes': 'contract/src/routes.ts',
  '@parley/sdk/visitor': 'sdk/src/visitor/visitor.ts',
};
export type BareEngine = {
  /** Runs a module that is TypeScript without types. */
  run(source: string): void;
  /** What a script told by `tell(name, text)`, newest last. */
  readonly told: { readonly name: string; readonly text: string }[];
  kill(): void;
};

/** Starts one. `storage` outlives it, as a device's does; `fetch` throws while `isOffline`. */
export async function bareEngine(storage: Map<string, string>, isOffline: () => boolean): Promise<BareEngine> {
  const runtime = (await newQuickJSWASMModuleFromVariant(variant)).newRuntime();
  runtime.setModuleLoader(
    (name) => stripTypeScriptTypes(readFileSync(path.join(root, name), 'utf8')),
    (from, name) => packages[name] ?? path.posix.join(path.posix.dirname(from), name),
  );
  const context = runtime.newContext();
  const life = new AbortController();
  const told: BareEngine['told'] = [];
  const isOver = () => life.signal.aborted;
  const go = () => {
    if (!isOver()) runtime.executePendingJobs();
  };
  const give = (name: string, run: (...given: QuickJSHandle[]) => QuickJSHandle | undefined) =>
    context.newFunction(name, (...given) => run(...given)).consume((handle) => context.setProp(context.global, name, handle));

  give(
    'tell',
    (name, text) => void told.push({ name: context.getString(name as QuickJSHandle), text: context.getString(text as QuickJSHandle) }),
  );
  give('readItem', (name) => {
    const value = storage.get(context.getString(name as QuickJSHandle));
    return value === undefined ? context.null : context.newString(value);
  });
  give('writeItem', (name, value) => void storage.set(context.getString(name as QuickJSHandle), context.getString(value as QuickJSHandle)));
  give('removeItem', (name) => void storage.delete(context.getString(name as QuickJSHandle)));
  let timers = 0;
  const running = new Map<number, NodeJS.Timeout>();
  give('startTimer', (run, ms) => {
    const id = ++timers;
    const kept = (run as QuickJSHandle).dup();
    running.set(
      id,
      setTimeout(
        () => {
          running.delete(id);
          if (isOver()) return;
          context.unwrapResult(context.callFunction(kept, context.undefined)).dispose();
          kept.dispose();
          go();
        },
        context.getNumber(ms as QuickJSHandle),
      ),
    );
    return context.newNumber(id);
  });
  give('endTimer', (id) => {
    clearTimeout(running.get(context.dump(id as QuickJSHandle) as number));
  });

  /** A call of the host that ends later: the script gets a promise of a text. */
  const later = (work: Promise<string>): QuickJSHandle => {
    const promise = context.newPromise();
    void work.then(
      (text) => {
        if (!isOver()) context.newString(text).consume((handle) => promise.resolve(handle));
        go();
      },
      (error: unknown) => {
        if (!isOver()) context.newError(String(error)).consume((handle) => promise.reject(handle));
        go();
      },
    );
    return promise.handle;
  };
  const answers = new Map<
    number,
    { answer: Response; reader: ReadableStreamDefaultReader<Uint8Array> | undefined; stop: AbortController }
  >();
  let asked = 0;
  give('hostFetch', (url, init) => {
    const ask = JSON.parse(context.getString(init as QuickJSHandle)) as RequestInit;
    const address = context.getString(url as QuickJSHandle);
    const id = ++asked;
    const stop = new AbortController();
    return later(
      (async () => {
        if (isOffline()) throw new TypeError('Network request failed');
        const answer = await fetch(address, { ...ask, signal: AbortSignal.any([stop.signal, life.signal]) });
        answers.set(id, { answer, reader: answer.body?.getReader(), stop });
        return JSON.stringify({ id, status: answer.status, retryAfter: answer.headers.get('retry-after') });
      })(),
    );
  });
  give('hostRead', (id) => {
    const { reader } = answers.get(context.getNumber(id as QuickJSHandle)) ?? {};
    return later((async () => JSON.stringify([...((await reader?.read())?.value ?? [])]))());
  });
  give('hostAbort', (id) => {
    answers.get(context.getNumber(id as QuickJSHandle))?.stop.abort();
  });
  evaluate(context, host, 'sdk/host.ts');
  return {
    run(source) {
      evaluate(context, source, 'sdk/app.ts');
      go();
    },
    told,
    kill() {
      life.abort();
      for (const timer of running.values()) clearTimeout(timer); // the engine itself is left to the collector: promises of the host may still hold on to it
    },
  };
}

function evaluate(context: QuickJSContext, source: string, name: string): void {
  const result = context.evalCode(source, name, { type: 'module' });
  context.unwrapResult(result).dispose();
}

/** What an app hands to the SDK, over the few functions of the host. */
const host = `
globalThis.device = {
  storage: { getItem: async (name) => readItem(name), setItem: async (name, value) => writeItem(name, value), removeItem: async (name) => removeItem(name) },
  timers: { setTimeout: startTimer, clearTimeout: endTimer },
  fetch: async (url, { method, headers, body, signal }) => {
    const { id, status, retryAfter } = JSON.parse(await hostFetch(url, JSON.stringify({ method, headers, body })));
    const stop = () => hostAbort(id);
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    const read = async () => {
      const bytes = JSON.parse(await hostRead(id));
      return bytes.length === 0 ? { done: true } : { done: false, value: new Uint8Array(bytes) };
    };
    const text = async () => {
      let all = '';
      for (let part = await read(); !part.done; part = await read()) all += decodeURIComponent([...part.value].map((byte) => '%' + byte.toString(16).padStart(2, '0')).join(''));
      return all;
    };
    return { ok: status < 400, status, headers: { get: (name) => (name === 'retry-after' ? retryAfter : null) }, body: { getReader: () => ({ read }) }, text, json: async () => JSON.parse(await text()) };
  },
};`;
