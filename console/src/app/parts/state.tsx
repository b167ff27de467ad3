// How a specimen is set out: a state with its name below, states beside each other.
import type { ReactNode } from 'react';

export type Sample = { readonly name: string; readonly note?: string; readonly show: () => ReactNode };

/** A state with its name below; `focused` draws the ring that the keyboard would. */
export function State({ name, focused, children }: { name: string; focused?: boolean; children: ReactNode }) {
  return (
    <div
      data-drawn-focus={focused}
      className={`grid min-w-0 justify-items-start gap-1 ${focused ? '[&>:first-child]:outline-2 [&>:first-child]:outline-offset-2 [&>:first-child]:outline-accent' : ''}`}
    >
      {children}
      <span className="text-xs text-muted">{name}</span>
    </div>
  );
}

/** States beside each other. */
export function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-start gap-4">{children}</div>;
}
