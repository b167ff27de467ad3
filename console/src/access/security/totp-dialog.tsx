// Setting up an app: scan or type, prove it with a code, keep the recovery codes.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Field } from '#ui/field.tsx';
import { CodesToKeep } from './codes-to-keep.tsx';
import { refresh } from './refresh.ts';
import { securityWords } from './words.ts';

export function TotpDialog({ onClose }: { onClose: () => void }) {
  const w = useWords(securityWords);
  const cache = useQueryClient();
  const started = useQuery({
    queryKey: keys.newSecret,
    queryFn: () => client.call('startTotp'),
    gcTime: 0, // a secret does not stay in memory
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false, // the page is left for the app on the phone: another secret would make its code wrong
    retry: false,
  });
  const confirm = useMutation({
    mutationFn: (code: string) => client.call('confirmTotp', { body: { code } }),
    onSuccess: () => refresh(cache, keys.secondFactor),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    confirm.mutate(String(new FormData(event.currentTarget).get('code')));
  };
  if (confirm.data) return <CodesToKeep codes={confirm.data.recoveryCodes} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title={w.setUpApp} about={w.setUpAppAbout}>
      {started.isPending && <Skeleton lines={6} />}
      {started.isError && <Failed error={started.error} onRetry={() => void started.refetch()} />}
      {started.data && (
        <form onSubmit={submit} className="grid gap-4">
          <img
            src={`data:image/svg+xml,${encodeURIComponent(started.data.picture)}`}
            alt={w.qrCode}
            className="size-44 justify-self-center rounded-md border border-line bg-white p-1.5"
          />
          <CodeBlock label={w.byHand} text={started.data.secret.replace(/(.{4})(?=.)/g, '$1 ')} />
          <Field
            required
            label={w.appCode}
            hint={w.appCodeHint}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={20}
          />
          {confirm.isError && <Callout tone="bad" alert title={errorWords(confirm.error)} />}
          <Actions>
            <Button onClick={onClose}>{w.cancel}</Button>
            <Button look="solid" type="submit" busy={confirm.isPending}>
              {w.confirm}
            </Button>
          </Actions>
        </form>
      )}
    </Dialog>
  );
}
