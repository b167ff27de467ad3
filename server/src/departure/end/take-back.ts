// Before the keys go, providers that can are asked to forget what they hold of the company's customers (Art. 28(3)(g), 19): once, since a provider that is away must not
// keep the rest alive; the certificate says what could not be deleted there.
import { forgetAtProvider, heldAtProviders } from '#channels';
import { permitReturn } from '#gate';
import { holdLive } from '#keys';
import type { PersonId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { Problem } from '#kit/problem';
import { rowsOf, setStage } from '../store.ts';
import { speaking, type Whose } from './speaking.ts';
import type { EndRow } from './types.ts';

type Sums = { gone: number; left: number; kept: number };
/** `recipients`: the same by recipient, as JSON. */
type Counts = Sums & { recipients: string };
const peopleAtOnce = 50;
const idsAtOnce = 100;

/** Goes through everybody, from where a crash left off; no provider is called while a transaction is open. Where the company withholds its own root nobody here can read whom to ask for: `unread`. Undefined when it is over before everybody was asked for. */
export async function takeBackEverything(whose: Whose, row: EndRow, isOver: () => boolean): Promise<(Counts & { unread?: 1 }) | undefined> {
  try {
    return await askProviders(whose, row, isOver);
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'key-withheld')) throw error;
    log.of(whose)('warn', 'departure.providers-not-asked', { workspace: whose.workspace, because: 'key-withheld' });
    return { ...countsOf(row), unread: 1 };
  }
}

const countsOf = ({ figures }: EndRow): Counts => ({
  gone: Number(figures['gone'] ?? 0),
  left: Number(figures['left'] ?? 0),
  kept: Number(figures['kept'] ?? 0),
  recipients: String(figures['recipients'] ?? '{}'),
});

/** Sums by recipient, in the order of their names. */
export const recipientsIn = (figures: EndRow['figures']): (Sums & { recipient: string })[] =>
  Object.entries(JSON.parse(String(figures['recipients'] ?? '{}')) as Record<string, Sums>)
    .map(([recipient, sums]) => ({ recipient, ...sums }))
    .toSorted((one, other) => (one.recipient < other.recipient ? -1 : 1));

async function askProviders(whose: Whose, row: EndRow, isOver: () => boolean): Promise<Counts | undefined> {
  const counts = countsOf(row);
  const by = JSON.parse(counts.recipients) as Record<string, Sums>;
  for (let place = row.place === null ? null : (JSON.parse(row.place) as object); ; ) {
    const { held, last } = await speaking(whose, async (ctx) => {
      const found = await rowsOf(ctx, 'people', place, peopleAtOnce);
      const alive = [
        ...(await holdLive(
          ctx,
          found.map(({ data }) => data['id'] as PersonId),
        )),
      ] as PersonId[];
      const permit = permitReturn(ctx, alive, ['external_ids.external_id']);
      return { held: alive.length === 0 ? [] : await heldAtProviders(ctx, permit, alive), last: found.at(-1)?.place };
    });
    if (last === undefined) return counts;
    for (const each of held)
      for (let at = 0; at < each.ids.length; at += idsAtOnce) {
        const ids = each.ids.slice(at, at + idsAtOnce);
        const none = { gone: 0, left: ids.length, kept: 0, elsewhere: 0 };
        const told = await forgetAtProvider(whose, each, ids).catch((error: unknown) => {
          log.of(whose)('warn', 'departure.provider-away', { workspace: whose.workspace, error: errorCode(error) });
          return none;
        });
        const answer = told === 'sandbox' ? none : told; // an end does not wait for a switch: the certificate says what is left there
        const name = each.recipient ?? each.channel;
        const there = by[name] ?? { gone: 0, left: 0, kept: 0 };
        by[name] = there;
        for (const sum of ['gone', 'left', 'kept'] as const) {
          const more = answer[sum] + (sum === 'kept' ? answer.elsewhere : 0);
          counts[sum] += more;
          there[sum] += more;
        }
      }
    place = last;
    counts.recipients = JSON.stringify(by);
    await speaking(whose, (ctx) => setStage(ctx, 'leaving', 'closed', JSON.stringify(last), counts));
    if (isOver()) return undefined;
  }
}
