// What the running house says at the moment at which a drill copies its keys: the restore is held to exactly that. Whoever is erased, takes something back or leaves while the drill is
// at it stands on no list that the restore could have read, and is no fault of the backup.
import pg from 'pg';
import { workspaceIds } from '#access';
import {
  departedCompanies,
  type Erased,
  erasedSince,
  type No,
  noes,
  type StoppedField,
  stoppedFields,
  type TakenBack,
  takenBack,
} from '#keys';
import type { SubjectId, WorkspaceId } from '#kit/ids';
import type { Tools } from '#kit/tool';

/** What one company has: people and messages, and entries of its ledger that are older than an id, with a sum over them. */
export type Counts = {
  readonly workspace: string;
  readonly entries: number;
  readonly sum: string;
  readonly people: number;
  readonly messages: number;
};
export type Standing = {
  readonly erased: readonly Erased[];
  readonly takenBack: readonly TakenBack[];
  readonly stopped: readonly StoppedField[];
  readonly noes: readonly No[];
  readonly companies: ReadonlySet<WorkspaceId>;
  readonly departed: ReadonlySet<WorkspaceId>;
  readonly counts: ReadonlyMap<string, Counts>;
};
/** How much was added to each list since. */
export type Meanwhile = Readonly<Record<'erased' | 'noes' | 'takenBack' | 'stopped' | 'departed', number>>;

/** Reads it before the keys are copied, so that every line that is demanded is in the copy; entries of the ledger only before the id `before`. */
export async function standingNow(tools: Tools, adminUrl: string, before: string): Promise<Standing> {
  return {
    ...listsOf(tools),
    companies: new Set(await workspaceIds(tools)),
    counts: await countsIn(adminUrl, before),
  };
}

/** What the running house did while the drill was at it, by its lists. */
export function sinceThen(tools: Tools, then: Standing): Meanwhile {
  const now = listsOf(tools);
  const sure = ({ erased }: Pick<Standing, 'erased'>) => erased.filter(({ isSure }) => isSure).length;
  return {
    erased: sure(now) - sure(then),
    noes: now.noes.length - then.noes.length,
    takenBack: now.takenBack.length - then.takenBack.length,
    stopped: now.stopped.length - then.stopped.length,
    departed: now.departed.size - then.departed.size,
  };
}

const listsOf = (tools: Tools) => ({
  erased: erasedSince(tools, new Date(0)),
  takenBack: takenBack(tools),
  noes: noes(tools),
  stopped: stoppedFields(tools),
  departed: new Set(departedCompanies(tools).map(({ workspace }) => workspace)),
});

/** Without what belongs to the people `without`, who are going and wait for a key. */
export async function countsIn(adminUrl: string, before: string, without: readonly SubjectId[] = []): Promise<Map<string, Counts>> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Counts>(countsText, [before, without]);
    return new Map(rows.map((row) => [row.workspace, row]));
  } finally {
    await client.end();
  }
}

// of somebody whose key was shredded and whose erasure goes on, rows that are left count on neither side: how far it had come is chance
const notGoing = (person: string): string =>
  `(NOT u.going OR EXISTS (SELECT FROM subject_keys k WHERE k.workspace_id = w.workspace_id AND k.subject = ${person})) AND ${person} <> ALL ($2::text[])`;
const countsText = `SELECT w.workspace_id AS workspace, e.entries::int, e.sum::text, p.people::int, m.messages::int FROM workspaces w
  CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM requests r WHERE r.workspace_id = w.workspace_id AND r.kind = 'erasure' AND r.state = 'in-progress') AS going) u
  CROSS JOIN LATERAL (SELECT count(*) AS entries, coalesce(sum(hashtextextended(id || encode(commitment, 'hex'), 0)), 0) AS sum FROM ledger_entries WHERE workspace_id = w.workspace_id AND id < $1) e
  CROSS JOIN LATERAL (SELECT count(*) AS people FROM people p WHERE p.workspace_id = w.workspace_id AND ${notGoing('p.id')}) p
  CROSS JOIN LATERAL (SELECT count(*) AS messages FROM messages g WHERE g.workspace_id = w.workspace_id AND ${notGoing('g.person_id')}) m`;
