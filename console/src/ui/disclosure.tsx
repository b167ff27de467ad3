// More, one press away: a line that opens what stands below it.
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** `quiet` is a small grey line; otherwise the line fills its row. */
export function Disclosure({ summary, quiet, children }: { summary: ReactNode; quiet?: boolean; children: ReactNode }) {
  return (
    <details className="group">
      <summary
        className={`flex list-none items-center rounded-md [&::-webkit-details-marker]:hidden ${quiet ? '-ml-1 w-fit min-h-6 gap-1 px-1 text-sm text-muted hover:text-ink' : 'min-h-8 gap-2 px-2 py-1 hover:bg-hover'}`}
      >
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 text-muted transition-transform duration-100 group-open:rotate-90"
          strokeWidth={2}
        />
        {summary}
      </summary>
      {children}
    </details>
  );
}
