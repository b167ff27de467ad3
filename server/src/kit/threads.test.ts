import { expect, it } from 'vitest';
import { openThreads } from './threads.ts';

const module = (body: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; parentPort.on('message', (asked) => { ${body} });`)}`,
  );
type Asked = { number: number; bytes: Uint8Array };

it('answers come in the order of the questions, what was handed over is gone here, and the environment is not told', async () => {
  const threads = openThreads<Asked, [number, number, number]>(
    module('parentPort.postMessage([asked.number, asked.bytes.length, Object.keys(process.env).length]);'),
  );
  const bytes = [1, 2, 3].map((number) => new Uint8Array(number));
  const said = await Promise.all(bytes.map((each, number) => threads.ask({ number, bytes: each }, [each.buffer])));
  expect(said).toEqual([0, 1, 2].map((number) => [number, number + 1, 0]));
  expect(bytes.map(({ length }) => length)).toEqual([0, 0, 0]);
  await threads.close();
});

it('a thread that breaks fails whoever waits for it, and the next question gets another', async () => {
  const threads = openThreads<Asked, number>(
    module(`if (asked.number === 0) throw new Error('ada'); parentPort.postMessage(asked.number);`),
  );
  const ask = (number: number) => threads.ask({ number, bytes: new Uint8Array(1) }, []);
  const failed = await ask(0).catch((error: Error & { code?: string }) => error);
  expect(failed).toMatchObject({ message: 'a thread ended', code: 'thread-ended' });
  expect(await ask(5)).toBe(5);
  await threads.close();
});

it('one that nobody asks ends by itself, with what it held', async () => {
  const threads = openThreads<Asked, number>(
    module('globalThis.asked = (globalThis.asked ?? 0) + 1; parentPort.postMessage(globalThis.asked);'),
    {
      idleMs: 0,
    },
  );
  const ask = () => threads.ask({ number: 1, bytes: new Uint8Array(1) }, []);
  expect(await ask()).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(await ask()).toBe(1);
  await threads.close();
});

it('what cannot be handed over is a rejection, and holds nothing up', async () => {
  const threads = openThreads<Asked, number>(module('parentPort.postMessage(asked.number);'));
  const bytes = new Uint8Array(1);
  const asked = threads.ask({ number: 1, bytes, never: () => 1 } as Asked, []); // a function cannot be cloned
  await expect(asked).rejects.toMatchObject({ name: 'DataCloneError' });
  expect(await threads.ask({ number: 2, bytes }, [])).toBe(2);
  await threads.close();
});
