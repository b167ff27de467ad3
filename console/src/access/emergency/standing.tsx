// One emergency access that is open, and the press that ends it.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Siren } from 'lucide-react';
import { client, errorWords } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { type Emergency, reachChanged } from './queries.ts';
import { Scope } from './scope.tsx';
import { emergencyWords } from './words.ts';

export function Standing({ emergency }: { emergency: Emergency }) {
  const w = useWords(emergencyWords);
  const end = useEnd();
  return (
    <section
      aria-label={w.title}
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-warn-line bg-warn-soft px-4 py-1.5 text-sm print:hidden"
    >
      <Siren aria-hidden className="size-4 shrink-0 text-warn" strokeWidth={2} />
      <p className="min-w-0 grow">
        <strong className="font-semibold text-warn">
          {w.banner} <Time at={emergency.endsAt} as="clock" />
        </strong>{' '}
        <span className="text-ink">
          <Scope emergency={emergency} link />. {w.bannerMore}
        </span>
      </p>
      <Button size="sm" busy={end.isPending} onClick={() => end.mutate(emergency.id)}>
        {w.endNow}
      </Button>
    </section>
  );
}

/** Ends one of one's own. */
export function useEnd() {
  const w = useWords(emergencyWords);
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (emergency: string) => client.call('closeEmergency', { params: { emergency } }),
    onSuccess: () => toast(w.ended),
    onError: (error) => toast(errorWords(error), 'bad'),
    onSettled: () => reachChanged(cache),
  });
}
