import type { Message } from '@parley/sdk';
import { ConnectionLost, ProblemError } from '@parley/sdk';
import { expect, test, vi } from 'vitest';
import type { Memory, Pending } from './memory.ts';
import { openSender, type SenderParts } from './sender.ts';

const problem = (status: number, code: string) => new ProblemError({ type: `urn:parley:problem:${code}`, title: code, status });
const pending = (clientId: string, more: Partial<Pending> = {}): Pending => ({
  clientId,
  text: clientId,
  attachments: [],
  waits: 0,
  page: 'here',
  at: Number(clientId.slice(1)),
  trouble: undefined,
  ...more,
});
const file = (name: string) => new File(['x'], name);

/** A server that keeps each clientId once, and does or says what `script` tells it to, call by call. */
function open(script: ((id: string) => void)[] = [], more: Partial<SenderParts> = {}) {
  const box = new Map<string, Pending>();
  const kept: string[] = [];
  const waits: number[] = [];
  const over: string[] = [];
  const memory = {
    outbox: () => [...box.values()].sort((a, b) => a.at - b.at),
    put: (one: Pending) => void box.set(one.clientId, one),
    drop: (id: string) => void box.delete(id),
  } as Memory;
  const call = async (_: string, { body }: { body: { clientId: string; attachments: string[] } }) => {
    const step = script.shift();
    const store = () => kept.includes(body.clientId) || kept.push(body.clientId);
    if (step) step(body.clientId);
    store();
    return { clientId: body.clientId, sequence: kept.indexOf(body.clientId) + 1, attachments: body.attachments } as unknown as Message;
  };
  const sender = openSender({
    client: { call } as unknown as SenderParts['client'],
    upload: async (one) => `att_${one.name}`,
    memory,
    page: 'here',
    alone: (work) => work(),
    lives: async () => false,
    wait: async (ms) => void waits.push(ms),
    onSent: () => {},
    onChange: () => {},
    onOver: (because) => over.push(because),
    ...more,
  });
  return { sender, box, kept, waits, over };
}
const lose = () => {
  throw new ConnectionLost('no answer');
};
const answer = (status: number, code: string) => () => {
  throw problem(status, code);
};

test('messages leave in the order they were written, also when the first one fails for a while', async () => {
  const { sender, kept, waits, box } = open([lose, answer(503, 'not-ready')]);
  sender.add(pending('m1'), []);
  sender.add(pending('m2'), []);
  await vi.waitFor(() => expect(box.size).toBe(0));
  expect(kept).toEqual(['m1', 'm2']);
  expect(waits).toHaveLength(2);
  expect(waits[1]).toBeGreaterThan(400);
});

test('a message that the server refuses stays with its reason and does not hold up the next', async () => {
  const { sender, kept, box } = open([answer(413, 'too-large')]);
  sender.add(pending('m1'), []);
  sender.add(pending('m2'), []);
  await vi.waitFor(() => expect(kept).toEqual(['m2']));
  expect(box.get('m1')?.trouble).toBe('too-large');
});

test('an erased person ends the chat and nothing more is sent', async () => {
  const { sender, kept, over } = open([answer(410, 'erased')]);
  sender.add(pending('m1'), []);
  sender.add(pending('m2'), []);
  await vi.waitFor(() => expect(over.length).toBeGreaterThan(0));
  expect(kept).toEqual([]);
});

test('files go up before their message; one that is up is not sent again after an interruption', async () => {
  const upload = vi
    .fn<SenderParts['upload']>()
    .mockResolvedValueOnce('att_1')
    .mockRejectedValueOnce(new ConnectionLost('x'))
    .mockResolvedValueOnce('att_2');
  const onSent = vi.fn();
  const { sender, box } = open([], { upload, onSent });
  sender.add(pending('m1', { waits: 2 }), [file('one'), file('two')]);
  await vi.waitFor(() => expect(box.size).toBe(0));
  expect(upload.mock.calls.map(([one]) => one.name)).toEqual(['one', 'two', 'two']);
  expect(onSent.mock.calls[0]?.[0]).toMatchObject({ attachments: ['att_1', 'att_2'] });
});

test('a refused file keeps what was uploaded before it', async () => {
  const upload = vi.fn<SenderParts['upload']>().mockResolvedValueOnce('att_1').mockRejectedValueOnce(problem(415, 'unsupported-media'));
  const { sender, box } = open([], { upload });
  sender.add(pending('m1', { waits: 2 }), [file('one'), file('two')]);
  await vi.waitFor(() => expect(box.get('m1')?.trouble).toBe('unsupported-media'));
  expect(box.get('m1')).toMatchObject({ attachments: ['att_1'], waits: 1 });
});

test('a message whose files died with their page says so; one whose files another tab holds is left to that tab', async () => {
  const { sender, box, kept } = open([], { lives: async (page) => page === 'other tab' });
  box.set('m1', pending('m1', { waits: 1, page: 'closed page' }));
  box.set('m2', pending('m2', { waits: 1, page: 'other tab' }));
  box.set('m3', pending('m3'));
  sender.poke();
  await vi.waitFor(() => expect(kept).toEqual(['m3']));
  expect(box.get('m1')?.trouble).toBe('file-lost');
  expect(box.get('m2')?.trouble).toBeUndefined();
});

test('pressing on while it is at work never makes it send twice at once', async () => {
  let at = 0;
  let most = 0;
  const { sender, box } = open([], {
    upload: async () => {
      most = Math.max(most, ++at);
      await new Promise((resolve) => setTimeout(resolve, 5));
      at -= 1;
      return 'att_x';
    },
  });
  sender.add(pending('m1', { waits: 1 }), [file('one')]);
  sender.add(pending('m2', { waits: 1 }), [file('two')]);
  sender.poke();
  sender.poke();
  await vi.waitFor(() => expect(box.size).toBe(0));
  expect(most).toBe(1);
});

test('a message taken back while its files go up is gone, and the next one leaves', async () => {
  let aborted = false;
  const upload: SenderParts['upload'] = (_file, onProgress, signal) =>
    new Promise((_, reject) => {
      onProgress(0.5);
      signal.addEventListener('abort', () => {
        aborted = true;
        reject(new ConnectionLost('aborted'));
      });
    });
  const { sender, box, kept, waits } = open([], { upload });
  sender.add(pending('m1', { waits: 1 }), [file('one')]);
  sender.add(pending('m2'), []);
  await vi.waitFor(() => expect(sender.progress('m1')).toBe(0.5));
  sender.cancel('m1');
  await vi.waitFor(() => expect(kept).toEqual(['m2']));
  expect([aborted, box.size, waits]).toEqual([true, 0, []]);
});
