// The newest backup, its drills, and what is to be done (Art. 32(1)(b), (c)).
import type { Answer } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Callout } from '#ui/callout.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card, Facts, Page } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { backupWords } from './backup-words.ts';

type Backups = Answer<'readBackups'>;
const commands: Readonly<Record<Backups['advice'][number], string>> = {
  'make-first': 'npm run -s parley -- backup FILE',
  'make-anew': 'npm run -s parley -- backup FILE',
  drill: 'npm run -s parley -- drill restore',
  'look-at-drill': 'npm run -s parley -- drill restore',
};

export function BackupsPage() {
  const w = useWords(backupWords);
  const query = useQuery({ queryKey: keys.backups, queryFn: () => client.call('readBackups') });
  return (
    <Page title={w.title} about={w.about}>
      {query.isPending && <Skeleton lines={8} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <div className="grid gap-5">
          <Newest backups={query.data} />
          <ToDo advice={query.data.advice} />
          <Drills backups={query.data} />
        </div>
      )}
    </Page>
  );
}

function Newest({ backups: { last, days } }: { backups: Backups }) {
  const w = useWords(backupWords);
  return (
    <Card title={w.last} about={w.opensAbout(days.kept)}>
      {!last && <Callout tone="warn">{w.none}</Callout>}
      {last && !last.opens && <Callout tone="warn">{w.gone}</Callout>}
      {last && (
        <Facts
          facts={[
            ...(last.madeAt ? [[w.madeAt, <Time key="made" at={last.madeAt} as="full" />] as const] : []),
            ...(last.opensUntil ? [[w.opensUntil, <Time key="until" at={last.opensUntil} as="day" />] as const] : []),
          ]}
        />
      )}
    </Card>
  );
}

function ToDo({ advice }: Pick<Backups, 'advice'>) {
  const w = useWords(backupWords);
  return (
    <Card title={w.todo} about={w.keysToo}>
      {advice.length === 0 && <p>{w.nothing}</p>}
      <ul className="grid gap-4">
        {advice.map((each) => (
          <li key={each} className="grid gap-2">
            <p>{w[each]}</p>
            <CodeBlock label={w.command} text={commands[each]} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Drills({ backups: { drills, days } }: { backups: Backups }) {
  const w = useWords(backupWords);
  return (
    <Card title={w.drills} about={w.drillAbout(days.drill)}>
      {drills.length === 0 && <p className="text-muted">{w.noDrill}</p>}
      <ul className="divide-y divide-line">
        {drills.map(({ id, at, isGood, deviations, seconds, made }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
            <Time at={at} as="full" />
            <Badge tone={isGood ? 'good' : 'bad'}>{isGood ? w.good : w.bad(deviations)}</Badge>
            <span className="text-sm text-muted">
              {made && (
                <>
                  {w.of} <Time at={made} as="full" />,{' '}
                </>
              )}
              {w.took(seconds)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
