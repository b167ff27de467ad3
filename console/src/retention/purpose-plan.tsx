// One purpose: its period, what goes week by week, what stays and why, and for those who may open them the conversations themselves.
import { periodParts } from '@parley/contract/period';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { channelWords } from '#ui/channel.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card } from '#ui/page.tsx';
import { QuietLink } from '#ui/section.tsx';
import { Time } from '#ui/time.tsx';
import { goingQuery, type PlannedPurpose } from './queries.ts';
import { retentionWords } from './words.ts';

export function PurposePlan({ plan, days }: { plan: PlannedPurpose; days: number }) {
  const w = useWords(retentionWords);
  const name = usePurposeName()(plan.purpose, plan.purpose);
  const me = useMe();
  const [open, setOpen] = useState(false);
  const parts = periodParts(plan.period);
  const about = `${parts ? w[parts.unit](parts.count) : plan.period} ${w[plan.starts]}${plan.active ? '' : `, ${w.off}`}. ${w.serves(plan.serves)}.`;
  return (
    <Card
      title={name}
      about={about}
      actions={me.permissions.includes('purposes.change') && <ChangePeriod code={plan.purpose} name={name} />}
    >
      {plan.weeks.length > 0 && <Weeks plan={plan} name={name} />}
      {plan.held.map(({ because, conversations }) => (
        <p key={because} className="mt-3">
          <Badge tone="warn" icon={Lock}>
            {w.heldBack(conversations, w[because])}
          </Badge>
        </p>
      ))}
      {me.permissions.includes('conversations.read') && (
        <div className="mt-3">
          <QuietLink onClick={() => setOpen(!open)} label={`${w.show}: ${name}`}>
            {w.show}
          </QuietLink>
          {open && <Going purpose={plan.purpose} days={days} />}
        </div>
      )}
    </Card>
  );
}

function ChangePeriod({ code, name }: { code: string; name: string }) {
  const w = useWords(retentionWords);
  const language = useLanguage();
  const purposes = useQuery({ queryKey: keys.purposes(language), queryFn: () => client.call('listPurposes', { query: { language } }) });
  const id = purposes.data?.items.find((purpose) => purpose.code === code)?.id;
  if (id === undefined) return null;
  return (
    <Link
      to="/purposes/$purpose"
      params={{ purpose: id }}
      aria-label={w.changePeriodOf(name)}
      className="inline-flex min-h-6 items-center rounded-sm text-sm text-accent underline-offset-2 hover:underline"
    >
      {w.changePeriod}
    </Link>
  );
}

const cell = 'py-1 pr-4 text-right tabular-nums last:pr-0';

function Weeks({ plan, name }: { plan: PlannedPurpose; name: string }) {
  const w = useWords(retentionWords);
  const most = Math.max(...plan.weeks.map((week) => week.messages), 1);
  return (
    <table className="w-full text-base">
      <caption className="sr-only">{name}</caption>
      <thead className="text-sm text-muted">
        <tr>
          <th scope="col" className="py-1 pr-4 text-left font-normal">
            {w.week}
          </th>
          <td className="w-2/5 max-sm:hidden" />
          {[w.conversations, w.messages, w.people].map((title) => (
            <th key={title} scope="col" className={`${cell} font-normal`}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {plan.weeks.map((week) => (
          <tr key={week.from} className="border-t border-line">
            <th scope="row" className="py-1 pr-4 text-left font-normal whitespace-nowrap">
              <Time at={week.from} as="day" />
            </th>
            <td aria-hidden className="pr-4 max-sm:hidden">
              <div className="h-2 rounded-sm bg-accent" style={{ width: `${Math.max(2, (100 * week.messages) / most)}%` }} />
            </td>
            <td className={cell}>{week.conversations.toLocaleString()}</td>
            <td className={cell}>{week.messages.toLocaleString()}</td>
            <td className={cell}>{week.people.toLocaleString()}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Going({ purpose, days }: { purpose: string; days: number }) {
  const w = useWords(retentionWords);
  const channels = useWords(channelWords);
  const query = useQuery(goingQuery(purpose, days));
  if (query.isPending) return <Skeleton lines={3} className="py-3" />;
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <ul className="mt-2 max-h-80 overflow-y-auto rounded-md border border-line">
        {query.data.items.map((item) => (
          <li key={item.conversation} className="border-b border-line last:border-b-0">
            <Link
              to="/inbox/$conversation"
              params={{ conversation: item.conversation }}
              search={{}}
              className="focus-inset flex flex-wrap items-center gap-x-3 px-3 py-2 hover:bg-hover"
            >
              <span className="grow">
                {channels[item.channel]} · {item.messages.toLocaleString()} {w.messages}
                {!item.isWhole && ` · ${w.goesOnWithout}`}
              </span>
              <span className="text-sm text-muted">
                {item.because ? (
                  w[item.because]
                ) : (
                  <>
                    {w.goesOn} <Time at={item.goesOn} as="day" />
                  </>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {query.data.more && <p className="mt-1 text-sm text-muted">{w.more}</p>}
    </>
  );
}
