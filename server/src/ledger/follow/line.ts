// What leaves the house of an entry. The receiver can forget nobody, so customers do not reach it even by pseudonym: no subject, no id of theirs, and no fact that
// carries an id of anything. Who looks further reads the entry by its id where it can be erased.
import type { WorkspaceId } from '#kit/ids';
import type { FollowRow } from './store.ts';

export type Line = {
  readonly time: string;
  readonly workspace: WorkspaceId;
  readonly position: number;
  readonly id: string;
  readonly act: string;
  /** `staff`, `person` or `system`; null when the payload was erased. */
  readonly by: string | null;
  /** The id of a member of staff, or a part of the system. */
  readonly actor: string | null;
  readonly purpose: string | null;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  /** The leaf's hash in base64, by which the line can be found in the tree. */
  readonly leaf: string;
};

const anId = /[a-z]{2,5}_[0-9a-hjkmnp-tv-z]{26}/;

export function lineOf(workspace: WorkspaceId, row: FollowRow): Line {
  const { payload } = row;
  const facts = Object.entries(payload?.facts ?? {}).filter(([, value]) => typeof value !== 'string' || !anId.test(value));
  return {
    time: row.at.toISOString(),
    workspace,
    position: row.position,
    id: row.id,
    act: row.kind,
    by: payload?.actorKind ?? null,
    actor: payload === null || payload.actorKind === 'person' || /per_/.test(payload.actor) ? null : payload.actor,
    purpose: payload?.purpose ?? null,
    facts: Object.fromEntries(facts),
    leaf: row.leaf.toString('base64'),
  };
}
