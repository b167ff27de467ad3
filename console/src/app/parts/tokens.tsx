// The tokens: type scale, colours with the contrast that this browser computes, spacing, corners and motion.
import { useEffect, useRef, useState } from 'react';
import { contrast } from './contrast.ts';
import type { Sample } from './state.tsx';

const sizes = ['text-2xs', 'text-xs', 'text-sm', 'text-base', 'text-md', 'text-lg', 'text-xl', 'text-2xl'] as const;
/** Ink on ground, and the least contrast that WCAG 2.2 asks for: 4.5 for text, 3 for the edges of controls. */
const pairs = [
  ['ink', 'canvas', 4.5],
  ['ink', 'surface', 4.5],
  ['ink', 'raised', 4.5],
  ['muted', 'canvas', 4.5],
  ['muted', 'surface', 4.5],
  ['muted', 'raised', 4.5],
  ['accent', 'surface', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['good', 'good-soft', 4.5],
  ['warn', 'warn-soft', 4.5],
  ['bad', 'bad-soft', 4.5],
  ['bad', 'raised', 4.5],
  ['white', 'solid', 4.5],
  ['white', 'solid-hover', 4.5],
  ['white', 'bad-solid', 4.5],
  ['edge', 'raised', 3],
  ['edge', 'surface', 3],
] as const;
const steps = [1, 2, 3, 4, 6, 8] as const;

export const tokenSamples: readonly Sample[] = [
  { name: 'type scale', note: 'Eight sizes, no other.', show: TypeScale },
  { name: 'colours', note: 'Contrast as this browser computes it; text needs 4.5, edges of controls 3.', show: Colours },
  { name: 'spacing, corners, motion', note: 'Motion rests when the system asks for less.', show: Measures },
];

function TypeScale() {
  return (
    <div className="grid gap-2">
      {sizes.map((size) => (
        <p key={size} className={size}>
          {`${size}: Quick answers, kept promises`}
        </p>
      ))}
    </div>
  );
}

function Colours() {
  return (
    <ul className="grid gap-1.5">
      {pairs.map(([ink, ground, least]) => (
        <Swatch key={`${ink} ${ground}`} ink={ink} ground={ground} least={least} />
      ))}
    </ul>
  );
}

function Swatch({ ink, ground, least }: { ink: string; ground: string; least: number }) {
  const box = useRef<HTMLSpanElement>(null);
  const [ratio, setRatio] = useState<number>();
  useEffect(() => {
    if (!box.current) return;
    const style = getComputedStyle(box.current);
    setRatio(contrast(style.borderTopColor, style.backgroundColor));
  }, []);
  return (
    <li className="flex min-h-8 items-center gap-3 text-sm">
      <span
        ref={box}
        aria-hidden
        className="size-7 shrink-0 rounded-sm border-8"
        style={{ borderColor: `var(--color-${ink})`, background: `var(--color-${ground})` }}
      />
      <span className="grow">{`${ink} on ${ground}`}</span>
      <span data-contrast={ratio} data-least={least} className="w-24 text-right tabular-nums">
        {ratio && `${ratio.toFixed(2)} ${ratio >= least ? '✓' : '✗'} ${least}`}
      </span>
    </li>
  );
}

function Measures() {
  return (
    <>
      <div className="flex items-end gap-3">
        {steps.map((step) => (
          <span key={step} className="grid justify-items-center gap-1 text-xs text-muted">
            <span className="bg-solid" style={{ width: `calc(var(--spacing) * ${step})`, height: `calc(var(--spacing) * ${step})` }} />
            {step}
          </span>
        ))}
      </div>
      <div className="flex gap-3">
        {['rounded-sm', 'rounded-md', 'rounded-lg', 'rounded-xl'].map((corner) => (
          <span key={corner} className="grid justify-items-center gap-1 text-xs text-muted">
            <span className={`size-10 border border-edge bg-raised shadow-card ${corner}`} />
            {corner}
          </span>
        ))}
      </div>
      <div className="flex gap-6 text-xs text-muted">
        {['animate-rise', 'animate-fade', 'animate-slide', 'animate-breathe'].map((motion) => (
          <span key={motion} className="grid justify-items-center gap-1">
            <span className={`size-8 rounded-md bg-solid ${motion}`} />
            {motion}
          </span>
        ))}
      </div>
    </>
  );
}
