// The load on a side: so many requests in flight over kept connections, each lane sending its next when its last was answered.
import http from 'node:http';
import type { Measured } from '../figure.ts';

export type Request = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};
export type Answer = { readonly status: number; readonly body: string /** Seconds. */; readonly retryAfter: number | undefined };
export type Load<T> = { readonly done: readonly T[]; readonly refused: number; readonly seconds: number };

/** A caller over at most `connections` kept connections. */
export function openCaller(base: string, connections: number): { call(request: Request): Promise<Answer>; close(): void } {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  const { hostname, port } = new URL(base);
  return {
    call: ({ method, path, headers, body }) =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
        const request = http.request({ agent, hostname, port, method, path, headers: { ...headers, ...length } }, (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => {
            const wait = response.headers['retry-after'];
            const retryAfter = wait === undefined ? undefined : Number(wait);
            resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8'), retryAfter });
          });
          response.on('error', reject);
        });
        request.on('error', reject);
        request.end(body);
      }),
    close: () => agent.destroy(),
  };
}

/** Runs `lanes` lanes for `seconds` and waits for what is in flight; `once` gives what was acknowledged, or undefined for a refusal. */
export async function press<T>(lanes: number, seconds: number, once: (lane: number) => Promise<T | undefined>): Promise<Load<T>> {
  const done: T[] = [];
  let refused = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  const lane = async (number: number) => {
    while (performance.now() < until) {
      const acknowledged = await once(number);
      if (acknowledged === undefined) refused += 1;
      else done.push(acknowledged);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
  return { done, refused, seconds: (performance.now() - began) / 1000 };
}

/** Operations per second of which every one was acknowledged and found again; throws when one was refused, or acknowledged and is `missing`. */
export async function pressAndFind<T>(
  { lanes, seconds }: { lanes: number; seconds: number },
  once: (lane: number) => Promise<T | undefined>,
  missing: (done: readonly T[]) => Promise<number>,
): Promise<Measured> {
  const load = await press(lanes, seconds, once);
  if (load.refused > 0) throw new Error(`${load.refused} of ${load.refused + load.done.length} were refused`);
  const lost = await missing(load.done);
  if (lost > 0) throw new Error(`${lost} of ${load.done.length} were acknowledged and are not there`);
  return { value: load.done.length / load.seconds, n: load.done.length };
}

/** Answers per second to questions taken at random from `planted`, `size` at a time; throws when one differs from what was planted. */
export async function pressAndJudge<T extends { readonly allowed: boolean }>(
  { lanes, seconds }: { lanes: number; seconds: number },
  planted: readonly T[],
  size: number,
  answer: (batch: readonly T[]) => Promise<boolean[]>,
): Promise<Measured> {
  const load = await press(lanes, seconds, async () => {
    const batch = Array.from({ length: size }, () => planted[Math.floor(Math.random() * planted.length)] as T);
    const answers = await answer(batch);
    const wrong = batch.filter((each, at) => each.allowed !== answers[at]).length;
    if (wrong > 0) throw new Error(`${wrong} of ${size} decisions were wrong`);
    return true;
  });
  return { value: (load.done.length * size) / load.seconds, n: load.done.length * size };
}
