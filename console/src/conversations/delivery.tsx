// How far a message got, in words; a failure says why.
import { Check, CheckCheck, CircleAlert, Clock, ShieldX } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import type { Message } from './types.ts';
import { threadWords } from './words.ts';

const icons = {
  queued: Clock,
  sending: Clock,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
  refused: ShieldX,
} as const;

export function Delivery({ state, because }: { state: Message['delivery']; because: string | null }) {
  const w = useWords(threadWords);
  if (state === 'received') return null;
  const Icon = icons[state];
  const tone = state === 'failed' ? 'text-bad' : state === 'refused' ? 'text-warn' : state === 'read' ? 'text-accent' : 'text-muted';
  return (
    <p className={`mt-1 flex items-start gap-1.5 px-1 text-xs ${tone}`}>
      <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" strokeWidth={2} />
      <span>
        {w[state]}
        {because && <span>: {because}</span>}
      </span>
    </p>
  );
}
