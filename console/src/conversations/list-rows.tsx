// The rows of the list: only those in sight are drawn, however many there are. What is read keeps its place when rows come, go or move; whoever holds
// the focus stays drawn, wherever the list is scrolled to.
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowUp } from 'lucide-react';
import { type FocusEvent, type KeyboardEvent, type MouseEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '#lib/language.ts';
import { isPlainPress } from '#lib/press.ts';
import { placesShown, shiftOf } from './keeping.ts';
import { ConversationRow, RowShape, rowRem } from './row.tsx';
import type { Conversation } from './types.ts';
import type { Aim } from './walk.ts';
import { inboxWords } from './words.ts';

const shapesWhileMore = 3;
const fetchAhead = 20; // rows

type RowsProps = {
  items: readonly Conversation[];
  /** How many the whole view holds; -1 when nobody knows. */
  total: number;
  more: boolean;
  onMore: () => void;
  search: string;
  aim: Aim;
};

export function Rows({ items, total, more, onMore, search, aim }: RowsProps) {
  const w = useWords(inboxWords);
  const scroller = useRef<HTMLDivElement>(null);
  const focused = useRef<string>(undefined);
  const height = useRowHeight();
  const placeOf = (id: string | undefined): number => (id === undefined ? -1 : items.findIndex((item) => item.id === id));
  const rows = useVirtualizer({
    count: items.length + (more ? shapesWhileMore : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 4,
    useFlushSync: false,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const [from, to] = [Math.max(0, startIndex - overscan), Math.min(count - 1, endIndex + overscan)];
      const shown = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
      return placesShown(shown, [placeOf(focused.current)], items.length);
    },
  });
  useKeptPlace(scroller, items, height, focused);
  useInView(scroller, aim.at, items, height);
  const last = rows.range?.endIndex ?? 0;
  useEffect(() => {
    if (more && last >= items.length - fetchAhead) onMore();
  }, [more, last, items.length, onMore]);
  const hold = (event: FocusEvent): void => {
    focused.current = idOf(event.target);
  };
  const release = (event: FocusEvent): void => {
    const id = idOf(event.target);
    // a row that is taken away lets go too: by then useKeptPlace has seen who it was
    queueMicrotask(() => {
      if (focused.current === id && !scroller.current?.contains(document.activeElement)) focused.current = undefined;
    });
  };
  return (
    <div className="relative min-h-0 grow">
      <NewerButton scroller={scroller} items={items} scrolled={(rows.scrollOffset ?? 0) > 0} />
      <div ref={scroller} className="h-full overflow-y-auto overscroll-contain [overflow-anchor:none]">
        <ul
          aria-label={w.conversations}
          className="relative"
          style={{ height: `${(items.length + (more ? shapesWhileMore : 0)) * rowRem}rem` }}
          onKeyDown={(event) => step(event, aim)}
          onClick={(event) => follow(event, aim)}
          onFocus={hold}
          onBlur={release}
        >
          {rows.getVirtualItems().map(({ index }) => {
            const item = items[index];
            const style = { transform: `translateY(${index * rowRem}rem)` };
            const place = 'absolute inset-x-0 top-0';
            if (!item)
              return (
                <li key={index} className={place} style={style} aria-hidden>
                  <RowShape />
                </li>
              );
            return (
              <li key={item.id} className={place} style={style} aria-setsize={total} aria-posinset={index + 1}>
                <ConversationRow conversation={item} search={search} selected={item.id === aim.at} />
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}

/** Arrows walk as J and K do. */
function step(event: KeyboardEvent, aim: Aim): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  aim.walk(by);
}

/** A plain press opens here. */
function follow(event: MouseEvent, aim: Aim): void {
  const id = idOf(event.target);
  if (!id || !isPlainPress(event)) return;
  event.preventDefault();
  aim.open(id);
}

function idOf(target: EventTarget): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-conversation]')?.dataset['conversation'] : undefined;
}

/** Pixels: a row is measured in rem, and people choose how large that is. */
function useRowHeight(): number {
  return useState(() => rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize))[0];
}

type Scroller = { readonly current: HTMLDivElement | null };

/** Scrolls along when rows come or go above what is read; whoever loses the row under their focus finds the next one. */
function useKeptPlace(scroller: Scroller, items: readonly Conversation[], height: number, focused: { current: string | undefined }): void {
  const before = useRef(items);
  useLayoutEffect(() => {
    const box = scroller.current;
    const was = before.current.map((item) => item.id);
    const now = items.map((item) => item.id);
    before.current = items;
    if (!box || was.length === 0) return;
    const first = Math.floor(box.scrollTop / height);
    const shift = shiftOf(was, now, first, first + Math.ceil(box.clientHeight / height));
    if (shift !== 0 && (box.scrollTop > 0 || box.matches(':hover'))) box.scrollTop += shift * height; // at rest on top, the newest may come in
    const lost = focused.current;
    if (lost === undefined || now.includes(lost) || document.activeElement !== document.body) return;
    const heir = now[Math.min(was.indexOf(lost), now.length - 1)];
    box.querySelector<HTMLElement>(`[data-conversation="${heir}"]`)?.focus();
  }, [scroller, items, height, focused]);
}

/** Keeps the marked row in view when the mark moves, and the focus on it when the focus was in the list. Other changes scroll nothing. */
function useInView(scroller: Scroller, marked: string | undefined, items: readonly Conversation[], height: number): void {
  const shown = useRef<string>(undefined);
  useLayoutEffect(() => {
    const box = scroller.current;
    const at = marked === undefined ? -1 : items.findIndex((item) => item.id === marked);
    if (shown.current === marked || !box || (at < 0 && marked !== undefined)) return;
    shown.current = marked;
    if (at < 0) return;
    const top = at * height;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + height > box.scrollTop + box.clientHeight) box.scrollTop = top + height - box.clientHeight;
    const follow = (frames: number): void => {
      if (shown.current !== marked || !box.contains(document.activeElement)) return; // another is marked meanwhile, or the focus has gone elsewhere
      const row = box.querySelector<HTMLElement>(`[data-conversation="${marked}"]`);
      if (row) row.focus({ preventScroll: true });
      else if (frames > 0) requestAnimationFrame(() => follow(frames - 1)); // drawn with one of the next frames
    };
    follow(mostFrames); // a slow machine draws it later than the next one
  }, [scroller, marked, items, height]);
}

const mostFrames = 30;

/** Where the list is scrolled down, says how many have come in above since. */
function NewerButton({ scroller, items, scrolled }: { scroller: Scroller; items: readonly Conversation[]; scrolled: boolean }) {
  const w = useWords(inboxWords);
  const [newest, setNewest] = useState(items[0]?.lastMessageAt ?? '');
  const top = items[0]?.lastMessageAt ?? '';
  if (!scrolled && newest !== top) setNewest(top);
  const until = items.findIndex((item) => item.lastMessageAt <= newest);
  const count = until < 0 ? items.length : until;
  if (!scrolled || count === 0) return null;
  return (
    <button
      type="button"
      onClick={() => scroller.current?.scrollTo({ top: 0 })}
      className="absolute top-2 left-1/2 z-10 inline-flex h-7 -translate-x-1/2 animate-fade items-center gap-1.5 rounded-full border border-line bg-raised px-3 text-sm font-medium text-accent shadow-float hover:bg-hover pointer-coarse:h-10"
    >
      <ArrowUp aria-hidden className="size-3.5" strokeWidth={2.2} /> {w.newer(count)}
    </button>
  );
}
