// What goes besides conversations while its person stays: proof of what is over, table by table and week by week, and what keeps it.
import { Lock } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Card } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import type { PlannedProofs } from './queries.ts';
import { proofTableWords, proofWords, retentionWords } from './words.ts';

const cell = 'py-1 pr-4 text-right tabular-nums last:pr-0';

export function ProofsPlan({ plan }: { plan: readonly PlannedProofs[] }) {
  const w = useWords(retentionWords);
  const p = useWords(proofWords);
  const names: Readonly<Record<string, string>> = useWords(proofTableWords);
  const weeks = plan.flatMap(({ of, weeks }) => weeks.map((week) => ({ ...week, of })));
  return (
    <Card title={p.title} about={p.about}>
      {weeks.length > 0 && (
        <table className="w-full text-base">
          <caption className="sr-only">{p.title}</caption>
          <thead className="text-sm text-muted">
            <tr>
              {[p.what, w.week].map((title) => (
                <th key={title} scope="col" className="py-1 pr-4 text-left font-normal">
                  {title}
                </th>
              ))}
              {[p.records, w.people].map((title) => (
                <th key={title} scope="col" className={`${cell} font-normal`}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map(({ of, from, records, people }) => (
              <tr key={`${of} ${from}`} className="border-t border-line">
                <th scope="row" className="py-1 pr-4 text-left font-normal">
                  {names[of] ?? of}
                </th>
                <td className="py-1 pr-4 whitespace-nowrap">
                  <Time at={from} as="day" />
                </td>
                <td className={cell}>{records.toLocaleString()}</td>
                <td className={cell}>{people.toLocaleString()}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {plan.flatMap(({ of, held }) =>
        held.map(({ because, records }) => (
          <p key={`${of} ${because}`} className="mt-3">
            <Badge tone="warn" icon={Lock}>
              {p.stays(names[of] ?? of, records, w[because])}
            </Badge>
          </p>
        )),
      )}
    </Card>
  );
}
