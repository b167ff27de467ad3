// The inclusion proof of one entry (RFC 6962).
import { useQuery } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Callout } from '#ui/callout.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { type Claim, holds } from './inclusion.ts';
import { ledgerWords } from './words.ts';

/** The path computed here, in this browser; the signature of the checkpoint is for other tools to check. */
function Verdict({ claim }: { claim: Claim }) {
  const w = useWords(ledgerWords);
  const sound = useQuery({
    queryKey: [...keys.proof(claim.leaf), claim.checkpoint],
    queryFn: () => holds(claim),
    staleTime: Infinity,
  }).data;
  return (
    <div role="status" className="min-h-17">
      {sound !== undefined && (
        <Callout tone={sound ? 'good' : 'bad'} title={sound ? w.holds : w.holdsNot}>
          {sound ? w.holdsMore : w.holdsNotMore}
        </Callout>
      )}
    </div>
  );
}

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
          <Verdict claim={query.data} />
          <CodeBlock label={w.leaf} text={query.data.leaf} />
          <CodeBlock label={`${w.path} (${query.data.proof.length})`} text={query.data.proof.join('\n') || '–'} />
          <CodeBlock label={w.checkpoint} text={query.data.checkpoint} />
        </div>
      )}
    </Dialog>
  );
}
