// All that this package takes from around it, declared as little as it is used: it compiles with `lib: ["ES2023"]` and this, without DOM and without Node. Where an engine
// lacks one of these at run time, `openVisitor` brings its own, or is given it.
declare function setTimeout(run: () => void, ms?: number): number;
declare function clearTimeout(timer: number | undefined): void;
interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(name: 'abort', run: () => void): void;
  removeEventListener(name: 'abort', run: () => void): void;
}
interface AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}
declare var AbortController: { new (): AbortController };
interface Blob {
  readonly size: number;
  readonly type: string;
}
interface RequestInit {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array | Blob | null;
  credentials?: 'omit' | 'same-origin';
  signal?: AbortSignal | null;
}
interface Response {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: { getReader(): { read(): Promise<{ done: true; value?: undefined } | { done: false; value: Uint8Array }> } } | null;
  text(): Promise<string>;
  json(): Promise<unknown>;
}
declare function fetch(url: string, init: RequestInit): Promise<Response>;
