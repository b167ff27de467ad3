// Reasons with their figures and articles, as calm lines.
import { useArticle } from '#lib/article.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { reasonWords } from './reasons.ts';
import { campaignWords } from './words.ts';

type Line = { because: string; article?: string; count: number | null };

export function ReasonsList({ lines, label }: { lines: readonly Line[]; label: string }) {
  const w = useWords(campaignWords);
  const cite = useArticle();
  const language = useLanguage();
  const reasons: Readonly<Record<string, string>> = useWords(reasonWords);
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {lines.map(({ because, article, count }) => (
        <li key={because} className="flex items-baseline justify-between gap-4 py-1.5">
          <span>
            {reasons[because] ?? reasons['other']} {article && <span className="text-sm text-muted">{cite(article)}</span>}
          </span>
          <span className="shrink-0 tabular-nums">{count?.toLocaleString(language) ?? w.few}</span>
        </li>
      ))}
    </ul>
  );
}
