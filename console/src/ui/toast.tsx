// Short confirmations in a polite live region, perhaps with a way back. Nothing that needs an answer, and no error that belongs beside a field, stands here.
import { Check, CircleAlert } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { createStore } from '#lib/store.ts';
import { Button } from '#ui/button.tsx';

type Back = { readonly label: string; readonly run: () => void };
type Note = { id: number; text: string; tone: 'good' | 'bad'; back: Back | undefined };
const notes = createStore<readonly Note[]>([]);
const stayMs = 6000;
const stayWithBackMs = 15_000;
let last = 0;

/** Shows a line for a few seconds, longer with a way back. */
export function toast(text: string, tone: Note['tone'] = 'good', back?: Back): void {
  const id = ++last;
  notes.change((now) => [...now.slice(-2), { id, text, tone, back }]);
  setTimeout(() => drop(id), back ? stayWithBackMs : stayMs);
}

const drop = (id: number): void => notes.change((now) => now.filter((note) => note.id !== id));

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
            <WayBack note={note} />
          </p>
        );
      })}
    </div>
  );
}

function WayBack({ note: { id, back } }: { note: Note }) {
  if (!back) return null;
  const go = (): void => {
    drop(id);
    back.run();
  };
  return (
    <Button size="sm" look="quiet" onClick={go} className="pointer-events-auto">
      {back.label}
    </Button>
  );
}
