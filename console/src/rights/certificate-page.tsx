// The certificate of an erasure: readable, printable, and whole as a file that anyone can check.

import type { Answer } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { BadgeCheck, Download, Printer } from 'lucide-react';
import { client } from '#lib/client.ts';
import { saveFile } from '#lib/download.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Back } from '#ui/back.tsx';
import { Button } from '#ui/button.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card, Facts, Page } from '#ui/page.tsx';
import { Article } from '#ui/refusal.tsx';
import { Time } from '#ui/time.tsx';
import { keptThereWords } from './kept-there-words.ts';
import { keptWords } from './kept-words.ts';
import { recipientWords } from './recipient-words.ts';
import { certificateWords, rightsWords } from './words.ts';

type Certificate = Answer<'readCertificate'>;
const program = 'verify-certificate.mjs';

export function CertificatePage({ request }: { request: string }) {
  const w = useWords(certificateWords);
  const back = useWords(rightsWords).erasure;
  const query = useQuery({ queryKey: keys.certificate(request), queryFn: () => client.call('readCertificate', { params: { request } }) });
  const certificate = query.data;
  return (
    <Page
      narrow
      title={w.title}
      back={
        <Back to="/requests/$request" params={{ request }}>
          {back}
        </Back>
      }
      about={w.about}
      actions={
        certificate && (
          <span className="flex gap-2 print:hidden">
            <Button icon={Printer} onClick={() => window.print()}>
              {w.print}
            </Button>
            <Button look="solid" icon={Download} onClick={() => save(certificate)}>
              {w.download}
            </Button>
          </span>
        )
      }
    >
      {query.isPending && <Skeleton lines={8} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {certificate && <Sheet certificate={certificate} />}
    </Page>
  );
}

function Sheet({ certificate: c }: { certificate: Certificate }) {
  const w = useWords(certificateWords);
  const isWhole = c.kept.length === 0; // with something kept, the moments are those of all else
  const kept = useWords(keptWords);
  const heard = useWords(recipientWords);
  const there = useWords(keptThereWords);
  const empty = c.holdings.filter((holding) => holding.erased === 0).map((holding) => holding.table);
  return (
    <div className="grid gap-5">
      <Card>
        <p className="mb-5 flex items-center gap-3 text-good">
          <BadgeCheck aria-hidden className="size-8" strokeWidth={1.6} />
          <span className="font-mono text-sm break-all text-ink">{c.certificate}</span>
        </p>
        <Facts
          facts={[
            [w.receivedAt, <Time key="1" at={c.receivedAt} as="full" />],
            [isWhole ? w.unreadableAt : w.restUnreadableAt, <Time key="2" at={c.unreadableAt} as="full" />],
            [isWhole ? w.deletedAt : w.restDeletedAt, <Time key="3" at={c.deletedAt} as="full" />],
            [isWhole ? w.probedAt : w.restProbedAt, <Time key="4" at={c.probedAt} as="full" />],
            [isWhole ? w.unrecoverableBy : w.restUnrecoverableBy, <Time key="5" at={c.unrecoverableBy} as="full" />],
            [w.keys, c.subjectKeys],
          ]}
        />
      </Card>
      <Card title={w.holdings}>
        <Facts
          facts={c.holdings
            .filter((holding) => holding.erased > 0)
            .map((holding) => [<code key={holding.table}>{holding.table}</code>, holding.erased])}
        />
        {empty.length > 0 && (
          <p className="mt-3 text-sm text-muted">
            {w.empty}: {empty.join(', ')}
          </p>
        )}
      </Card>
      <Card title={w.kept}>
        {c.kept.length === 0 && <p className="text-muted">{w.keptNone}</p>}
        <Facts
          facts={c.kept.map((one) => [
            `${one.items} × ${kept[one.scope]}${one.category === null ? '' : ` (${one.category})`}`,
            <>
              <Article of={one.article} /> {kept.counts(one.records, one.files)}, {w.until} {one.until}
              {one.isHeld && <span className="text-muted"> {kept.held}</span>}
            </>,
          ])}
        />
      </Card>
      <Card title={w.recipients}>
        {c.recipients.length === 0 && <p className="text-muted">{w.recipientsNone}</p>}
        <Facts
          facts={c.recipients.map((recipient) => [
            recipient.code,
            <>
              {recipient.toldAt ? <Time at={recipient.toldAt} as="full" /> : w.notYet}{' '}
              {recipient.note && <span className="text-muted">{there.said(recipient)}</span>}
            </>,
          ])}
        />
        {c.toldSince.length > 0 && (
          <>
            <p className="mt-4 mb-2 text-sm text-muted">{w.toldSince}</p>
            <Facts
              facts={c.toldSince.map(({ name, duty, state, on }) => [
                name,
                <>
                  {heard[state]} {on && <Time at={on} as="day" />} <span className="text-muted">{heard[duty]}</span>
                </>,
              ])}
            />
          </>
        )}
      </Card>
      <Card title={w.ledger} about={w.check}>
        <div className="grid gap-3">
          <Facts
            facts={[
              [w.position, c.ledger.position],
              [
                w.leaf,
                <code key="leaf" className="text-sm break-all">
                  {c.ledger.leaf}
                </code>,
              ],
            ]}
          />
          <p className="flex flex-wrap gap-4 text-sm print:hidden">
            <a className="text-accent underline underline-offset-2" href={`/v1/${program}`} download={program}>
              {w.program}
            </a>
            <a className="text-accent underline underline-offset-2" href={`/v1/ledgers/${c.workspace}/keys`} download="key">
              {w.key}
            </a>
            <code>
              node {program} {c.certificate}.json key
            </code>
          </p>
          <CodeBlock label={w.checkpoint} text={c.ledger.checkpoint} />
          <CodeBlock label={w.signature} text={c.signature} />
        </div>
      </Card>
    </div>
  );
}

function save(certificate: Certificate): void {
  saveFile(new Blob([`${JSON.stringify(certificate, null, 2)}\n`], { type: 'application/json' }), `${certificate.certificate}.json`);
}
