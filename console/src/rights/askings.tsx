// On top of the work list: messages in every inbox that seem to ask for a right and about which nobody has decided (Art. 12(2)).
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Time } from '#ui/time.tsx';
import { courseWords } from './course-words.ts';
import { type Hint, HintLine } from './hints.tsx';
import { OpenRequestDialog } from './open-request.tsx';

export function Askings() {
  const w = useWords(courseWords);
  const { permissions } = useMe();
  const [opening, setOpening] = useState<Hint>();
  const list = useInfiniteQuery({
    queryKey: keys.askings,
    queryFn: ({ pageParam }) => client.call('listAskings', { query: pageParam ? { cursor: pageParam } : {} }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    enabled: permissions.includes('requests.open'),
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0 && !opening) return null;
  return (
    <section aria-label={w.undecided} className="mt-5">
      <h2 className="text-sm font-semibold text-muted">{w.undecided}</h2>
      <p className="mt-1 text-sm text-pretty text-muted">{w.undecidedAbout}</p>
      <ul className="mt-2 grid gap-1.5">
        {items.map((hint) => (
          <HintLine
            key={`${hint.message} ${hint.asked}`}
            hint={hint}
            person={{ id: hint.person, name: hint.name }}
            onOpen={() => setOpening(hint)}
            more={
              <span className="block text-muted">
                <Time at={hint.at} as="day" />
                {permissions.includes('conversations.read') && (
                  <>
                    {' · '}
                    <Link to="/inbox/$conversation" params={{ conversation: hint.conversation }} className="underline">
                      {w.inThread}
                    </Link>
                  </>
                )}
              </span>
            }
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <p className="mt-3 text-center">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            …
          </Button>
        </p>
      )}
      {opening?.kind && (
        <OpenRequestDialog
          person={opening.person}
          kind={opening.kind}
          message={opening.message}
          asked={opening.asked}
          onClose={() => setOpening(undefined)}
        />
      )}
    </section>
  );
}
