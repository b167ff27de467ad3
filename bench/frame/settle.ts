// What one side still does after its answers (announcements, the ledger's order) must not fall into the other side's round.
import { query } from './ground.ts';

const patienceSeconds = 120;

/** Waits until outbox and ledger queue are empty; gives the seconds it took. Throws when they do not drain. */
export async function settle(databaseUrl: string): Promise<number> {
  const began = performance.now();
  for (;;) {
    const [row] = await query<{ waiting: string }>(
      databaseUrl,
      'SELECT (SELECT count(*) FROM outbox WHERE NOT dead) + (SELECT count(*) FROM ledger_queue) AS waiting',
    );
    const seconds = (performance.now() - began) / 1000;
    if (Number(row?.waiting) === 0) return seconds;
    if (seconds > patienceSeconds)
      throw new Error(`${row?.waiting} announcements and ledger entries are still waiting after ${patienceSeconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
