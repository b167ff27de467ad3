// Stores: where they are, which devices stand there, and how much began there.

import type { Answer } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { Plus, Store as StoreIcon } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { CounterDialog } from './counter-dialog.tsx';
import { KioskDialog } from './kiosk-dialog.tsx';
import { StoreCard } from './store-card.tsx';
import { StoreDialog } from './store-dialog.tsx';
import { storeWords } from './words.ts';

export type Store = Answer<'addStore'>;

export function StoresPage() {
  const w = useWords(storeWords);
  const query = useQuery({ queryKey: keys.stores, queryFn: () => client.call('listStores') });
  const [editing, setEditing] = useState<Store | 'new'>();
  const [letting, setLetting] = useState<Store>();
  const [serving, setServing] = useState<Store>();
  const { permissions } = useMe();
  const mayChange = permissions.includes('channels.change');
  const mayServe = permissions.includes('conversations.write');
  const add = mayChange && (
    <Button look="solid" icon={Plus} onClick={() => setEditing('new')}>
      {w.add}
    </Button>
  );
  return (
    <Page title={w.title} about={w.about} actions={add}>
      {query.isPending && <Skeleton lines={6} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <Empty icon={StoreIcon} title={w.empty} more={w.emptyMore} />}
      <ul className="grid gap-4">
        {query.data?.items.map((store) => (
          <StoreCard
            key={store.id}
            store={store}
            onEdit={mayChange ? () => setEditing(store) : undefined}
            onLetIn={mayChange && !store.retiredAt ? () => setLetting(store) : undefined}
            onServe={mayServe && !store.retiredAt ? () => setServing(store) : undefined}
          />
        ))}
      </ul>
      <StoreDialog key={editing === 'new' ? 'new' : editing?.id} store={editing} onClose={() => setEditing(undefined)} />
      {serving && <CounterDialog store={serving} onClose={() => setServing(undefined)} />}
      <KioskDialog key={letting?.id ?? 'none'} store={letting} onClose={() => setLetting(undefined)} />
    </Page>
  );
}
