// A short list of things one holds: what it is, a line about it, and one action.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export function Lines({ children }: { children: ReactNode }) {
  return <ul className="divide-y divide-line">{children}</ul>;
}

export function Line({
  icon: Icon,
  title,
  action,
  children,
}: {
  icon: LucideIcon;
  title: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <li className="flex items-center gap-3.5 py-3 first:pt-0 last:pb-0">
      <Icon aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.9} />
      <div className="min-w-0 grow">
        <p className="font-medium break-words">{title}</p>
        <p className="text-sm text-muted">{children}</p>
      </div>
      {action}
    </li>
  );
}
