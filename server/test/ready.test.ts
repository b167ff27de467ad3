// `/ready` of a whole house whose keys lie in a database of their own, as a load balancer asks it: every half second, whether that database refuses, drops its lines, or says nothing at all.
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually, openHouse } from '#test/house';
import { keyDatabase } from '#test/postgres';

const withinMs = 2_000;
const overheadMs = 2_000; // above what the same two seconds and an answer to `/health` take on this machine at this moment: a pool that hangs takes ten
let house: Awaited<ReturnType<typeof openHouse>>;
let network: Awaited<ReturnType<typeof openNetwork>>;
let dropKeys: () => Promise<void>;

beforeAll(async () => {
  const { environment, drop } = await keyDatabase(true);
  dropKeys = drop;
  network = await openNetwork(environment['PARLEY_KEYS_DATABASE_URL'] ?? '');
  house = await openHouse({ environment: { PARLEY_KEYS_DATABASE_URL: network.url } });
});
afterAll(async () => {
  await house?.stop();
  await network?.stop();
  await dropKeys();
});

/** What lies between the house and that database: it carries, cuts every line and takes no new one, or swallows every byte of old lines and new ones. */
async function openNetwork(url: string) {
  const target = new URL(url);
  const lines = new Set<net.Socket>();
  let state: 'carries' | 'cut' | 'silent' = 'carries';
  const proxy = net.createServer((from) => {
    if (state === 'cut') return void from.destroy();
    const to = net.connect(Number(target.port), target.hostname);
    // a line that was swallowed from stays dead: nobody says what was lost
    let isDead = state === 'silent';
    const carry = (onto: net.Socket) => (bytes: Buffer) => {
      isDead ||= state === 'silent';
      if (!isDead) onto.write(bytes);
    };
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      lines.add(one);
      one.on('error', () => undefined).on('data', carry(other));
      one.on('close', () => {
        lines.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  [through.hostname, through.port] = ['127.0.0.1', String((proxy.address() as net.AddressInfo).port)];
  const turn = (to: typeof state) => {
    state = to;
    if (to === 'cut') for (const line of lines) line.destroy();
  };
  return {
    url: through.href,
    turn,
    async stop() {
      turn('cut');
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

async function ask() {
  const answer = await fetch(`${house.url}/ready`);
  return { status: answer.status, said: (await answer.json()) as { ready: boolean; checks: Record<string, boolean> } };
}

/** By how much the answer comes later than the seconds promised and an answer that asks nobody, both counted from the same moment. */
async function askTimed() {
  const sent = performance.now();
  const since = () => performance.now() - sent;
  const beside = sleep(withinMs).then(async () => {
    await (await fetch(`${house.url}/health`)).arrayBuffer();
    return since();
  });
  const answer = await ask();
  const ms = since();
  return { ...answer, lateMs: ms - (await beside) };
}

it('says that it is ready, and of which two databases it asked', async () => {
  expect(await ask()).toMatchObject({ status: 200, said: { ready: true, checks: { database: true, keys: true } } });
});

it.each(['cut', 'silent'] as const)(
  'with the database of the keys %s it says within two seconds that it is not ready and by which, however often it is asked, and is ready again within five once that is back',
  { timeout: 90_000 },
  async (how) => {
    network.turn(how);
    const first = await askTimed();
    expect(first.lateMs).toBeLessThan(overheadMs);
    expect(first).toMatchObject({ status: 503, said: { ready: false, checks: { database: true, keys: false } } });
    const asked: ReturnType<typeof askTimed>[] = [];
    for (let times = 0; times < 30; times += 1) {
      asked.push(askTimed()); // a balancer does not wait for the last answer
      await sleep(200);
    }
    for (const { status, lateMs } of await Promise.all(asked)) {
      expect(status).toBe(503);
      expect(lateMs).toBeLessThan(overheadMs);
    }
    expect((await fetch(`${house.url}/health`)).status, 'alive it is').toBe(200);
    network.turn('carries');
    await eventually('ready again', async () => (await ask()).status === 200, 5_000);
    expect((await ask()).said).toEqual({ ready: true, checks: { database: true, keys: true } });
  },
);
