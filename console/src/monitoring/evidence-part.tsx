// What people brought to show how a finding stands, each with who said it; and the form that adds a piece. Of a file its name and fingerprint are taken in this browser; it goes nowhere.
import type { Answer, Body } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileCheck } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { client, errorWords, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { AreaField } from '#ui/field.tsx';
import { FileButton } from '#ui/file-button.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { evidenceWords } from './evidence-words.ts';
import type { Finding } from './queries.ts';

type Piece = Answer<'addFindingEvidence'>;
type Named = NonNullable<Body<'addFindingEvidence'>['file']>;
const mostBytes = 256 * 1024 * 1024;

export function EvidencePart({ finding, mayAdd }: { finding: Finding; mayAdd: boolean }) {
  const w = useWords(evidenceWords);
  const query = useQuery({
    queryKey: keys.findingEvidence(finding.id),
    queryFn: () => client.call('listFindingEvidence', { params: { finding: finding.id } }),
  });
  return (
    <section aria-label={w.title} className="mt-5 grid gap-3 border-t border-line pt-5">
      <h3 className="text-base font-semibold">{w.title}</h3>
      {query.isPending && <Skeleton lines={2} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className="text-sm text-muted">{w.none}</p>}
      <ul className="grid gap-3">
        {query.data?.items.map((piece) => (
          <PieceRow key={piece.id} piece={piece} finding={finding.id} mayChange={mayAdd} />
        ))}
      </ul>
      {mayAdd && <Add finding={finding.id} />}
    </section>
  );
}

function PieceRow({ piece, finding, mayChange }: { piece: Piece; finding: string; mayChange: boolean }) {
  const w = useWords(evidenceWords);
  const cache = useQueryClient();
  const me = useMe().staff.id;
  const takeBack = useMutation({
    mutationFn: () => client.call('takeFindingEvidenceBack', { params: { finding, evidence: piece.id } }),
    onSuccess: () => toast(w.tookBack),
    onError: (error) => toast(errorWords(error), 'bad'),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.findingEvidence(finding) }),
  });
  const isMine = mayChange && piece.saidBy?.id === me && piece.takenBackAt === null;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
      <div className="min-w-0 grow basis-60">
        <p className={`whitespace-pre-line break-words ${piece.note === null ? 'text-muted italic' : ''}`}>{piece.note ?? w.takenBack}</p>
        {piece.file && (
          <p className="flex flex-wrap gap-x-2 text-sm break-all">
            {piece.file.name} <code className="text-xs text-muted">{`${w.fingerprint} ${piece.file.sha256}`}</code>
          </p>
        )}
        <p className="text-sm text-muted">
          {piece.saidBy?.name || w.somebody}, <Time at={piece.saidAt} as="full" />
        </p>
      </div>
      {isMine && (
        <Button
          size="sm"
          look="quiet"
          busy={takeBack.isPending}
          aria-label={w.takeBackOf(piece.note?.slice(0, 60) ?? '')}
          onClick={() => takeBack.mutate()}
        >
          {w.takeBack}
        </Button>
      )}
    </li>
  );
}

function Add({ finding }: { finding: string }) {
  const w = useWords(evidenceWords);
  const cache = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [file, setFile] = useState<Named>();
  const add = useMutation({
    mutationFn: (body: Body<'addFindingEvidence'>) => client.call('addFindingEvidence', { params: { finding }, body }),
    onSuccess: () => {
      form.current?.reset();
      setFile(undefined);
      toast(w.added);
      return cache.invalidateQueries({ queryKey: keys.findingEvidence(finding) });
    },
  });
  const pick = async (picked: File): Promise<void> => {
    if (picked.size > mostBytes) return toast(w.tooLarge, 'bad');
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await picked.arrayBuffer()));
    setFile({ name: picked.name.slice(0, 200), sha256: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') });
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    add.mutate({ note: String(new FormData(event.currentTarget).get('evidence')).trim(), ...(file && { file }) });
  };
  return (
    <form ref={form} onSubmit={submit} className="grid gap-3">
      <AreaField
        required
        rows={2}
        label={w.note}
        hint={w.hint}
        name="evidence"
        minLength={3}
        maxLength={2000}
        error={fieldError(add.error, 'note')}
      />
      <p className="text-sm text-muted" role="status">
        {file ? `${file.name}, ${w.fingerprint} ${file.sha256.slice(0, 12)}…` : w.fileHint}
      </p>
      {add.isError && !fieldError(add.error, 'note') && (
        <p role="alert" className="text-sm text-bad">
          {errorWords(add.error)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {file ? (
          <Button size="sm" look="quiet" onClick={() => setFile(undefined)}>
            {w.noFile}
          </Button>
        ) : (
          <FileButton icon={FileCheck} accept="" onPick={(picked) => void pick(picked)}>
            {w.file}
          </FileButton>
        )}
        <Button size="sm" type="submit" busy={add.isPending}>
          {w.add}
        </Button>
      </div>
    </form>
  );
}
