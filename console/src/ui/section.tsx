// A titled part of a side panel, with one quiet action at most.
import type { ReactNode } from 'react';

export function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-t border-line px-5 py-4">
      <header className="mb-2.5 flex min-h-6 flex-wrap items-center justify-between gap-x-2">
        <h3 className="text-sm font-semibold">{title}</h3>
        {action}
      </header>
      {children}
    </section>
  );
}

/** A small text button beside a heading or a line. */
export function QuietLink({ onClick, label, children }: { onClick: () => void; label?: string; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      aria-label={label}
      className="-mx-1 min-h-6 shrink-0 rounded-sm px-1 text-sm whitespace-nowrap text-accent underline-offset-2 hover:underline"
    >
      {children}
    </button>
  );
}
