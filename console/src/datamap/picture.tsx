// The picture: four columns and what flows between them. One tab stop; arrows walk over it, pointing or walking lights every way through a node.
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { useWords } from '#lib/language.ts';
import { cut, type Layout, layoutOf, linesOf, nodeWidth, type Placed } from './layout.ts';
import { type Naming, useNaming } from './names.ts';
import type { DataMap } from './queries.ts';
import { litBy, type Shape } from './shape.ts';
import { neighbour } from './walk.ts';
import { Wide } from './wide.tsx';
import { mapWords } from './words.ts';
import { useZoom, ZoomButtons } from './zoom.tsx';

const strokes = { declared: 'stroke-edge', seen: 'stroke-accent', undeclared: 'stroke-bad' } as const;

export function Picture({ map, shape, svg }: { map: DataMap; shape: Shape; svg: RefObject<SVGSVGElement | null> }) {
  const w = useWords(mapWords);
  const naming = useNaming(map);
  const layout = layoutOf(shape);
  const frame = useRef<HTMLElement>(null);
  const zoom = useZoom(frame);
  const ids = layout.nodes.map(({ node }) => node.id);
  const [pointed, setPointed] = useState<string>();
  const [kept, setKept] = useState<string>();
  const [stop, setStop] = useState<string>();
  const here = [pointed, kept].find((id) => id !== undefined && ids.includes(id));
  const lit = here === undefined ? undefined : litBy(shape, here);
  const tabStop = stop !== undefined && ids.includes(stop) ? stop : ids[0];
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    if (event.key === 'Escape') setKept(undefined);
    if (zoom.onKey(event)) return;
    const next = neighbour(shape.columns, tabStop ?? '', event.key);
    if (next === undefined) return;
    event.preventDefault();
    svg.current?.querySelector<SVGGElement>(`[data-node="${CSS.escape(next)}"]`)?.focus();
  };
  return (
    <>
      <div className="mb-2 flex justify-end">
        <ZoomButtons zoom={zoom} />
      </div>
      <Wide ref={frame} label={w.pictureOf} className={`p-4 ${zoom.scale === 1 ? '' : 'max-h-[75vh]'}`}>
        {/* biome-ignore lint/a11y/useSemanticElements: a group within a drawing */}
        <svg
          ref={svg}
          role="group"
          aria-label={w.pictureOf}
          viewBox={`-3 0 ${layout.width + 6} ${layout.height}`}
          width={zoom.width}
          className={`block h-auto min-w-240 font-sans select-none ${zoom.width === undefined ? 'w-full' : 'max-w-none'}`}
          onKeyDown={onKeyDown}
        >
          <Heads layout={layout} />
          <Links layout={layout} lit={lit?.links} />
          {layout.nodes.map((placed) => (
            <Box
              key={placed.node.id}
              placed={placed}
              naming={naming}
              isDim={lit !== undefined && !lit.nodes.has(placed.node.id)}
              isKept={kept === placed.node.id}
              isStop={tabStop === placed.node.id}
              onPoint={(isOn) => setPointed(isOn ? placed.node.id : undefined)}
              onFocus={() => {
                setStop(placed.node.id);
                setPointed(placed.node.id);
              }}
              onKeep={() => setKept(kept === placed.node.id ? undefined : placed.node.id)}
            />
          ))}
        </svg>
      </Wide>
      <p role="status" className="mt-2 min-h-10 text-sm text-pretty text-muted">
        {here === undefined || lit === undefined ? `${w.pointAt} ${w.keys}` : inWords(layout, naming, here, lit.nodes, w.summary)}
      </p>
    </>
  );
}

function inWords(
  layout: Layout,
  naming: Naming,
  here: string,
  lit: ReadonlySet<string>,
  say: (name: string, uses: string, to: string) => string,
): string {
  const own = layout.nodes.find(({ node }) => node.id === here)?.node;
  const others = layout.nodes.filter(({ node }) => node.id !== here && lit.has(node.id) && node.column !== own?.column);
  return own ? say(naming.name(own), naming.below(own).text, others.map(({ node }) => naming.name(node)).join(', ')) : '';
}

function Heads({ layout }: { layout: Layout }) {
  const w = useWords(mapWords);
  const between = (layout.width - nodeWidth) / 3;
  return [w.who, w.what, w.where, w.whom].map((head, at) => (
    <text key={head} x={at * between + 2} y={14} className="fill-muted text-xs font-medium">
      {head}
    </text>
  ));
}

function Links({ layout, lit }: { layout: Layout; lit: ReadonlySet<string> | undefined }) {
  return (
    <g aria-hidden fill="none">
      {layout.links.map(({ link, path, width }) => {
        const isLit = lit?.has(`${link.from} ${link.to}`);
        const strength = lit === undefined ? (link.state === 'declared' ? 0.55 : 0.3) : isLit ? 0.75 : 0.07;
        return (
          <path
            key={`${link.from} ${link.to} ${link.state}`}
            d={path}
            className={`transition-opacity duration-150 ${strokes[link.state]}`}
            strokeWidth={width}
            strokeDasharray={link.state === 'declared' ? '3 4' : undefined}
            opacity={strength}
          />
        );
      })}
    </g>
  );
}

type BoxProps = {
  placed: Placed;
  naming: Naming;
  isDim: boolean;
  isKept: boolean;
  isStop: boolean;
  onPoint: (isOn: boolean) => void;
  onFocus: () => void;
  onKeep: () => void;
};

function Box({ placed: { node, x, y, height }, naming, isDim, isKept, isStop, onPoint, onFocus, onKeep }: BoxProps) {
  const name = naming.name(node);
  const below = naming.below(node);
  const isBad = below.isBad || node.isDrift;
  const lines = linesOf(name);
  const under = cut(below.text, 34);
  const seen = `${lines.join(' ')}: ${under}`; // by which somebody who speaks to their computer calls it
  const whole = `${name}: ${below.text}`;
  const start = y + (lines.length === 1 ? 21 : 15);
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no button in a drawing
    <g
      role="button"
      tabIndex={isStop ? 0 : -1}
      data-node={node.id}
      aria-label={seen === whole ? whole : `${seen} (${whole})`}
      aria-pressed={isKept}
      className="group cursor-pointer focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-accent"
      onPointerEnter={() => onPoint(true)}
      onPointerLeave={() => onPoint(false)}
      onFocus={onFocus}
      onBlur={() => onPoint(false)}
      onClick={onKeep}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onKeep();
      }}
    >
      <rect
        x={x}
        y={y}
        width={nodeWidth}
        height={height}
        rx={8}
        className={`fill-canvas group-focus-visible:stroke-accent ${isKept ? 'stroke-accent' : isBad ? 'stroke-bad' : 'stroke-line'} group-hover:stroke-edge`}
        strokeWidth={isKept ? 2 : 1.25}
      />
      <g opacity={isDim ? 0.45 : 1} className="transition-opacity duration-150">
        {lines.map((line, at) => (
          <text key={line} x={x + 11} y={start + at * 13} className="fill-ink text-[12px] font-medium">
            {`${line} `}
          </text>
        ))}
        <text x={x + 11} y={y + height - 8} className={`text-[10.5px] ${isBad ? 'fill-bad' : 'fill-muted'}`}>
          {under}
        </text>
      </g>
    </g>
  );
}
