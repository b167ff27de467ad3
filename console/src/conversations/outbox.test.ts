import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isAnythingUnsent, send, sendWhatWaits } from './outbox.ts';

type Call = { key: string; text: string };
let calls: Call[] = [];
let answers: (() => Response | Error)[] = [];
const arrived = () => Response.json({ id: 'msg_1', sequence: 3 }, { status: 201 });
const lost = () => new TypeError('network');
const refused = () =>
  Response.json({ type: 'urn:parley:problem:gate-refused', title: 'Refused', status: 403, article: '7(3)' }, { status: 403 });

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    calls.push({ key: new Headers(init.headers).get('idempotency-key') ?? '', text: JSON.parse(String(init.body)).text });
    const answer = answers.shift()?.() ?? arrived();
    if (answer instanceof Error) throw answer;
    return answer;
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const parcel = (conversation: string, text: string, onSent = () => {}) => ({
  conversation,
  kind: 'message' as const,
  text,
  purpose: 'service-conversation',
  attachments: [],
  choices: [],
  after: 2,
  onSent,
});

test('a message whose answer was lost goes again with the same key and arrives once', async () => {
  answers = [lost, lost, arrived];
  const onSent = vi.fn();
  send(parcel('cnv_1', 'Hello', onSent));
  expect(isAnythingUnsent()).toBe(true);
  await vi.runAllTimersAsync();
  expect(calls).toHaveLength(3);
  expect(new Set(calls.map((call) => call.key)).size).toBe(1);
  expect(onSent).toHaveBeenCalledTimes(1);
  expect(isAnythingUnsent()).toBe(false);
});

test('two messages of one conversation keep their order, even when the first needs a second try', async () => {
  answers = [lost, arrived, arrived];
  send(parcel('cnv_2', 'first'));
  send(parcel('cnv_2', 'second'));
  await vi.runAllTimersAsync();
  expect(calls.map((call) => call.text)).toEqual(['first', 'first', 'second']);
});

test('a refusal of the gate is not tried again, and the words stay', async () => {
  answers = [refused];
  send(parcel('cnv_3', 'Buy this'));
  await vi.runAllTimersAsync();
  expect(calls).toHaveLength(1);
  expect(isAnythingUnsent()).toBe(true);
});

test('what found no connection goes once there is one again, still under its first key', async () => {
  answers = [lost, lost, lost, lost, arrived];
  const onSent = vi.fn();
  send(parcel('cnv_4', 'Hello', onSent));
  await vi.runAllTimersAsync();
  expect(onSent).not.toHaveBeenCalled();
  sendWhatWaits();
  await vi.runAllTimersAsync();
  expect(onSent).toHaveBeenCalledTimes(1);
  expect(new Set(calls.map((call) => call.key)).size).toBe(1);
});
