import { beforeEach, expect, test } from 'vitest';
import { shreddedTopic } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type ConversationId, newId, type PersonId, type WorkspaceId } from '#kit/ids';
import { live, openLive } from '#kit/live';
import type { Tools } from '#kit/tool';
import { foreseenPerson, keptMs, mostKept, noteWhose, startWhose, whose } from './whose.ts';

const nine = Date.parse('2026-11-24T09:00:00Z');
const lantern: WorkspaceId = newId('wsp');
const loom: WorkspaceId = newId('wsp');
const [ada, boris]: PersonId[] = [newId('per'), newId('per')];
let tools: Tools;
let stop: () => void;
const at = (ms: number, workspace = lantern) => ({ tools, workspace, now: new Date(nine + ms) }) as Ctx;

beforeEach(() => {
  tools = new Map();
  live.set(
    tools,
    openLive(() => undefined),
  );
  stop = startWhose(tools);
});

test('a conversation is known for ten minutes, and to its own company', () => {
  const id: ConversationId = newId('cnv');
  expect(foreseenPerson(at(0), id)).toBeUndefined();
  noteWhose(at(0), { id, person: ada as PersonId });
  expect(foreseenPerson(at(keptMs - 1), id)).toBe(ada);
  expect(foreseenPerson(at(keptMs), id)).toBeUndefined();
  expect(foreseenPerson(at(0, loom), id)).toBeUndefined();
});

test('no more are kept than is said, and none past its time', () => {
  const ids = Array.from({ length: mostKept + 1 }, () => newId('cnv'));
  for (const id of ids) noteWhose(at(0), { id, person: ada as PersonId });
  expect(whose.of({ tools }).size).toBe(mostKept);
  expect(foreseenPerson(at(0), ids[0] as ConversationId)).toBeUndefined();
  expect(foreseenPerson(at(0), ids[1] as ConversationId)).toBe(ada);
  noteWhose(at(keptMs), { id: ids[0] as ConversationId, person: ada as PersonId });
  expect(whose.of({ tools }).size).toBe(1);
});

test('whoever is shredded is forgotten at once, and nobody else', () => {
  const [of, other, elsewhere]: ConversationId[] = [newId('cnv'), newId('cnv'), newId('cnv')];
  noteWhose(at(0), { id: of as ConversationId, person: ada as PersonId });
  noteWhose(at(0), { id: other as ConversationId, person: boris as PersonId });
  noteWhose(at(0, loom), { id: elsewhere as ConversationId, person: ada as PersonId });
  live.of({ tools }).publish(lantern, { topic: shreddedTopic, ids: { subjects: `${newId('per')},${ada}` } });
  expect([...whose.of({ tools }).keys()]).toEqual([other, elsewhere]);
  stop();
  live.of({ tools }).publish(lantern, { topic: shreddedTopic, ids: { subjects: String(boris) } });
  expect(foreseenPerson(at(0), other as ConversationId)).toBe(boris);
});
