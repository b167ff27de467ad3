// How it was processed: what was done, by which channel, carried by whom, how often.
import { named, useWords } from '#lib/language.ts';
import { channelWords } from '#ui/channel.tsx';
import { useNaming } from './names.ts';
import type { DataMap } from './queries.ts';
import { Wide } from './wide.tsx';
import { mapWords } from './words.ts';

const cell = 'border-t border-line px-3 py-2 text-left font-normal first:pl-5 last:pr-5';

export function Traffic({ map }: { map: DataMap }) {
  const w = useWords(mapWords);
  const channels = useWords(channelWords);
  const naming = useNaming(map);
  if (map.traffic.length === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="mb-3 text-base font-semibold">{w.how}</h2>
      <Wide label={w.how}>
        <table className="w-full text-base">
          <caption className="sr-only">{w.how}</caption>
          <thead className="text-sm text-muted">
            <tr>
              {[w.did, w.by, w.carried, w.usesHead].map((head) => (
                <th key={head} scope="col" className="px-3 py-2.5 text-left font-medium first:pl-5 last:pr-5">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {map.traffic.map(({ act, channel, recipient, uses }) => (
              <tr key={`${act} ${channel} ${recipient}`}>
                <th scope="row" className={cell}>
                  {w[act]}
                </th>
                <td className={cell}>{channel === '' ? w.noChannel : named(channels, channel)}</td>
                <td className={cell}>{recipient === null ? w.staysHere : naming.name({ column: 3, code: recipient })}</td>
                <td className={`${cell} tabular-nums`}>{uses === null ? w.few : uses.toLocaleString()}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}
