// A company's visitors who all write at once, in a process of their own. Told `{"seconds":4}` on a line, they press for so long and the outcome comes back on a line.
// Who is answered 429 waits as long as the answer says, as a browser would.
import { randomUUID } from 'node:crypto';
import readline from 'node:readline';
import { openCaller } from './load.ts';

export type Crowd = { readonly url: string; readonly writers: readonly { readonly headers: Readonly<Record<string, string>> }[] };
/** Ids of what was acknowledged in time, and later; how many answers were 429 with and without Retry-After; any other answer by its status. */
export type Noise = {
  readonly acknowledged: readonly string[];
  readonly late: readonly string[];
  readonly toldToWait: number;
  readonly refusedBare: number;
  readonly others: Readonly<Record<string, number>>;
};

const told = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { url, writers } = JSON.parse((await told.next()).value ?? '{}') as Crowd;
const caller = openCaller(url, writers.length);
console.log('ready');
for await (const line of told) {
  const { seconds } = JSON.parse(line) as { seconds: number };
  console.log(JSON.stringify(await shout(seconds)));
}

async function shout(seconds: number): Promise<Noise> {
  const acknowledged: string[] = [];
  const late: string[] = []; // taken in, but after the time that counts
  const others: Record<string, number> = {};
  let [toldToWait, refusedBare] = [0, 0];
  const until = performance.now() + seconds * 1000;
  const lane = async ({ headers }: Crowd['writers'][number]) => {
    while (performance.now() < until) {
      const body = JSON.stringify({ clientId: randomUUID(), text: 'Is anybody there? I have written to you so often already.' });
      const answer = await caller.call({ method: 'POST', path: '/v1/visit/messages', headers, body });
      if (answer.status === 201) (performance.now() < until ? acknowledged : late).push((JSON.parse(answer.body) as { id: string }).id);
      else if (answer.status !== 429) others[answer.status] = (others[answer.status] ?? 0) + 1;
      else if (answer.retryAfter === undefined) refusedBare += 1;
      else toldToWait += 1;
      if (answer.status !== 201) await new Promise((resolve) => setTimeout(resolve, (answer.retryAfter ?? 1) * 1000));
    }
  };
  await Promise.all(writers.map(lane));
  return { acknowledged, late, toldToWait, refusedBare, others };
}
