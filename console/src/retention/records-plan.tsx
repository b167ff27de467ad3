// What goes besides conversations, kind by kind and week by week, and what keeps it: people of whom nothing is left, values of own fields, proof of what is over.
import { Lock } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Card } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import type { PlannedRecords } from './queries.ts';
import { recordWords, retentionWords } from './words.ts';

const cell = 'py-1 pr-4 text-right tabular-nums last:pr-0';

export function RecordsPlan({ title, about, plan }: { title: string; about: string; plan: readonly PlannedRecords[] }) {
  const w = useWords(retentionWords);
  const { what, records, stays, ...tables } = useWords(recordWords);
  const names: Readonly<Record<string, string>> = tables;
  const weeks = plan.flatMap(({ of, weeks }) => weeks.map((week) => ({ ...week, of })));
  return (
    <Card title={title} about={about}>
      {weeks.length > 0 && (
        <table className="w-full text-base">
          <caption className="sr-only">{title}</caption>
          <thead className="text-sm text-muted">
            <tr>
              {[what, w.week].map((head) => (
                <th key={head} scope="col" className="py-1 pr-4 text-left font-normal">
                  {head}
                </th>
              ))}
              {[records, w.people].map((head) => (
                <th key={head} scope="col" className={`${cell} font-normal`}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map(({ of, from, records: count, people }) => (
              <tr key={`${of} ${from}`} className="border-t border-line">
                <th scope="row" className="py-1 pr-4 text-left font-normal">
                  {names[of] ?? of}
                </th>
                <td className="py-1 pr-4 whitespace-nowrap">
                  <Time at={from} as="day" />
                </td>
                <td className={cell}>{count.toLocaleString()}</td>
                <td className={cell}>{people.toLocaleString()}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {plan.flatMap(({ of, held }) =>
        held.map(({ because, records: count }) => (
          <p key={`${of} ${because}`} className="mt-3">
            <Badge tone="warn" icon={Lock}>
              {stays(names[of] ?? of, count, w[because])}
            </Badge>
          </p>
        )),
      )}
    </Card>
  );
}
