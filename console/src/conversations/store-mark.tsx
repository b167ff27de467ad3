// In which store a conversation began. Asked only where there are stores: most companies have none.
import { useQuery } from '@tanstack/react-query';
import { Store } from 'lucide-react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useMe } from '#lib/query.ts';
import { CounterLink } from './counter-link.tsx';

/** Those of the company, for whoever may list them. */
export function useStores() {
  const mayList = useMe().permissions.includes('channels.read');
  return useQuery({ queryKey: keys.stores, queryFn: () => client.call('listStores'), enabled: mayList, staleTime: 600_000, retry: false });
}

export function StoreMark({ conversation }: { conversation: string }) {
  const mayList = useMe().permissions.includes('channels.read');
  const stores = useStores();
  const found = useQuery({
    queryKey: keys.storeOf(conversation),
    queryFn: () => client.call('readStoreOf', { params: { conversation } }),
    enabled: !mayList || (stores.data?.items.length ?? 0) > 0,
    staleTime: 600_000,
    retry: false,
  });
  const store = found.data?.store;
  const until = found.data?.linkUntil;
  const isGood = useMe().permissions.includes('conversations.write') && until != null && Date.parse(until) > Date.now();
  return store ? (
    <span className="flex min-w-0 items-center gap-1">
      <Store aria-hidden className="size-3.5 shrink-0" strokeWidth={1.9} />
      <span className="truncate">{store.name}</span>
      {isGood && <CounterLink conversation={conversation} />}
    </span>
  ) : null;
}
