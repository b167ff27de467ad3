// The only SQL for tags and for who has them.
import { statement } from '#kit/db';
import type { PersonId } from '#kit/ids';
import type { TagId } from '../types.ts';

export type TagRow = { readonly id: TagId; readonly name: string; readonly months: number; readonly people: number };
export const tagRows = statement<TagRow>(
  'campaigns.tags',
  `SELECT t.id, t.name, t.months, (SELECT count(*) FROM taggings g WHERE g.workspace_id = $1 AND g.tag_id = t.id AND g.until > $2)::int AS people
   FROM tags t WHERE t.workspace_id = $1 AND t.removed_at IS NULL ORDER BY lower(t.name), t.id LIMIT 200`,
);
export const insertTag = statement(
  'campaigns.insertTag',
  'INSERT INTO tags (workspace_id, id, name, months, created_at) VALUES ($1, $2, $3, $4, $5)',
);
/** Those of these tags that are there; none of them is taken away until the transaction ends. */
export const tagsHeld = statement<{ id: TagId }>(
  'campaigns.tagsHeld',
  'SELECT id FROM tags WHERE workspace_id = $1 AND id = ANY($2::text[]) AND removed_at IS NULL ORDER BY id FOR SHARE',
);
export const lockTag = statement<{ id: TagId }>(
  'campaigns.lockTag',
  'SELECT id FROM tags WHERE workspace_id = $1 AND id = $2 AND removed_at IS NULL FOR UPDATE',
);
export const tagged = statement<{ person: PersonId }>(
  'campaigns.tagged',
  'SELECT person_id AS person FROM taggings WHERE workspace_id = $1 AND tag_id = $2',
);
export const hideTag = statement('campaigns.hideTag', 'UPDATE tags SET removed_at = $3 WHERE workspace_id = $1 AND id = $2');
/** What was taken away and stands on nobody any more. */
export const dropHidden = statement(
  'campaigns.dropHidden',
  `DELETE FROM tags t WHERE t.workspace_id = $1 AND t.removed_at IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM taggings g WHERE g.workspace_id = t.workspace_id AND g.tag_id = t.id)`,
);
export const tag = statement(
  'campaigns.tag',
  `INSERT INTO taggings (workspace_id, person_id, tag_id, at, until) SELECT t.workspace_id, $2::text, t.id, $4::timestamptz, $4::timestamptz + t.months * interval '1 month' FROM tags t
   WHERE t.workspace_id = $1 AND t.id = ANY($3::text[]) AND t.removed_at IS NULL ON CONFLICT DO NOTHING`,
);
export const untagBut = statement(
  'campaigns.untagBut',
  'DELETE FROM taggings WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND (tag_id <> ALL($3::text[]) OR until <= $4)',
);
/** $3 now; null for all that is there, also what is hidden. */
export const taggingsOf = statement<{ person: PersonId; id: TagId; name: string; at: Date; until: Date }>(
  'campaigns.taggingsOf',
  `SELECT g.person_id AS person, t.id, t.name, g.at, g.until FROM taggings g JOIN tags t ON t.workspace_id = g.workspace_id AND t.id = g.tag_id
   WHERE g.workspace_id = $1 AND g.person_id = ANY($2::text[]) AND ($3::timestamptz IS NULL OR (g.until > $3 AND t.removed_at IS NULL)) ORDER BY lower(t.name), t.id`,
);
export const countTaggings = statement<{ count: number }>(
  'campaigns.countTaggings',
  'SELECT count(*) FROM taggings WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const eraseTaggings = statement(
  'campaigns.eraseTaggings',
  'DELETE FROM taggings WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const taggedAfter = statement<{ person: PersonId }>(
  'campaigns.taggedAfter',
  'SELECT DISTINCT person_id AS person FROM taggings WHERE workspace_id = $1 AND person_id > $2 ORDER BY person_id LIMIT $3',
);
export const dropEnded = statement(
  'campaigns.dropEnded',
  `DELETE FROM taggings g USING tags t WHERE g.workspace_id = $1 AND g.person_id = ANY($2::text[]) AND t.workspace_id = g.workspace_id AND t.id = g.tag_id
     AND (g.until <= $3 OR t.removed_at IS NOT NULL)`,
);
export const overdue = statement<{ person: PersonId }>(
  'campaigns.overdueTaggings',
  `SELECT g.person_id AS person FROM taggings g JOIN tags t ON t.workspace_id = g.workspace_id AND t.id = g.tag_id
   WHERE g.workspace_id = $1 AND (g.until <= $2 OR t.removed_at <= $2) LIMIT 10000`,
);
