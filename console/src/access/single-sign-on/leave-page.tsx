// An address that leads to one provider at once: for bookmarks, and for houses of several companies.
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { EntryFrame } from '#access/entry-frame.tsx';
import { client } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Loading } from '#ui/empty.tsx';
import { providerEntryWords } from './entry-words.ts';
import { Refused } from './refused.tsx';
import { rememberNext } from './travel.ts';

export function LeavePage({ provider }: { provider: string }) {
  const w = useWords(providerEntryWords);
  const leave = useMutation({
    mutationFn: () => client.call('startProvider', { params: { provider } }),
    onSuccess: ({ url }) => location.replace(url),
  });
  const begin = useRef(leave.mutate);
  useEffect(() => {
    rememberNext(undefined);
    begin.current();
  }, []);
  if (leave.isError) return <Refused error={leave.error} provider={provider} />;
  return (
    <EntryFrame title={w.goingTitle} about={w.going}>
      <Loading />
    </EntryFrame>
  );
}
