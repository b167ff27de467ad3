// Global Privacy Control (W3C): a browser that says `Sec-GPC: 1` says no to advertising before anybody asks (Art. 21(5)). An answer that the person gave before stands.
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { type ChannelKind, listPurposes } from '#purposes';
import { groupOf, record } from './events.ts';
import { newest } from './rules.ts';
import { readLatestOfAll } from './store.ts';

/** Records a no for each advertising purpose that this person has not answered yet, on each of its channels; `where` narrows it to one channel, or to one purpose on one. Anything but `1` says nothing. */
export async function heedSignal(
  ctx: Ctx,
  signal: string | undefined,
  person: PersonId,
  where: { readonly channel?: ChannelKind; readonly purpose?: string } = {},
): Promise<void> {
  if (signal !== '1') return;
  const asked = (await listPurposes(ctx))
    .filter(({ active, advertising, code }) => active && advertising && (where.purpose === undefined || where.purpose === code))
    .flatMap(({ code, channels }) => channels.map((channel) => ({ purpose: code, channel })))
    .filter(({ channel }) => where.channel === undefined || where.channel === channel);
  if (asked.length === 0) return;
  const said = await readLatestOfAll(ctx, await groupOf(ctx, person));
  for (const { purpose, channel } of asked) {
    const last = newest(said.filter((event) => event.purpose === purpose && event.channel === channel));
    if (last === undefined || last.state === 'requested')
      await record(ctx, { person, purpose, channel, state: 'refused', method: 'signal', by: 'self' });
  }
}
