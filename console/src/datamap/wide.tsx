// What may be wider than the screen: it scrolls by itself, and keys reach it.
import type { ReactNode, Ref } from 'react';

type Props = { label: string; className?: string; ref?: Ref<HTMLElement>; children: ReactNode };

export function Wide({ label, className = '', ref, children }: Props) {
  return (
    <section
      ref={ref}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
      tabIndex={0}
      className={`overflow-auto rounded-lg border border-line bg-raised shadow-card ${className}`}
    >
      {children}
    </section>
  );
}
