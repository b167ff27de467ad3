// What stands where nothing is yet, where something failed, and the grey shapes while it loads.
import { CloudOff, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { errorWords } from '#lib/client.ts';
import { useWords, words } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';

type EmptyProps = { icon: LucideIcon; title: string; more?: ReactNode; action?: ReactNode; page?: boolean };

/** `page`: it is all there is, so its title is the heading of the page. */
export function Empty({ icon: Icon, title, more, action, page }: EmptyProps) {
  const Title = page ? 'h1' : 'p';
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center gap-1.5 px-6 py-14 text-center">
      <span className="mb-2 flex size-11 items-center justify-center rounded-full bg-hover text-muted">
        <Icon aria-hidden className="size-5" strokeWidth={1.7} />
      </span>
      <Title className="text-base font-semibold">{title}</Title>
      {more && <p className="text-base text-balance text-muted">{more}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}

/** A part of the page could not be loaded: says why and offers to try again. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const w = useWords(own);
  return (
    <div role="alert">
      <Empty icon={CloudOff} title={w.failed} more={errorWords(error)} action={onRetry && <Button onClick={onRetry}>{w.again}</Button>} />
    </div>
  );
}

/** Says that something loads, to those who do not see the grey shapes. */
export function Loading() {
  const w = useWords(own);
  return (
    <span role="status" className="sr-only">
      {w.loading}
    </span>
  );
}

/** Grey lines in the shape of what comes. */
export function Skeleton({ lines = 3, className = '' }: { lines?: number; className?: string }) {
  const w = useWords(own);
  return (
    <div role="status" className={`grid gap-3 ${className}`}>
      <span className="sr-only">{w.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey lines have no identity
        <span key={line} className="h-3.5 animate-breathe rounded-full bg-hover" style={{ width: `${widths[line % widths.length]}%` }} />
      ))}
    </div>
  );
}

const widths = [82, 64, 91, 48, 73];

const own = words(
  { failed: 'This could not be loaded', again: 'Try again', loading: 'Loading' },
  { failed: 'Das konnte nicht geladen werden', again: 'Erneut versuchen', loading: 'Wird geladen' },
);
