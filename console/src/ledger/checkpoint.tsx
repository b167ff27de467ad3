// The newest signed checkpoint, to be copied somewhere the operator cannot reach.
import type { Answer } from '@parley/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Callout } from '#ui/callout.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card, Facts } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { ledgerWords } from './words.ts';

export const checkpointQuery = queryOptions({ queryKey: keys.checkpoint, queryFn: () => client.call('readCheckpoint'), staleTime: 0 });

export function Checkpoint() {
  const w = useWords(ledgerWords);
  const query = useQuery(checkpointQuery);
  return (
    <Card title={w.checkpoint} about={w.checkpointAbout}>
      {query.isPending && <Skeleton lines={3} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <div className="grid gap-4">
          {query.data.verified?.first && (
            <Callout alert tone="bad" title={w.faultTitle(query.data.verified.faults)}>
              {w.fault(query.data.verified.first)}
            </Callout>
          )}
          <Facts
            facts={[
              [w.size, query.data.size],
              [
                w.root,
                <code key="root" className="text-sm break-all">
                  {query.data.root}
                </code>,
              ],
              [
                w.key,
                <code key="key" className="text-sm break-all">
                  {query.data.key}
                </code>,
              ],
              [w.verified, query.data.verified ? <Time key="verified" at={query.data.verified.at} as="full" /> : w.verifiedNever],
              [w.witnesses, <Witnesses key="witnesses" witnesses={query.data.witnesses} />],
            ]}
          />
          <CodeBlock label={w.note} text={query.data.note} />
        </div>
      )}
    </Card>
  );
}

function Witnesses({ witnesses }: Pick<Answer<'readCheckpoint'>, 'witnesses'>) {
  const w = useWords(ledgerWords);
  if (witnesses.length === 0) return <span className="text-muted">{w.noWitnesses}</span>;
  return (
    <ul>
      {witnesses.map(({ name, size }) => (
        <li key={name}>{size === null ? w.unwitnessed(name) : w.witnessed(name, size)}</li>
      ))}
    </ul>
  );
}
