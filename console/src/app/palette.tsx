// Go anywhere by typing: pages, loaded conversations, appearance. A combobox with a list, as WAI-ARIA describes it.

import type { Answer } from '@parley/contract';
import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type LucideIcon, MessagesSquare, Moon, Search, Sun } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type KeyboardEvent, useState } from 'react';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { useMe } from '#lib/query.ts';
import { chooseTheme } from '#lib/theme.ts';
import { places } from './places.ts';
import { shellWords } from './words.ts';

type Goal = { id: string; label: string; hint?: string; icon: LucideIcon; go: () => void };
const most = 9;

export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const w = useWords(shellWords);
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[14vh] left-1/2 z-40 w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-raised shadow-float"
        >
          <Radix.Title className="sr-only">{w.jump}</Radix.Title>
          <Chooser onClose={onClose} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Chooser({ onClose }: { onClose: () => void }) {
  const w = useWords(shellWords);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const goals = matching(useGoals(), text).slice(0, most);
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
      <div id="goals" role="listbox" aria-label={w.jump} className="max-h-[50vh] overflow-y-auto p-1.5">
        {goals.map((goal) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field does the same
          <div
            key={goal.id}
            id={`goal-${goal.id}`}
            role="option"
            aria-selected={goal === chosen}
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

function useGoals(): Goal[] {
  const w = useWords(shellWords);
  const called = usePersonName();
  const { history } = useRouter();
  const { permissions } = useMe();
  const cache = useQueryClient();
  const lists = cache.getQueriesData<InfiniteData<Answer<'listConversations'>>>({ queryKey: keys.lists });
  const known = new Map(
    lists.flatMap(([, list]) => list?.pages ?? []).flatMap((page) => page.items.map((item) => [item.id, item] as const)),
  );
  return [
    ...places
      .filter((place) => permissions.includes(place.needs))
      .map(({ to, name, icon }) => ({ id: name, label: w[name], icon, go: () => history.push(to) })),
    { id: 'dark', label: `${w.theme}: ${w.dark}`, icon: Moon, go: () => chooseTheme('dark') },
    { id: 'light', label: `${w.theme}: ${w.light}`, icon: Sun, go: () => chooseTheme('light') },
    ...[...known.values()].map((item) => ({
      id: item.id,
      label: called(item.person),
      hint: item.subject ?? item.excerpt.slice(0, 40),
      icon: MessagesSquare,
      go: () => history.push(`/inbox/${item.id}`),
    })),
  ];
}

function matching(goals: readonly Goal[], text: string): Goal[] {
  const wanted = text.trim().toLowerCase();
  return goals.filter((goal) => `${goal.label} ${goal.hint ?? ''}`.toLowerCase().includes(wanted));
}
