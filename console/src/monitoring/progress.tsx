// How far an audit is, and with what outcome: met, not met, does not apply, and what is left, as one bar with its sentence.
import { useWords } from '#lib/language.ts';
import { auditWords } from './audit-words.ts';
import type { Audit } from './queries.ts';

export function Progress({ audit }: { audit: Pick<Audit, 'total' | 'met' | 'notMet' | 'notApplicable'> }) {
  const w = useWords(auditWords);
  const { total, met, notMet, notApplicable } = audit;
  const parts = [
    [met, 'bg-good'],
    [notMet, 'bg-bad-solid'],
    [notApplicable, 'bg-edge'],
  ] as const;
  return (
    <div>
      <div aria-hidden className="flex h-1.5 gap-px overflow-hidden rounded-full bg-pressed">
        {parts.map(([count, look]) => count > 0 && <span key={look} className={look} style={{ width: `${(count / total) * 100}%` }} />)}
      </div>
      <p className="mt-1 text-xs tabular-nums text-muted">{w.answered(met + notMet + notApplicable, total)}</p>
    </div>
  );
}
