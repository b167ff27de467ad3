// The records of Art. 30 to take along, what no machine knows for them, and how they stood before.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download, Pencil } from 'lucide-react';
import { useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { saveFile } from '#lib/download.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card, Facts } from '#ui/page.tsx';
import { QuietLink } from '#ui/section.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { FactsDialog } from './facts-dialog.tsx';
import { factsQuery, type RecordFacts, versionsQuery } from './queries.ts';
import { mapWords } from './words.ts';

const formats = ['pdf', 'html', 'csv', 'json', 'jsonld'] as const;
const names = { pdf: 'PDF', html: 'HTML', csv: 'CSV', json: 'JSON', jsonld: 'JSON-LD' } as const;
type Kind = 'controller' | 'processor';
type Wish = { kind: Kind; format: (typeof formats)[number]; version?: number };

export function Records() {
  const w = useWords(mapWords);
  const facts = useQuery(factsQuery);
  const versions = useQuery(versionsQuery);
  const fetch = useRecord();
  if (facts.isPending || versions.isPending) return <Skeleton lines={8} className="py-6" />;
  if (facts.isError) return <Failed error={facts.error} onRetry={() => void facts.refetch()} />;
  return (
    <div className="mt-3 grid gap-5">
      <p className="max-w-xl text-muted">{w.recordsAbout}</p>
      {(['controller', 'processor'] as const).map((kind) => (
        <Card key={kind} title={w[kind]} about={w[`${kind}About`]}>
          <div className="flex flex-wrap gap-2">
            {formats.map((format) => (
              <Button
                key={format}
                size="sm"
                icon={Download}
                busy={fetch.isPending && fetch.variables?.kind === kind && fetch.variables.format === format}
                aria-label={w.download(names[format], w[kind])}
                onClick={() => fetch.mutate({ kind, format })}
              >
                {names[format]}
              </Button>
            ))}
          </div>
          <ul aria-label={`${w.versions}: ${w[kind]}`} className="mt-3 flex flex-wrap gap-x-4 text-sm text-muted">
            {versions.data?.items
              .filter((each) => each.kind === kind)
              .slice(0, 6)
              .map(({ version, madeAt }) => (
                <li key={version}>
                  <QuietLink onClick={() => fetch.mutate({ kind, format: 'pdf', version })}>
                    {w.versionFrom(version)} <Time at={madeAt} as="day" /> (PDF)
                  </QuietLink>
                </li>
              ))}
          </ul>
        </Card>
      ))}
      <KnownFacts facts={facts.data} />
    </div>
  );
}

function KnownFacts({ facts }: { facts: RecordFacts }) {
  const w = useWords(mapWords);
  const [isOpen, setOpen] = useState(false);
  const mayChange = useMe().permissions.includes('datamap.change');
  const countries = new Intl.DisplayNames([useLanguage()], { type: 'region' });
  const runBy = facts.operatedBySelf === null ? w.notSaid : (facts.operator?.name ?? w.bySelf);
  return (
    <Card
      title={w.facts}
      about={w.factsAbout}
      actions={
        mayChange && (
          <Button size="sm" icon={Pencil} onClick={() => setOpen(true)} aria-label={`${w.change}: ${w.facts}`}>
            {w.change}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          [w.runBy, runBy],
          [w.hostedIn, facts.hostedIn ? countries.of(facts.hostedIn) : w.notSaid],
          [w.representative, facts.representative ?? w.nobody],
          [w.joint, facts.joint.length > 0 ? facts.joint.map(({ name }) => name).join(', ') : w.nobody],
        ]}
      />
      {isOpen && <FactsDialog facts={facts} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function useRecord() {
  const language = useLanguage();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ kind, format, version }: Wish) => {
      const query = { kind, format, language, ...(version !== undefined && { version }) };
      const answer = await client.blob('readRecord', { query });
      const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
      saveFile(await answer.blob(), name ?? `record.${format}`);
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.recordVersions }), // drawing one up may have made a version
    onError: (error) => toast(errorWords(error), 'bad'),
  });
}
