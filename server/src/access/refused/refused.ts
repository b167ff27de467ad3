// Sign-ins and proofs that were refused, tried or untried: counted, and written down apart from the answer, so that nobody learns from the time of an answer whether an address is known. The
// first at an account is in the ledger within half a minute, what follows once an hour with its sum, so that nobody fills the ledger by guessing. Where nobody is meant, the log has the sums.
import { AsyncLocalStorage } from 'node:async_hooks';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { Id, StaffId, WorkspaceId } from '#kit/ids';
import { type Code, log } from '#kit/log';
import { isPublic } from '#kit/outside';
import { clock } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import { type Tools, tool } from '#kit/tool';
import { sumBySubject } from '#ledger';
import { countRefusals, keepCounts, kind, recordCounts, refusalCounts } from './counts.ts';
import type { Network } from './store.ts';

type Account = { readonly workspace: WorkspaceId; readonly staff: StaffId };
/** An account; a provider, whose word named none; or nobody whom any company here knows. */
type Meant = Account | { readonly workspace: WorkspaceId; readonly provider: Id<'idp'> } | 'nobody';
/** Tries where nobody is meant, since the last line of the log, which was written at `written` (ms; 0 for none yet). */
type Nobody = { readonly because: Code; readonly network: Network; readonly tries: number; readonly written: number };
/** Checks under way under one key of the throttle, and what it refused meanwhile, by network: whose that is, is known when the first of the checks ends. */
type UnderWay = { checks: number; readonly untried: Map<Network, number> };
/** `behind` leads from a throttle's key to the accounts that were refused there before, so that what is refused untried needs no look into the database. */
type Refusals = {
  readonly nobody: Map<string, Nobody>;
  readonly behind: Map<string, readonly Account[]>;
  readonly underWay: Map<string, UnderWay>;
};
export type From = (Pick<RequestFacts, 'ip'> & Partial<Pick<RequestFacts, 'header'>>) | undefined;
export const refusedSignIns = tool<Refusals>('access.refused-sign-ins');
const mostKept = 10_000;
const everyMs = 30_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Tries at one account within a day that are more than somebody who mistypes needs. */
const mostTries = 50;
/** And at all accounts and providers of a company together: so many, or three for each account where that is more. */
const mostOfAll = { tries: 200, each: 3 } as const;

/** Counts a refusal; that a code comes next, or that a session ended meanwhile, is none. A provider's is counted by its reason. */
export function noteRefusal(
  tools: Tools,
  meant: Meant,
  { code, extras }: Pick<Problem, 'code'> & Partial<Pick<Problem, 'extras'>>,
  from?: From,
): void {
  if (code === 'code-needed' || code === 'not-signed-in') return;
  count(tools, meant, (code === 'provider-refused' ? (extras?.because ?? code) : code) as Code, networkOf(tools, from), 1);
}

/** Where it came from is told as a class and no more: an address would be somebody's. */
function count(tools: Tools, meant: Meant, because: Code, network: Network, tries: number): void {
  if (meant !== 'nobody') {
    countRefusals(tools, { workspace: meant.workspace, account: 'staff' in meant ? meant.staff : meant.provider }, because, network, tries);
    return;
  }
  const { nobody } = refusedSignIns.of({ tools });
  const key = `${because} ${network}`;
  const known = nobody.get(key);
  nobody.set(key, { because, network, tries: (known?.tries ?? 0) + tries, written: known?.written ?? 0 });
}

/** Behind a proxy of ours that nobody named every address is the proxy's, which says nothing. Whoever comes from outside comes from there, whatever they say themselves of having been forwarded. */
function networkOf(tools: Tools, from: From): Network {
  if (!from) return 'unknown';
  if (isPublic(from.ip)) return 'internet';
  const isForwarded = ['x-forwarded-for', 'forwarded'].some((name) => from.header?.(name) !== undefined);
  return isForwarded && config.of({ tools }).trustProxy === '' ? 'unknown' : 'inside';
}

/** Notes each account's own refusal of a try at one address, and remembers who stands behind the throttle's key; nobody where no company knows the address. */
export function noteRefusals(
  tools: Tools,
  key: string,
  refused: readonly (readonly [Account, Problem])[],
  wrong: Problem,
  from?: From,
): void {
  const { behind } = refusedSignIns.of({ tools });
  behind.delete(key);
  if (refused.length === 0) noteRefusal(tools, 'nobody', wrong, from);
  else
    behind.set(
      key,
      refused.map(([account]) => account),
    );
  if (behind.size > mostKept) behind.delete(behind.keys().next().value ?? '');
  for (const [account, problem] of refused) noteRefusal(tools, account, problem, from);
}

/** Notes what the throttle refused untried, at every account that was refused under this key before; the same work for one that leads nowhere. While the first checks are under way it waits for them. */
export function noteUntried(tools: Tools, key: string, from?: From): void {
  const { behind, underWay } = refusedSignIns.of({ tools });
  const [network, known, waiting] = [networkOf(tools, from), behind.get(key), underWay.get(key)];
  if (waiting && !known) waiting.untried.set(network, (waiting.untried.get(network) ?? 0) + 1);
  else untriedAt(tools, known, network, 1);
}

/** Runs a check of address and password under a throttle's key; `work` says by `found` whose address it is. What the throttle refused meanwhile is noted there when it ends, however it ends. */
export async function checking<T>(
  tools: Tools,
  key: string,
  work: (found: (accounts: readonly Account[]) => void) => Promise<T>,
): Promise<T> {
  const { behind, underWay } = refusedSignIns.of({ tools });
  const own = underWay.get(key) ?? { checks: 0, untried: new Map() };
  underWay.set(key, own);
  own.checks += 1;
  let accounts = behind.get(key);
  try {
    return await work((found) => {
      accounts = found;
    });
  } finally {
    own.checks -= 1;
    if (own.checks === 0) underWay.delete(key);
    for (const [network, tries] of own.untried) untriedAt(tools, accounts, network, tries);
    own.untried.clear();
  }
}

function untriedAt(tools: Tools, accounts: readonly Account[] | undefined, network: Network, tries: number): void {
  for (const meant of accounts?.length ? accounts : (['nobody'] as const)) count(tools, meant, 'too-many', network, tries);
}

/** Has what this throws as a Problem noted, and throws it on. */
export async function noting<T>(tools: Tools, meant: Meant, from: From, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) noteRefusal(tools, meant, error, from);
    throw error;
  }
}

/** Writes down what is due, or with `all` whatever was counted; what could not be written stays, and is tried again. */
export async function recordRefusals(tools: Tools, { all = false } = {}): Promise<void> {
  await recordCounts(tools, { all });
  tellOfNobody(tools, all);
}

/** Of no company, so in no company's ledger. A killed process takes an hour of these sums with it, and no more than sums. */
function tellOfNobody(tools: Tools, all: boolean): void {
  const { nobody } = refusedSignIns.of({ tools });
  const now = clock.of({ tools })().getTime();
  for (const [key, told] of [...nobody]) {
    const { because, network, tries, written } = told;
    const isDue = all || now - written >= hourMs;
    if (isDue && tries === 0) nobody.delete(key);
    if (!isDue || tries === 0) continue;
    log.of({ tools })('warn', 'access.sign-ins-refused', { because, tries, ...(network !== 'unknown' && { from: network }) });
    nobody.set(key, { ...told, tries: 0, written: now });
  }
}

/** Goes on until the returned function is called, which keeps what is left. */
export function keepRecordingRefusals(tools: Tools): () => Promise<void> {
  refusedSignIns.set(tools, { nobody: new Map(), behind: new Map(), underWay: new Map() });
  refusalCounts.set(tools, { counted: new Map(), timer: undefined, writing: Promise.resolve(), apart: AsyncLocalStorage.snapshot() });
  const timer = setInterval(() => tellOfNobody(tools, false), everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    tellOfNobody(tools, true);
    await keepCounts(tools);
  };
}

const triesOf = (ctx: Ctx) => sumBySubject(ctx, { kind, from: new Date(ctx.now.getTime() - dayMs), fact: 'tries' });

/** Accounts at which somebody guessed within the last day, however many others were guessed at. */
export async function guessedAt(ctx: Ctx): Promise<StaffId[]> {
  return [...(await triesOf(ctx))].flatMap(([staff, count]) => (staff !== null && count > mostTries ? [staff as StaffId] : []));
}

/** Whether somebody tried a few passwords at many accounts within the last day (password spraying), or at a provider; `accounts` is how many the company has. */
export async function isSprayed(ctx: Ctx, accounts: number): Promise<boolean> {
  let total = 0;
  for (const count of (await triesOf(ctx)).values()) total += count;
  return total > Math.max(mostOfAll.tries, mostOfAll.each * accounts);
}
