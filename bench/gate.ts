// How many decisions a second the gate foresees from memory, over 100,000 people and the eight purposes of a new company in random order, and whether anything
// is sent after a withdrawal. This process is one node and measures; two Parleys of their own take the withdrawals and the sends. Every answer is held against
// what was planted, and every send after an acknowledged withdrawal fails the bench: a gate that is wrong has no speed.
import { decide, foresee, warm } from '../server/src/gate/gate.ts';
import { openPool } from '../server/src/kit/db.ts';
import type { WorkspaceId } from '../server/src/kit/ids.ts';
import { act } from '../server/src/kit/pool.ts';
import type { Tools } from '../server/src/kit/tool.ts';
import { openLine } from '../server/src/worker/line.ts';
import { type Figure, type Measured, median, oursOf, type Sides } from './figure.ts';
import { asks, expected, type Planted, plantPeople, plantPlain } from './frame/crowd-of-gate.ts';
import type { Ground } from './frame/ground.ts';
import { pressAndJudge } from './frame/load.ts';
import { openRooms } from './frame/node.ts';
import { openHouse } from './frame/parley.ts';
import { openPlainDatabase } from './frame/plain.ts';
import { settle } from './frame/settle.ts';
import { openWithdrawals, type Withdrawals } from './frame/withdrawals.ts';

const people = 100_000;
const sample = 50_000; // pairs that the slow ways are asked about
const lanes = 16;
const seconds = 4;
const perTransaction = 50;
const chunk = 1000; // decisions between two looks at the clock and the network
const system = { kind: 'system', id: 'bench' } as const;

export const gate: Figure = {
  name: 'gate',
  says: `decisions foreseen from memory over ${people} people × ${asks.length} purposes while 50 a second withdraw, against one indexed query per decision`,
  unit: 'decisions/s',
  better: 'more',
  open: openGate,
  aim: oursOf({ least: 300_000 }),
};

async function openGate(ground: Ground): Promise<Sides> {
  const house = await openHouse(ground);
  const nodes = [house.url, await house.anotherNode()] as const;
  const { tools, appUrl } = await openRooms(ground, house.databaseUrl, lanes);
  const line = await openLine(tools, appUrl);
  ground.atEnd(line);
  const workspace = house.workspace as WorkspaceId;
  const planted = await plantPeople(house, tools, people);
  const withdrawals = await openWithdrawals(house, tools, nodes);
  ground.atEnd(async () => withdrawals.close());
  const plain = await openPlainDatabase(ground);
  await plantPlain(plain, planted);
  const plainPool = openPool(plain.databaseUrl, lanes, () => undefined);
  // a sample, since so many objects in this process would be work for its garbage collector that no server has
  const pairs = Array.from({ length: sample }, () => {
    const [number, at] = [Math.floor(Math.random() * people), Math.floor(Math.random() * asks.length)];
    const { purpose } = asks[at] as (typeof asks)[number];
    return { person: (planted[number] as Planted).person, purpose, at, allowed: expected(number, at) };
  });
  const began = performance.now();
  await warm({ tools, workspace });
  const loadSeconds = (performance.now() - began) / 1000;
  const bindingRate = (await pressAndJudge({ lanes, seconds: 2 }, pairs, perTransaction, (batch) => bind(tools, workspace, batch))).value;
  const rates = { lags: [] as number[], perProcessorSecond: [] as number[], withdrawn: 0, refused: 0 };
  return {
    ours: async () => {
      const run = withdrawals.start({ tools, workspace });
      const before = process.cpuUsage();
      const measured = await foreseeFor(seconds, tools, workspace, planted, run);
      const { user, system: inside } = process.cpuUsage(before);
      rates.perProcessorSecond.push(measured.n / ((user + inside) / 1e6));
      const { lags, withdrawn, refused } = await run.end();
      await settle(house.databaseUrl);
      await withdrawals.refuseAnySendAfter();
      rates.lags.push(...lags);
      rates.withdrawn += withdrawn;
      rates.refused += refused;
      return measured;
    },
    baseline: () =>
      pressAndJudge({ lanes, seconds }, pairs, 1, async (batch) =>
        Promise.all(
          batch.map(async ({ person, purpose }) => {
            const found = await plainPool.query({ name: 'consent', text: consentText, values: [plain.workspace, person, purpose] });
            return found.rows[0]?.state === 'given';
          }),
        ),
      ),
    also: async () => ({
      people,
      purposes: asks.length,
      'cold: seconds until memory is loaded and answers': Number(loadSeconds.toFixed(2)),
      'cold: decisions/s by the binding decision meanwhile': Math.round(bindingRate),
      'warm: decisions per second of processor time of this process': Math.round(median(rates.perProcessorSecond)),
      'withdrawals acknowledged': rates.withdrawn,
      'sends refused after them, on two nodes': rates.refused,
      'sends after an acknowledged withdrawal': 0,
      'ms from an acknowledged withdrawal until memory is last seen to say yes, at most': Math.round(Math.max(...rates.lags)),
      'ms from an acknowledged withdrawal until memory is last seen to say yes, median': Math.round(median(rates.lags)),
      'ms after which memory that could not be checked says nothing': 5000,
    }),
    close: () => plainPool.end(),
  };
}

/** Decisions in random order, one after another; after each chunk the network gets its turn, as in a server. */
async function foreseeFor(
  forSeconds: number,
  tools: Tools,
  workspace: WorkspaceId,
  planted: readonly Planted[],
  run: ReturnType<Withdrawals['start']>,
): Promise<Measured> {
  const began = performance.now();
  let n = 0;
  while (performance.now() - began < forSeconds * 1000) {
    const place = { tools, workspace, now: new Date() };
    for (let each = 0; each < chunk; each += 1) {
      const number = Math.floor(Math.random() * planted.length);
      const at = Math.floor(Math.random() * asks.length);
      const { act: what, purpose, channel } = asks[at] as (typeof asks)[number];
      const verdict = foresee(place, { act: what, purpose, channel, person: (planted[number] as Planted).person });
      if (verdict?.allowed !== expected(number, at))
        throw new Error(`memory was wrong about ${purpose}: ${verdict?.because ?? 'it did not know'}`);
    }
    n += chunk;
    run.look();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { value: n / ((performance.now() - began) / 1000), n };
}

function bind(tools: Tools, workspace: WorkspaceId, batch: readonly { person: Planted['person']; at: number }[]): Promise<boolean[]> {
  return act(tools, { workspace, actor: system, purpose: 'service-conversation' }, async (ctx) => {
    const answers: boolean[] = [];
    for (const { person, at } of batch) {
      const { act: what, purpose, channel } = asks[at] as (typeof asks)[number];
      answers.push((await decide(ctx, { act: what, purpose, channel, person })).allowed);
    }
    return answers;
  });
}

const consentText = 'SELECT state FROM consents WHERE workspace_id = $1 AND person_id = $2 AND purpose = $3';
