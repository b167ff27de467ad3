// What is left of conversations that went: counts in which nobody stands.
import { useQuery } from '@tanstack/react-query';
import { named, useWords } from '#lib/language.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { channelWords } from '#ui/channel.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { figuresQuery } from './queries.ts';
import { retentionWords } from './words.ts';

export function FiguresLeft() {
  const w = useWords(retentionWords);
  const channels = useWords(channelWords);
  const nameOf = usePurposeName();
  const query = useQuery(figuresQuery);
  const items = query.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Disclosure summary={w.figures}>
      <div className="overflow-x-auto pt-2">
        <table className="w-full text-base">
          <thead className="text-sm text-muted">
            <tr>
              {[w.month, w.purpose, w.channel, w.conversations, w.messages].map((title, at) => (
                <th key={title} scope="col" className={`py-1 pr-4 font-normal ${at > 2 ? 'text-right' : 'text-left'}`}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={`${item.month} ${item.purpose} ${item.channel}`} className="border-t border-line">
                <td className="py-1 pr-4 tabular-nums">{item.month}</td>
                <td className="py-1 pr-4">{nameOf(item.purpose, item.purpose)}</td>
                <td className="py-1 pr-4">{named(channels, item.channel)}</td>
                <td className="py-1 pr-4 text-right tabular-nums">{item.conversations?.toLocaleString() ?? w.few}</td>
                <td className="py-1 pr-4 text-right tabular-nums">{item.messages?.toLocaleString() ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Disclosure>
  );
}
