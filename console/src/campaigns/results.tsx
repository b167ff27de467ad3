// What came of a campaign: figures without people.
import { useLanguage, useWords } from '#lib/language.ts';
import type { Results as Figures } from './queries.ts';
import { ReasonsList } from './reasons-list.tsx';
import { campaignWords } from './words.ts';

export function Results({ figures }: { figures: Figures }) {
  const w = useWords(campaignWords);
  const language = useLanguage();
  const lines = [
    [w.queued, figures.queued],
    [w.waiting, figures.waiting],
    [w.sent, figures.sent],
    [w.delivered, figures.delivered],
    [w.withdrawn, figures.withdrawn],
  ] as const;
  return (
    <section aria-label={w.results} className="rounded-lg border border-line bg-raised p-5 shadow-card">
      <h2 className="font-semibold">{w.results}</h2>
      <p className="mb-3 text-sm text-muted">{w.resultsAbout}</p>
      <dl className="divide-y divide-line">
        {lines.map(([name, count]) => (
          <div key={name} className="flex items-baseline justify-between gap-4 py-1.5">
            <dt>{name}</dt>
            <dd className="tabular-nums">{count?.toLocaleString(language) ?? w.few}</dd>
          </div>
        ))}
      </dl>
      {figures.failed.length > 0 && (
        <>
          <h3 className="mt-4 mb-1 text-sm text-muted">{w.failed}</h3>
          <ReasonsList label={w.failed} lines={figures.failed.map((each) => ({ ...each, count: each.messages }))} />
        </>
      )}
      {figures.leftOut.length > 0 && (
        <>
          <h3 className="mt-4 mb-1 text-sm text-muted">{w.leftOut}</h3>
          <ReasonsList label={w.leftOut} lines={figures.leftOut.map((each) => ({ ...each, count: each.people }))} />
        </>
      )}
    </section>
  );
}
