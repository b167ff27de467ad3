// Gathers what comes in at the same moment and carries it out together, without a timer: while batches of a lane are under way, the next one gathers. Two at
// once, so that neither the database nor this process waits while a disk makes one of them durable.
// What does not fit into a batch is carried out alone, beside the lane, so that it keeps nobody else. What waits is bounded.
import { isAway } from './db.ts';
import { Problem } from './problem.ts';

export type Work<Item, Result> = {
  /** Carries items out in one commit; gives a result for each, or undefined for one that must be carried out alone. When it throws, none was carried out. */
  readonly together: (items: readonly Item[]) => Promise<readonly (Result | undefined)[]>;
  /** Carries out one item; what it throws is that item's own answer. */
  readonly alone: (item: Item) => Promise<Result>;
  /** Items of one key are carried out in the order they came, together or alone. */
  readonly keyOf: (item: Item) => string;
  /** Items in one batch; batches of one lane at the same time; items not answered yet, over all lanes, beyond which a lane keeps no more than one batch, so that a loud one shuts nobody out; items of one lane that are carried out alone at the same time. */
  readonly most: { readonly inBatch: number; readonly batches: number; readonly waiting: number; readonly alone: number };
};
export type Batcher<Item, Result> = {
  /** Whether one more would be taken now: asked before anything is done for it. */
  readonly hasRoom: (lane: string) => boolean;
  /** Resolves once the item is durable. Of one key only one batch is under way. Problem `too-many` when too much waits. */
  readonly add: (lane: string, item: Item) => Promise<Result>;
};
type Waiting<Item, Result> = {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};

export function openBatcher<Item, Result>(work: Work<Item, Result>): Batcher<Item, Result> {
  const lanes = new Map<string, (entry: Waiting<Item, Result>) => void>();
  let waiting = 0;
  const inLane = new Map<string, number>();
  const enter = (name: string, entry: Waiting<Item, Result>): void => {
    const lane = lanes.get(name) ?? openLane(work, () => lanes.delete(name));
    lanes.set(name, lane);
    lane(entry);
  };
  const hasRoom = (lane: string): boolean => waiting < work.most.waiting || (inLane.get(lane) ?? 0) < work.most.inBatch;
  return {
    hasRoom,
    add: (lane, item) => {
      const here = inLane.get(lane) ?? 0;
      if (!hasRoom(lane)) return Promise.reject(tooMany());
      waiting += 1;
      inLane.set(lane, here + 1);
      return new Promise<Result>((resolve, reject) => enter(lane, { item, resolve, reject })).finally(() => {
        waiting -= 1;
        const left = (inLane.get(lane) ?? 1) - 1;
        if (left > 0) inLane.set(lane, left);
        else inLane.delete(lane);
      });
    },
  };
}

/** More waits than is kept. */
export const tooMany = (): Problem => new Problem('too-many', { retryAfterSeconds: 1 });

function openLane<Item, Result>(work: Work<Item, Result>, atRest: () => void): (entry: Waiting<Item, Result>) => void {
  type Entry = Waiting<Item, Result>;
  const queue: Entry[] = [];
  const aside = new Map<string, Entry[]>(); // by key: what is carried out alone, the first of each key at this moment
  const keys: string[] = [];
  const underWay = new Set<string>(); // keys, of all batches
  let batches = 0;
  let isWoken = false;
  let busy = 0;

  async function run(): Promise<void> {
    isWoken = false;
    batches += 1;
    for (let batch = take(); batch.length > 0; batch = take()) {
      const held = batch.map(({ item }) => work.keyOf(item));
      for (const key of held) underWay.add(key);
      wake(); // what did not fit need not wait for the end of this one
      await carryOut(batch);
      for (const key of held) underWay.delete(key);
    }
    batches -= 1;
    rest();
  }

  /** The first that wait, but for those whose key is under way: they keep their place. */
  function take(): Entry[] {
    const taken: Entry[] = [];
    const left: Entry[] = [];
    for (const entry of queue.splice(0)) {
      const fits = taken.length < work.most.inBatch && !underWay.has(work.keyOf(entry.item));
      (fits ? taken : left).push(entry);
    }
    queue.push(...left);
    return taken;
  }

  /** One bad item must not take the others with it: what fails together is halved until only the guilty one is left, which then fails for itself. */
  async function carryOut(entries: readonly Entry[]): Promise<void> {
    const batch = entries.filter(({ item }) => !aside.has(work.keyOf(item)));
    for (const entry of entries) if (!batch.includes(entry)) setAside(entry);
    if (batch.length === 0) return;
    let results: readonly (Result | undefined)[] = [];
    try {
      results = await work.together(batch.map(({ item }) => item));
    } catch (error) {
      // a database that is away is nobody's fault, and nothing to try a hundred times
      if (isAway(error)) {
        for (const { reject } of batch) reject(error);
        return;
      }
      const middle = Math.ceil(batch.length / 2);
      if (batch.length > 1) return carryOut(batch.slice(0, middle)).then(() => carryOut(batch.slice(middle)));
    }
    for (const [at, entry] of batch.entries()) {
      const result = results[at];
      if (result === undefined) setAside(entry);
      else entry.resolve(result);
    }
  }

  function setAside(entry: Entry): void {
    const key = work.keyOf(entry.item);
    const line = aside.get(key);
    if (line) return void line.push(entry);
    aside.set(key, [entry]);
    keys.push(key);
    if (busy < work.most.alone) void carryOutAlone();
  }

  async function carryOutAlone(): Promise<void> {
    busy += 1;
    for (let key = keys.shift(); key !== undefined; key = keys.shift()) {
      const line = aside.get(key) ?? [];
      for (let entry = line.shift(); entry; entry = line.shift()) await work.alone(entry.item).then(entry.resolve, entry.reject);
      aside.delete(key);
    }
    busy -= 1;
    rest();
  }

  function rest(): void {
    if (batches === 0 && !isWoken && busy === 0) atRest();
  }

  function wake(): void {
    if (isWoken || queue.length === 0 || batches >= work.most.batches) return;
    isWoken = true;
    setImmediate(() => void run()); // after everything that arrived in the same turn
  }

  return (entry) => {
    queue.push(entry);
    wake();
  };
}
