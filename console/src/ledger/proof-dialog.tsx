// The inclusion proof of one entry (RFC 6962).
import { useQuery } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { CodeBlock } from '#ui/copy.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { ledgerWords } from './words.ts';

export function ProofDialog({ entry, onClose }: { entry: string | undefined; onClose: () => void }) {
  const w = useWords(ledgerWords);
  const id = entry ?? '';
  const query = useQuery({
    queryKey: keys.proof(id),
    queryFn: () => client.call('readProof', { params: { entry: id } }),
    enabled: entry !== undefined,
    staleTime: 0,
  });
  return (
    <Dialog wide open={entry !== undefined} onClose={onClose} title={w.proofOf} about={w.proofAbout}>
      {query.isPending && <Skeleton lines={5} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <div className="grid gap-3">
          <CodeBlock label={w.leaf} text={query.data.leaf} />
          <CodeBlock label={`${w.path} (${query.data.proof.length})`} text={query.data.proof.join('\n') || '–'} />
          <CodeBlock label={w.checkpoint} text={query.data.checkpoint} />
        </div>
      )}
    </Dialog>
  );
}
