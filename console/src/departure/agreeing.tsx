// On top of the work list of those who answer for privacy: exports of everything that wait for their approval (Art. 32(4)).
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Time } from '#ui/time.tsx';
import { agreeingWords } from './agreeing-words.ts';
import { Failure } from './failure.tsx';

export function ExportsToAgree() {
  const w = useWords(agreeingWords);
  const { permissions } = useMe();
  const cache = useQueryClient();
  const list = useQuery({
    queryKey: keys.exportsWaiting,
    queryFn: () => client.call('readExportsWaiting'),
    enabled: permissions.includes('requests.approve'),
  });
  const agree = useMutation({
    mutationFn: (id: string) => client.call('agreeToExport', { params: { export: id } }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.leaving }),
  });
  const items = list.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-label={w.title} className="mt-5">
      <h2 className="text-sm font-semibold text-muted">{w.title}</h2>
      <p className="mt-1 text-sm text-pretty text-muted">{w.about}</p>
      <ul className="mt-2 overflow-hidden rounded-lg border border-line bg-raised shadow-card">
        {items.map(({ id, asker, askedAt, isMade }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-5 py-3.5 last:border-b-0">
            <p>
              {w.askedBy(asker)} <Time at={askedAt} as="full" />
              {isMade && <span className="block text-sm text-muted">{w.isMade}</span>}
            </p>
            <Button size="sm" look="solid" busy={agree.isPending && agree.variables === id} onClick={() => agree.mutate(id)}>
              {w.approve}
            </Button>
          </li>
        ))}
      </ul>
      <Failure error={agree.error} />
    </section>
  );
}
