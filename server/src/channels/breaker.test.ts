import { expect, test } from 'vitest';
import type { Ctx } from '#kit/ctx';
import { type MessageId, newId, type WorkspaceId } from '#kit/ids';
import { live, openLive } from '#kit/live';
import type { Outcome } from './adapter.ts';
import { followWoken, giveBack, noteOutcome, restOf, wake } from './breaker.ts';

const retry = (because: string): Outcome => ({ outcome: 'retry', because, words: '' });
const minutes = (number: number) => new Date(Date.UTC(2026, 10, 24, 9, number));
const bench = () => {
  const [tools, inbox] = [new Map(), newId('inb')];
  live.set(
    tools,
    openLive(() => undefined),
  );
  const at = (minute: number) => ({ tools, inbox, now: minutes(minute) });
  const note = (minute: number, outcome: Outcome, message: MessageId = newId('msg')) => noteOutcome(at(minute), message, outcome);
  return {
    ...{ tools, inbox, note },
    fail: (minute: number, because = 'unreachable', message?: MessageId) => note(minute, retry(because), message),
    rest: (minute: number, written = minute, id: MessageId = newId('msg')) => restOf(at(minute), { id, at: minutes(written) }),
    giveBack: (minute: number, message: MessageId) => giveBack(at(minute), message),
  };
};

test('an account at which five messages failed in a row rests, longer and longer, and one message at a time tries it', () => {
  const { fail, rest } = bench();
  for (let failed = 1; failed < 5; failed += 1) {
    fail(0);
    expect(rest(0)).toBeUndefined();
  }
  fail(0);
  expect(rest(0)).toBe(30);
  expect([rest(1), rest(1)]).toEqual([undefined, 30]); // one goes ahead, the next waits for it
  fail(1);
  expect([rest(1), rest(2), rest(2)]).toEqual([60, undefined, 60]);
  for (let more = 0; more < 9; more += 1) fail(2);
  expect(rest(2)).toBe(900);
});

test('whoever was let go ahead and never said how it went keeps nobody waiting for ever', () => {
  const { fail, rest } = bench();
  for (let failed = 0; failed < 5; failed += 1) fail(0);
  expect([rest(1), rest(3), rest(3)]).toEqual([undefined, 1, undefined]);
});

test('a message that nobody can take holds up no other, however often it is tried', () => {
  const { fail, rest } = bench();
  const poison = newId('msg');
  for (let attempt = 0; attempt < 50; attempt += 1) fail(0, 'unreachable', poison);
  expect(rest(0)).toBeUndefined();
});

test('a provider that stays silent lets its account rest too, where no message of it is tried again', () => {
  const { note, fail, rest } = bench();
  for (let silent = 0; silent < 3; silent += 1) note(0, { outcome: 'failed', because: 'unknown-fate', words: '' });
  fail(0);
  expect(rest(0)).toBeUndefined();
  note(0, { outcome: 'failed', because: 'unknown-fate', words: '' });
  expect(rest(0)).toBe(30);
});

test('whoever was let go ahead and does not leave gives the try to the next, and nobody else does', () => {
  const { fail, rest, giveBack: give } = bench();
  for (let failed = 0; failed < 5; failed += 1) fail(0);
  const [first, other] = [newId('msg'), newId('msg')];
  expect(rest(1, 1, first)).toBeUndefined();
  give(1, other);
  expect(rest(1)).toBe(30);
  give(1, first);
  expect([rest(1), rest(1)]).toEqual([undefined, 30]);
});

test.each<[string, Outcome]>([
  ['a message that left', { outcome: 'sent', externalId: null }],
  ['a no to one message', { outcome: 'failed', because: 'unknown-address', words: '' }],
  ['a server that wants it later', retry('throttled')],
])('%s ends the rest', (_, outcome) => {
  const { fail, note, rest } = bench();
  for (let failed = 0; failed < 5; failed += 1) fail(0);
  note(0, outcome);
  fail(0);
  expect(rest(0)).toBeUndefined();
});

test('new settings end it on every node, and a message of two days ago goes on to be given up', () => {
  const { tools, inbox, fail, rest } = bench();
  for (let failed = 0; failed < 5; failed += 1) fail(0, 'bad-credentials');
  expect([rest(0), rest(0, -3 * 24 * 60)]).toEqual([30, undefined]);
  const told: unknown[] = [];
  const workspace = newId('wsp') as WorkspaceId;
  const elsewhere = new Map();
  live.set(
    elsewhere,
    openLive((events) => told.push(...events)),
  );
  wake({ tools: elsewhere, workspace, db: { afterCommit: (run: () => void) => run() } } as unknown as Ctx, inbox);
  const deaf = followWoken(tools);
  live.of({ tools }).deliver(workspace, { topic: 'channels.account-woken', ids: { inbox } }); // as the line between nodes does
  expect(rest(0)).toBeUndefined();
  deaf();
  return new Promise<void>((resolve) => setImmediate(resolve)).then(() =>
    expect(told).toEqual([{ workspace, event: { topic: 'channels.account-woken', ids: { inbox } } }]),
  );
});
