// What happened to a message later: taken back, edited, reacted to. What was said before an edit is kept nowhere; the time tells whether an answer came before or after it.
import { Undo2 } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import { Time } from '#ui/time.tsx';
import { changedWords } from './changed-words.ts';
import type { Message } from './types.ts';

/** In the place of the words and files that are gone. */
export function TakenBack({ at }: { at: string }) {
  const w = useWords(changedWords);
  return (
    <p className="flex items-center gap-2 rounded-xl border border-dashed border-line px-3.5 py-2 text-sm text-muted">
      <Undo2 aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />
      <span>
        {w.unsent} · <Time at={at} className="tabular-nums" />
      </span>
    </p>
  );
}

/** Below a message: that it was edited, and how the person reacted to it. */
export function Changed({ changes }: { changes: Message['changes'] }) {
  const w = useWords(changedWords);
  if (changes.unsent || (!changes.edited && !changes.reaction)) return null;
  return (
    <p className="mt-1 flex items-center gap-2 px-1 text-xs text-muted">
      {changes.reaction && (
        <span className="rounded-full border border-line bg-raised px-2 py-0.5 text-sm leading-5">
          <span className="sr-only">{w.reaction} </span>
          {changes.reaction}
        </span>
      )}
      {changes.edited && (
        <span>
          {w.edited} <Time at={changes.edited} className="tabular-nums" />
        </span>
      )}
    </p>
  );
}
