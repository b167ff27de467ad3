// Consents from another system: a list is tried out first, then taken; every refused row says why. The file stays in this browser but for the rows themselves.
import type { Answer, Body } from '@parley/contract';
import { useMutation } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { named, useWords } from '#lib/language.ts';
import { Back } from '#ui/back.tsx';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { FileButton } from '#ui/file-button.tsx';
import { Card, Page } from '#ui/page.tsx';
import { readCsv } from './csv.ts';
import { importWords, refusedWords } from './import-words.ts';

type Row = Body<'importConsents'>['rows'][number];
type Done = Answer<'importConsents'> & { readonly dryRun: boolean };
const columns = ['address', 'purpose', 'channel', 'at', 'how', 'wording', 'notice', 'reference', 'source', 'language'] as const;
const atOnce = 200;

export function ImportPage() {
  const w = useWords(importWords);
  const [rows, setRows] = useState<Row[]>();
  const [name, setName] = useState('');
  const [others, setOthers] = useState<string[]>([]);
  const run = useMutation({ mutationFn: (dryRun: boolean) => send(rows ?? [], dryRun) });
  const read = async (file: File): Promise<void> => {
    run.reset();
    setName(file.name);
    const found = readCsv(await file.text());
    setOthers(Object.keys(found[0] ?? {}).filter((name) => !columns.some((each) => each === name)));
    setRows(found.map(rowOf).filter((row) => Object.keys(row).length > 0));
  };
  const tried = run.data?.dryRun ? run.data : undefined;
  return (
    <Page title={w.title} about={w.about} back={<Back to="/purposes">{w.back}</Back>}>
      <div className="grid gap-5">
        <Card title={w.columns} about={w.columnsAbout}>
          <div className="flex flex-wrap items-center gap-3 text-sm">
            <FileButton icon={FileUp} accept=".csv,text/csv" onPick={(file) => void read(file)}>
              {w.choose}
            </FileButton>
            <span className="text-muted" aria-live="polite">
              {name === '' ? w.noFile : w.chosen(name, rows?.length ?? 0)}
            </span>
          </div>
          {others.length > 0 && (
            <p className="mt-2 text-sm text-muted">
              {w.unknownColumns}: {others.join(', ')}
            </p>
          )}
          <div className="mt-4 flex gap-3">
            <Button look="solid" disabled={!rows?.length} busy={run.isPending} onClick={() => run.mutate(true)}>
              {w.tryOut}
            </Button>
            {tried && tried.taken > 0 && (
              <Button busy={run.isPending} onClick={() => run.mutate(false)}>
                {w.take(tried.taken)}
              </Button>
            )}
          </div>
        </Card>
        {rows?.length === 0 && <Callout tone="warn" alert title={w.unreadable} />}
        {run.isError && <Callout tone="bad" alert title={errorWords(run.error)} />}
        {run.data && <Outcome done={run.data} />}
      </div>
    </Page>
  );
}

function Outcome({ done }: { done: Done }) {
  const w = useWords(importWords);
  const why = useWords(refusedWords);
  const refused = done.items.filter((item) => item.outcome === 'refused');
  return (
    <Card
      title={done.dryRun ? w.wouldBe : w.done}
      about={`${w.taken}: ${done.taken} · ${w.known}: ${done.known} · ${w.refused}: ${done.refused}`}
    >
      {refused.length > 0 && (
        <table className="w-full text-left">
          <thead className="text-sm text-muted">
            <tr>
              <th className="py-1 pr-4 font-medium">{w.row}</th>
              <th className="py-1 font-medium">{w.why}</th>
            </tr>
          </thead>
          <tbody>
            {refused.slice(0, 500).map((item) => (
              <tr key={item.row} className="border-t border-line">
                <td className="py-1.5 pr-4 tabular-nums">{item.row + 2}</td>
                <td className="py-1.5">{named(why, item.because ?? 'other')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

/** In parts that the API takes at once; places in the list stay those of the whole. */
async function send(rows: readonly Row[], dryRun: boolean): Promise<Done> {
  const done: Done = { dryRun, items: [], taken: 0, known: 0, refused: 0 };
  for (let from = 0; from < rows.length; from += atOnce) {
    const part = await client.call('importConsents', { body: { dryRun, rows: rows.slice(from, from + atOnce) } });
    done.items.push(...part.items.map((item) => ({ ...item, row: item.row + from })));
    done.taken += part.taken;
    done.known += part.known;
    done.refused += part.refused;
  }
  return done;
}

const rowOf = (fields: Record<string, string>): Row =>
  Object.fromEntries(columns.flatMap((name) => (fields[name]?.trim() ? [[name, fields[name].trim()]] : [])));
