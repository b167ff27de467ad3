// The door of purposes: why personal data may be used at all (Art. 5(1)(b)), and the notices that tell people so (Art. 13).

import { sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { isDuplicate } from '#kit/db';
import { type Id, newId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { articleOf, defaults } from './defaults.ts';
import { buildNotice, languages, missingFor } from './notice/build.ts';
import { type Change, type Plan, planChange } from './rules.ts';
import { addNotice, addVersion, readNotice, readNotices, readPurpose, readPurposes } from './store.ts';
import { textsOf } from './texts.ts';
import type { CompanyFacts, Language, Missing, Notice, NoticeRecipient, Purpose } from './types.ts';

export { currentPurposeSql } from './store.ts';
export { wordingFor } from './texts.ts';
export type { Act, ChannelKind, CompanyFacts, Language, Missing, Notice, NoticeRecipient, Purpose } from './types.ts';
export { noticeForWire, purposeForWire } from './wire.ts';

/** Gives a workspace the default purposes; those it has already stay as they are. */
export async function seedPurposes(ctx: Ctx): Promise<void> {
  const known = new Set((await readPurposes(ctx)).map((purpose) => purpose.code));
  const missing = defaults.filter((purpose) => !known.has(purpose.code));
  for (const purpose of missing)
    await addVersion(ctx, { ...purpose, id: newId('pur'), version: 1, texts: textsOf(purpose.code), since: ctx.now }, null);
  if (missing.length > 0) await append(ctx, { kind: 'purposes.seeded', facts: { count: missing.length } });
}

/** Every purpose as it stands now, in the order they were entered. */
export async function listPurposes(ctx: Ctx): Promise<Purpose[]> {
  return readPurposes(ctx);
}

/** The purpose as it stands now; undefined for an unknown code. */
export async function purposeByCode(ctx: Ctx, code: string): Promise<Purpose | undefined> {
  return readPurpose(ctx, code);
}

/** Makes the next version of a purpose and records it. Problems: `not-found`; `conflict` when it cannot be switched or somebody else changed it; `invalid` when a step towards less privacy has no reason. */
export async function changePurpose(ctx: Ctx, id: Id<'pur'>, change: Change): Promise<Purpose> {
  const now = (await readPurposes(ctx)).find((purpose) => purpose.id === id);
  if (!now) throw new Problem('not-found');
  const plan = planChange(now, change);
  if (!plan.ok) throw refusal(plan);
  if (!plan.changed) return now;
  const next: Purpose = {
    ...now,
    article: articleOf[now.lawfulBasis],
    version: now.version + 1,
    active: plan.active,
    periodDays: plan.periodDays,
    since: ctx.now,
  };
  const reason = change.reason?.trim();
  const place = { table: 'purposes', row: `${id}/${next.version}`, column: 'reason' };
  await once(async () => addVersion(ctx, next, reason ? await sealSecret(ctx, place, reason) : null));
  const facts = {
    purpose: next.code,
    version: next.version,
    active: next.active,
    periodDays: next.periodDays,
    lessPrivate: plan.lessPrivate,
  };
  await append(ctx, { kind: 'purpose.changed', facts });
  tellPages(ctx, { topic: 'purpose.changed', ids: { purpose: id } });
  return next;
}

/** The notice that holds now in a language; undefined before the first was published. */
export async function currentNotice(ctx: Ctx, language: Language): Promise<Notice | undefined> {
  return (await readNotices(ctx, language, 1))[0];
}

/** A notice of any version by its id. */
export async function noticeById(ctx: Ctx, notice: Id<'ntc'>): Promise<Notice | undefined> {
  return readNotice(ctx, notice);
}

/** Published notices, newest first, at most 200. */
export async function listNotices(ctx: Ctx, language?: Language): Promise<Notice[]> {
  return readNotices(ctx, language, 200);
}

/** Publishes the next version in every language (Art. 13), or nothing and what is missing for it. `short` replaces the first layer of a language. */
export async function publishNotices(
  ctx: Ctx,
  company: CompanyFacts,
  recipients: readonly NoticeRecipient[],
  short: { readonly [L in Language]?: string | undefined } = {},
): Promise<{ published: Notice[]; missing: Missing[] }> {
  const facts = { company, purposes: await readPurposes(ctx), recipients };
  const missing = missingFor(facts);
  if (missing.length > 0) return { published: [], missing };
  const version = ((await readNotices(ctx, undefined, 1))[0]?.version ?? 0) + 1;
  const published = languages.map(
    (language): Notice => ({ id: newId('ntc'), version, language, publishedAt: ctx.now, ...buildNotice(language, facts, short[language]) }),
  );
  await once(async () => {
    for (const notice of published) await addNotice(ctx, notice);
  });
  for (const notice of published)
    await append(ctx, { kind: 'notice.published', facts: { notice: notice.id, version, language: notice.language, hash: notice.hash } });
  tellPages(ctx, { topic: 'notice.published', ids: { version } });
  return { published, missing };
}

function refusal(plan: Plan & { ok: false }): Problem {
  const { because, article } = plan;
  if (because === 'not-optional')
    return new Problem('conflict', {
      because,
      article,
      detail: 'This purpose is needed to answer people or to obey the law; it cannot be switched off.',
    });
  const field =
    because === 'reason-needed'
      ? { path: 'body/reason', message: 'A step towards less privacy needs a reason.' }
      : { path: 'body/periodDays', message: 'A period of at least one day is needed.' };
  return new Problem('invalid', { because, article, fields: [field] });
}

async function once(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (isDuplicate(error)) throw new Problem('conflict', { detail: 'Somebody else changed this at the same moment. Please look again.' });
    throw error;
  }
}
