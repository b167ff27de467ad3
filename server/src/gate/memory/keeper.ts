// Keeps the tables of this node in step. Events say at once whom to read again; once a second the ledger says it too, since an event is lost with the node
// that should have sent it. A table that was not held against the ledger for five seconds answers nothing: memory is never older than that.
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { isId, type PersonId, type WorkspaceId } from '#kit/ids';
import { type LiveEvent, live } from '#kit/live';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { actsSince, checkpoint } from '#ledger';
import { everyoneAfter } from '#people';
import { readGroups, readLiving, readRules } from './read.ts';
import { begin, drop, emptyTable, markErased, put, type Table } from './table.ts';

type Kept = {
  table: Table | undefined;
  /** One thing at a time: loading, reading again, looking into the ledger. */
  tail: Promise<unknown>;
  readonly dirty: Set<PersonId>;
  areRulesDirty: boolean;
  isQueued: boolean;
  /** Where in the ledger the next look begins, and entries seen while they still waited for a position. */
  position: number;
  readonly seen: Set<string>;
  /** Milliseconds of this process. */
  checkedAt: number;
  askedAt: number;
};
type Place = Pick<Ctx, 'tools' | 'workspace'>;

const memory = tool<Map<WorkspaceId, Kept>>('gate.memory');
const everyMs = 1000;
const trustMs = 5000;
const unaskedMs = 600_000;
const perRead = 2000;
const perLook = 5000;
/** What changes an answer: these kinds of entries. */
const kinds = '^(consent|person|people|purpose|purposes|vendor|keys)[.]';

/** Starts listening and looking; gives what stops both and waits for what is under way. */
export function openMemory(tools: Tools): () => Promise<void> {
  const held = new Map<WorkspaceId, Kept>();
  memory.set(tools, held);
  const deaf = live.of({ tools }).subscribeAll((workspace, event) => hear({ tools, workspace }, event));
  const timer = setInterval(() => {
    for (const [workspace, { askedAt, table }] of held)
      if (askedAt + unaskedMs < performance.now()) held.delete(workspace);
      else if (table) void look({ tools, workspace });
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    deaf();
    const last = [...held.values()].map(({ tail }) => tail);
    held.clear();
    await Promise.all(last);
  };
}

/** The table of a workspace while it may be trusted; begins to load it when there is none. */
export function tableOf(place: Place): Table | undefined {
  const kept = memory.of(place).get(place.workspace);
  if (!kept) {
    void warm(place);
    return undefined;
  }
  const now = performance.now();
  if (!kept.table || now - kept.checkedAt > trustMs) return undefined;
  kept.askedAt = now;
  return kept.table;
}

/** Somebody was asked about whom the table does not know: they may have come a moment ago. */
export function learn(place: Place, person: PersonId): void {
  const kept = memory.of(place).get(place.workspace);
  if (kept && kept.dirty.size < perRead && isPerson(person)) touch(place, kept, person);
}

/** Loads the table of a workspace unless it is there; resolves when it answers, or when there is no room for it. */
export async function warm(place: Place): Promise<void> {
  const kept = memory.of(place);
  if (config.of(place).gateMemoryPeople === 0) return;
  const known = kept.get(place.workspace);
  if (known) return void (await known.tail);
  const made: Kept = {
    ...{ table: undefined, tail: Promise.resolve(), dirty: new Set<PersonId>(), areRulesDirty: false, isQueued: false },
    ...{ position: 0, seen: new Set<string>(), checkedAt: 0, askedAt: performance.now() },
  };
  kept.set(place.workspace, made);
  await inTurn(place, made, () => load(place, made));
}

/** Looks into the ledger for what was done since the last look and reads it again; resolves when memory has it. */
export async function look(place: Place): Promise<void> {
  const kept = memory.of(place).get(place.workspace);
  if (kept)
    await inTurn(place, kept, async () => {
      const began = performance.now();
      await readLedger(place, kept);
      await readAgain(place, kept);
      if (kept.table) kept.checkedAt = began;
    });
}

function hear(place: Place, { topic, ids }: LiveEvent): void {
  const kept = memory.of(place).get(place.workspace);
  if (!kept) return;
  const { person, subjects } = ids;
  if ((topic === 'consent.changed' || topic === 'person.changed') && isPerson(person)) touch(place, kept, person);
  if (topic === 'keys.shredded')
    for (const subject of String(subjects).split(',').filter(isPerson)) {
      if (kept.table) markErased(kept.table, subject);
      touch(place, kept, subject);
    }
  if (topic === 'purpose.changed' || topic === 'vendor.changed') {
    kept.areRulesDirty = true;
    touch(place, kept);
  }
}

const isPerson = (id: unknown): id is PersonId => typeof id === 'string' && isId('per', id);

function touch(place: Place, kept: Kept, person?: PersonId): void {
  if (person) kept.dirty.add(person);
  if (kept.isQueued) return;
  kept.isQueued = true;
  void inTurn(place, kept, () => readAgain(place, kept));
}

function inTurn(place: Place, kept: Kept, work: () => Promise<void>): Promise<void> {
  const next = kept.tail.then(work).catch((error: unknown) => log.of(place)('warn', 'gate.memory-failed', { error: errorCode(error) }));
  kept.tail = next;
  return next as Promise<void>;
}

async function load(place: Place, kept: Kept): Promise<void> {
  kept.table = undefined;
  try {
    await fill(place, kept);
  } catch (error) {
    memory.of(place).delete(place.workspace); // the next question tries again
    throw error;
  }
}

async function fill(place: Place, kept: Kept): Promise<void> {
  const began = performance.now();
  kept.position = await read(place, async (ctx) => (await checkpoint(ctx)).size);
  const table = emptyTable(await read(place, readRules));
  for (let after: PersonId | undefined, more = true; more; ) {
    const people = await read(place, (ctx) => everyoneAfter(ctx, after, perRead));
    after = people.at(-1);
    more = people.length === perRead;
    if (!makeRoom(place, table.rows.size + people.length)) return; // tried again when nobody asked for ten minutes
    await readInto(place, kept, table, people);
  }
  kept.table = table;
  await readLedger(place, kept);
  await readAgain(place, kept);
  kept.checkedAt = began;
}

/** Whoever is named and may have changed, until nobody is left. A change of what people agreed to, or too many rows of the gone, loads anew. */
async function readAgain(place: Place, kept: Kept): Promise<void> {
  kept.isQueued = false;
  while (kept.table && (kept.areRulesDirty || kept.dirty.size > 0)) {
    if (kept.areRulesDirty) {
      kept.areRulesDirty = false;
      const rules = await read(place, readRules);
      const before = kept.table.rules.purposes;
      if ([...rules.purposes.values()].some(({ code, meaning }) => (before.get(code)?.meaning ?? meaning) !== meaning))
        return load(place, kept);
      begin(kept.table, kept.table.day, rules);
    }
    const people = [...kept.dirty].slice(0, perRead);
    for (const person of people) kept.dirty.delete(person);
    await readInto(place, kept, kept.table, people);
    if (kept.table.used > 2 * kept.table.rows.size + perRead) return load(place, kept);
  }
}

async function readInto(place: Place, kept: Kept, table: Table, people: readonly PersonId[]): Promise<void> {
  try {
    const groups = people.length > 0 ? await read(place, (ctx) => readGroups(ctx, people)) : [];
    const found = new Set(groups.flatMap((group) => group.people));
    for (const person of people) if (!found.has(person)) drop(table, person);
    // whoever was named again while this was read is read again, and not put back as they were
    for (const group of groups) if (!group.people.some((person) => kept.dirty.has(person))) put(table, group);
  } catch (error) {
    for (const person of people) kept.dirty.add(person);
    throw error;
  }
}

async function readLedger(place: Place, kept: Kept): Promise<void> {
  for (let more = true; more && kept.table; ) {
    const { next, acts } = await read(place, (ctx) => actsSince(ctx, kept.position, kinds, perLook));
    for (const { id, kind, isPlaced, subjects } of acts) {
      if (isPlaced ? kept.seen.delete(id) : kept.seen.has(id)) continue;
      if (!isPlaced) kept.seen.add(id);
      for (const person of subjects.filter(isPerson)) kept.dirty.add(person);
      if (kind.startsWith('purpose') || kind.startsWith('vendor')) kept.areRulesDirty = true;
      if (kind === 'keys.shredded') await findErased(place, kept, kept.table); // names nobody
    }
    more = next - kept.position >= perLook;
    kept.position = next;
  }
}

async function findErased(place: Place, kept: Kept, table: Table): Promise<void> {
  const everybody = [...table.rows.keys()];
  for (let from = 0; from < everybody.length; from += perLook) {
    const some = everybody.slice(from, from + perLook);
    const living = await read(place, (ctx) => readLiving(ctx, some));
    for (const person of some)
      if (!living.has(person)) {
        markErased(table, person);
        kept.dirty.add(person);
      }
  }
}

/** Lets go of the companies that were asked about longest ago until so many people fit; false when they never do. */
function makeRoom(place: Place, wanted: number): boolean {
  const kept = memory.of(place);
  const most = config.of(place).gateMemoryPeople;
  const others = [...kept].filter(([workspace, { table }]) => workspace !== place.workspace && table);
  others.sort(([, one], [, other]) => one.askedAt - other.askedAt);
  let held = others.reduce((sum, [, { table }]) => sum + (table?.rows.size ?? 0), 0);
  for (const [workspace, { table }] of others) {
    if (held + wanted <= most) break;
    held -= table?.rows.size ?? 0;
    kept.delete(workspace);
  }
  return wanted <= most;
}

function read<T>({ tools, workspace }: Place, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return act(tools, { workspace, actor: { kind: 'system', id: 'gate' } }, work);
}
