// One message: theirs on the left, ours on the right, notes across and unmistakably apart.

import { Lock } from 'lucide-react';
import { memo, useState } from 'react';
import { useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Time } from '#ui/time.tsx';
import { AttachmentList } from './attachments.tsx';
import { Changed, TakenBack } from './changed.tsx';
import { Delivery } from './delivery.tsx';
import { linkParts } from './links.ts';
import { MailFrame } from './mail-frame.tsx';
import { Masked } from './masked.tsx';
import { Offered } from './offered.tsx';
import type { Message } from './types.ts';
import { Undelivered } from './undelivered.tsx';
import { threadWords } from './words.ts';

type ItemProps = { conversation: string; message: Message; begins: boolean };

export const MessageItem = memo(function MessageItem({ conversation, message, begins }: ItemProps) {
  const w = useWords(threadWords);
  const called = usePersonName();
  const author = message.author.kind === 'system' ? w.system : called(message.author);
  if (message.author.kind === 'system') return <SystemLine conversation={conversation} message={message} />;
  if (message.kind === 'note') return <Note message={message} author={author} />;
  const mine = message.direction === 'out';
  return (
    <div className={`flex gap-3 @5xl:pr-80 ${begins ? 'pt-5' : 'pt-1.5'} ${mine ? 'flex-row-reverse' : ''}`}>
      {!mine && (
        <span className="w-9 shrink-0 max-sm:hidden">{begins && <Avatar name={message.author.name} id={message.author.id} />}</span>
      )}
      <article className={`flex min-w-0 max-w-[85%] flex-col ${mine ? 'items-end' : 'items-start'}`}>
        {begins && (
          <header className="mb-1 flex items-baseline gap-2 px-1 text-sm">
            <span className="font-medium">{author}</span>
            <Time at={message.at} as="clock" className="text-xs text-muted tabular-nums" />
          </header>
        )}
        {message.changes.unsent ? <TakenBack at={message.changes.unsent} /> : <Bubble message={message} author={author} mine={mine} />}
        <Offered titles={message.choices} />
        <Masked kinds={message.masked} />
        <AttachmentList attachments={message.attachments} />
        <Changed changes={message.changes} />
        {mine && <Delivery state={message.delivery} because={message.deliveryBecause} words={message.deliveryWords} />}
        <Undelivered conversation={conversation} message={message} />
      </article>
    </div>
  );
});

/** The box a text stands in; also for what is still on its way. */
export function bubbleClass(mine: boolean): string {
  return `min-w-0 max-w-full rounded-xl px-3.5 py-2.5 text-md leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere] ${mine ? 'rounded-tr-sm bg-accent-soft' : 'rounded-tl-sm border border-line bg-raised'}`;
}

function Bubble({ message, author, mine }: { message: Message; author: string; mine: boolean }) {
  const w = useWords(threadWords);
  const [formatted, setFormatted] = useState(false);
  if (formatted) return <MailFrame message={message.id} author={author} onPlain={() => setFormatted(false)} />;
  return (
    <>
      {message.text && (
        <div className={bubbleClass(mine)}>
          <Linked text={message.text} />
        </div>
      )}
      {message.hasHtml && (
        <button
          type="button"
          onClick={() => setFormatted(true)}
          className="mt-1 min-h-6 rounded-sm px-1 text-xs text-muted underline-offset-2 hover:text-ink hover:underline"
        >
          {w.formatted}
        </button>
      )}
    </>
  );
}

/** Beside the conversation, never in it: a margin of its own where there is room, else a slip set in from both sides, with a lock and words that say so. */
function Note({ message, author }: { message: Message; author: string }) {
  const w = useWords(threadWords);
  return (
    <div className="flex justify-center pt-5 @5xl:justify-end">
      <article className="w-full max-w-md rounded-md border border-l-4 border-dashed border-warn-line bg-warn-soft px-4 py-3 @5xl:w-72">
        <header className="mb-1 text-sm">
          <p className="flex items-center gap-1.5 text-xs font-medium text-warn">
            <Lock aria-hidden className="size-3.5" strokeWidth={2.2} /> {w.note}, {w.noteHint}
          </p>
          <p className="mt-0.5 flex items-baseline gap-2">
            <span className="min-w-0 truncate font-medium">{author}</span>
            <Time at={message.at} as="clock" className="text-xs text-muted tabular-nums" />
          </p>
        </header>
        <div className="text-md leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">
          <Linked text={message.text} />
        </div>
        <Masked kinds={message.masked} />
        <AttachmentList attachments={message.attachments} />
      </article>
    </div>
  );
}

/** A text with its addresses as links, which tell the other side neither who follows them nor from where. */
function Linked({ text }: { text: string }) {
  let at = 0;
  return linkParts(text).map((part) => {
    const key = at;
    at += part.text.length;
    if (!part.href) return part.text;
    return (
      <a
        key={key}
        href={part.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="text-accent underline underline-offset-2 hover:decoration-2"
      >
        {part.text}
      </a>
    );
  });
}

/** What the house wrote by itself; how far it got is said where it did not arrive. */
function SystemLine({ conversation, message }: Pick<ItemProps, 'conversation' | 'message'>) {
  const isLost = message.delivery === 'failed' || message.delivery === 'refused';
  return (
    <div className="flex flex-col items-center pt-5">
      <p className="text-center text-sm text-muted">
        {message.text} · <Time at={message.at} as="clock" />
      </p>
      {isLost && <Delivery state={message.delivery} because={message.deliveryBecause} words={message.deliveryWords} />}
      <Undelivered conversation={conversation} message={message} />
    </div>
  );
}
