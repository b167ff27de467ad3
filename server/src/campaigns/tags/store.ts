// The only SQL for tags and for who has them.
import { statement } from '#kit/db';
import type { PersonId } from '#kit/ids';
import type { TagId } from '../types.ts';

export type TagRow = { readonly id: TagId; readonly name: string; readonly months: number; readonly people: number };
export const tagRows = statement<TagRow>(
  'campaigns.tags',
  `SELECT t.id, t.name, t.months, (SELECT count(*) FROM taggings g WHERE g.workspace_id = $1 AND g.tag_id = t.id AND g.until > $2)::int AS people
   FROM tags t WHERE t.workspace_id = $1 ORDER BY lower(t.name), t.id LIMIT 200`,
);
export const insertTag = statement(
  'campaigns.insertTag',
  'INSERT INTO tags (workspace_id, id, name, months, created_at) VALUES ($1, $2, $3, $4, $5)',
);
export const deleteTag = statement('campaigns.deleteTag', 'DELETE FROM tags WHERE workspace_id = $1 AND id = $2');
export const untagAll = statement('campaigns.untagAll', 'DELETE FROM taggings WHERE workspace_id = $1 AND tag_id = $2');
export const tag = statement(
  'campaigns.tag',
  `INSERT INTO taggings (workspace_id, person_id, tag_id, at, until) SELECT t.workspace_id, $2::text, t.id, $4::timestamptz, $4::timestamptz + t.months * interval '1 month' FROM tags t
   WHERE t.workspace_id = $1 AND t.id = ANY($3::text[]) ON CONFLICT DO NOTHING`,
);
export const untagBut = statement(
  'campaigns.untagBut',
  'DELETE FROM taggings WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND (tag_id <> ALL($3::text[]) OR until <= $4)',
);
export const taggingsOf = statement<{ person: PersonId; id: TagId; name: string; at: Date; until: Date }>(
  'campaigns.taggingsOf',
  `SELECT g.person_id AS person, t.id, t.name, g.at, g.until FROM taggings g JOIN tags t ON t.workspace_id = g.workspace_id AND t.id = g.tag_id
   WHERE g.workspace_id = $1 AND g.person_id = ANY($2::text[]) AND g.until > $3 ORDER BY lower(t.name), t.id`,
);
export const countTaggings = statement<{ count: number }>(
  'campaigns.countTaggings',
  'SELECT count(*) FROM taggings WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const eraseTaggings = statement(
  'campaigns.eraseTaggings',
  'DELETE FROM taggings WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const dropEnded = statement('campaigns.dropEnded', 'DELETE FROM taggings WHERE workspace_id = $1 AND until <= $2');
export const countEnded = statement<{ count: number }>(
  'campaigns.countEnded',
  'SELECT count(*) FROM taggings WHERE workspace_id = $1 AND until <= $2',
);
