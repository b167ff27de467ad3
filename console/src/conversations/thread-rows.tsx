// The messages in sight, measured as they are drawn. The window is anchored at its end: what is read stays where it is when older messages load above,
// and whoever reads the newest goes along with those that come.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLanguage, useWords } from '#lib/language.ts';
import { dayMark } from '#lib/time.ts';
import { placesShown } from './keeping.ts';
import { MessageItem } from './message.tsx';
import { NewestButton } from './newest.tsx';
import type { Outgoing } from './outbox.ts';
import { OutgoingItem } from './outgoing.tsx';
import type { Row } from './rows.ts';
import { threadWords } from './words.ts';

const headRoom = 64; // pixels above the first message: for what says where it begins, or loads what came before
const nearTop = 900; // pixels from the top at which earlier messages are fetched

type Earlier = { there: boolean; busy: boolean; load: () => void };
type ThreadRowsProps = {
  conversation: string;
  rows: readonly Row[];
  outgoing: readonly Outgoing[] /** Messages of the whole conversation. */;
  size: number;
  earlier: Earlier;
};

export function ThreadRows({ conversation, rows, outgoing, size, earlier }: ThreadRowsProps) {
  const w = useWords(threadWords);
  const language = useLanguage();
  const scroller = useRef<HTMLElement>(null);
  const focused = useRef(-1);
  const [atEnd, setAtEnd] = useState(true);
  const keyOf = (at: number): string => rows[at]?.message.id ?? outgoing[at - rows.length]?.key ?? '';
  const shown = useVirtualizer({
    count: rows.length + outgoing.length,
    getScrollElement: () => scroller.current,
    getItemKey: keyOf,
    estimateSize: (at) => estimate(rows[at]),
    overscan: 6,
    paddingStart: headRoom,
    paddingEnd: 20,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: 80,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const [from, to] = [Math.max(0, startIndex - overscan), Math.min(count - 1, endIndex + overscan)];
      const seen = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
      return placesShown(seen, [focused.current], count);
    },
    onChange: (now) => {
      if (now.scrollRect) setAtEnd(now.isAtEnd());
    },
  });
  const toEnd = (): void => shown.scrollToEnd();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once: it opens at the newest
  useLayoutEffect(toEnd, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever sends something sees it
  useLayoutEffect(() => {
    if (outgoing.length > 0) toEnd();
  }, [outgoing.length]);
  useStayAtEnd(scroller, atEnd, toEnd);
  const offset = shown.scrollOffset ?? 0;
  const isNear = !atEnd && offset < nearTop && shown.scrollDirection === 'backward';
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per page, when its end comes near
  useEffect(() => {
    if (isNear && earlier.there && !earlier.busy) earlier.load();
  }, [isNear, earlier.there, earlier.busy]);
  return (
    <div className="relative flex min-h-0 grow flex-col">
      <section
        ref={scroller}
        className="focus-inset @container min-h-0 grow overflow-y-auto overscroll-contain [overflow-anchor:none]"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={w.messages}
      >
        <div className="relative mx-auto w-full max-w-3xl @5xl:max-w-5xl" style={{ height: shown.getTotalSize() }}>
          <p className="flex h-16 items-center justify-center text-sm text-muted">
            {earlier.there ? (
              <button
                type="button"
                disabled={earlier.busy}
                onClick={earlier.load}
                className="rounded-md px-3 py-1.5 hover:bg-hover hover:text-ink pointer-coarse:min-h-10"
              >
                {w.earlier}
              </button>
            ) : (
              w.beginning
            )}
          </p>
          <ol aria-label={w.messages}>
            {shown.getVirtualItems().map(({ index, key, start }) => {
              const row = rows[index];
              const waiting = outgoing[index - rows.length];
              return (
                <li
                  key={key}
                  ref={shown.measureElement}
                  data-index={index}
                  aria-setsize={size + outgoing.length}
                  aria-posinset={row ? row.message.sequence : size + index - rows.length + 1}
                  className="absolute inset-x-0 top-0 px-4 sm:px-6"
                  style={{ transform: `translateY(${start}px)` }}
                  onFocus={() => {
                    focused.current = index;
                  }}
                  onBlur={() => {
                    focused.current = -1;
                  }}
                >
                  {row?.newDay && <Mark>{dayMark(row.message.at, language)}</Mark>}
                  {row?.firstNew && <Mark fresh>{w.newHere}</Mark>}
                  {row && <MessageItem conversation={conversation} message={row.message} begins={row.begins} />}
                  {waiting && <OutgoingItem outgoing={waiting} />}
                </li>
              );
            })}
          </ol>
        </div>
      </section>
      <NewestButton
        rows={rows}
        atEnd={atEnd}
        onPress={() => {
          toEnd();
          scroller.current?.focus({ preventScroll: true });
        }}
      />
    </div>
  );
}

/** Stands between days, and before what is new. */
function Mark({ fresh, children }: { fresh?: boolean; children: ReactNode }) {
  const line = `h-px grow ${fresh ? 'bg-accent' : 'bg-line'}`;
  return (
    <p className={`flex items-center gap-3 pt-6 text-xs font-medium ${fresh ? 'text-accent' : 'text-muted'}`}>
      <span aria-hidden className={line} />
      {children}
      <span aria-hidden className={line} />
    </p>
  );
}

/** A composer that grows takes room from the thread: the newest message stays in sight all the same. */
function useStayAtEnd(scroller: { readonly current: HTMLElement | null }, atEnd: boolean, toEnd: () => void): void {
  const stay = useRef(toEnd);
  stay.current = atEnd ? toEnd : () => undefined;
  useEffect(() => {
    const watch = new ResizeObserver(() => stay.current());
    if (scroller.current) watch.observe(scroller.current);
    return () => watch.disconnect();
  }, [scroller]);
}

/** Pixels a message will need, near enough that the scroll bar does not wander while it is measured. */
function estimate(row: Row | undefined): number {
  if (!row) return 120;
  const { message, begins, newDay, firstNew } = row;
  const lines = message.text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 64)), 0);
  const marks = (newDay ? 42 : 0) + (firstNew ? 42 : 0) + (begins ? 42 : 6);
  return marks + lines * 24.5 + 20 + (message.direction === 'out' ? 22 : 0) + (message.hasHtml ? 28 : 0) + message.attachments.length * 46;
}
