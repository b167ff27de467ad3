// Go anywhere by typing: pages, people, conversations, what can be done. A combobox with a list, as WAI-ARIA describes it.

import { Search } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type KeyboardEvent, useState } from 'react';
import { useWords } from '#lib/language.ts';
import { type Goal, useGoals } from './goals.ts';
import { StartMessage } from './later.tsx';
import { shellWords } from './words.ts';

const most = 40;

export function Palette({ open, onClose, onKeys }: { open: boolean; onClose: () => void; onKeys: () => void }) {
  const w = useWords(shellWords);
  const [writingTo, setWritingTo] = useState<string>();
  return (
    <>
      <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
        <Radix.Portal>
          <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
          <Radix.Content
            aria-describedby={undefined}
            className="fixed top-[14vh] left-1/2 z-40 w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-raised shadow-float"
          >
            <Radix.Title className="sr-only">{w.jump}</Radix.Title>
            <Chooser onClose={onClose} onMessage={setWritingTo} onKeys={onKeys} />
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
      {writingTo && <StartMessage person={writingTo} onClose={() => setWritingTo(undefined)} />}
    </>
  );
}

type ChooserProps = { onClose: () => void; onMessage: (person: string) => void; onKeys: () => void };

function Chooser({ onClose, onMessage, onKeys }: ChooserProps) {
  const w = useWords(shellWords);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const goals = matching(useGoals(onMessage, onKeys), text).slice(0, most);
  const chosen = goals[Math.min(at, goals.length - 1)];
  const go = (goal: Goal | undefined): void => {
    if (!goal) return;
    onClose();
    goal.go();
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && goals.length > 0) setAt((now) => (Math.min(now, goals.length - 1) + step + goals.length) % goals.length);
    else if (event.key === 'Enter') go(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <label className="flex h-12 items-center gap-3 border-b border-line px-4 text-muted">
        <Search aria-hidden className="size-4" strokeWidth={2} />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls="goals"
          aria-activedescendant={chosen ? `goal-${chosen.id}` : undefined}
          aria-label={w.jump}
          placeholder={w.jump}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
          className="w-full bg-transparent text-lg text-ink outline-none"
        />
      </label>
      {goals.length === 0 && (
        <p role="status" className="px-4 py-5 text-center text-muted">
          {w.noGoal}
        </p>
      )}
      <div id="goals" role="listbox" aria-label={w.jump} className="max-h-[50vh] scroll-py-1.5 overflow-y-auto p-1.5">
        {goals.map((goal) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field does the same
          <div
            key={goal.id}
            id={`goal-${goal.id}`}
            role="option"
            aria-selected={goal === chosen}
            ref={goal === chosen ? inSight : null}
            onClick={() => go(goal)}
            className="flex h-10 cursor-pointer items-center gap-3 rounded-md px-3 hover:bg-hover aria-selected:bg-pressed"
          >
            <goal.icon aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.9} />
            <span className="truncate">{goal.label}</span>
            {goal.hint && <span className="ml-auto truncate pl-4 text-sm text-muted">{goal.hint}</span>}
          </div>
        ))}
      </div>
    </>
  );
}

const inSight = (option: HTMLElement | null): void => void option?.scrollIntoView({ block: 'nearest' }); // newer browsers answer with a promise, which is no clean-up

/** Every word must be found; what is called so comes before what is only found by other words. */
function matching(goals: readonly Goal[], text: string): Goal[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (where: string) => wanted.every((word) => where.toLowerCase().includes(word));
  const called = goals.filter((goal) => has(`${goal.label} ${goal.hint ?? ''}`));
  return [...called, ...goals.filter((goal) => !called.includes(goal) && has(`${goal.label} ${goal.hint ?? ''} ${goal.also ?? ''}`))];
}
