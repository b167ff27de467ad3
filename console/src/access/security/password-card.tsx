// My password: changed with the present one, or set by whoever came by passkey alone.
import type { Body } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { PasswordField } from '#access/password-field.tsx';
import { forgetOf, WaysToForget } from '#access/reset/ways.tsx';
import { client, errorWords, problemCode } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card } from '#ui/page.tsx';
import { toast } from '#ui/toast.tsx';
import { refresh } from './refresh.ts';
import { securityWords } from './words.ts';

export function PasswordCard() {
  const w = useWords(securityWords);
  const [isOpen, setOpen] = useState(false);
  const query = useQuery({ queryKey: keys.proofWays, queryFn: () => client.call('readProofWays') });
  const has = query.data?.ways.includes('password') ?? false;
  const act = has ? w.changePassword : w.setPassword;
  const actions = query.data && (
    <Button size="sm" icon={KeyRound} onClick={() => setOpen(true)}>
      {act}
    </Button>
  );
  return (
    <Card title={w.password} about={w.passwordAbout} actions={actions}>
      {query.isPending && <Skeleton lines={1} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <p className="text-base text-muted">{has ? w.hasPassword : w.noPassword}</p>}
      {isOpen && <PasswordDialog title={act} has={has} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function PasswordDialog({ title, has, onClose }: { title: string; has: boolean; onClose: () => void }) {
  const w = useWords(securityWords);
  const cache = useQueryClient();
  const passkeys = useQuery({ queryKey: keys.passkeys, queryFn: () => client.call('listPasskeys') }).data?.items ?? [];
  const apiKeys = useQuery({ queryKey: keys.apiKeys, queryFn: () => client.call('listApiKeys') }).data?.items ?? [];
  const change = useMutation({
    mutationFn: (body: Body<'changePassword'>) => client.call('changePassword', { body }),
    onSuccess: async () => {
      await refresh(cache, keys.sessions, keys.passkeys, keys.apiKeys);
      toast(w.passwordChanged);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    change.mutate({ password: String(form.get('password')), forget: forgetOf(form), ...(has && { current: String(form.get('current')) }) });
  };
  const code = problemCode(change.error);
  const said = (wanted: string) => (code === wanted ? errorWords(change.error) : undefined);
  return (
    <Dialog open onClose={onClose} title={title} about={w.changePasswordAbout}>
      <form onSubmit={submit} className="grid gap-4">
        {has && <PasswordField name="current" label={w.currentPassword} error={said('wrong-password')} />}
        <PasswordField isNew label={w.newPassword} hint={w.newPasswordHint} error={said('weak-password')} />
        <WaysToForget passkeys={passkeys} apiKeys={apiKeys} />
        {change.isError && code !== 'wrong-password' && code !== 'weak-password' && (
          <Callout tone="bad" alert title={errorWords(change.error)} />
        )}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={change.isPending}>
            {w.change}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
