// The door of purposes: why personal data may be used at all (Art. 5(1)(b)), and the notices that tell people so (Art. 13).

import { stepDown } from '#defaults';
import { sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { deciders } from '#kit/decider';
import { type Id, newId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { articleFor, defaults } from './defaults.ts';
import { buildNotice, languages, missingFor } from './notice/build.ts';
import { type Change, type Plan, planChange } from './rules.ts';
import { beforeStep, lowered, type StepPart } from './steps.ts';
import { addNotice, addVersion, once, readNotice, readNotices, readPurpose, readPurposes, readVersions } from './store.ts';
import { textsOf } from './texts.ts';
import { cameFrom, told } from './told.ts';
import type { CompanyFacts, Language, Missing, Notice, NoticeRecipient, Purpose } from './types.ts';

export { categoryNames } from './notice/build.ts';
export { openChannelFor } from './opened.ts';
export { type Found, pastProofs, pastProofsSql, proofPeriodSql } from './proofs-store.ts';
export { isSpecial, specialNames } from './special.ts';
export { askedForSql, currentPurposeSql, furtherSql, periodsSinceSql, periodsSql, publishedSql, renewalSql, termsSql } from './store.ts';
export { describedBeside } from './texts/terms.ts';
export { keptWords, shownFor, wordingFor } from './texts.ts';
export { names as namesSource } from './told.ts';
export type { Act, ChannelKind, CompanyFacts, Language, Missing, Notice, NoticeRecipient, Purpose, PurposeTexts } from './types.ts';
export { noticeForWire, purposeForWire, sectionsForWire } from './wire.ts';

/** Gives a workspace the default purposes; those it has already stay as they are. */
export async function seedPurposes(ctx: Ctx): Promise<void> {
  const known = new Set((await readPurposes(ctx)).map((purpose) => purpose.code));
  const missing = defaults.filter((purpose) => !known.has(purpose.code));
  for (const purpose of missing)
    await addVersion(ctx, { ...purpose, id: newId('pur'), version: 1, texts: textsOf(purpose.code), meaning: 1, since: ctx.now }, null);
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

/** These versions, and of every purpose the one in force and the one that last changed what people agree to. */
export async function purposeVersions(ctx: Ctx, of: readonly { readonly code: string; readonly version: number }[]): Promise<Purpose[]> {
  const inForce = await readPurposes(ctx);
  return readVersions(ctx, [...of, ...inForce, ...inForce.map(({ code, meaning }) => ({ code, version: meaning }))]);
}

/** Makes the next version of a purpose and records it. Problems: `not-found`; `conflict` when it cannot be switched or somebody else changed it; `invalid` when a step towards less privacy has no reason, or new words of a consent no decision about their meaning. */
export async function changePurpose(ctx: Ctx, id: Id<'pur'>, change: Change): Promise<Purpose> {
  const now = (await readPurposes(ctx)).find((purpose) => purpose.id === id);
  if (!now) throw new Problem('not-found');
  const plan = planChange(now, change);
  if (!plan.ok) throw refusal(plan);
  if (!plan.changed) return now;
  const { ok: _, changed: __, lessPrivate, meaningChanged, ...planned } = plan;
  const next: Purpose = {
    ...now,
    ...planned,
    article: articleFor({ ...now, ...planned }),
    version: now.version + 1,
    meaning: meaningChanged ? now.version + 1 : now.meaning,
    since: ctx.now,
  };
  const reason = change.reason?.trim();
  const place = { table: 'purposes', row: `${id}/${next.version}`, column: 'reason' };
  const add = () => once(async () => addVersion(ctx, next, reason ? await sealSecret(ctx, place, reason) : null));
  const of = lowered(now, next).map((part) => settingOf(now.code, part));
  if (plan.lessPrivate) await stepDown(ctx, { of, reason, undo: beforeStep(now) }, add);
  else await add();
  const facts = {
    purpose: next.code,
    version: next.version,
    active: next.active,
    period: next.period,
    starts: next.starts,
    ...changedTerms(now, next),
    lessPrivate,
    ...(meaningChanged && { meaningChanged: true, askAgain: next.askChanged }),
  };
  await append(ctx, { kind: 'purpose.changed', facts });
  tellPages(ctx, { topic: 'purpose.changed', ids: { purpose: id } });
  return next;
}

/** The code of the setting that shows one part of a purpose. */
export const settingOf = (purpose: string, part: StepPart): string =>
  `purposes.${purpose}.${part.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

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

/** The next version as it would be published now, in every language; `changed` when any word differs from the version in force. */
export async function previewNotices(
  ctx: Ctx,
  company: CompanyFacts,
  recipients: readonly NoticeRecipient[],
  short: { readonly [L in Language]?: string | undefined } = {},
): Promise<{ version: number; changed: boolean; drafts: Draft[]; missing: Missing[] }> {
  const purposes = await readPurposes(ctx);
  const facts = {
    company,
    purposes,
    recipients,
    machines: significant(ctx, purposes),
    noted: await told(ctx),
    origins: await cameFrom(ctx),
  };
  const inForce = await readNotices(ctx, undefined, languages.length);
  const newest = inForce[0]?.version ?? 0;
  const hashes = new Set(inForce.filter((notice) => notice.version === newest).map((notice) => notice.hash));
  const drafts = languages.map((language) => ({ language, ...buildNotice(language, facts, short[language]) }));
  const changed = drafts.some((draft) => !hashes.has(draft.hash));
  return { version: newest + 1, changed, drafts, missing: missingFor(facts) };
}

/** What a machine decides with a significant effect, for purposes that are switched on. */
const significant = (ctx: Ctx, purposes: readonly Purpose[]) =>
  deciders
    .of(ctx)
    .filter(({ significance, of }) => significance.is !== 'none' && purposes.some((purpose) => purpose.active && of(purpose)));

/** Publishes the next version in every language (Art. 13, 14), or nothing and what is missing for it. `short` replaces the first layer of a language. */
export async function publishNotices(
  ctx: Ctx,
  company: CompanyFacts,
  recipients: readonly NoticeRecipient[],
  short: { readonly [L in Language]?: string | undefined } = {},
): Promise<{ published: Notice[]; missing: Missing[] }> {
  const { version, drafts, missing } = await previewNotices(ctx, company, recipients, short);
  if (missing.length > 0) return { published: [], missing };
  const made = { version, publishedAt: ctx.now, publishedBy: ctx.actor.id };
  const published = drafts.map((draft): Notice => ({ id: newId('ntc'), ...made, ...draft }));
  await once(async () => {
    for (const notice of published) await addNotice(ctx, notice);
  });
  for (const notice of published)
    await append(ctx, { kind: 'notice.published', facts: { notice: notice.id, version, language: notice.language, hash: notice.hash } });
  tellPages(ctx, { topic: 'notice.published', ids: { version } });
  return { published, missing };
}

/** What is asked of a yes, where that changed. */
const changedTerms = (now: Purpose, { confirmOn, special, toChildren, renewAfter, askBeforeEnd, sources }: Purpose) => ({
  ...(askBeforeEnd !== now.askBeforeEnd && { askBeforeEnd }),
  ...(`${confirmOn}` !== `${now.confirmOn}` && { confirmOn: confirmOn.join(',') }),
  ...(`${special}` !== `${now.special}` && { special: special.join(',') }),
  ...(toChildren !== now.toChildren && { toChildren }),
  ...(renewAfter !== now.renewAfter && { renewAfter }),
  ...(JSON.stringify(sources) !== JSON.stringify(now.sources) && { sources: sources.length }),
});

type Draft = Pick<Notice, 'language' | 'short' | 'sections' | 'hash'>;

function refusal(plan: Plan & { ok: false }): Problem {
  const { because, article } = plan;
  if (because === 'not-optional')
    return new Problem('conflict', {
      because,
      article,
      detail: 'This purpose is needed to answer people or to obey the law; it cannot be switched off.',
    });
  return new Problem('invalid', { because, article, fields: [complaints[because]] });
}

const complaints = {
  'reason-needed': { path: 'body/reason', message: 'A step towards less privacy needs a reason.' },
  'no-period': { path: 'body/period', message: 'A period between one day and ten years is needed, such as P30D, P18M or P2Y.' },
  'meaning-needed': { path: 'body/meaningChanged', message: 'Say whether the new words mean the same; if not, everybody is asked again.' },
  'not-consent': {
    path: 'body/specialCategories',
    message: 'Special categories, children, a second step and asking again need a purpose that rests on consent.',
  },
  'no-words': { path: 'body/texts', message: 'A choice or an interest needs its words in every language.' },
  'not-of-purpose': { path: 'body/sources', message: 'From a source comes only what the purpose uses: its categories of data.' },
} as const;
