// Single sign-on of the company: its providers, each with what to copy, what its groups mean and its tokens for provisioning.
import type { Answer } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Building2, Plus } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { ProviderCard } from './provider-card.tsx';
import { ProviderDialog } from './provider-dialog.tsx';
import { singleSignOnWords } from './words.ts';

export type Provider = Answer<'listProviders'>['items'][number];

export function SingleSignOnPage() {
  const w = useWords(singleSignOnWords);
  const query = useQuery({ queryKey: keys.providers, queryFn: () => client.call('listProviders') });
  const [editing, setEditing] = useState<Provider | 'new'>();
  const add = (
    <Button look="solid" icon={Plus} onClick={() => setEditing('new')}>
      {w.add}
    </Button>
  );
  const items = query.data?.items ?? [];
  return (
    <Page title={w.title} about={w.about} actions={items.length > 0 && add}>
      <div className="grid gap-5">
        {query.isPending && <Skeleton lines={8} />}
        {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
        {query.data && items.length === 0 && <Empty icon={Building2} title={w.none} more={w.noneMore} action={add} />}
        {items.map((provider) => (
          <ProviderCard key={provider.id} provider={provider} onEdit={() => setEditing(provider)} />
        ))}
        {items.length > 0 && (
          <Callout>
            {w.register}{' '}
            <Link to="/recipients" className="text-accent underline underline-offset-2">
              {w.toRegister}
            </Link>
          </Callout>
        )}
      </div>
      {editing && <ProviderDialog provider={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </Page>
  );
}
