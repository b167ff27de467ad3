// What may be wider than the screen: it scrolls by itself, and keys reach it.
import type { ReactNode } from 'react';

export function Wide({ label, className = '', children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
      tabIndex={0}
      className={`overflow-x-auto rounded-lg border border-line bg-raised shadow-card ${className}`}
    >
      {children}
    </section>
  );
}
