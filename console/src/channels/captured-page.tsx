// The sandbox: its switch, what would have left by each channel, and mail that would have left if a relay were set.

import type { Answer } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { MailSearch } from 'lucide-react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Back } from '#ui/back.tsx';
import { Callout } from '#ui/callout.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { SandboxedChannels } from './sandbox.tsx';
import { SandboxSwitch } from './sandbox-switch.tsx';
import { capturedWords } from './words.ts';

type Mail = Answer<'listCaptured'>['items'][number];

export function CapturedPage() {
  const w = useWords(capturedWords);
  const query = useQuery({ queryKey: keys.captured, queryFn: () => client.call('listCaptured'), refetchInterval: 5000 });
  return (
    <Page narrow title={w.title} back={<Back to="/channels">{w.back}</Back>} about={w.about}>
      <div className="mb-4 grid gap-4">
        <SandboxSwitch />
        <SandboxedChannels />
      </div>
      <h2 className="mb-3 text-md font-semibold">{w.mail}</h2>
      {query.isPending && <Skeleton lines={6} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && !query.data.capturing && <Callout>{w.notCapturing}</Callout>}
      {query.data?.items.length === 0 && <Empty icon={MailSearch} title={w.empty} more={w.emptyMore} />}
      <ol className="grid gap-4">
        {query.data?.items.map((mail, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: captured mail has no id and is only ever added to
          <MailItem key={`${mail.at} ${place}`} mail={mail} />
        ))}
      </ol>
    </Page>
  );
}

function MailItem({ mail }: { mail: Mail }) {
  const w = useWords(capturedWords);
  return (
    <li className="rounded-lg border border-line bg-raised shadow-card">
      <header className="border-b border-line px-5 py-3">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-semibold">{mail.subject || w.noSubject}</span>
          <Time at={mail.at} as="full" className="text-sm text-muted" />
        </p>
        <p className="text-sm text-muted">
          {w.to} {mail.to}
        </p>
      </header>
      <p className="px-5 py-4 leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">{mail.text}</p>
      <div className="border-t border-line px-5 py-2.5">
        <Disclosure quiet summary={`${w.headers} (${mail.headers.length})`}>
          <dl className="grid gap-1 pt-2 font-mono text-xs">
            {mail.headers.map(([name, value], place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: header names repeat and their order is fixed
              <div key={place} className="[overflow-wrap:anywhere]">
                <dt className="inline font-semibold">{name}: </dt>
                <dd className="inline text-muted">{value}</dd>
              </div>
            ))}
          </dl>
        </Disclosure>
      </div>
    </li>
  );
}
