// What stands above the text when a person cannot be answered freely any more, or soon: before a word is typed, and with the way on.
import { FileCheck, Hourglass } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useLanguage, useWords } from '#lib/language.ts';
import { clock, fullTime } from '#lib/time.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { useChannelName } from '#ui/channel.tsx';
import type { Conversation } from './types.ts';
import type { ReplyWindow } from './window.ts';
import { windowWords } from './window-words.ts';

const TemplateDialog = lazy(() => import('./template-dialog.tsx').then((part) => ({ default: part.TemplateDialog })));
const soonMs = 4 * 3_600_000;

export function WindowNotice({ conversation, purpose, window }: { conversation: Conversation; purpose: string; window: ReplyWindow }) {
  const w = useWords(windowWords);
  const language = useLanguage();
  const channel = useChannelName(conversation.inbox.channel);
  const [choosing, setChoosing] = useState(false);
  const { state, until, hours, templates, limit } = window;
  const isSoon = state === 'open' && until !== null && Date.parse(until) - Date.now() < soonMs;
  if (state === 'none' || (state === 'open' && !isSoon)) return null;
  if (state === 'open' && until !== null)
    return (
      <p className="flex items-center gap-1.5 px-1 text-sm text-muted">
        <Hourglass aria-hidden className="size-3.5" strokeWidth={1.9} />
        {w.soon(clock(until, language))}
      </p>
    );
  if (state === 'person' && until !== null)
    return (
      <Callout icon={Hourglass} title={w.personTitle}>
        {w.person(channel, hours ?? 24, fullTime(until, language))}
      </Callout>
    );
  return (
    <Callout tone="warn" icon={Hourglass} title={w.closedTitle}>
      <p>{templates ? w.closedTemplates(channel, hours ?? 24) : w.closed(channel)}</p>
      {limit?.freeAt && limit.most !== null && <p className="mt-1">{w.full(limit.most, fullTime(limit.freeAt, language))}</p>}
      {templates && (
        <div className="mt-2">
          <Button size="sm" look="solid" icon={FileCheck} onClick={() => setChoosing(true)}>
            {w.choose}
          </Button>
        </div>
      )}
      {choosing && (
        <Suspense>
          <TemplateDialog conversation={conversation.id} purpose={purpose} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </Callout>
  );
}
