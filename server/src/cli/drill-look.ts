// What must hold of a restored house: nobody who was erased or left is in it, nothing that was taken back waits, every ledger verifies and says what the running one says, nothing came out of nowhere,
// and a sample opens, files too.
import { workspaceIds } from '#access';
import { sampleOf } from '#departure';
import { standingAgain } from '#fields';
import { noesForgotten } from '#gate';
import { returnedSubjects } from '#keys';
import type { SubjectId, WorkspaceId } from '#kit/ids';
import { errorCode } from '#kit/log';
import type { Tools } from '#kit/tool';
import { verifyLedger } from '#ledger';
import { erasuresWaiting, takenBackAmong } from '#rights';
import { type Counts, countsIn, type Standing } from './drill-standing.ts';

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

/** Looks at what came back. `then` is what the running house said when the drill copied its keys; `before` the id up to which ledgers must be the same. */
export async function lookAtRestored(then: Standing, restored: Side, before: string): Promise<Seen> {
  const verdict = await verifyLedger(restored.tools);
  const companies = await workspaceIds(restored.tools);
  const cameBack = (workspace: WorkspaceId) => then.departed.has(workspace) || !then.companies.has(workspace);
  const returned = await returnedAmong(then, restored);
  const deviations = [
    ...(companies.length === 0 && then.companies.size > 0 ? ['no-company'] : []),
    ...verdict.workspaces.filter((each) => !each.ok).map(({ workspace }) => `ledger-does-not-hold ${workspace}`),
    ...companies.filter(cameBack).map((workspace) => `company-came-back ${workspace}`),
    ...returned.flatMap(({ workspace, left }) => (left > 0 ? [`erased-came-back ${workspace} ${left}`] : [])),
    ...(await takenBackAmong(restored.tools, then.takenBack)).map(({ workspace, count }) => `taken-back-waits ${workspace} ${count}`),
    ...(await noesForgotten(restored.tools, then.noes)).map(({ workspace, count }) => `no-forgotten ${workspace} ${count}`),
    ...(await standingAgain(restored.tools, then.stopped)).map(({ workspace, count }) => `stopped-field-stands ${workspace} ${count}`),
    ...compare(
      then.counts,
      await countsIn(
        restored.adminUrl,
        before,
        returned.flatMap(({ waiting }) => waiting),
      ),
    ),
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

/** By the list of the running house, not by the copy that the restore worked with. `waiting`: their company withholds its root key, so that nothing of them opens, and their erasure goes on once it is back. */
async function returnedAmong({ erased }: Standing, restored: Side) {
  const found: { workspace: WorkspaceId; left: number; waiting: readonly SubjectId[] }[] = [];
  for (const { workspace, subjects } of await returnedSubjects(restored.tools, new Date(0), erased)) {
    const waiting = await erasuresWaiting(restored.tools, workspace, subjects);
    found.push({ workspace, left: subjects.length - waiting.length, waiting });
  }
  return found;
}

/** Entries of the ledger from before the backup are the same on both sides; of people and messages there are no more than the running house had, since what went there since the backup went here too. */
const compare = (theirs: ReadonlyMap<string, Counts>, ours: ReadonlyMap<string, Counts>): string[] =>
  [...ours].flatMap(([workspace, { sum, entries, people, messages }]) => {
    const there = theirs.get(workspace);
    if (!there) return [];
    return [
      ...(entries < there.entries ? [`entries-missing ${workspace} ${there.entries - entries}`] : []),
      ...(entries > there.entries || (entries === there.entries && sum !== there.sum) ? [`entries-differ ${workspace}`] : []),
      ...(people > there.people ? [`more-people ${workspace} ${people - there.people}`] : []),
      ...(messages > there.messages ? [`more-messages ${workspace} ${messages - there.messages}`] : []),
    ];
  });
