// What is held about me as a member of staff (Art. 15): every declared holding, and what the ledger says I did or was done to my account. Customers' ids stay out
// of it: whom I served is not about me (Art. 15(4)).
import type { Lasting } from '@parley/contract/kept';
import { mintPermit } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type ExportItem, holdings, sealedFields } from '#kit/holding';
import type { PersonId, StaffId } from '#kit/ids';
import { lastingOf } from '#kit/lasting';
import { Problem } from '#kit/problem';
import { append, type Listed, list } from '#ledger';
import { purposeByCode } from '#purposes';
import { standing } from '../leaving/store.ts';
import { staffPurpose } from '../purpose.ts';

type Section = {
  readonly table: string;
  readonly title: { readonly en: string; readonly de: string };
  readonly kept: readonly Lasting[];
  readonly items: readonly ExportItem[];
};
type Act = { readonly entry: string; readonly at: string; readonly kind: string; readonly part: 'by-me' | 'about-me' };
export type OwnCopy = {
  readonly madeAt: string;
  readonly staff: StaffId;
  readonly purpose: string;
  readonly sections: readonly Section[];
  readonly acts: readonly Act[];
  /** Older entries are in the ledger and not in the copy. */
  readonly isCutOff: boolean;
};
const mostActs = 20_000;
const page = 200;

/** Everything the house holds about somebody who works here; taking it is recorded. */
export async function ownCopy(ctx: Ctx, staff: StaffId): Promise<OwnCopy> {
  const copy = await copyOf(ctx, staff);
  await append(ctx, { kind: 'staff.copy-taken', subject: staff, facts: { sections: copy.sections.length, acts: copy.acts.length } });
  return copy;
}

export type Proof = 'known' | 'document' | 'address';

/**
 * The same of somebody who left or is suspended, for whoever answers requests to hand it over (Art. 12(6), 15): what is left of them until the period for former staff is over. Problem `not-found`, also once they
 * are erased; `conflict` for whoever can come in and take it themselves.
 */
export async function formerCopy(ctx: Ctx, staff: StaffId, proved: Proof): Promise<OwnCopy> {
  const row = await standing(ctx.db, ctx.workspace, staff);
  if (!row || row.joined_at === null) throw new Problem('not-found');
  if (!row.left_at && !row.suspended_at) throw new Problem('conflict', { detail: 'They work here and take their own copy.' });
  const copy = await copyOf(ctx, staff);
  await append(ctx, {
    kind: 'staff.copy-handed',
    subject: staff,
    facts: { sections: copy.sections.length, acts: copy.acts.length, proved },
  });
  return copy;
}

async function copyOf(ctx: Ctx, staff: StaffId): Promise<OwnCopy> {
  const about = holdings.of(ctx).filter((holding) => holding.about === 'staff' && holding.export);
  const permit = mintPermit(ctx, { act: 'export', purpose: staffPurpose, subjects: [staff], fields: sealedFields(about) });
  const purpose = await purposeByCode(ctx, staffPurpose);
  const sections: Section[] = [];
  for (const { table, title, period, export: exported } of about)
    sections.push({
      table,
      title: title ?? { en: table, de: table },
      kept: lastingOf(period, purpose),
      items: (await exported?.(ctx, permit, [staff as unknown as PersonId])) ?? [], // holdings take the ids of any subject
    });
  const [byMe, aboutMe] = [await entries(ctx, { actor: staff }), await entries(ctx, { subject: staff })];
  const acts = [
    ...byMe.map((entry) => act(entry, 'by-me')),
    ...aboutMe.filter((entry) => entry.actor !== staff).map((entry) => act(entry, 'about-me')),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
  return {
    madeAt: ctx.now.toISOString(),
    staff,
    purpose: staffPurpose,
    sections,
    acts,
    isCutOff: byMe.length >= mostActs || aboutMe.length >= mostActs,
  };
}

async function entries(ctx: Ctx, whose: { actor?: StaffId; subject?: StaffId }): Promise<Listed[]> {
  const found: Listed[] = [];
  for (let cursor: string | undefined; found.length < mostActs; ) {
    const { items, next } = await list(ctx, { ...whose, cursor, limit: page });
    found.push(...items);
    if (next === null) break;
    cursor = next;
  }
  return found;
}

const act = ({ id, at, kind }: Listed, part: Act['part']): Act => ({ entry: id, at, kind, part });
