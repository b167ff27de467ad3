// Who has to hear of what was done for a request, and whether they did (Art. 19, 26).
import type { Answer } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDashed, CircleSlash } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Badge, type Tone } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Failed } from '#ui/empty.tsx';
import { Card } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import type { Request } from './queries.ts';
import { RecipientDialog } from './recipient-dialog.tsx';
import { recipientWords } from './recipient-words.ts';

export type Notice = Answer<'listRecipientNotices'>['items'][number];
const looks = {
  open: { tone: 'warn', icon: CircleDashed },
  told: { tone: 'accent', icon: CircleCheck },
  acknowledged: { tone: 'good', icon: CircleCheck },
  impossible: { tone: 'plain', icon: CircleSlash },
  disproportionate: { tone: 'plain', icon: CircleSlash },
} as const satisfies Record<Notice['state'], { tone: Tone; icon: typeof CircleCheck }>;

export function Recipients({ request }: { request: Request }) {
  const w = useWords(recipientWords);
  const query = useQuery({
    queryKey: [...keys.request(request.id), 'recipients'],
    queryFn: () => client.call('listRecipientNotices', { params: { request: request.id } }),
    enabled: request.recipients.length > 0,
  });
  if (request.recipients.length === 0) return null;
  return (
    <Card title={w.title} about={w.about}>
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      <ul className="grid gap-4">
        {(query.data?.items ?? []).map((notice) => (
          <Item key={`${notice.duty} ${notice.recipient}`} request={request} notice={notice} />
        ))}
      </ul>
    </Card>
  );
}

function Item({ request, notice }: { request: Request; notice: Notice }) {
  const w = useWords(recipientWords);
  const [isRecording, setRecording] = useState(false);
  const mayRecord = useMe().permissions.includes('requests.approve') && notice.state !== 'acknowledged';
  const { tone, icon } = notice.isLate ? { tone: 'bad' as const, icon: CircleDashed } : looks[notice.state];
  return (
    <li className="grid gap-1.5 border-t border-line pt-4 first:border-0 first:pt-0">
      <p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className="min-w-0 font-medium break-words">{notice.name}</span>
        <Badge tone={tone} icon={icon}>
          {w[notice.state]}
        </Badge>
      </p>
      <p className="text-sm text-muted">
        {w[notice.duty]} · {w[notice.basis]}
      </p>
      <Became notice={notice} />
      {mayRecord && (
        <p>
          <Button size="sm" onClick={() => setRecording(true)}>
            {w.record} <span className="sr-only">{notice.name}</span>
          </Button>
        </p>
      )}
      {isRecording && <RecipientDialog request={request} notice={notice} onClose={() => setRecording(false)} />}
    </li>
  );
}

function Became({ notice: { state, since, dueOn, isLate, toldOn, by, acknowledgedOn, words } }: { notice: Notice }) {
  const w = useWords(recipientWords);
  return (
    <p className="text-sm break-words">
      {state === 'open' && (
        <>
          {w.since} <Time at={since} as="day" /> · {w.by} <Time at={`${dueOn}T12:00:00Z`} as="day" />
          {isLate && <span className="text-bad"> · {w.late}</span>}
        </>
      )}
      {toldOn && w.toldOn(toldOn, by ? w[by] : '')}
      {acknowledgedOn && ` · ${w.answeredOn(acknowledgedOn)}`}
      {words && <span className="text-muted">{toldOn ? ` · ${words}` : words}</span>}
    </p>
  );
}
