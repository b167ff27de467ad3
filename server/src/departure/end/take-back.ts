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

type Counts = { gone: number; left: number; kept: number };
const peopleAtOnce = 50;
const idsAtOnce = 100;

/** Goes through everybody, from where a crash left off; no provider is called while a transaction is open. Where the company withholds its own root nobody here can read whom to ask for: `unread`. */
export async function takeBackEverything(whose: Whose, row: EndRow): Promise<Counts & { unread?: 1 }> {
  try {
    return await askProviders(whose, row);
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
});

async function askProviders(whose: Whose, row: EndRow): Promise<Counts> {
  const counts = countsOf(row);
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
        const answer = await forgetAtProvider(whose, each, ids).catch((error: unknown) => {
          log.of(whose)('warn', 'departure.provider-away', { workspace: whose.workspace, error: errorCode(error) });
          return { gone: 0, left: ids.length, kept: 0 };
        });
        counts.gone += answer.gone;
        counts.left += answer.left;
        counts.kept += answer.kept;
      }
    place = last;
    await speaking(whose, (ctx) => setStage(ctx, 'leaving', 'closed', JSON.stringify(last), counts));
  }
}
