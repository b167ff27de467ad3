// The picture nearer or as a whole: by buttons, by + - 0 within it, and by the wheel with Ctrl (which is also what two fingers say). What stood in the middle stays there.
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useWords, words } from '#lib/language.ts';
import { IconButton } from '#ui/button.tsx';

const steps = [1, 1.25, 1.5, 2, 3, 4] as const;
export type Zoom = {
  readonly scale: number;
  /** Pixels that the drawing is wide; undefined as wide as there is room. */
  readonly width: number | undefined;
  readonly step: (by: 1 | -1 | 0) => void;
  /** Whether the key was one of zooming. */
  readonly onKey: (event: KeyboardEvent) => boolean;
};

/** Zooming of a drawing that lies in `frame`, which scrolls. */
export function useZoom(frame: RefObject<HTMLElement | null>): Zoom {
  const [at, setAt] = useState({ index: 0, fitted: 0 });
  const middle = useRef<{ x: number; y: number }>(undefined);
  const step = (by: 1 | -1 | 0): void => {
    const box = frame.current;
    const drawing = box?.querySelector('svg');
    if (!box || !drawing) return;
    middle.current = {
      x: (box.scrollLeft + box.clientWidth / 2) / box.scrollWidth,
      y: (box.scrollTop + box.clientHeight / 2) / box.scrollHeight,
    };
    setAt(({ index, fitted }) => ({
      index: by === 0 ? 0 : Math.min(steps.length - 1, Math.max(0, index + by)),
      fitted: index === 0 ? drawing.clientWidth : fitted,
    }));
  };
  const latest = useRef(step);
  latest.current = step;
  useLayoutEffect(() => {
    const box = frame.current;
    if (!box || !middle.current || at.fitted === 0) return;
    box.scrollLeft = middle.current.x * box.scrollWidth - box.clientWidth / 2;
    box.scrollTop = middle.current.y * box.scrollHeight - box.clientHeight / 2;
  }, [at, frame]);
  useEffect(() => {
    const box = frame.current;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault(); // else the whole page grows
      latest.current(event.deltaY < 0 ? 1 : -1);
    };
    box?.addEventListener('wheel', onWheel, { passive: false });
    return () => box?.removeEventListener('wheel', onWheel);
  }, [frame]);
  const scale = steps[at.index] ?? 1;
  return {
    scale,
    width: scale === 1 ? undefined : Math.round(at.fitted * scale),
    step,
    onKey: (event) => {
      const by = ({ '+': 1, '=': 1, '-': -1, '0': 0 } as const)[event.key];
      if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
      step(by);
      return true;
    },
  };
}

export function ZoomButtons({ zoom }: { zoom: Zoom }) {
  const w = useWords(own);
  return (
    <fieldset aria-label={w.zoom} className="flex items-center gap-1">
      <IconButton icon={ZoomOut} label={w.out} keys="-" disabled={zoom.scale === steps[0]} onClick={() => zoom.step(-1)} />
      <output aria-label={w.zoom} className="min-w-12 text-center text-sm text-muted tabular-nums">
        {`${zoom.scale * 100} %`}
      </output>
      <IconButton icon={ZoomIn} label={w.in} keys="+" disabled={zoom.scale === steps.at(-1)} onClick={() => zoom.step(1)} />
      <IconButton icon={Maximize} label={w.whole} keys="0" disabled={zoom.scale === steps[0]} onClick={() => zoom.step(0)} />
    </fieldset>
  );
}

const own = words(
  { zoom: 'Size of the picture', in: 'Nearer', out: 'Farther', whole: 'The whole picture' },
  { zoom: 'Größe des Bildes', in: 'Näher heran', out: 'Weiter weg', whole: 'Das ganze Bild' },
);
