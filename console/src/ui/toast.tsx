// Short confirmations in a polite live region. Nothing that needs an answer, and no error that belongs beside a field, stands here.
import { Check, CircleAlert } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { createStore } from '#lib/store.ts';

type Note = { id: number; text: string; tone: 'good' | 'bad' };
const notes = createStore<readonly Note[]>([]);
const stayMs = 6000;
let last = 0;

/** Shows a line for a few seconds. */
export function toast(text: string, tone: Note['tone'] = 'good'): void {
  const id = ++last;
  notes.change((now) => [...now.slice(-2), { id, text, tone }]);
  setTimeout(() => notes.change((now) => now.filter((note) => note.id !== id)), stayMs);
}

export function Toasts() {
  const shown = useSyncExternalStore(notes.subscribe, notes.get);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-50 flex flex-col items-center gap-2 px-4"
    >
      {shown.map((note) => {
        const Icon = note.tone === 'good' ? Check : CircleAlert;
        return (
          <p
            key={note.id}
            className="flex max-w-md animate-rise items-center gap-2.5 rounded-lg border border-line bg-raised px-4 py-2.5 text-base shadow-float"
          >
            <Icon aria-hidden className={`size-4 shrink-0 ${note.tone === 'good' ? 'text-good' : 'text-bad'}`} strokeWidth={2.2} />
            {note.text}
          </p>
        );
      })}
    </div>
  );
}
