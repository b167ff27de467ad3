// Until when what is kept about one person: the same rule as the sweeper's, for their privacy page and their copy (Art. 13(2)(a), 15(1)(d)).
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import type { ChannelKind } from '#purposes';
import { keptByHoldings, whatHolds } from './held.ts';
import { dayAfter, type HeldBy } from './rules.ts';
import { store } from './store.ts';

export type Until = {
  /** Conversations that go on the same day for the same purpose. */
  readonly conversations: {
    readonly purpose: string;
    readonly channel: ChannelKind;
    readonly goesOn: string;
    readonly count: number;
    readonly because: HeldBy | null;
  }[];
  /** The day on which they themselves are forgotten, when nothing new happens; null while its end is not known. */
  readonly personGoesOn: string | null;
};

/** For everyone who is this person; at most 500 conversations are looked at, those that go first. */
export async function untilWhen(ctx: Ctx, people: readonly PersonId[]): Promise<Until> {
  const [lives, kept] = await Promise.all([store.livesOf(ctx, people), keptByHoldings(ctx, people)]);
  const held = await whatHolds(ctx, lives);
  const groups = Map.groupBy(lives, (life) => `${life.endsOn} ${life.purpose} ${life.channel} ${held.get(life.id) ?? ''}`);
  const ends = [...lives.map((life) => (held.has(life.id) ? null : life.endsOn)), ...kept.map(({ until }) => until)];
  const last = ends.reduce<string | null>((latest, end) => (end === null || latest === null ? null : end > latest ? end : latest), '');
  return {
    conversations: [...groups].flatMap(([, those]) => {
      const [first] = those;
      return first
        ? [
            {
              purpose: first.purpose,
              channel: first.channel,
              goesOn: dayAfter(first.endsOn, 1),
              count: those.length,
              because: held.get(first.id) ?? null,
            },
          ]
        : [];
    }),
    personGoesOn: last ? dayAfter(last, 1) : null,
  };
}
