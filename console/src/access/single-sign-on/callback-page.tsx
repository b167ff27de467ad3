// Back from a provider: hands over what it answered, asks for a code where one is due, and leaves nothing of the answer in the address.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { CodeForm } from '#access/code-form.tsx';
import { EntryFrame } from '#access/entry-frame.tsx';
import { entryWords } from '#access/words.ts';
import { client } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { beginSession } from '#lib/query.ts';
import { Loading } from '#ui/empty.tsx';
import { providerEntryWords } from './entry-words.ts';
import { Refused } from './refused.tsx';
import { takeNext, tellProven } from './travel.ts';

export function CallbackPage({ provider, onSignedIn }: { provider: string; onSignedIn: (next: string) => void }) {
  const query = useAnswer();
  return query.get('state')?.startsWith('prove.') ? (
    <Proving provider={provider} query={query.toString()} />
  ) : (
    <Arriving provider={provider} query={query.toString()} onSignedIn={onSignedIn} />
  );
}

/** What the provider answered, taken out of the address at once: a code in the history or over a shoulder is of no use to anybody. */
function useAnswer(): URLSearchParams {
  const [query] = useState(() => new URLSearchParams(location.search));
  useEffect(() => history.replaceState(history.state, '', location.pathname), []);
  return query;
}

function Arriving({ provider, query, onSignedIn }: { provider: string; query: string; onSignedIn: (next: string) => void }) {
  const w = useWords(providerEntryWords);
  const entry = useWords(entryWords);
  const cache = useQueryClient();
  const arrive = useMutation({
    mutationFn: () => client.call('finishProvider', { params: { provider }, body: { query } }),
    onSuccess: ({ me }) => {
      if (me) enter(me);
    },
  });
  const code = useMutation({
    mutationFn: (typed: string) => client.call('finishProviderCode', { params: { provider }, body: { code: typed } }),
    onSuccess: (me) => enter(me),
  });
  const enter = (me: Parameters<typeof beginSession>[1]): void => {
    beginSession(cache, me);
    onSignedIn(takeNext());
  };
  useOnce(arrive.mutate);
  if (arrive.isError) return <Refused error={arrive.error} provider={provider} />;
  if (arrive.data?.codeNeeded)
    return (
      <EntryFrame title={entry.codeTitle} about={w.codeAbout}>
        <CodeForm
          error={code.error ?? undefined}
          busy={code.isPending}
          onCode={(typed) => code.mutate(typed)}
          onBack={() => location.assign('/sign-in')}
        />
      </EntryFrame>
    );
  return (
    <EntryFrame title={w.backTitle} about={w.back}>
      <Loading />
    </EntryFrame>
  );
}

/** A window beside the page that waits: it closes itself where the browser lets it. */
function Proving({ provider, query }: { provider: string; query: string }) {
  const w = useWords(providerEntryWords);
  const prove = useMutation({
    mutationFn: () => client.call('finishProviderProof', { params: { provider }, body: { query } }),
    onSuccess: () => {
      tellProven();
      window.close();
    },
  });
  useOnce(prove.mutate);
  if (prove.isError) return <Refused error={prove.error} provider={provider} />;
  const isDone = prove.isSuccess;
  return (
    <EntryFrame title={isDone ? w.provenTitle : w.backTitle} about={isDone ? w.proven : w.back}>
      {!isDone && <Loading />}
    </EntryFrame>
  );
}

/** An answer counts once, also where a page is mounted twice. */
function useOnce(work: () => void): void {
  const begin = useRef<(() => void) | undefined>(work);
  useEffect(() => {
    begin.current?.();
    begin.current = undefined;
  }, []);
}
