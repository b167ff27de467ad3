// The picture at a glance: one mark per control, room by room, and how many held over the last ninety days. Shape tells as much as colour: a fault is a filled
// square with a line through it, what could not be looked at is an empty ring.
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import { Time } from '#ui/time.tsx';
import type { Control, Posture } from './queries.ts';
import { Trend } from './trend.tsx';
import { monitoringWords } from './words.ts';

export function PostureCard({ posture }: { posture: Posture }) {
  const w = useWords(monitoringWords);
  const count = (state: Control['state']) => posture.controls.filter((control) => control.state === state).length;
  const [passing, failing, unknown] = [count('passes'), count('fails'), count('unknown')];
  if (!posture.ranAt) return <p className="rounded-lg border border-line bg-raised px-5 py-4 text-muted shadow-card">{w.neverLooked}</p>;
  const isWell = failing === 0 && unknown === 0;
  const Icon = isWell ? ShieldCheck : ShieldAlert;
  return (
    <section className="grid gap-x-8 gap-y-5 rounded-lg border border-line bg-raised px-5 py-5 shadow-card md:grid-cols-[minmax(0,1fr)_17rem]">
      <div className="min-w-0">
        <h2 className="flex items-center gap-2.5 text-lg font-semibold">
          <Icon aria-hidden className={`size-5 shrink-0 ${isWell ? 'text-good' : 'text-bad'}`} strokeWidth={1.9} />
          {w.hold(passing, posture.controls.length)}
        </h2>
        <p className="mt-1 text-base text-muted">
          {[failing > 0 ? w.failing(failing) : '', unknown > 0 ? w.unknownCount(unknown) : ''].filter(Boolean).join(' · ') || w.allHold}
          {posture.overdueFindings > 0 && (
            <>
              {' · '}
              <span className="font-medium text-bad">{w.overdueCount(posture.overdueFindings)}</span>
            </>
          )}
        </p>
        <Marks controls={posture.controls} />
        <p className="mt-3.5 text-sm text-muted">
          {w.lastLook} <Time at={posture.ranAt} as="full" />
        </p>
      </div>
      <Trend points={posture.trend} />
    </section>
  );
}

/** Decoration: the sentence above says the same, and the list of controls says it one by one. */
function Marks({ controls }: { controls: readonly Control[] }) {
  const rooms = Map.groupBy(controls, (control) => control.room);
  return (
    <div aria-hidden className="mt-4 flex flex-wrap gap-x-3 gap-y-2">
      {[...rooms].map(([room, own]) => (
        <span key={room} className="flex gap-1">
          {own.map((control) => (
            <Mark key={control.id} state={control.state} />
          ))}
        </span>
      ))}
    </div>
  );
}

function Mark({ state }: { state: Control['state'] }) {
  if (state === 'unknown') return <span className="size-3.5 rounded-full border-2 border-edge" />;
  if (state === 'passes') return <span className="size-3.5 rounded-[4px] bg-good opacity-75" />;
  return (
    <span className="flex size-3.5 items-center justify-center rounded-[4px] bg-bad-solid">
      <span className="h-0.5 w-2 rounded-full bg-white" />
    </span>
  );
}
