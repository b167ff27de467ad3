// Every purpose on every channel with the gate's answer, its reason and its article: the whole picture, two presses from the composer.
import { named, useWords } from '#lib/language.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { basisWords } from '#ui/basis.ts';
import { ChannelIcon, useChannelName } from '#ui/channel.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Article } from '#ui/refusal.tsx';
import type { Allowance } from './choice.tsx';
import { useVerdictWord, VerdictIcon } from './verdict.tsx';
import { gateWords } from './words.ts';

export function Matrix({ items, open, onClose }: { items: readonly Allowance[]; open: boolean; onClose: () => void }) {
  const w = useWords(gateWords);
  const bases = useWords(basisWords);
  const nameOf = usePurposeName();
  const channels = [...new Set(items.map((item) => item.channel))];
  const purposes = [...Map.groupBy(items, (item) => item.purpose).values()];
  return (
    <Dialog wide open={open} onClose={onClose} title={w.title} about={w.hint}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section tabIndex={0} aria-label={w.title} className="-mx-2 max-h-[70vh] overflow-auto px-2">
        <table className="w-full border-collapse text-left text-sm max-sm:block">
          <thead className="max-sm:sr-only">
            <tr className="border-b border-line">
              <th scope="col" className="py-2 pr-4 align-middle font-medium">
                {w.purpose}
              </th>
              {channels.map((channel) => (
                <th key={channel} scope="col" className="w-2/5 min-w-36 py-2 pr-4 align-middle font-medium">
                  <ChannelName channel={channel} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="max-sm:block">
            {purposes.map((row) => {
              const first = row[0];
              return (
                first && (
                  <tr key={first.purpose} className="border-b border-line align-top last:border-0 max-sm:block max-sm:py-3">
                    <th scope="row" className="py-3 pr-4 font-normal max-sm:block max-sm:py-0">
                      <span className="block font-medium">{nameOf(first.purpose, first.purposeName)}</span>
                      <span className="block text-muted">{named(bases, first.lawfulBasis)}</span>
                    </th>
                    {channels.map((channel) => (
                      <td key={channel} className="py-3 pr-4 max-sm:block max-sm:pt-2 max-sm:pb-0">
                        <Cell item={row.find((item) => item.channel === channel)} channel={channel} />
                      </td>
                    ))}
                  </tr>
                )
              );
            })}
          </tbody>
        </table>
      </section>
    </Dialog>
  );
}

function Cell({ item, channel }: { item: Allowance | undefined; channel: string }) {
  const w = useWords(gateWords);
  const wordOf = useVerdictWord();
  if (!item)
    return (
      <p className="text-muted">
        <SmallName channel={channel} /> {w.notMeant}
      </p>
    );
  const { decision } = item;
  return (
    <div className="flex items-start gap-2">
      <VerdictIcon decision={decision} className="mt-0.5 size-4" />
      <p>
        <SmallName channel={channel} /> <span className="font-medium">{wordOf(decision)}.</span>{' '}
        <span className="text-muted">
          {decision.words} <Article of={decision.article} />
        </span>
      </p>
    </div>
  );
}

/** Where columns stand one under another, each says whose it is. */
function SmallName({ channel }: { channel: string }) {
  return (
    <span className="font-medium sm:hidden">
      <ChannelName channel={channel} />:
    </span>
  );
}

function ChannelName({ channel }: { channel: string }) {
  const name = useChannelName(channel);
  return (
    <span className="inline-flex items-center gap-1.5 align-bottom">
      <span aria-hidden>
        <ChannelIcon channel={channel} />
      </span>
      {name}
    </span>
  );
}
