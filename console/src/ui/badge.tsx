// A word of state. Colour never speaks alone: there is always the word, mostly an icon too.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad';

const tones: Record<Tone, string> = {
  plain: 'bg-hover text-muted',
  accent: 'bg-accent-soft text-accent',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
};

export function Badge({ tone = 'plain', icon: Icon, children }: { tone?: Tone; icon?: LucideIcon; children: ReactNode }) {
  return (
    <span
      className={`inline-flex h-5.5 shrink-0 items-center gap-1 rounded-full px-2 text-xs font-medium whitespace-nowrap ${tones[tone]}`}
    >
      {Icon && <Icon aria-hidden className="size-3" strokeWidth={2.4} />}
      {children}
    </span>
  );
}

/** How many; nothing at zero. */
export function Count({ of, strong, label }: { of: number; strong?: boolean; label?: string }) {
  if (of === 0) return null;
  return (
    <span
      className={`inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-full px-1.5 text-xs font-medium tabular-nums ${strong ? 'bg-solid text-white' : 'text-muted'}`}
    >
      {of > 999 ? '999+' : of}
      {label && <span className="sr-only"> {label}</span>}
    </span>
  );
}
