// What must hold of a restored house: nobody who was erased or left is in it, nothing that was taken back waits, every ledger verifies and says what the running one says, nothing came out of nowhere,
// and a sample opens, files too.
import pg from 'pg';
import { workspaceIds } from '#access';
import { sampleOf } from '#departure';
import { departedCompanies, returnedSubjects } from '#keys';
import { firstIdAt, type WorkspaceId } from '#kit/ids';
import { errorCode } from '#kit/log';
import type { Tools } from '#kit/tool';
import { verifyLedger } from '#ledger';
import { takenBackAmong } from '#rights';

/** Codes with what they are about. */
export type Seen = {
  readonly companies: number;
  readonly entries: number;
  readonly opened: number;
  /** Companies whose own root key is withheld: nothing of theirs opens here, nor in the running house. */
  readonly withheld: readonly WorkspaceId[];
  readonly deviations: readonly string[];
};
export type Side = { readonly tools: Tools; readonly adminUrl: string };
const minuteMs = 60_000;

/** Looks at what came back; `made` is when the backup was. The running house is only read. */
export async function lookAtRestored(running: Side, restored: Side, made: Date): Promise<Seen> {
  const verdict = await verifyLedger(restored.tools);
  const companies = await workspaceIds(restored.tools);
  const known = new Set(await workspaceIds(running.tools));
  const gone = new Set(departedCompanies(running.tools).map(({ workspace }) => workspace));
  const deviations = [
    ...(companies.length === 0 && known.size > 0 ? ['no-company'] : []),
    ...verdict.workspaces.filter((each) => !each.ok).map(({ workspace }) => `ledger-does-not-hold ${workspace}`),
    ...companies.filter((workspace) => gone.has(workspace) || !known.has(workspace)).map((workspace) => `company-came-back ${workspace}`),
    ...(await returnedAmong(running, restored)),
    ...(await takenBackAmong(restored.tools, running.tools)).map(({ workspace, count }) => `taken-back-waits ${workspace} ${count}`),
    ...(await compare(running, restored, made)),
  ];
  let opened = 0;
  const withheld: WorkspaceId[] = [];
  for (const workspace of companies) {
    const sample = await sampleOf({ tools: restored.tools, workspace }).catch((error: unknown) => errorCode(error)); // what one company's holds looks at no other
    if (sample === 'key-withheld') withheld.push(workspace);
    else if (typeof sample === 'string') deviations.push(`not-looked-at ${workspace} ${sample}`);
    else {
      opened += sample.opened;
      if (sample.unreadable > 0) deviations.push(`does-not-open ${workspace} ${sample.unreadable}`);
    }
  }
  const entries = verdict.workspaces.reduce((sum, { size }) => sum + size, 0);
  return { companies: companies.length, entries, opened, withheld, deviations };
}

/** By the list of the running house, not by the copy that the restore worked with. */
async function returnedAmong(running: Side, restored: Side): Promise<string[]> {
  const returned = await returnedSubjects(restored.tools, new Date(0), running.tools);
  return returned.flatMap(({ workspace, subjects }) => (subjects.length > 0 ? [`erased-came-back ${workspace} ${subjects.length}`] : []));
}

/** Entries of the ledger from before the backup are the same on both sides; of people and messages there are no more than the running house has, since what went there since went here too. */
async function compare(running: Side, restored: Side, made: Date): Promise<string[]> {
  const before = firstIdAt('led', new Date(made.getTime() - minuteMs)); // what was written at the moment of the backup may have been committed just after it
  const [theirs, ours] = await Promise.all([countsIn(running.adminUrl, before), countsIn(restored.adminUrl, before)]);
  return [...ours].flatMap(([workspace, { sum, entries, people, messages }]) => {
    const there = theirs.get(workspace);
    if (!there) return [];
    return [
      ...(entries < there.entries ? [`entries-missing ${workspace} ${there.entries - entries}`] : []),
      ...(entries > there.entries || (entries === there.entries && sum !== there.sum) ? [`entries-differ ${workspace}`] : []),
      ...(people > there.people ? [`more-people ${workspace} ${people - there.people}`] : []),
      ...(messages > there.messages ? [`more-messages ${workspace} ${messages - there.messages}`] : []),
    ];
  });
}

type Counts = { workspace: string; entries: number; sum: string; people: number; messages: number };

async function countsIn(adminUrl: string, before: string): Promise<Map<string, Counts>> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Counts>(countsText, [before]);
    return new Map(rows.map((row) => [row.workspace, row]));
  } finally {
    await client.end();
  }
}

const countsText = `SELECT w.workspace_id AS workspace, e.entries::int, e.sum::text, p.people::int, m.messages::int FROM workspaces w
  CROSS JOIN LATERAL (SELECT count(*) AS entries, coalesce(sum(hashtextextended(id || encode(commitment, 'hex'), 0)), 0) AS sum FROM ledger_entries WHERE workspace_id = w.workspace_id AND id < $1) e
  CROSS JOIN LATERAL (SELECT count(*) AS people FROM people WHERE workspace_id = w.workspace_id) p
  CROSS JOIN LATERAL (SELECT count(*) AS messages FROM messages WHERE workspace_id = w.workspace_id) m`;
