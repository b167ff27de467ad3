// The newest signed checkpoint, to be copied somewhere the operator cannot reach.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { CodeBlock } from '#ui/copy.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card, Facts } from '#ui/page.tsx';
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
            ]}
          />
          <CodeBlock label={w.note} text={query.data.note} />
        </div>
      )}
    </Card>
  );
}
