// People joined into this one, each of which can be taken apart again.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { named, useWords } from '#lib/language.ts';
import { QuietLink, Section } from '#ui/section.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import type { Person } from './person-card.tsx';
import { peopleWords } from './words.ts';

export function Merges({ person }: { person: Person }) {
  const w = useWords(peopleWords);
  const cache = useQueryClient();
  const split = useMutation({
    mutationFn: (merge: string) => client.call('unmergePeople', { params: { person: person.id, merge } }),
    onSuccess: (fresh) => {
      cache.setQueryData(keys.person(person.id), fresh);
      for (const queryKey of [keys.lists, keys.timeline(person.id), keys.consents(person.id)]) void cache.invalidateQueries({ queryKey });
      toast(w.apart);
    },
    onError: (error) => toast(errorWords(error), 'bad'),
  });
  if (person.merges.length === 0) return null;
  return (
    <Section title={w.merges}>
      <ul className="grid gap-1.5">
        {person.merges.map((merge) => (
          <li key={merge.id} className="flex items-baseline gap-2 text-base">
            <span className="min-w-0 grow">
              {w.joined(named(w, merge.proof))}, <Time at={merge.at} as="day" className="text-muted" />
            </span>
            <QuietLink onClick={() => split.mutate(merge.id)}>{w.takeApart}</QuietLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
