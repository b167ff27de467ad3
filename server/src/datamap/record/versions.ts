// Records over time: a new version whenever what one says has changed, so that it can be said how things stood on a day. What controls show is not part of a
// version, or each flicker would make one; it is added when a record is given out.

import { createHash } from 'node:crypto';
import { company } from '#access';
import { openWays } from '#channels';
import { listFields } from '#fields';
import { canonical } from '#kit/canonical';
import type { Ctx } from '#kit/ctx';
import { deciders } from '#kit/decider';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { controlsNow } from '#monitoring';
import { listPurposes } from '#purposes';
import { collectionPoints } from '#stores';
import { everyVendor, noticeRecipients } from '#vendors';
import { flowsFromDay } from '../counted/store.ts';
import { daysBefore, lookedBack } from '../days.ts';
import { setUpOf } from '../drift/observe.ts';
import { contentOf, type Known } from './build.ts';
import { readFacts } from './facts.ts';
import { statesOf } from './measures.ts';
import { addVersion, everyVersion, forgetVersionsBefore, newestVersion, oneAtATime, type VersionRow, versionRow } from './store.ts';
import type { DrawnRecord, RecordContent, RecordKind } from './types.ts';

const kinds: readonly RecordKind[] = ['controller', 'processor'];
/** An authority may ask for years that are over, and claims lapse after three. */
const daysKept = 5 * 366;

/** Brings both records up to date: a version each where something changed. */
export async function keepRecords(ctx: Ctx): Promise<void> {
  await oneAtATime(ctx);
  const known = await know(ctx);
  for (const kind of kinds) await keepOne(ctx, contentOf(kind, known));
  await forgetVersionsBefore(ctx, new Date(ctx.now.getTime() - daysKept * 86_400_000));
}

/** A record as of now, or an older version of it. What the controls show now stands in the newest only: how they stood under an older one is not kept. Problem `not-found`. */
export async function drawRecord(ctx: Ctx, kind: RecordKind, version?: number): Promise<DrawnRecord> {
  if (version === undefined) await keepRecords(ctx);
  const newest = (await newestVersion(ctx, kind))?.version ?? 0;
  const row = await versionRow(ctx, kind, version ?? newest);
  if (!row) throw new Problem('not-found');
  const isNewest = row.version === newest;
  const states = isNewest ? statesOf(row.content.measures, await controlsNow(ctx)) : {};
  const statesAt = isNewest ? ctx.now.toISOString() : null;
  return {
    ...row.content,
    workspace: ctx.workspace,
    version: row.version,
    since: row.madeAt.toISOString(),
    hash: row.hash,
    states,
    statesAt,
  };
}

export const listVersions = (ctx: Ctx): Promise<VersionRow[]> => everyVersion(ctx);

async function keepOne(ctx: Ctx, content: RecordContent): Promise<void> {
  const hash = createHash('sha256').update(canonical(content)).digest('hex');
  const before = await newestVersion(ctx, content.kind);
  if (before?.hash === hash) return;
  const version = (before?.version ?? 0) + 1;
  await addVersion(ctx, { kind: content.kind, version, hash, content, madeAt: ctx.now });
  await append(ctx, { kind: 'record.drawn-up', facts: { record: content.kind, version, hash } });
}

async function know(ctx: Ctx): Promise<Known> {
  const roles = new Map((await everyVendor(ctx)).map(({ code, role }) => [code, role]));
  const flows = await flowsFromDay(ctx, daysBefore(ctx.now, lookedBack));
  return {
    company: await company(ctx),
    facts: await readFacts(ctx),
    purposes: await listPurposes(ctx),
    recipients: (await noticeRecipients(ctx)).map((each) => ({ ...each, role: roles.get(each.code) ?? 'processor' })),
    receiving: [...(await setUpOf(ctx)), ...flows.map(({ recipient }) => recipient)],
    fields: await listFields(ctx),
    deciders: deciders.of(ctx),
    channels: (await openWays(ctx)).map(({ channel }) => channel),
    stores: (await collectionPoints(ctx)).filter(({ retired }) => !retired).map(({ name, address }) => ({ name, address })),
  };
}
