// Whether this process can serve now, as a load balancer asks (`/ready`): what does not answer within two seconds is away, and what takes no writes is of no use.
import { keyStoreAnswers } from '#keys';
import { urgentPool } from '#kit/pool';
import type { Tools } from '#kit/tool';

export type Readiness = { readonly ready: boolean; readonly checks: Record<string, boolean> };
const answerMs = 2_000;
/** A connection that a network swallowed says nothing for a quarter of an hour: it is given up, and the next question takes another one. */
const bounded = { query_timeout: answerMs };
const asking = new WeakMap<Tools, Promise<boolean>>();

/** Asks the database, and the database of the keys where there is one; never takes longer than two seconds each. */
export async function readiness(tools: Tools): Promise<Readiness> {
  const [database, keys] = await Promise.all([inTime(databaseTakesWrites(tools)), keyStoreAnswers(tools)]);
  return { ready: database && keys !== false, checks: { database, ...(keys !== undefined && { keys }) } };
}

/** One question at a time, whoever asks meanwhile hears its answer: a database that hangs must not fill the pool with questions. */
function databaseTakesWrites(tools: Tools): Promise<boolean> {
  const known = asking.get(tools);
  if (known !== undefined) return known;
  const asked = urgentPool
    .of({ tools })
    .query<{ writable: boolean }>({
      text: "SELECT NOT pg_is_in_recovery() AND current_setting('default_transaction_read_only') = 'off' AND current_setting('transaction_read_only') = 'off' AS writable",
      ...bounded,
    })
    .then(
      ({ rows }) => rows[0]?.writable === true,
      () => false,
    )
    .finally(() => asking.delete(tools));
  asking.set(tools, asked);
  return asked;
}

function inTime(answered: Promise<boolean>): Promise<boolean> {
  let late: NodeJS.Timeout | undefined;
  const silence = new Promise<false>((resolve) => {
    late = setTimeout(() => resolve(false), answerMs);
  });
  return Promise.race([answered, silence]).finally(() => clearTimeout(late));
}
