// The only SQL for templates and the messages that were one.
import { statement } from '#kit/db';
import type { MessageId, PersonId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import type { Template } from './types.ts';

const columns =
  'name, language, status, category, body AS text, gaps, buttons, is_plain AS "isPlain", has_way_out AS "hasWayOut", provider_id AS "providerId"';
export const templatesIn = statement<Template>(
  'channels.templatesIn',
  `SELECT ${columns} FROM channel_templates WHERE workspace_id = $1 AND inbox_id = $2 ORDER BY name, language`,
);
export const forgetTemplates = statement(
  'channels.forgetTemplates',
  'DELETE FROM channel_templates WHERE workspace_id = $1 AND inbox_id = $2',
);
/** Those of a company: from now on others are told. */
export const forgetEveryTemplate = statement('channels.forgetEveryTemplate', 'DELETE FROM channel_templates WHERE workspace_id = $1');
export const noneTold = statement(
  'channels.noTemplatesTold',
  'UPDATE channel_accounts SET templates_at = NULL WHERE workspace_id = $1 AND templates_at IS NOT NULL',
);
/** All of them at once, as arrays. */
export const keepTemplates = statement(
  'channels.keepTemplates',
  `INSERT INTO channel_templates (workspace_id, inbox_id, fetched_at, name, language, status, category, body, gaps, buttons, is_plain, has_way_out, provider_id)
   SELECT $1, $2, $3, t.* FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::jsonb[], $10::jsonb[], $11::boolean[], $12::boolean[], $13::text[]) AS t ON CONFLICT DO NOTHING`,
);
export const templatesTold = statement(
  'channels.templatesTold',
  'UPDATE channel_accounts SET templates_at = $3 WHERE workspace_id = $1 AND inbox_id = $2',
);
export const templatesToldAt = statement<{ at: Date | null }>(
  'channels.templatesToldAt',
  'SELECT templates_at AS at FROM channel_accounts WHERE workspace_id = $1 AND inbox_id = $2',
);

export type FilledRow = {
  message: MessageId;
  person: PersonId;
  name: string;
  language: string;
  providerId: string | null;
  gaps: string[];
  filled: Sealed;
  at: Date;
};
const filledColumns = 'message_id AS message, person_id AS person, name, language, provider_id AS "providerId", gaps, filled, at';
export const insertFilled = statement(
  'channels.insertFilledTemplate',
  `INSERT INTO template_messages (workspace_id, message_id, conversation_id, person_id, name, language, provider_id, gaps, filled, at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
);
export const filledOf = statement<FilledRow>(
  'channels.filledTemplateOf',
  `SELECT ${filledColumns} FROM template_messages WHERE workspace_id = $1 AND message_id = $2`,
);
/** `isByHouse`: a campaign wrote it. */
export const filledOfPeople = statement<FilledRow & { isByHouse: boolean }>(
  'channels.filledTemplatesOfPeople',
  `SELECT ${filledColumns}, EXISTS (SELECT 1 FROM messages m WHERE m.workspace_id = t.workspace_id AND m.id = t.message_id AND m.author_kind = 'system') AS "isByHouse"
   FROM template_messages t WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY at, message_id LIMIT $3`,
);
export const countFilled = statement<{ count: number }>(
  'channels.countFilledTemplates',
  'SELECT count(*) AS count FROM template_messages WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const eraseFilled = statement(
  'channels.eraseFilledTemplates',
  'DELETE FROM template_messages WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const letGoFilled = statement(
  'channels.letGoFilledTemplates',
  'DELETE FROM template_messages WHERE workspace_id = $1 AND message_id = ANY($2::text[])',
);
