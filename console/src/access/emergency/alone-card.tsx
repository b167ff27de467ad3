// What somebody did alone, for privacy officers: who, what, when, and whether it was justified.
import type { Answer } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRoleName } from '#access/roles/role-words.ts';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { aloneWords } from './alone-words.ts';

type Act = Answer<'listActsAlone'>['items'][number];

export function AloneCard() {
  const w = useWords(aloneWords);
  const query = useQuery({ queryKey: keys.actsAlone, queryFn: () => client.call('listActsAlone') });
  return (
    <Card title={w.title} about={w.about} flush>
      <div className="px-5 pb-4">
        {query.isPending && <Skeleton lines={2} />}
        {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
        {query.data?.items.length === 0 && <p className="text-base text-muted">{w.none}</p>}
      </div>
      <ul>
        {query.data?.items.map((each) => (
          <ActRow key={each.id} act={each} />
        ))}
      </ul>
    </Card>
  );
}

function ActRow({ act }: { act: Act }) {
  const w = useWords(aloneWords);
  const name = act.staff.name || w.somebody;
  const role = useRoleName()({ role: act.role ?? '', roleName: act.roleName });
  const whom = act.whom && (act.whom.name || w.somebody);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-t border-line px-5 py-3.5">
      <div className="min-w-0 grow basis-72">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{name}</span>
          <Badge tone={act.verdict === null ? 'warn' : act.verdict === 'justified' ? 'good' : 'bad'}>{w[act.verdict ?? 'waits']}</Badge>
        </p>
        <p className="mt-1 text-base">
          {w[act.kind](role)} {whom && (act.kind === 'link' ? w.of(whom) : w.to(whom))}
        </p>
        <p className="text-sm text-muted">
          <Time at={act.doneAt} />
          {act.verdict && `, ${w[act.verdict]} ${w.by(act.judgedBy || w.somebody)}`}
        </p>
      </div>
      {act.verdict === null && <Verdict act={act} name={name} />}
    </li>
  );
}

function Verdict({ act, name }: { act: Act; name: string }) {
  const w = useWords(aloneWords);
  const cache = useQueryClient();
  const me = useMe().staff.id;
  const judge = useMutation({
    mutationFn: (verdict: 'justified' | 'not-justified') => client.call('judgeActAlone', { params: { act: act.id }, body: { verdict } }),
    onSuccess: () => toast(w.saved),
    onError: (error) => toast(errorWords(error), 'bad'),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.actsAlone }),
  });
  if (act.staff.id === me || act.whom?.id === me) return <span className="text-sm text-muted">{w.own}</span>;
  return (
    <div className="flex gap-2">
      <Button size="sm" busy={judge.isPending} aria-label={w.yesOf(name)} onClick={() => judge.mutate('justified')}>
        {w.yes}
      </Button>
      <Button size="sm" busy={judge.isPending} aria-label={w.noOf(name)} onClick={() => judge.mutate('not-justified')}>
        {w.no}
      </Button>
    </div>
  );
}
