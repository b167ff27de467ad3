// The dry run: who would get it now and why others would not, foreseen from memory. It counts, sends nothing and writes nothing down.
import { decideEach, foresee, type Verdict } from '#gate';
import { type Ctx, withCtx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { everyoneAfter } from '#people';
import { limitsOf } from '../limits/limits.ts';
import { quietUntil } from '../limits/rules.ts';
import { fewHidden, wholeOf } from '../rules.ts';
import { againstNow } from '../templates.ts';
import type { Campaign, LeftOut } from '../types.ts';
import { judgePage, questionOf } from './audience.ts';

const pageSize = 1000;
const mostPeople = 200_000;
export type Seen = {
  readonly audience: number | null;
  readonly sends: number | null;
  readonly leftOut: { because: string; article: string; people: number | null }[];
  readonly quietUntil: Date | undefined;
  readonly isCut: boolean;
  readonly pausesBecause: string | null;
};

/** Figures alone, so that nobody has to reach the people behind them: the gate is asked as the system asks, as it will be for each message. */
export async function dryRun(asked: Ctx, campaign: Campaign): Promise<Seen> {
  const ctx = withCtx(asked, { actor: { kind: 'system', id: 'campaigns' } });
  const left = new Map<string, LeftOut & { people: number }>();
  let [audience, sends, looked] = [0, 0, 0];
  let after: PersonId | undefined;
  while (looked < mostPeople) {
    const page = await everyoneAfter(ctx, after, pageSize);
    if (page.length === 0) break;
    for (const { answer } of await judgePage(ctx, campaign, page, (people) => foreseeEach(ctx, campaign, people))) {
      if (answer === 'skip') continue;
      audience += 1;
      if (answer === 'send') sends += 1;
      else left.set(answer.because, { ...answer, people: (left.get(answer.because)?.people ?? 0) + 1 });
    }
    looked += page.length;
    after = page.at(-1);
  }
  const leftOut = [...left.values()].toSorted((a, b) => b.people - a.people).map((each) => ({ ...each, people: fewHidden(each.people) }));
  const parts = [fewHidden(sends), ...leftOut.map(({ people }) => people)];
  return {
    audience: wholeOf(audience, parts),
    sends: fewHidden(sends),
    leftOut,
    quietUntil: quietUntil(ctx.now, await limitsOf(ctx)),
    isCut: looked >= mostPeople,
    pausesBecause: await pausesBy(ctx, campaign),
  };
}

/** What would pause it at its first message: its templates as they stand at the provider. */
async function pausesBy(ctx: Ctx, campaign: Campaign): Promise<string | null> {
  const against = await againstNow(ctx, campaign);
  return against === 'wait' ? 'template-not-looked-up' : (against ?? null);
}

/** From memory; of whom memory cannot tell, the database does. */
async function foreseeEach(ctx: Ctx, campaign: Campaign, people: readonly PersonId[]): Promise<Map<PersonId, Verdict>> {
  const question = questionOf(campaign);
  const known = new Map<PersonId, Verdict>();
  for (const person of people) {
    const verdict = foresee(ctx, { ...question, person });
    if (verdict) known.set(person, verdict);
  }
  const rest = people.filter((person) => !known.has(person));
  return new Map([...known, ...(await decideEach(ctx, { ...question, people: rest }))]);
}
