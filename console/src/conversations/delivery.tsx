// How far a message got, in words; a failure says why.
import { Check, CheckCheck, CircleAlert, Clock, ShieldX } from 'lucide-react';
import { useLanguage, useWords } from '#lib/language.ts';
import { germanReasons } from '#lib/reason-words.ts';
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

type Props = { state: Message['delivery']; because: string | null; words: string | null };

/** The server's words are English, and name the provider; in another language the code speaks, and the server where a newer one has a code that is not known here. */
export function Delivery({ state, because, words }: Props) {
  const w = useWords(threadWords);
  const isEnglish = useLanguage() === 'en';
  if (state === 'received') return null;
  const why = (isEnglish ? undefined : germanReasons[because ?? '']) ?? words;
  const Icon = icons[state];
  const tone = state === 'failed' ? 'text-bad' : state === 'refused' ? 'text-warn' : state === 'read' ? 'text-accent' : 'text-muted';
  return (
    <p className={`mt-1 flex items-start gap-1.5 px-1 text-xs ${tone}`}>
      <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" strokeWidth={2} />
      <span>
        {w[state]}
        {why && <span>: {why}</span>}
      </span>
    </p>
  );
}
