// Colleagues who have this conversation open: faces and names in a line that is there anyway, so that nothing moves when they come and go.
import { useEffect, useRef } from 'react';
import { announce } from '#lib/announce.ts';
import { useWords } from '#lib/language.ts';
import { Avatar } from '#ui/avatar.tsx';
import { type Presence, usePresence } from './presence.ts';
import { presenceWords } from './presence-words.ts';

const mostNames = 2;
/** Whoever comes and goes within this time is not said again. */
const quietMs = 60_000;

export function Others({ conversation }: { conversation: string }) {
  const { items } = usePresence(conversation);
  const sentence = useSentence(items);
  useSayOnce(conversation, items, sentence);
  if (items.length === 0) return null;
  return (
    <span className="flex max-w-[85%] shrink-0 animate-fade items-center gap-1.5 text-ink">
      <span aria-hidden className="flex shrink-0 -space-x-1.5">
        {items.slice(0, 3).map(({ staff }) => (
          <Face key={staff.id} staff={staff} />
        ))}
      </span>
      <span className="truncate" title={sentence}>
        {sentence}
      </span>
    </span>
  );
}

function Face({ staff }: { staff: Presence['items'][number]['staff'] }) {
  if (staff.photo) return <img src={staff.photo} alt="" className="size-6 rounded-full object-cover ring-2 ring-surface" />;
  return (
    <span className="rounded-full ring-2 ring-surface">
      <Avatar name={staff.name} id={staff.id} size="sm" />
    </span>
  );
}

/** Who writes is said first: it is what matters before one sends. */
function useSentence(items: Presence['items']): string {
  const names = useNames();
  const w = useWords(presenceWords);
  const writing = items.filter(({ state }) => state === 'writing');
  return writing.length > 0 ? w.writes(names(writing), writing.length > 1) : w.here(names(items), items.length > 1);
}

/** Names as one says them: “Boris”, “Boris and Cleo”, “Boris, Cleo and 2 more”. */
export function useNames(): (items: Presence['items']) => string {
  const w = useWords(presenceWords);
  return (items) => {
    const names = items.map(({ staff }) => staff.name);
    if (names.length > mostNames) return `${names.slice(0, mostNames).join(', ')} ${w.and} ${w.others(names.length - mostNames)}`;
    return names.join(` ${w.and} `);
  };
}

/** Tells a screen reader when somebody comes or begins to write, once, and not again while that goes on. */
function useSayOnce(conversation: string, items: Presence['items'], sentence: string): void {
  const said = useRef(new Map<string, number>());
  const now = items.map(({ staff, state }) => `${conversation} ${staff.id} ${state}`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when who is here or what they do changes
  useEffect(() => {
    const fresh = now.filter((each) => Date.now() - (said.current.get(each) ?? 0) > quietMs);
    for (const each of now) said.current.set(each, Date.now());
    if (fresh.length > 0) announce(sentence);
  }, [now.join()]);
}
