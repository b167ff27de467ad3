// Where this person can be written to for the chosen purpose, before a word is typed: a chip per channel, the reason one press away, everything two.
import { ShieldCheck, ShieldX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { ChannelIcon, useChannelName } from '#ui/channel.tsx';
import { Popover } from '#ui/popover.tsx';
import { Article } from '#ui/refusal.tsx';
import { QuietLink } from '#ui/section.tsx';
import type { Allowance, PurposeChoice } from './choice.tsx';
import { Matrix } from './matrix.tsx';
import { gateWords } from './words.ts';

type LineProps = {
  choice: PurposeChoice;
  /** The channel of this conversation. */
  here: string;
  /** Begins a message on another channel. */
  onElsewhere: (channel: string) => void;
  /** What else stands in the line, at its end. */
  children?: ReactNode;
};

export function ChannelLine({ choice, here, onElsewhere, children }: LineProps) {
  const w = useWords(gateWords);
  const [all, setAll] = useState(false);
  const items = choice.all.filter((item) => item.purpose === choice.purpose);
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-x-1.5 gap-y-1">
      <ul aria-label={w.ways} className="flex flex-wrap gap-1.5">
        {items.map((item) => (
          <li key={item.channel}>
            <Chip item={item} isHere={item.channel === here} onElsewhere={() => onElsewhere(item.channel)} />
          </li>
        ))}
      </ul>
      {choice.state === 'known' && (
        <span className="ml-auto flex items-center gap-3 px-1">
          <QuietLink onClick={() => setAll(true)}>{w.everything}</QuietLink>
          {children}
        </span>
      )}
      <Matrix items={choice.all} open={all} onClose={() => setAll(false)} />
    </div>
  );
}

function Chip({ item, isHere, onElsewhere }: { item: Allowance; isHere: boolean; onElsewhere: () => void }) {
  const w = useWords(gateWords);
  const [open, setOpen] = useState(false);
  const channel = useChannelName(item.channel);
  const { allowed, words, article } = item.decision;
  const Icon = allowed ? ShieldCheck : ShieldX;
  const verdict = allowed ? w.allowed : w.not;
  return (
    <Popover
      label={channel}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          title={words}
          className={`inline-flex h-6 items-center gap-1.5 rounded-full border px-2 text-xs transition-colors duration-100 hover:bg-hover data-[state=open]:bg-pressed pointer-coarse:h-10 pointer-coarse:px-3 ${allowed ? 'border-line text-ink' : 'border-dashed border-edge text-muted'}`}
        >
          <span aria-hidden>
            <ChannelIcon channel={item.channel} />
          </span>
          <span className={isHere ? 'font-medium' : ''}>{channel}</span>
          <Icon aria-hidden className={`size-3.5 ${allowed ? 'text-good' : 'text-warn'}`} strokeWidth={2} />
          <span className="sr-only">
            {verdict}. {words}
          </span>
        </button>
      }
    >
      <p className="flex items-center gap-2 font-medium">
        <Icon aria-hidden className={`size-4 shrink-0 ${allowed ? 'text-good' : 'text-warn'}`} strokeWidth={2} />
        {channel}: {verdict}
      </p>
      <p className="mt-1.5 text-sm text-muted">
        {words} <Article of={article} />
      </p>
      {isHere && <p className="mt-1.5 text-sm text-muted">{w.thisOne}</p>}
      {!isHere && allowed && (
        <Button
          size="sm"
          className="mt-3"
          onClick={() => {
            setOpen(false);
            onElsewhere();
          }}
        >
          {w.writeThere}
        </Button>
      )}
    </Popover>
  );
}
