// Where personal data is and where it flows: as a picture, as a table, where it is weak, and the records of processing to take along.
import { useQuery } from '@tanstack/react-query';
import { ImageDown, Waypoints } from 'lucide-react';
import { useRef, useState } from 'react';
import { useLanguage, useWords } from '#lib/language.ts';
import { fitsPicture } from '#lib/screen.ts';
import { Count } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { Tabs } from '#ui/tabs.tsx';
import { Time } from '#ui/time.tsx';
import { Decided } from './decided.tsx';
import { Filters } from './filters.tsx';
import { GivenInPerson } from './given-in-person.tsx';
import { PathTable } from './path-table.tsx';
import { Picture } from './picture.tsx';
import { type DataMap, mapQuery } from './queries.ts';
import { Records } from './records.tsx';
import { saveSvg } from './save-svg.ts';
import { type Choice, chosen, everything, shapeOf } from './shape.ts';
import { Traffic } from './traffic.tsx';
import { WeakSpots } from './weak-spots.tsx';
import { mapWords } from './words.ts';

type View = 'picture' | 'table' | 'weak' | 'records';

export function DataMapPage() {
  const w = useWords(mapWords);
  const [days, setDays] = useState(90);
  const [view, setView] = useState<View>(() => (fitsPicture() ? 'picture' : 'table'));
  const [choice, setChoice] = useState<Choice>(everything);
  const query = useQuery({ ...mapQuery(useLanguage(), days), placeholderData: (before) => before });
  const weak = query.data?.findings.length ?? 0;
  const tabs = [
    { value: 'picture', label: w.picture },
    { value: 'table', label: w.table },
    {
      value: 'weak',
      label: (
        <>
          {w.weak} <Count of={weak} />
        </>
      ),
    },
    { value: 'records', label: w.records },
  ];
  return (
    <Page wide title={w.title} about={w.about}>
      {query.isPending && <Skeleton lines={14} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <Tabs label={w.views} tabs={tabs} value={view} onChange={(next) => setView(next as View)}>
          {view === 'weak' && <WeakSpots map={query.data} onRecords={() => setView('records')} />}
          {view === 'records' && <Records />}
          {(view === 'picture' || view === 'table') && (
            <>
              <Filters map={query.data} choice={choice} onChoose={setChoice} days={days} onDays={setDays} />
              <Flows map={query.data} choice={choice} asTable={view === 'table'} />
              {view === 'table' && <Decided map={query.data} />}
            </>
          )}
        </Tabs>
      )}
    </Page>
  );
}

function Flows({ map, choice, asTable }: { map: DataMap; choice: Choice; asTable: boolean }) {
  const w = useWords(mapWords);
  const svg = useRef<SVGSVGElement>(null);
  const paths = chosen(map, choice);
  if (paths.length === 0) return <Empty icon={Waypoints} title={w.nothing} more={w.nothingMore} />;
  return (
    <>
      {asTable ? (
        <PathTable map={map} paths={paths} everyTable={choice.everyTable} />
      ) : (
        <Picture map={map} shape={shapeOf(paths, choice.everyTable)} svg={svg} />
      )}
      <footer className="mt-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 text-sm text-muted">
        {!asTable && <Legend />}
        <span className="grow">
          {map.countedAt === null ? (
            w.notCounted
          ) : (
            <>
              {w.counted} <Time at={map.countedAt} />
            </>
          )}
        </span>
        {!asTable && (
          <Button size="sm" icon={ImageDown} onClick={() => svg.current && saveSvg(svg.current, w.title, 'data-map.svg')}>
            {w.save}
          </Button>
        )}
      </footer>
      {asTable && <Traffic map={map} />}
      <GivenInPerson stores={map.stores} />
      {map.others.length > 0 && (
        <p className="mt-3 text-sm text-muted">
          {w.others}: {map.others.map(({ what, host }) => `${host} (${w[what]})`).join(', ')}.
        </p>
      )}
    </>
  );
}

function Legend() {
  const w = useWords(mapWords);
  const kinds = [
    ['seen', 'stroke-accent', undefined],
    ['declared', 'stroke-edge', '3 4'],
    ['undeclared', 'stroke-bad', undefined],
  ] as const;
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1">
      {kinds.map(([kind, stroke, dashes]) => (
        <li key={kind} className="flex items-center gap-2">
          <svg aria-hidden width="26" height="6">
            <line x1="1" x2="25" y1="3" y2="3" className={stroke} strokeWidth="3" strokeDasharray={dashes} />
          </svg>
          {w[kind]}
        </li>
      ))}
    </ul>
  );
}
