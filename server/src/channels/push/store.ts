// The only SQL for devices that may be woken, and for which push services something was handed to.
import { statement } from '#kit/db';
import type { Id } from '#kit/ids';
import type { DeviceRow } from './types.ts';

const columns =
  'd.id, d.visit_id AS visit, d.inbox_id AS inbox, d.person_id AS person, d.kind, d.service, d.address, d.language, d.attempts, d.registered_at AS "registeredAt", d.pushed_at AS "pushedAt"';
export const insertDevice = statement(
  'devices.insert',
  `INSERT INTO devices (workspace_id, id, visit_id, inbox_id, person_id, kind, service, hash, address, language, registered_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
);
/** Serialises registrations of one address and of one person. */
export const lockDevices = statement(
  'devices.lock',
  'SELECT pg_advisory_xact_lock(hashtext($1), hashtext(name)) FROM unnest($2::text[]) AS name ORDER BY name',
);
export const deviceById = statement<DeviceRow>('devices.byId', `SELECT ${columns} FROM devices d WHERE d.workspace_id = $1 AND d.id = $2`);
export const deviceByHash = statement<DeviceRow>(
  'devices.byHash',
  `SELECT ${columns} FROM devices d WHERE d.workspace_id = $1 AND d.hash = $2`,
);
export const renewDevice = statement(
  'devices.renew',
  'UPDATE devices SET address = $3, language = $4, registered_at = $5, expires_at = $6 WHERE workspace_id = $1 AND id = $2',
);
export const devicesOfVisit = statement<DeviceRow>(
  'devices.ofVisit',
  `SELECT ${columns} FROM devices d WHERE d.workspace_id = $1 AND d.visit_id = $2 ORDER BY d.id`,
);
export const devicesOfPeople = statement<DeviceRow>(
  'devices.ofPeople',
  `SELECT ${columns} FROM devices d WHERE d.workspace_id = $1 AND d.person_id = ANY($2::text[]) ORDER BY d.registered_at DESC, d.id DESC`,
);
/** Devices on which a conversation is shown: their browser wrote in it, or in none yet. */
export const devicesFor = statement<DeviceRow>(
  'devices.for',
  `SELECT ${columns} FROM devices d JOIN visits v ON v.workspace_id = d.workspace_id AND v.id = d.visit_id
   WHERE d.workspace_id = $1 AND d.person_id = ANY($2::text[]) AND d.inbox_id = $3 AND d.expires_at > $5 AND v.started_at > $6
     AND (v.conversation_id = $4 OR v.conversation_id IS NULL) ORDER BY d.id`,
);
export const beginPush = statement(
  'devices.beginPush',
  'UPDATE devices SET attempts = CASE WHEN pushing = $3 THEN attempts + 1 ELSE 1 END, pushing = $3 WHERE workspace_id = $1 AND id = $2',
);
export const endPush = statement(
  'devices.endPush',
  'UPDATE devices SET attempts = 0, pushed_at = coalesce($3, pushed_at) WHERE workspace_id = $1 AND id = $2',
);
export const removeDevice = statement('devices.remove', 'DELETE FROM devices WHERE workspace_id = $1 AND id = $2');
export const expiredDevices = statement<{ id: Id<'dev'>; person: DeviceRow['person'] }>(
  'devices.expired',
  'DELETE FROM devices WHERE workspace_id = $1 AND expires_at <= $2 RETURNING id, person_id AS person',
);
export const handedTo = statement(
  'devices.handedTo',
  `INSERT INTO push_recipients (workspace_id, person_id, recipient, pushes, last_at) VALUES ($1, $2, $3, 1, $4)
   ON CONFLICT (workspace_id, person_id, recipient) DO UPDATE SET pushes = push_recipients.pushes + 1, last_at = $4`,
);
export const pushRecipients = statement<{ recipient: string; messages: number; lastAt: Date }>(
  'devices.recipients',
  `SELECT recipient, sum(pushes)::int AS messages, max(last_at) AS "lastAt" FROM push_recipients
   WHERE workspace_id = $1 AND person_id = ANY($2::text[]) GROUP BY recipient ORDER BY recipient`,
);

const counted = (table: string) =>
  statement<{ count: number }>(
    `devices.count-${table}`,
    `SELECT count(*) AS count FROM ${table} WHERE workspace_id = $1 AND person_id = ANY($2::text[])`,
  );
const erased = (table: string) =>
  statement(`devices.erase-${table}`, `DELETE FROM ${table} WHERE workspace_id = $1 AND person_id = ANY($2::text[])`);
export const countOf = { devices: counted('devices'), recipients: counted('push_recipients') } as const;
export const eraseOf = { devices: erased('devices'), recipients: erased('push_recipients') } as const;
/** Devices of visits that go with their conversations. */
export const letGoOfDevices = statement(
  'devices.letGo',
  `DELETE FROM devices d USING visits v
   WHERE d.workspace_id = $1 AND v.workspace_id = d.workspace_id AND v.id = d.visit_id AND v.conversation_id = ANY($2::text[])`,
);
