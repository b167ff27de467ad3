// The only SQL for how a campaign is sent: its place, who got a message, how many did not and why, and what came of it.
import { latestConsentSql } from '#consent';
import { outgoingSql } from '#conversations';
import { statement } from '#kit/db';
import type { MessageId, PersonId } from '#kit/ids';
import type { LeftOut, State, TagId } from '../types.ts';

/** The place of a campaign that has looked at everybody: it names nobody, and nobody's id comes after it. */
export const beyondAll = 'per~';
export const place = statement<{ after: PersonId }>(
  'campaigns.place',
  'SELECT after_id AS after FROM campaign_places WHERE workspace_id = $1 AND campaign_id = $2',
);
const move = (to: string) =>
  `WITH moved AS (UPDATE campaigns SET moved_at = $4 WHERE workspace_id = $1 AND id = $2)
   INSERT INTO campaign_places (workspace_id, campaign_id, after_id) SELECT $1, $2, ${to} ON CONFLICT (workspace_id, campaign_id) DO UPDATE SET after_id = excluded.after_id`;
/** $3 person, $4 now. */
export const putPlace = statement('campaigns.putPlace', move('$3::text'));
/** The same for somebody who is being erased: nobody stands between them and the person before. */
export const putPlaceBefore = statement(
  'campaigns.putPlaceBefore',
  move(`coalesce((SELECT max(p.id) FROM people p WHERE p.workspace_id = $1 AND p.id < $3::text), '')`),
);
export const endPlace = statement('campaigns.endPlace', 'DELETE FROM campaign_places WHERE workspace_id = $1 AND campaign_id = $2');
export const addLeftOut = statement(
  'campaigns.addLeftOut',
  `INSERT INTO campaign_left_out AS l (workspace_id, campaign_id, because, article, people) SELECT $1, $2, n.because, n.article, n.people
   FROM unnest($3::text[], $4::text[], $5::int[]) AS n (because, article, people)
   ON CONFLICT (workspace_id, campaign_id, because) DO UPDATE SET people = l.people + excluded.people`,
);
/** A message of the campaign was written; its count stays when the people are long gone. */
export const addRecipient = statement(
  'campaigns.addRecipient',
  `WITH counted AS (UPDATE campaigns SET queued = queued + 1, stumbles = 0 WHERE workspace_id = $1 AND id = $2)
   INSERT INTO campaign_recipients (workspace_id, campaign_id, person_id, message_id, at) VALUES ($1, $2, $3, $4, $5)`,
);
export const gotIt = statement<{ person: PersonId }>(
  'campaigns.gotIt',
  'SELECT person_id AS person FROM campaign_recipients WHERE workspace_id = $1 AND campaign_id = $2 AND person_id = ANY($3::text[])',
);
/** $3 reasons, $4 place, $5 how many at least, $6 since when what was sent may yet be refused: whether the last five up to there that ended were all refused for one of them. In the order in which people are written to, since the key has it. */
export const accountRefuses = statement<{ refuses: boolean }>(
  'campaigns.accountRefuses',
  `SELECT count(*) >= $5 AND coalesce(bool_and(l.delivery = 'failed' AND l.because = ANY($3::text[])), false) AS refuses FROM (
     SELECT m.delivery, m.because FROM campaign_recipients r JOIN (${outgoingSql('$1')}) m ON m.id = r.message_id
     WHERE r.workspace_id = $1 AND r.campaign_id = $2 AND r.person_id <= $4 AND m.delivery NOT IN ('queued', 'sending') AND NOT (m.delivery = 'sent' AND r.at > $6)
     ORDER BY r.person_id DESC LIMIT 5) l`,
);
const someSql = (which: string) =>
  `SELECT EXISTS (SELECT FROM campaign_recipients r JOIN (${outgoingSql('$1')}) m ON m.id = r.message_id WHERE r.workspace_id = $1 AND r.campaign_id = $2 AND ${which}) AS found`;
/** Whether one of its messages has neither left nor failed, or was sent and written since $3, and may yet be refused (what was put off for longer counts as taken). */
export const oneIsUnderWay = statement<{ found: boolean }>(
  'campaigns.oneIsUnderWay',
  someSql(`(m.delivery IN ('queued', 'sending') OR (m.delivery = 'sent' AND r.at > $3))`),
);
/** What was written and has not left. */
export const notLeft = statement<{ message: MessageId }>(
  'campaigns.notLeft',
  `SELECT r.message_id AS message FROM campaign_recipients r JOIN (${outgoingSql('$1')}) m ON m.id = r.message_id
   WHERE r.workspace_id = $1 AND r.campaign_id = $2 AND m.delivery IN ('queued', 'sending') ORDER BY 1`,
);
export const stateOfMessage = statement<{ state: State }>(
  'campaigns.stateOfMessage',
  `SELECT c.state FROM campaign_recipients r JOIN campaigns c ON c.workspace_id = r.workspace_id AND c.id = r.campaign_id WHERE r.workspace_id = $1 AND r.message_id = $2`,
);
/** $3 reasons. */
export const oneWasRefused = statement<{ found: boolean }>(
  'campaigns.oneWasRefused',
  someSql(`m.delivery = 'failed' AND m.because = ANY($3::text[])`),
);
/** Those that are being sent and have not moved since $2; since $3 where everybody was looked at, and only their last messages are under way. */
export const standing = statement<{ id: string }>(
  'campaigns.standing',
  `SELECT c.id FROM campaigns c LEFT JOIN campaign_places p ON p.workspace_id = c.workspace_id AND p.campaign_id = c.id
   WHERE c.workspace_id = $1 AND c.state = 'sending' AND coalesce(c.moved_at, c.begun_at) < CASE WHEN p.after_id = '${beyondAll}' THEN $3::timestamptz ELSE $2::timestamptz END
   ORDER BY c.id LIMIT 500`,
);
/** $3 reasons: whoever's message failed for one of them never got it; a row where there was anybody. */
export const forgetRefused = statement(
  'campaigns.forgetRefused',
  `WITH gone AS (DELETE FROM campaign_recipients r USING (${outgoingSql('$1')}) m
     WHERE r.workspace_id = $1 AND r.campaign_id = $2 AND m.id = r.message_id AND m.delivery = 'failed' AND m.because = ANY($3::text[]) RETURNING r.message_id)
   UPDATE campaigns SET queued = greatest(0, queued - (SELECT count(*) FROM gone)) WHERE workspace_id = $1 AND id = $2 AND EXISTS (SELECT FROM gone)`,
);
export const forgetLeftOut = statement(
  'campaigns.forgetLeftOut',
  'DELETE FROM campaign_left_out WHERE workspace_id = $1 AND campaign_id = $2',
);
export const tagsAmong = statement<{ person: PersonId; tag: TagId }>(
  'campaigns.tagsAmong',
  `SELECT g.person_id AS person, g.tag_id AS tag FROM taggings g JOIN tags t ON t.workspace_id = g.workspace_id AND t.id = g.tag_id AND t.removed_at IS NULL
   WHERE g.workspace_id = $1 AND g.person_id = ANY($2::text[]) AND g.until > $3`,
);

/** A message that its time took away had long arrived or failed: it is counted in neither. */
export const outcomes = statement<{ delivery: string; because: string | null; messages: number }>(
  'campaigns.outcomes',
  `SELECT m.delivery, m.because, count(*)::int AS messages FROM campaign_recipients r JOIN (${outgoingSql('$1')}) m ON m.id = r.message_id
   WHERE r.workspace_id = $1 AND r.campaign_id = $2 GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 100`,
);
export const leftOut = statement<LeftOut & { people: number }>(
  'campaigns.leftOut',
  'SELECT because, article, people FROM campaign_left_out WHERE workspace_id = $1 AND campaign_id = $2 ORDER BY people DESC, because LIMIT 60',
);
const theirs = 'ARRAY(SELECT person_id FROM campaign_recipients WHERE workspace_id = $1 AND campaign_id = $2)';
/** $3 purpose, $4 channel: whose newest word is a withdrawal, said within 14 days after the message was written. */
export const withdrawnAfter = statement<{ count: number }>(
  'campaigns.withdrawnAfter',
  `SELECT count(*) FROM (${latestConsentSql('$1', theirs, '$3', '$4', 'now()')}) e JOIN campaign_recipients r ON r.workspace_id = $1 AND r.campaign_id = $2 AND r.person_id = e.person
   WHERE e.state = 'withdrawn' AND e.at > r.at AND e.at <= r.at + interval '14 days'`,
);

export const recipientsOf = statement<{ campaign: string; at: Date }>(
  'campaigns.recipientsOf',
  `SELECT c.name AS campaign, r.at FROM campaign_recipients r JOIN campaigns c ON c.workspace_id = r.workspace_id AND c.id = r.campaign_id
   WHERE r.workspace_id = $1 AND r.person_id = ANY($2::text[]) ORDER BY r.at`,
);
export const countRecipients = statement<{ count: number }>(
  'campaigns.countRecipients',
  'SELECT count(*) FROM campaign_recipients WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const eraseRecipients = statement(
  'campaigns.eraseRecipients',
  'DELETE FROM campaign_recipients WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const letGoRecipients = statement(
  'campaigns.letGoRecipients',
  'DELETE FROM campaign_recipients WHERE workspace_id = $1 AND message_id = ANY($2::text[])',
);
export const countPlaces = statement<{ count: number }>(
  'campaigns.countPlaces',
  'SELECT count(*) FROM campaign_places WHERE workspace_id = $1 AND after_id = ANY($2::text[])',
);
/** The place becomes the person before the one who goes; nobody stands between them. */
export const stepBack = statement(
  'campaigns.stepBack',
  `UPDATE campaign_places SET after_id = coalesce((SELECT max(p.id) FROM people p WHERE p.workspace_id = $1 AND p.id < after_id AND p.id <> ALL($2::text[])), '')
   WHERE workspace_id = $1 AND after_id = ANY($2::text[])`,
);
