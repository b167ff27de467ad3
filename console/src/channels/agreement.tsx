// Agreeing at Google or Microsoft that a mailbox may be read: the way there, and what comes back.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { feedWords } from './feed-words.ts';

export function Agreement({ inbox }: { inbox: string }) {
  const w = useWords(feedWords);
  const ask = useMutation({
    mutationFn: () => client.call('connectChannel', { params: { inbox } }),
    onSuccess: ({ open }) => {
      if (open) window.location.assign(open);
    },
  });
  return (
    <div className="grid gap-1.5">
      <div>
        <Button size="sm" icon={KeyRound} busy={ask.isPending} onClick={() => ask.mutate()}>
          {ask.isPending ? w.agreeing : w.agree}
        </Button>
      </div>
      {ask.isError && <Callout tone="bad">{errorWords(ask.error)}</Callout>}
    </div>
  );
}

/** Hands in, once, what the provider put into the address of this page, and takes it out of there at once. */
export function Agreed() {
  const cache = useQueryClient();
  const take = useMutation({
    mutationFn: (body: { state: string; code: string }) => client.call('agreeForChannel', { body }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: keys.channels }),
  });
  const isTaken = useRef(false);
  useEffect(() => {
    const given = new URLSearchParams(window.location.search);
    const [state, code] = [given.get('state'), given.get('code')];
    if (isTaken.current || !state || !code) return;
    isTaken.current = true;
    window.history.replaceState(window.history.state, '', window.location.pathname);
    take.mutate({ state, code });
  }, [take]);
  return (
    <div aria-live="polite" className="empty:hidden">
      {take.isSuccess && <Callout tone={take.data.ok ? 'good' : 'warn'}>{take.data.words}</Callout>}
      {take.isError && <Callout tone="bad">{errorWords(take.error)}</Callout>}
    </div>
  );
}
