// Where each consent of a person stands, and its history with the proof of what was shown (Art. 7(1)).

import type { Answer } from '@parley/contract';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { saveFile } from '#lib/download.ts';
import { keys } from '#lib/keys.ts';
import { named, useWords } from '#lib/language.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { useMe } from '#lib/query.ts';
import { Badge, type Tone } from '#ui/badge.tsx';
import { ChannelIcon } from '#ui/channel.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Facts } from '#ui/page.tsx';
import { QuietLink, Section } from '#ui/section.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { consentWords } from './words.ts';

type State = Answer<'readConsents'>['states'][number];
type Step = Answer<'readConsents'>['history'][number];
const tones: Partial<Record<State['state'], Tone>> = { given: 'good', withdrawn: 'warn', refused: 'warn', requested: 'accent' };

export const consentsQuery = (person: string) =>
  queryOptions({ queryKey: keys.consents(person), queryFn: () => client.call('readConsents', { params: { person } }) });

/** `onAsk` opens the question for a consent, where there is a conversation to put it in. */
export function Consents({ person, onAsk }: { person: string; onAsk?: (() => void) | undefined }) {
  const w = useWords(consentWords);
  const nameOf = usePurposeName();
  const [open, setOpen] = useState(false);
  const query = useQuery(consentsQuery(person));
  return (
    <Section
      title={w.title}
      action={
        query.data && (
          <span className="flex gap-3">
            {onAsk && query.data.states.length > 0 && <QuietLink onClick={onAsk}>{w.askTitle}</QuietLink>}
            <QuietLink onClick={() => setOpen(true)}>{w.history}</QuietLink>
          </span>
        )
      }
    >
      {query.isPending && <Skeleton lines={3} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.states.length === 0 && <p className="text-sm text-muted">{w.nothing}</p>}
      <ul className="grid grid-cols-1 gap-1.5">
        {query.data?.states.map((state) => (
          <li key={`${state.purpose} ${state.channel}`} className="flex items-center gap-2 text-base">
            <span className="text-muted">
              <ChannelIcon channel={state.channel} />
            </span>
            <span className="min-w-0 grow">
              <span className="block [overflow-wrap:anywhere]">{nameOf(state.purpose, state.purposeName)}</span>
              {state.state === 'requested' && state.at && (
                <span className="block text-sm text-muted">
                  {w.askedOn} <Time at={state.at} as="full" />
                </span>
              )}
              {state.again && <Confirmation person={person} state={state} />}
            </span>
            <Badge tone={tones[state.state] ?? 'plain'}>{w[state.state]}</Badge>
          </li>
        ))}
      </ul>
      <Dialog wide open={open} onClose={() => setOpen(false)} title={w.historyOf} about={w.historyAbout}>
        <History steps={query.data?.history ?? []} />
        {(query.data?.history.length ?? 0) > 0 && <Records person={person} />}
      </Dialog>
    </Section>
  );
}

/** What waits for its confirmation: sent again where that may be, else why not. */
function Confirmation({ person, state: { purpose, channel, again, unsent } }: { person: string; state: State }) {
  const w = useWords(consentWords);
  const cache = useQueryClient();
  const send = useMutation({
    mutationFn: () => client.call('resendConfirmation', { params: { person }, body: { purpose, channel } }),
    onSuccess: () => toast(w.sentAgain),
    onError: (error) => toast(errorWords(error), 'bad'),
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.consents(person) }),
  });
  const mayWrite = useMe().permissions.includes('people.change');
  return (
    <span className="block text-sm text-muted">
      {unsent && `${w.unsent} · `}
      {again === 'now' ? mayWrite && <QuietLink onClick={() => send.mutate()}>{w.again}</QuietLink> : again && w[again]}
    </span>
  );
}

/** The same for other programs (ISO/IEC TS 27560), for whoever handles requests. */
function Records({ person }: { person: string }) {
  const w = useWords(consentWords);
  const save = async (): Promise<void> =>
    saveFile(await (await client.blob('readConsentRecords', { params: { person } })).blob(), 'consent-records.jsonld');
  if (!useMe().permissions.includes('requests.read')) return null;
  return (
    <p className="mt-4 text-sm text-muted">
      <QuietLink onClick={() => void save().catch((error: unknown) => toast(errorWords(error), 'bad'))}>{w.records}</QuietLink>{' '}
      {w.recordsAbout}
    </p>
  );
}

function History({ steps }: { steps: readonly Step[] }) {
  const w = useWords(consentWords);
  const nameOf = usePurposeName();
  if (steps.length === 0) return <p className="py-6 text-center text-muted">{w.empty}</p>;
  return (
    <ol className="grid gap-3">
      {steps.map((step) => (
        <li key={step.id} className="rounded-lg border border-line p-4">
          <p className="mb-2.5 flex flex-wrap items-center gap-2">
            <Badge tone={tones[step.state] ?? 'plain'}>{w[step.state]}</Badge>
            <span className="font-medium">{nameOf(step.purpose, step.purposeName)}</span>
            <ChannelIcon channel={step.channel} className="size-4 text-muted" />
            <Time at={step.at} as="full" className="ml-auto text-sm text-muted" />
          </p>
          <Facts
            facts={[
              [w.method, step.method],
              [w.by, named(w, step.by)],
              ...(step.notice
                ? [[w.notice, w.noticeLine(step.notice.version, step.notice.language, `${step.notice.hash.slice(0, 12)}…`)] as const]
                : []),
              ...(step.imported
                ? [[w.evidence, [step.imported.how, step.imported.source, step.imported.reference].filter(Boolean).join(', ')] as const]
                : []),
              ...(step.wording ? [[w.shown, `“${step.wording}”`] as const] : []),
            ]}
          />
        </li>
      ))}
    </ol>
  );
}
