// Who gets a campaign, a page of people at a time: one look for the dry run and for the real thing. The gate says who may be written to; besides it there are only facts
// (tags, an address, the message that somebody already has) and how often somebody was written to.
import { reachedFrom } from '#channels';
import { writtenSince } from '#conversations';
import type { Verdict } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { groups } from '#people';
import { limitsOf } from '../limits/limits.ts';
import { enough } from '../rules.ts';
import type { Audience, Campaign, LeftOut } from '../types.ts';
import { gotIt, tagsAmong } from './store.ts';

/** `skip`: not asked for by the audience, merged into somebody else, or has it already. */
export type Judged = { readonly person: PersonId; readonly answer: 'send' | 'skip' | LeftOut };
export type AskGate = (people: readonly PersonId[]) => Promise<ReadonlyMap<PersonId, Verdict>>;

/** The question that is asked of the gate for each of them. */
export const questionOf = ({ purpose, channel, inbox, recipient }: Campaign) => ({
  ...{ act: 'send' as const, purpose, channel, inbox },
  ...(recipient !== null && { recipient }),
});

export async function judgePage(ctx: Ctx, campaign: Campaign, page: readonly PersonId[], askGate: AskGate): Promise<Judged[]> {
  const grouped = await groups(ctx, page);
  const everyone = [...new Set([...grouped.values()].flat())];
  const [tags, had] = [await tagsOf(ctx, everyone), await peopleWith(ctx, campaign, everyone)];
  const isAsked = (person: PersonId) => {
    const members = grouped.get(person);
    return (
      members !== undefined &&
      !members.some((each) => had.has(each)) &&
      fits(
        campaign.audience,
        members.flatMap((each) => tags.get(each) ?? []),
      )
    );
  };
  const asked = page.filter(isAsked);
  const { most, days } = await limitsOf(ctx);
  const since = new Date(ctx.now.getTime() - days * 86_400_000);
  const written = await writtenSince(ctx, everyone, campaign.purpose, since);
  const reached = await reachedFrom(ctx, campaign.inbox, everyone);
  const verdicts = await askGate(asked);
  const answer = (person: PersonId): Judged['answer'] => {
    const members = grouped.get(person) ?? [];
    if (!isAsked(person)) return 'skip';
    const verdict = verdicts.get(person);
    const left = against(
      verdict,
      members.flatMap((each) => reached.get(each) ?? []),
      members.reduce((sum, each) => sum + (written.get(each) ?? 0), 0) >= most,
    );
    // somebody merged into another is looked at, since the merge may be younger than the look at the other, and counted once
    return left !== undefined && members[0] !== person ? 'skip' : (left ?? 'send');
  };
  const judged = page.map((person) => ({ person, answer: answer(person) }));
  return onlyOnce(judged, grouped);
}

function against(verdict: Verdict | undefined, reached: readonly ('open' | 'window-closed')[], isFull: boolean): LeftOut | undefined {
  if (!verdict) return { because: 'erased', article: '17(1)' };
  if (!verdict.allowed) return { because: verdict.because, article: verdict.article };
  if (reached.length === 0) return { because: 'no-address', article: '' };
  if (!reached.includes('open')) return { because: 'window-closed', article: '' };
  return isFull ? enough : undefined;
}

/** Of people who are one, the first on the page. */
function onlyOnce(judged: readonly Judged[], grouped: ReadonlyMap<PersonId, readonly PersonId[]>): Judged[] {
  const taken = new Set<PersonId | undefined>();
  return judged.map((each) => {
    if (each.answer !== 'send') return each;
    const root = grouped.get(each.person)?.[0];
    if (taken.has(root)) return { ...each, answer: 'skip' };
    taken.add(root);
    return each;
  });
}

function fits({ any, all, none }: Audience, has: readonly string[]): boolean {
  return (
    (any.length === 0 || any.some((tag) => has.includes(tag))) &&
    all.every((tag) => has.includes(tag)) &&
    !none.some((tag) => has.includes(tag))
  );
}

async function tagsOf(ctx: Ctx, people: readonly PersonId[]): Promise<Map<PersonId, string[]>> {
  const rows = await ctx.db.all(tagsAmong, [ctx.workspace, people, ctx.now]);
  return new Map([...Map.groupBy(rows, (row) => row.person)].map(([person, those]) => [person, those.map(({ tag }) => tag)]));
}

async function peopleWith(ctx: Ctx, { id }: Campaign, people: readonly PersonId[]): Promise<Set<PersonId>> {
  return new Set((await ctx.db.all(gotIt, [ctx.workspace, id, people])).map((row) => row.person));
}
