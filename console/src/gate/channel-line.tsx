// Where this person can be written to for the chosen purpose, before a word is typed: a chip per channel, the reason one press away, everything two.
import { type LucideIcon, Table2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { ChannelIcon, useChannelName } from '#ui/channel.tsx';
import { Popover } from '#ui/popover.tsx';
import { Article } from '#ui/refusal.tsx';
import type { Allowance, PurposeChoice } from './choice.tsx';
import { Matrix } from './matrix.tsx';
import { useVerdictWord, VerdictIcon } from './verdict.tsx';
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
    <div className="@container flex min-h-7 flex-wrap items-center gap-x-1.5 gap-y-1 pointer-coarse:min-h-10">
      <ul aria-label={w.ways} className="flex flex-wrap gap-1.5">
        {items.map((item) => (
          <li key={item.channel}>
            <Chip item={item} isHere={item.channel === here} onElsewhere={() => onElsewhere(item.channel)} />
          </li>
        ))}
      </ul>
      {choice.state === 'known' && (
        <span className="ml-auto flex items-center gap-1">
          <LineButton icon={Table2} onClick={() => setAll(true)}>
            {w.everything}
          </LineButton>
          {children}
        </span>
      )}
      <Matrix items={choice.all} open={all} onClose={() => setAll(false)} />
    </div>
  );
}

/** A small button at the end of the line; where the line is narrow its words are there for the ear and on hover only. */
export function LineButton({ icon: Icon, onClick, children }: { icon: LucideIcon; onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      title={children}
      onClick={onClick}
      className="inline-flex h-6 min-w-6 items-center justify-center gap-1.5 rounded-md px-1.5 text-xs text-accent transition-colors duration-100 hover:bg-hover pointer-coarse:h-10 pointer-coarse:min-w-10"
    >
      <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />
      <span className="@max-[27rem]:sr-only">{children}</span>
    </button>
  );
}

function Chip({ item, isHere, onElsewhere }: { item: Allowance; isHere: boolean; onElsewhere: () => void }) {
  const w = useWords(gateWords);
  const [open, setOpen] = useState(false);
  const channel = useChannelName(item.channel);
  const { allowed, words, article } = item.decision;
  const verdict = useVerdictWord()(item.decision);
  return (
    <Popover
      label={channel}
      tip={words}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          className={`inline-flex h-6 items-center gap-1.5 rounded-full border px-2 text-xs transition-colors duration-100 hover:bg-hover data-[state=open]:bg-pressed pointer-coarse:h-10 pointer-coarse:px-3 ${allowed ? 'border-edge text-ink' : 'border-dashed border-line text-muted'}`}
        >
          <span aria-hidden>
            <ChannelIcon channel={item.channel} />
          </span>
          <span className={isHere ? 'font-medium' : ''}>{channel}</span>
          <VerdictIcon decision={item.decision} className="size-3.5" />
          <span className="sr-only">{verdict}</span>
        </button>
      }
    >
      <p className="flex items-center gap-2 font-medium">
        <VerdictIcon decision={item.decision} />
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
