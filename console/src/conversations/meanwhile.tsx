// One line over the composer, always of one height: a colleague writes too, somebody wrote meanwhile, the person is writing.
import { useInfiniteQuery } from '@tanstack/react-query';
import { MessageCircleMore, PenLine } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { useMe } from '#lib/query.ts';
import { useNames } from './others.tsx';
import { usePresence } from './presence.ts';
import { presenceWords } from './presence-words.ts';
import { messagesQuery } from './queries.ts';
import type { Conversation } from './types.ts';

/** `begunAfter`: the last number when this agent began to write; undefined while they write nothing. */
export function Meanwhile({ conversation, begunAfter }: { conversation: Conversation; begunAfter: number | undefined }) {
  const w = useWords(presenceWords);
  const names = useNames();
  const person = usePersonName()(conversation.person);
  const { items, personWriting } = usePresence(conversation.id);
  const writing = items.filter(({ state }) => state === 'writing');
  const newcomer = useNewcomer(conversation, begunAfter);
  return (
    <p data-meanwhile className="mx-auto flex h-6 max-w-3xl items-center gap-3 overflow-hidden px-1 text-xs text-muted">
      {writing.length > 0 && (
        <span className="flex min-w-0 animate-fade items-center gap-1.5 font-medium text-ink">
          <PenLine aria-hidden className="size-3.5 shrink-0 text-warn" strokeWidth={2} />
          <span className="truncate">
            {w.writes(names(writing), writing.length > 1)}
            {begunAfter !== undefined && <span className="font-normal text-muted max-sm:hidden"> · {w.yours}</span>}
          </span>
        </span>
      )}
      {newcomer && (
        <span role="status" className="flex min-w-0 animate-fade items-center gap-1.5 font-medium text-ink">
          <MessageCircleMore aria-hidden className="size-3.5 shrink-0 text-warn" strokeWidth={2} />
          <span className="truncate">{w.cameMeanwhile(newcomer)}</span>
        </span>
      )}
      {personWriting && (
        <span className="flex min-w-0 animate-fade items-center gap-1.5">
          <span aria-hidden className="flex shrink-0 gap-0.5 *:size-1 *:animate-breathe *:rounded-full *:bg-current">
            <span />
            <span className="[animation-delay:200ms]" />
            <span className="[animation-delay:400ms]" />
          </span>
          <span className="truncate">{w.personWrites(person)}</span>
        </span>
      )}
    </p>
  );
}

/** Who wrote a message after this agent began: the newest one that is not their own. */
function useNewcomer(conversation: Conversation, begunAfter: number | undefined): string | undefined {
  const me = useMe().staff.id;
  const nameOf = usePersonName();
  const newest = useInfiniteQuery(messagesQuery(conversation.id)).data?.pages[0]?.items ?? [];
  if (begunAfter === undefined) return undefined;
  const came = newest.findLast(({ sequence, kind, author }) => sequence > begunAfter && kind === 'message' && author.id !== me);
  if (!came) return undefined;
  return came.author.kind === 'person' ? nameOf(conversation.person) : came.author.name;
}
