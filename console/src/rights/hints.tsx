// What somebody in this conversation may be asking for (Art. 12(2)), put calmly between thread and composer. It decides nothing: a person opens a request or says that it is none.

import type { Answer } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Scale } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { toast } from '#ui/toast.tsx';
import { courseWords } from './course-words.ts';
import { OpenRequestDialog } from './open-request.tsx';

export type Hint = Answer<'listHints'>['items'][number];
type Talk = { readonly id: string; readonly lastSequence: number; readonly person: { readonly id: string; readonly name: string } };

export function Hints({ conversation }: { conversation: Talk }) {
  const w = useWords(courseWords);
  const may = useMe().permissions.includes('requests.open');
  const [opening, setOpening] = useState<Hint>();
  const query = useQuery({
    queryKey: keys.hints(conversation.id, conversation.lastSequence),
    queryFn: () => client.call('listHints', { params: { conversation: conversation.id } }),
    placeholderData: (before) => before,
    enabled: may,
  });
  const hints = query.data?.items ?? [];
  if (hints.length === 0 && !opening) return null;
  return (
    <section aria-label={w.hints} className="mx-auto w-full max-w-3xl px-5 pb-2">
      <ul className="grid gap-1.5">
        {hints.map((hint) => (
          <HintLine key={`${hint.message} ${hint.asked}`} hint={hint} person={conversation.person} onOpen={() => setOpening(hint)} />
        ))}
      </ul>
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

export function HintLine({ hint, person, onOpen, more }: { hint: Hint; person: Talk['person']; onOpen: () => void; more?: ReactNode }) {
  const w = useWords(courseWords);
  const name = usePersonName()(person);
  const cache = useQueryClient();
  const dismiss = useMutation({
    mutationFn: (outcome: 'dismissed' | 'answered') =>
      client.call('dismissHint', { params: { message: hint.latest, asked: hint.asked }, body: { outcome } }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: keys.allHints }),
    onError: (error) => toast(errorWords(error)),
  });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-lg border border-line bg-canvas px-3.5 py-2 animate-fade">
      <Scale aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={2} />
      <p className="min-w-48 grow text-sm">
        {w[`hint-${hint.asked}`](name)} <span className="whitespace-nowrap text-muted">{w[`article-${hint.asked}`]}</span>
        {hint.kind === null && <span className="block text-muted">{w.noMachine}</span>}
        {more}
      </p>
      <div className="flex shrink-0 gap-2">
        {hint.kind && (
          <Button size="sm" onClick={onOpen}>
            {w.openHint}
          </Button>
        )}
        {hint.kind === null && (
          <Button size="sm" busy={dismiss.isPending} onClick={() => dismiss.mutate('answered')}>
            {w.answeredInWords}
          </Button>
        )}
        <Button look="quiet" size="sm" busy={dismiss.isPending} onClick={() => dismiss.mutate('dismissed')}>
          {w.notARequest}
        </Button>
      </div>
    </li>
  );
}
