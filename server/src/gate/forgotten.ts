// After an older backup was restored, what people said no to since holds again before any door opens, by the list that lies outside of what is restored (Art. 7(3), 18, 21): withdrawals and refusals,
// objections and restrictions. A yes that came after the no, and after the backup, is lost with it: they are asked again rather than written to.
import { workspaceIds } from '#access';
import { forgottenNoes, sayAgain, type Whose } from '#consent';
import { isKeyOut, isKeyWithheld, type No, noes, noesWaiting, noteNoesWaiting, ofWhom, unlessClosed, type Waiting } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId, WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { groups, holdForNo } from '#people';
import { closeWhileWithheld } from './still-waits.ts';
import { addFact, type FactRow, lockNoes, readFacts } from './store.ts';

/** So many of the newest noes tell whether a database is from before: of a longer list each start would read everything. */
const lookedAt = 100;
type Found = { readonly consents: readonly Whose[]; readonly facts: readonly Whose[] };

/**
 * Gives how many hold again, and the companies where some wait: their own root key is withheld, or the key of somebody is missing. That holds up no other company and nobody else, and it is noted for
 * `sayWaitingNoes`. Safe to repeat. `only` looks at these companies alone.
 */
export async function sayNoAgain(
  tools: Tools,
  only?: readonly WorkspaceId[],
): Promise<{ readonly count: number; readonly waiting: readonly WorkspaceId[] }> {
  const waiting = new Map<WorkspaceId, Waiting>();
  let count = 0;
  const list = await listed(
    tools,
    noes(tools).filter(({ workspace }) => only?.includes(workspace) ?? true),
  );
  noteUntilSaid(tools, [...list.keys()]);
  for (const [workspace, own] of list) {
    const unlessOut = (work: (ctx: Ctx) => Promise<void>) =>
      unlessClosed(() => asRestore(tools, workspace, work)).catch((error: unknown) => {
        if (!isKeyOut(error)) throw error;
        waiting.set(workspace, { workspace, isWithheld: isKeyWithheld(error) || waiting.get(workspace)?.isWithheld === true });
      });
    const found: No[] = [];
    await unlessOut(async (ctx) => {
      const { consents, facts } = await forgotten(ctx, own);
      found.push(...[...consents, ...facts].map(({ no }) => no));
    });
    for (const no of found)
      await unlessOut(async (ctx) => {
        await lockNoes(ctx);
        const { consents, facts } = await forgotten(ctx, [no]); // another node may have said it meanwhile
        for (const each of consents) await sayAgain(ctx, each);
        for (const each of facts) await holdAgain(ctx, each);
        count += consents.length + facts.length;
      });
  }
  noteNoesWaiting(tools, [...waiting.values()]);
  closeWhileWithheld(tools);
  return { count, waiting: [...waiting.keys()] };
}

/** What could not be said again before, for want of a key: for each start and a clock, so that it holds once the key is back. */
export async function sayWaitingNoes(tools: Tools): Promise<void> {
  const waiting = noesWaiting(tools).map(({ workspace }) => workspace);
  if (waiting.length > 0) await sayNoAgain(tools, waiting);
}

/**
 * For each start: whether one of the newest noes does not hold here, so that this database was put back from before by tools that know of no list. After a kill that may be one alone whose commit was lost: it was said
 * all the same. Companies where noes wait are left out: theirs are known to be lost.
 */
export async function areNoesLost(tools: Tools): Promise<boolean> {
  const waiting = noesWaiting(tools).map(({ workspace }) => workspace);
  const lost = await noesForgotten(tools, noes(tools).slice(-lookedAt));
  return lost.some(({ workspace }) => !waiting.includes(workspace));
}

/** How many of a list do not hold in this database, by company; of one whose root key is withheld nobody can say. */
export async function noesForgotten(tools: Tools, list: readonly No[]): Promise<{ workspace: WorkspaceId; count: number }[]> {
  const found: { workspace: WorkspaceId; count: number }[] = [];
  for (const [workspace, own] of await listed(tools, list)) {
    let count = 0;
    await unlessClosed(async () => {
      const { consents, facts } = await asRestore(tools, workspace, (ctx) => forgotten(ctx, own));
      count = consents.length + facts.length;
    }).catch((error: unknown) => {
      if (!isKeyOut(error)) throw error;
    });
    found.push({ workspace, count });
  }
  return found.filter(({ count }) => count > 0);
}

/** After a kill the newest may hold again, and nothing tells of those that do not: the next start goes on by this list. */
function noteUntilSaid(tools: Tools, workspaces: readonly WorkspaceId[]): void {
  const waiting = noesWaiting(tools);
  const added = workspaces.filter((workspace) => !waiting.some((each) => each.workspace === workspace));
  if (added.length > 0) noteNoesWaiting(tools, [...waiting, ...added.map((workspace) => ({ workspace, isWithheld: false }))]);
}

async function forgotten(ctx: Ctx, list: readonly No[]): Promise<Found> {
  const whose = await ofWhom(ctx, list);
  const facts = whose.filter(({ no }) => no.of === 'fact');
  const grouped = await groups(
    ctx,
    facts.map(({ person }) => person),
  );
  const members = ({ person }: Whose) => grouped.get(person) ?? [person];
  const holder = new Map<string, PersonId>(
    (await readFacts(ctx, [...new Set(facts.flatMap(members))])).map(({ id, person }) => [id, person]),
  );
  const isThere = (each: Whose, id: string | null | undefined) => members(each).some((member) => member === holder.get(id ?? ''));
  // what was asked of one who is several is set once while they are one: a second would outlive the lifting
  const isKnown = (each: Whose) => isThere(each, each.no.codes['id']) || isThere(each, each.no.codes['like']);
  const isOver = ({ no }: Whose) => no.codes['until'] !== null && new Date(no.codes['until'] ?? '') <= ctx.now;
  return {
    consents: await forgottenNoes(
      ctx,
      whose.filter(({ no }) => no.of === 'consent'),
    ),
    facts: facts.filter((each) => !isKnown(each) && !isOver(each)),
  };
}

async function holdAgain(ctx: Ctx, { person, no: { at, codes } }: Whose): Promise<void> {
  const {
    id,
    kind,
    ground,
    purpose = null,
    until = null,
  } = codes as { [Part in 'kind' | 'ground']: string } & Record<string, string | null>;
  await holdForNo(ctx, person);
  const fact = { id: id as Id<'fct'>, kind: kind as FactRow['kind'], ground };
  await addFact(ctx, { ...fact, person, purpose, since: at, until: until === null ? null : new Date(until) });
  await append(ctx, { kind: `person.${kind}`, subject: person, facts: { fact: fact.id, ground, purpose, until } });
}

/** By company, of those that are here. */
async function listed(tools: Tools, list: readonly No[]): Promise<Map<WorkspaceId, No[]>> {
  if (list.length === 0) return new Map();
  const here = new Set(await workspaceIds(tools));
  return Map.groupBy(
    list.filter(({ workspace }) => here.has(workspace)),
    ({ workspace }) => workspace,
  );
}

const asRestore = <T>(tools: Tools, workspace: WorkspaceId, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  act(tools, { workspace, actor: { kind: 'system', id: 'restore' }, purpose: 'rights-fulfilment' }, work);
