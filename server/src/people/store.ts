// The only SQL for people, identities, merges and codes.
import { type Db, statement } from '#kit/db';
import type { Id, PersonId, WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import type { IdentityKind } from './identity-value.ts';
import { dropSuccessors } from './succession/store.ts';

export type Proof = 'code' | 'signed-identity' | 'reply-address' | 'agent-decision' | 'device';
/** How two people were found to be one; `provider`: it named two addresses for one account, in what it signed. */
export type MergeProof = Proof | 'provider';
/** `wire`: a message came from it; `claimed`: somebody said it was theirs. */
export type Source = 'wire' | 'claimed';
export type CodeUse = 'proof' | 'entry';
export type PersonRow = { id: PersonId; created_at: Date; name: Sealed | null; language: Sealed | null; contract_ended_on: string | null };
/** One identity as its person holds it; `valueId` is shared by rows of one kind whose values are equal. */
export type IdentityRow = {
  readonly id: Id<'idn'>;
  readonly person: PersonId;
  readonly kind: IdentityKind;
  readonly value: Sealed;
  readonly valueId: Id<'idn'>;
  readonly source: Source;
  readonly provedAt: Date | null;
  readonly proof: Proof | null;
  readonly addedAt: Date;
  /** When a provider first knew it by another address, which is the `successor` as long as that is here. */
  readonly namedAt: Date | null;
  readonly successor: Id<'idn'> | null;
  /** Since when it leads to nobody. */
  readonly lostAt: Date | null;
  readonly shared: 'parted' | 'newcomer' | null;
};
export type MergeRow = {
  readonly id: Id<'mrg'>;
  readonly into: PersonId;
  readonly from: PersonId;
  readonly proof: MergeProof;
  readonly reason: Sealed | null;
  readonly at: Date;
  readonly undoneAt: Date | null;
};
export type CodeRow = {
  id: Id<'cod'>;
  identity: Id<'idn'>;
  person: PersonId;
  use: CodeUse;
  hash: string;
  code: Sealed;
  madeAt: Date;
  expiresAt: Date;
};

type W = WorkspaceId;
const run = (name: string, text: string) => statement<unknown>(`people.${name}`, text);
const find = <Row>(name: string, text: string) => statement<Row>(`people.${name}`, text);

const identityColumns =
  'id, person_id AS person, kind, value, value_id AS "valueId", source, proved_at AS "provedAt", proof, added_at AS "addedAt", named_at AS "namedAt", successor_id AS successor, lost_at AS "lostAt", shared';
const mergeColumns = 'id, into_id AS into, from_id AS from, proof, reason, at, undone_at AS "undoneAt"';
const codeColumns =
  'id, identity_id AS identity, person_id AS person, use, code_hash AS hash, code, made_at AS "madeAt", expires_at AS "expiresAt"';

// up: from each person asked for to the root; down: from the root to everyone merged into it
const upwardsFrom = (workspace: string, people: string) =>
  `up AS (SELECT id AS asked, id, merged_into FROM people WHERE workspace_id = ${workspace} AND id = ANY(${people}) UNION ALL SELECT up.asked, p.id, p.merged_into FROM up JOIN people p ON p.workspace_id = ${workspace} AND p.id = up.merged_into)`;
const downwardsIn = (workspace: string) =>
  `down AS (SELECT asked, id AS member, 0 AS depth FROM up WHERE merged_into IS NULL UNION ALL SELECT d.asked, p.id, d.depth + 1 FROM down d JOIN people p ON p.workspace_id = ${workspace} AND p.merged_into = d.member)`;
const [upwards, downwards] = [upwardsFrom('$1', '$2'), downwardsIn('$1')];
/** Rows `asked`, `member`, `depth` (0: the root): everyone who is one of these people by merges. The arguments are parts of the statement that this becomes part of; `people` is an array of ids. */
export const groupsSql = (workspace: string, people: string) =>
  `WITH RECURSIVE ${upwardsFrom(workspace, people)}, ${downwardsIn(workspace)} SELECT asked, member, depth FROM down`;
const selectRoots = find<{ asked: PersonId; root: PersonId }>(
  'roots',
  `WITH RECURSIVE ${upwards} SELECT asked, id AS root FROM up WHERE merged_into IS NULL`,
);
const selectGroups = find<{ asked: PersonId; member: PersonId }>('groups', `${groupsSql('$1', '$2')} ORDER BY asked, depth, member`);
const selectProfiles = find<{ asked: PersonId; id: PersonId; name: Sealed | null; language: Sealed | null }>(
  'profiles',
  `WITH RECURSIVE ${upwards}, ${downwards} SELECT d.asked, p.id, p.name, p.language FROM down d JOIN people p ON p.workspace_id = $1 AND p.id = d.member ORDER BY d.asked, d.depth, d.member`,
);
const insertPerson = run('insert', 'INSERT INTO people (workspace_id, id, created_at, name, language) VALUES ($1, $2, $3, $4, $5)');
const selectPeople = find<PersonRow>(
  'rows',
  `SELECT id, created_at, name, language, to_char(contract_ended_on, 'YYYY-MM-DD') AS contract_ended_on FROM people WHERE workspace_id = $1 AND id = ANY($2) ORDER BY id`,
);
const selectAfter = find<{ id: PersonId }>(
  'after',
  'SELECT id FROM people WHERE workspace_id = $1 AND ($2::text IS NULL OR id > $2) ORDER BY id LIMIT $3',
);
const updateName = run('name', 'UPDATE people SET name = $3 WHERE workspace_id = $1 AND id = ANY($2)');
const updateLanguage = run('language', 'UPDATE people SET language = $3 WHERE workspace_id = $1 AND id = ANY($2)');
const point = run('point', 'UPDATE people SET merged_into = $3 WHERE workspace_id = $1 AND id = $2 AND merged_into IS NULL');
const unpoint = run('unpoint', 'UPDATE people SET merged_into = NULL WHERE workspace_id = $1 AND id = $2 AND merged_into = $3');
const unpointFrom = run('unpointFrom', 'UPDATE people SET merged_into = NULL WHERE workspace_id = $1 AND merged_into = ANY($2)');
const deletePeople = run('delete', 'DELETE FROM people WHERE workspace_id = $1 AND id = ANY($2)');

const lock = run('lock', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))');
/** Each of these people, and everyone who is one of them, has a lock of their own; in the order of their ids, so that nobody waits in a ring. Gives whose were taken. */
const takingTurns = (lock: string) =>
  `SELECT member, ${lock}(hashtextextended($1 || '/' || member, 80)) FROM (
     SELECT unnest($2::text[]) AS member UNION SELECT member FROM (${groupsSql('$1', '$2::text[]')}) g ORDER BY 1) m`;
const turnAlone = find<{ member: PersonId }>('turnAlone', takingTurns('pg_advisory_xact_lock'));
const turnShared = find<{ member: PersonId }>('turnShared', takingTurns('pg_advisory_xact_lock_shared'));
const insertIdentity = run(
  'insertIdentity',
  'INSERT INTO identities (workspace_id, id, person_id, kind, blind_index, value_id, value, source, proved_at, proof, added_at, shared) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
);
const selectCandidates = find<IdentityRow>(
  'candidates',
  `SELECT ${identityColumns} FROM identities WHERE workspace_id = $1 AND kind = $2 AND blind_index = $3 ORDER BY proved_at IS NULL, source DESC, added_at, id`,
);
const selectSameValue = find<IdentityRow>(
  'sameValue',
  `SELECT ${identityColumns} FROM identities WHERE workspace_id = $1 AND value_id = $2 ORDER BY added_at, id`,
);
const selectIdentity = find<IdentityRow & { blindIndex: Buffer }>(
  'identity',
  `SELECT ${identityColumns}, blind_index AS "blindIndex" FROM identities WHERE workspace_id = $1 AND id = $2`,
);
const selectIdentities = find<IdentityRow>(
  'identities',
  `SELECT ${identityColumns} FROM identities WHERE workspace_id = $1 AND person_id = ANY($2) ORDER BY added_at, id`,
);
const updateProof = run(
  'prove',
  'UPDATE identities SET proved_at = $3, proof = $4 WHERE workspace_id = $1 AND id = $2 AND proved_at IS NULL',
);
const updateSource = run('wired', `UPDATE identities SET source = 'wire' WHERE workspace_id = $1 AND id = $2`);
const deleteIdentities = run('deleteIdentities', 'DELETE FROM identities WHERE workspace_id = $1 AND person_id = ANY($2)');
const deleteIdentity = run('deleteIdentity', 'DELETE FROM identities WHERE workspace_id = $1 AND id = $2');

const insertMerge = run(
  'insertMerge',
  'INSERT INTO merges (workspace_id, id, into_id, from_id, proof, reason, decided_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
);
const selectMerge = find<MergeRow>('merge', `SELECT ${mergeColumns} FROM merges WHERE workspace_id = $1 AND id = $2 FOR UPDATE`);
const selectMerges = find<MergeRow>(
  'merges',
  `SELECT ${mergeColumns} FROM merges WHERE workspace_id = $1 AND (into_id = ANY($2) OR from_id = ANY($2)) ORDER BY id`,
);
const undoMerge = run('undoMerge', 'UPDATE merges SET undone_at = $3 WHERE workspace_id = $1 AND id = $2');
const deleteMerges = run('deleteMerges', 'DELETE FROM merges WHERE workspace_id = $1 AND (into_id = ANY($2) OR from_id = ANY($2))');

const insertCode = run(
  'insertCode',
  'INSERT INTO codes (workspace_id, id, identity_id, person_id, use, code_hash, code, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
);
const countCodes = find<{ count: number; oldest: Date | null }>(
  'countCodes',
  'SELECT count(*)::int AS count, min(c.made_at) AS oldest FROM codes c JOIN identities i ON i.workspace_id = c.workspace_id AND i.id = c.identity_id WHERE c.workspace_id = $1 AND i.value_id = $2 AND c.made_at > $3',
);
const countTexts = find<{ count: number }>(
  'countTexts',
  `SELECT count(*)::int AS count FROM codes c JOIN identities i ON i.workspace_id = c.workspace_id AND i.id = c.identity_id WHERE c.workspace_id = $1 AND c.use = 'entry' AND i.kind = 'phone' AND c.expires_at > $2`,
);
const selectCode = find<CodeRow>(
  'code',
  `SELECT ${codeColumns} FROM codes WHERE workspace_id = $1 AND id = $2 AND used_at IS NULL AND expires_at > $3`,
);
const tryCodes = find<CodeRow>(
  'tryCodes',
  `UPDATE codes SET tries = tries + 1 WHERE workspace_id = $1 AND identity_id = ANY($2) AND use = $3 AND used_at IS NULL AND expires_at > $4 AND tries < $5 RETURNING ${codeColumns}`,
);
const spendCodes = run(
  'spendCodes',
  'UPDATE codes SET used_at = $4 WHERE workspace_id = $1 AND identity_id = $2 AND use = $3 AND used_at IS NULL',
);
const selectCodes = find<{ use: CodeUse; madeAt: Date; usedAt: Date | null }>(
  'codes',
  'SELECT use, made_at AS "madeAt", used_at AS "usedAt" FROM codes WHERE workspace_id = $1 AND person_id = ANY($2) ORDER BY id',
);
const deleteCodes = run('deleteCodes', 'DELETE FROM codes WHERE workspace_id = $1 AND person_id = ANY($2)');
const sweepCodes = run('sweepCodes', 'DELETE FROM codes WHERE workspace_id = $1 AND expires_at <= $2');
const countStaleCodes = find<{ count: number }>(
  'staleCodes',
  'SELECT count(*)::int AS count FROM codes WHERE workspace_id = $1 AND expires_at <= $2',
);
const countLoose = find<{ count: number }>(
  'loose',
  'SELECT count(*)::int AS count FROM people p WHERE p.workspace_id = $1 AND p.merged_into IS NOT NULL AND NOT EXISTS (SELECT FROM merges m WHERE m.workspace_id = $1 AND m.from_id = p.id AND m.into_id = p.merged_into AND m.undone_at IS NULL)',
);

export const rootRows = (db: Db, w: W, people: readonly PersonId[]) => db.all(selectRoots, [w, people]);
export const groupRows = (db: Db, w: W, people: readonly PersonId[]) => db.all(selectGroups, [w, people]);
/** Name and language of everyone who is one of these people, by the id asked for, root first. */
export const profileRows = (db: Db, w: W, people: readonly PersonId[]) => db.all(selectProfiles, [w, people]);
export const addPerson = (db: Db, w: W, p: { id: PersonId; name: Sealed | null; language: Sealed | null }, at: Date) =>
  db.run(insertPerson, [w, p.id, at, p.name, p.language]);
export const personRows = (db: Db, w: W, people: readonly string[]) => db.all(selectPeople, [w, people]);
export const peopleAfter = (db: Db, w: W, after: PersonId | undefined, limit: number) => db.all(selectAfter, [w, after ?? null, limit]);
export const setName = (db: Db, w: W, people: readonly PersonId[], name: Sealed | null) => db.run(updateName, [w, people, name]);
export const setLanguage = (db: Db, w: W, people: readonly PersonId[], language: Sealed | null) =>
  db.run(updateLanguage, [w, people, language]);
export const mergeInto = (db: Db, w: W, from: PersonId, into: PersonId) => db.run(point, [w, from, into]);
export const partFrom = (db: Db, w: W, from: PersonId, into: PersonId) => db.run(unpoint, [w, from, into]);
export async function removePeople(db: Db, w: W, people: readonly string[]): Promise<number> {
  await db.run(unpointFrom, [w, people]);
  return db.run(deletePeople, [w, people]);
}

/** Held until the transaction ends: who comes second with the same address sees what the first one made. */
export const lockValue = (db: Db, w: W, kind: IdentityKind, index: Buffer) =>
  db.run(lock, [`people ${w} ${kind} ${index.toString('hex')}`]);
export const lockTexts = (db: Db, w: W) => db.run(lock, [`people ${w} texts`]);
export const lockMerges = (db: Db, w: W) => db.run(lock, [`people ${w} merges`]);
export const holdTurns = (db: Db, w: W, people: readonly PersonId[], how: 'alone' | 'shared') =>
  db.all(how === 'alone' ? turnAlone : turnShared, [w, people]);
export const addIdentityRow = (db: Db, w: W, i: Omit<IdentityRow, 'namedAt' | 'successor' | 'lostAt'> & { blindIndex: Buffer }) =>
  db.run(insertIdentity, [w, i.id, i.person, i.kind, i.blindIndex, i.valueId, i.value, i.source, i.provedAt, i.proof, i.addedAt, i.shared]);
export const candidates = (db: Db, w: W, kind: IdentityKind, index: Buffer) => db.all(selectCandidates, [w, kind, index]);
export const sameValueRows = (db: Db, w: W, valueId: Id<'idn'>) => db.all(selectSameValue, [w, valueId]);
export const identityRow = (db: Db, w: W, id: Id<'idn'>) => db.maybe(selectIdentity, [w, id]);
export const identityRows = (db: Db, w: W, people: readonly string[]) => db.all(selectIdentities, [w, people]);
export const setProof = (db: Db, w: W, id: Id<'idn'>, proof: Proof, at: Date) => db.run(updateProof, [w, id, at, proof]);
export const setWired = (db: Db, w: W, id: Id<'idn'>) => db.run(updateSource, [w, id]);
export async function removeIdentities(db: Db, w: W, people: readonly string[]): Promise<number> {
  await db.run(dropSuccessors, [w, people, null]); // who is known by what goes is known by nothing
  return db.run(deleteIdentities, [w, people]);
}
export async function removeIdentity(db: Db, w: W, id: Id<'idn'>): Promise<number> {
  await db.run(dropSuccessors, [w, [], id]);
  return db.run(deleteIdentity, [w, id]);
}

export const addMerge = (
  db: Db,
  w: W,
  m: { id: Id<'mrg'>; into: PersonId; from: PersonId; proof: MergeProof; reason: Sealed | null; by: string },
  at: Date,
) => db.run(insertMerge, [w, m.id, m.into, m.from, m.proof, m.reason, m.by, at]);
export const mergeRow = (db: Db, w: W, id: Id<'mrg'>) => db.maybe(selectMerge, [w, id]);
export const mergeRows = (db: Db, w: W, people: readonly string[]) => db.all(selectMerges, [w, people]);
export const setUndone = (db: Db, w: W, id: Id<'mrg'>, at: Date) => db.run(undoMerge, [w, id, at]);
export const removeMerges = (db: Db, w: W, people: readonly string[]) => db.run(deleteMerges, [w, people]);
export const looseMerges = async (db: Db, w: W) => (await db.one(countLoose, [w])).count;

export const addCode = (db: Db, w: W, c: CodeRow) =>
  db.run(insertCode, [w, c.id, c.identity, c.person, c.use, c.hash, c.code, c.madeAt, c.expiresAt]);
export const codesSince = (db: Db, w: W, valueId: Id<'idn'>, since: Date) => db.one(countCodes, [w, valueId, since]);
/** Codes for entry by text message that run out after this moment. */
export const textsRunningOut = async (db: Db, w: W, after: Date) => (await db.one(countTexts, [w, after])).count;
export const openCode = (db: Db, w: W, id: Id<'cod'>, now: Date) => db.maybe(selectCode, [w, id, now]);
/** Counts one try on every code that is open for these identities, and gives them. */
export const triedCodes = (db: Db, w: W, identities: readonly Id<'idn'>[], use: CodeUse, now: Date, tries: number) =>
  db.all(tryCodes, [w, identities, use, now, tries]);
export const setSpent = (db: Db, w: W, identity: Id<'idn'>, use: CodeUse, at: Date) => db.run(spendCodes, [w, identity, use, at]);
export const codeRows = (db: Db, w: W, people: readonly string[]) => db.all(selectCodes, [w, people]);
export const removeCodes = (db: Db, w: W, people: readonly string[]) => db.run(deleteCodes, [w, people]);
export const sweepCodesBefore = (db: Db, w: W, before: Date) => db.run(sweepCodes, [w, before]);
export const staleCodes = async (db: Db, w: W, before: Date) => (await db.one(countStaleCodes, [w, before])).count;
