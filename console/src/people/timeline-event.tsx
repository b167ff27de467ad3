// One line of a timeline: what, where, when, and the way to its conversation.
import { Link } from '@tanstack/react-router';
import { ArrowDownLeft, ArrowUpRight, FileCheck, GitMerge, IdCard, Lock, MessagesSquare, ShieldCheck } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import { ChannelIcon } from '#ui/channel.tsx';
import { Time } from '#ui/time.tsx';
import type { TimelineItem } from './timeline.tsx';
import { peopleWords } from './words.ts';

const icons: Record<TimelineItem['kind'], typeof Lock> = {
  'message-in': ArrowDownLeft,
  'message-out': ArrowUpRight,
  note: Lock,
  consent: ShieldCheck,
  request: FileCheck,
  identity: IdCard,
  merge: GitMerge,
  conversation: MessagesSquare,
};

/** `day` is the mark that stands above the first item of a day. */
export function TimelineEvent({ item, day }: { item: TimelineItem; day: string | undefined }) {
  const w = useWords(peopleWords);
  const Icon = icons[item.kind];
  return (
    <li className="event-cheap">
      {day && <p className="pt-2 pb-2.5 text-xs font-medium text-muted">{day}</p>}
      <div className="flex gap-3 pb-3.5">
        <span className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full bg-hover text-muted">
          <Icon role="img" aria-label={w[item.kind === 'merge' ? 'mergeKind' : item.kind]} className="size-3" strokeWidth={2.2} />
        </span>
        <div className="min-w-0 grow">
          <p className="flex items-baseline gap-2">
            <span className="min-w-0 grow text-base break-words">
              {item.conversation ? (
                <Link
                  to="/inbox/$conversation"
                  params={{ conversation: item.conversation }}
                  search={{ view: 'all' }}
                  className="inline-flex min-h-6 items-center underline-offset-2 hover:underline"
                >
                  {item.title}
                </Link>
              ) : (
                item.title
              )}
            </span>
            {item.channel && <ChannelIcon channel={item.channel} className="size-3 text-muted" />}
            <Time at={item.at} as={day === undefined ? 'short' : 'clock'} className="shrink-0 text-xs text-muted tabular-nums" />
          </p>
          {item.excerpt && <p className="line-clamp-2 text-sm text-muted [overflow-wrap:anywhere]">{item.excerpt}</p>}
        </div>
      </div>
    </li>
  );
}
