// Who looked at this person, when and for what: runs of one colleague on one day are one line, each with the way to its entry in the ledger.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bot, Eye, FileDown, Forward, type LucideIcon, Send, UserRound } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { clock } from '#lib/time.ts';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { QuietLink, Section } from '#ui/section.tsx';
import { Time } from '#ui/time.tsx';
import { useFieldNames } from './field-words.ts';
import { type Look, type Run, runsOf } from './runs.ts';
import { peopleWords } from './words.ts';

const icons: Record<Look['act'], LucideIcon> = { revealed: Eye, sent: Send, exported: FileDown, 'handed-over': Forward };

export function Looks({ person }: { person: string }) {
  const w = useWords(peopleWords);
  const language = useLanguage();
  const query = useInfiniteQuery({
    queryKey: [...keys.looks(person), language],
    queryFn: ({ pageParam }) =>
      client.call('readLooks', { params: { person }, query: { language, limit: 100, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const runs = runsOf(query.data?.pages.flatMap((page) => page.items) ?? []);
  return (
    <Section title={w.looks}>
      <p className="-mt-1.5 mb-3 text-sm text-muted">{w.looksAbout}</p>
      {query.isPending && <Skeleton lines={4} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && runs.length === 0 && <p className="text-sm text-muted">{w.looksNone}</p>}
      <ol className="grid gap-3">
        {runs.map((run) => (
          <RunLine key={run.entry} run={run} person={person} />
        ))}
      </ol>
      {query.hasNextPage && (
        <p className="mt-3">
          <QuietLink onClick={() => void query.fetchNextPage()}>{w.moreLooks}</QuietLink>
        </p>
      )}
    </Section>
  );
}

function RunLine({ run, person }: { run: Run; person: string }) {
  const w = useWords(peopleWords);
  const language = useLanguage();
  const fieldNames = useFieldNames();
  const Icon = run.actor.kind === 'system' ? Bot : run.actor.kind === 'person' ? UserRound : icons[run.act];
  const who = { staff: run.actor.name || w.formerStaff, person: w.self, system: w.parley }[run.actor.kind];
  const [from, until] = [clock(run.first, language), clock(run.last, language)];
  const did = run.act === 'sent' ? w['sent-act'] : w[run.act];
  return (
    <li className="flex gap-2.5">
      <Icon aria-hidden className="mt-1 size-3.5 shrink-0 text-muted" strokeWidth={2} />
      <div className="min-w-0 grow">
        <p className="[overflow-wrap:anywhere]">
          <span className="font-medium">{who}</span> {did} <Few names={fieldNames(run.fields)} />
          {run.count > 1 && <span className="text-muted"> · {w.times(run.count)}</span>}
        </p>
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
          <span>{run.purposeName}</span>
          <span>
            <Time at={run.last} as="day" />, {from !== until && `${from}–`}
            {until}
          </span>
          <Link
            to="/ledger"
            search={{ person, entry: run.entry }}
            className="inline-flex min-h-6 items-center rounded-sm text-accent underline-offset-2 hover:underline"
          >
            {w.inLedger}
          </Link>
        </p>
      </div>
    </li>
  );
}

const most = 6;

/** Names in one line; of many, as a copy of everything has, the first few until somebody asks for the rest. */
function Few({ names }: { names: readonly string[] }) {
  const w = useWords(peopleWords);
  const [isWhole, setWhole] = useState(false);
  if (isWhole || names.length <= most + 1) return names.join(', ');
  return (
    <>
      {names.slice(0, most).join(', ')} <QuietLink onClick={() => setWhole(true)}>{w.moreFields(names.length - most)}</QuietLink>
    </>
  );
}
