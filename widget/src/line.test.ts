import type { EventHandlers } from '@parley/sdk';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type LineState, openLine } from './line.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(reachable: () => boolean) {
  const streams: EventHandlers[] = [];
  const states: LineState[] = [];
  const onTyping = vi.fn();
  const catchUp = vi.fn(async () => {
    if (!reachable()) throw new Error('out of reach');
  });
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
  const network = new EventTarget();
  const line = openLine({
    client: { events: (_, handlers) => void streams.push(handlers) },
    catchUp,
    onNews: () => {},
    onTyping,
    onState: (state) => states.push(state),
    onRefused: () => {},
    page: page as never,
    network,
  });
  return { line, streams, states, catchUp, onTyping, page, network };
}
const settle = () => vi.advanceTimersByTimeAsync(0);

test('what came while the stream was away is fetched when it is back', async () => {
  const { streams, catchUp } = open(() => true);
  await settle();
  const before = catchUp.mock.calls.length;
  streams[0]?.onState?.('waiting');
  streams[0]?.onState?.('open');
  await settle();
  expect(catchUp.mock.calls.length).toBe(before + 1);
});

test('without a stream it asks by itself, and the line counts as live as long as that works', async () => {
  let reachable = true;
  const { streams, states, catchUp } = open(() => reachable);
  streams[0]?.onState?.('waiting');
  await vi.advanceTimersByTimeAsync(20_000);
  expect(catchUp.mock.calls.length).toBeGreaterThanOrEqual(3);
  expect(states.at(-1)).toBe('live');
  reachable = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(states.at(-1)).toBe('lost');
});

test('a hidden page lets go of its stream after a while and takes it up when it is seen again', async () => {
  const { streams, page, catchUp } = open(() => true);
  page.visibilityState = 'hidden';
  page.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(31_000);
  expect(streams[0]?.signal.aborted).toBe(true);
  const before = catchUp.mock.calls.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(catchUp.mock.calls.length).toBe(before); // and asks nothing meanwhile
  page.visibilityState = 'visible';
  page.dispatchEvent(new Event('visibilitychange'));
  await settle();
  expect(streams).toHaveLength(2);
  expect(catchUp.mock.calls.length).toBe(before + 1);
});

test('after the network was away the stream is opened afresh', async () => {
  const { streams, network } = open(() => true);
  network.dispatchEvent(new Event('online'));
  await settle();
  expect(streams).toHaveLength(2);
  expect(streams[0]?.signal.aborted).toBe(true);
});

test('with a stream it looks once a minute all the same: an erased visitor must not be shown for long', async () => {
  const { streams, catchUp } = open(() => true);
  streams[0]?.onState?.('open');
  await settle();
  const before = catchUp.mock.calls.length;
  await vi.advanceTimersByTimeAsync(50_000);
  expect(catchUp.mock.calls.length).toBe(before);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(catchUp.mock.calls.length).toBe(before + 1);
});

test('once stopped it neither listens nor asks', async () => {
  const { line, streams, catchUp, page } = open(() => true);
  await settle();
  line.stop();
  const before = catchUp.mock.calls.length;
  page.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(catchUp.mock.calls.length).toBe(before);
  expect(streams.every((stream) => stream.signal.aborted)).toBe(true);
});

test('that somebody writes is told without asking for anything', async () => {
  const { streams, catchUp, onTyping } = open(() => true);
  await settle();
  const before = catchUp.mock.calls.length;
  streams[0]?.onEvent({ id: undefined, event: 'typing', data: {} });
  await settle();
  expect([onTyping.mock.calls.length, catchUp.mock.calls.length]).toEqual([1, before]);
});
