// What a follower has not had yet, and how far it got.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Payload } from '../leaf.ts';

export type FollowRow = { position: number; id: string; at: Date; kind: string; leaf: Buffer; payload: Payload | null };

const position = statement<{ position: number }>(
  'ledger.follower-position',
  'SELECT position FROM ledger_followers WHERE workspace_id = $1 AND target = $2',
);
const next = statement<FollowRow>(
  'ledger.follow',
  `SELECT l.position, e.id, e.at, e.kind, e.leaf, p.payload FROM ledger_leaves l
   JOIN ledger_entries e ON e.workspace_id = l.workspace_id AND e.id = l.entry_id
   LEFT JOIN ledger_payloads p ON p.workspace_id = l.workspace_id AND p.entry_id = l.entry_id
   WHERE l.workspace_id = $1 AND l.position >= $2 ORDER BY l.position LIMIT $3`,
);
const moved = statement<unknown>(
  'ledger.follower-moved',
  `INSERT INTO ledger_followers (workspace_id, target, position) VALUES ($1, $2, $3)
   ON CONFLICT (workspace_id, target) DO UPDATE SET position = greatest(ledger_followers.position, excluded.position)`,
);

/** The first position that was not sent yet. */
export const followerPosition = async (ctx: Ctx, target: string) => (await ctx.db.maybe(position, [ctx.workspace, target]))?.position ?? 0;
/** Entries from a position on. They get their positions in the order of commits, so none can appear behind one that was read. */
export const entriesFrom = (ctx: Ctx, from: number, limit: number) => ctx.db.all(next, [ctx.workspace, from, limit]);
export const moveFollower = (ctx: Ctx, target: string, to: number) => ctx.db.run(moved, [ctx.workspace, target, to]);
