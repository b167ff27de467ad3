// How many controls held, day by day, as one calm line from nought to all.
import { useWords } from '#lib/language.ts';
import type { Posture } from './queries.ts';
import { monitoringWords } from './words.ts';

const [width, height] = [272, 72];
type Point = Posture['trend'][number];

const share = ({ passing, failing, unknown }: Point): number => passing / Math.max(1, passing + failing + unknown);
const perCent = (point: Point | undefined): number => Math.round((point ? share(point) : 0) * 100);

export function Trend({ points }: { points: readonly Point[] }) {
  const w = useWords(monitoringWords);
  const places = points.map((point, at) => [(at / Math.max(1, points.length - 1)) * width, 4 + (1 - share(point)) * (height - 8)] as const);
  const line = places.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(' ');
  const last = places.at(-1);
  return (
    <figure className="min-w-0 self-end">
      {points.length > 1 && last ? (
        <svg
          role="img"
          aria-label={w.trendWords(perCent(points[0]), perCent(points.at(-1)))}
          viewBox={`-4 0 ${width + 8} ${height}`}
          className="block h-20 w-full overflow-visible"
          preserveAspectRatio="none"
        >
          <line x1="0" x2={width} y1={height - 4} y2={height - 4} className="stroke-line" vectorEffect="non-scaling-stroke" />
          <path d={`${line} L${width} ${height - 4} L0 ${height - 4} Z`} className="fill-good-soft" />
          <path d={line} fill="none" className="stroke-good" strokeWidth="2" strokeLinejoin="round" vectorEffect="non-scaling-stroke" />
        </svg>
      ) : (
        <p className="flex h-20 items-center justify-center rounded-md bg-hover px-3 text-center text-sm text-muted">{w.trendSoon}</p>
      )}
      <figcaption className="mt-1.5 flex justify-between gap-3 text-xs text-muted">
        <span>{w.trend}</span>
        <span className="font-medium tabular-nums text-ink">{perCent(points.at(-1))} %</span>
      </figcaption>
    </figure>
  );
}
