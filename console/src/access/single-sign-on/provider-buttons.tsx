// The way to the company's own sign-in: named by a button where there is one company, and told for an address once it is typed.
import { useMutation, useQuery } from '@tanstack/react-query';
import { Building2 } from 'lucide-react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { providerEntryWords } from './entry-words.ts';
import { rememberNext } from './travel.ts';

export function ProviderButtons({ email, next }: { email: string | undefined; next: string | undefined }) {
  const w = useWords(providerEntryWords);
  const ways = useQuery({
    queryKey: keys.signInWays(email ?? ''),
    queryFn: () => client.call('readSignInWays', { body: email ? { email } : {} }),
    retry: false,
    staleTime: 60_000,
    placeholderData: (before) => before, // while another address is asked about, nothing jumps
  });
  const leave = useMutation({
    mutationFn: (provider: string) => client.call('startProvider', { params: { provider } }),
    onSuccess: ({ url }) => {
      rememberNext(next);
      location.assign(url);
    },
  });
  const providers = ways.data?.providers ?? [];
  if (providers.length === 0) return null;
  return (
    <fieldset className="mt-3 grid gap-3">
      <legend className="sr-only">{w.yours}</legend>
      {providers.map((each) => (
        <Button key={each.id} icon={Building2} className="w-full" busy={leave.isPending} onClick={() => leave.mutate(each.id)}>
          {w.by(each.name)}
        </Button>
      ))}
      {leave.isError && <Callout tone="bad" alert title={errorWords(leave.error)} />}
    </fieldset>
  );
}
