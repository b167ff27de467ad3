// Every control with what it asks and how it stands; what fails comes first.
import { Link } from '@tanstack/react-router';
import { CircleAlert, CircleCheck, CircleHelp } from 'lucide-react';
import { useArticle } from '#lib/article.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Badge, type Tone } from '#ui/badge.tsx';
import { Time } from '#ui/time.tsx';
import { useEvidence, useQuestion } from './control-words.ts';
import { type Control, useColleagues } from './queries.ts';
import { monitoringWords } from './words.ts';

const looks = {
  fails: { tone: 'bad', icon: CircleAlert },
  unknown: { tone: 'warn', icon: CircleHelp },
  passes: { tone: 'good', icon: CircleCheck },
} as const satisfies Record<Control['state'], { tone: Tone; icon: typeof CircleAlert }>;
const order = Object.keys(looks);

export function ControlList({ controls }: { controls: readonly Control[] }) {
  const sorted = controls.toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
  return (
    <ul className="overflow-hidden rounded-lg border border-line bg-raised shadow-card">
      {sorted.map((control) => (
        <Row key={control.id} control={control} />
      ))}
    </ul>
  );
}

function Row({ control }: { control: Control }) {
  const w = useWords(monitoringWords);
  const cite = useArticle();
  const question = useQuestion();
  const { tone, icon } = looks[control.state];
  return (
    <li className="flex flex-wrap items-start gap-x-5 gap-y-2 border-b border-line px-5 py-3.5 last:border-b-0">
      <div className="min-w-0 grow basis-72">
        <p className="font-medium text-pretty">{question(control.id, control.question)}</p>
        <p className="mt-0.5 text-sm text-muted">
          {cite(control.article)} · <code>{control.id}</code> · {w[control.severity]}
        </p>
        <Evidence of={control.evidence} />
      </div>
      <div className="flex shrink-0 items-center gap-2 text-sm text-muted sm:flex-col sm:items-end sm:gap-1">
        <Badge tone={tone} icon={icon}>
          {control.state === 'fails' && control.faults > 1 ? `${w.fails}: ${control.faults}` : w[control.state]}
        </Badge>
        {control.since && (
          <span>
            {w.since} <Time at={control.since} />
          </span>
        )}
      </div>
    </li>
  );
}

/** Ids and codes in words; a colleague by name, a request and a source of data as the way to where it is put right. */
export function Evidence({ of }: { of: readonly string[] }) {
  const w = useWords(monitoringWords);
  const spoken = useEvidence();
  const mayRead = useMe().permissions.includes('requests.read');
  const names = new Map(useColleagues().map(({ id, name }) => [id, name]));
  if (of.length === 0) return null;
  return (
    <ul aria-label={w.evidence} className="mt-1.5 flex flex-wrap gap-1.5">
      {of.map((each) => (
        <li key={each} className="max-w-full rounded-sm bg-hover px-1.5 py-0.5 text-xs break-all text-muted">
          {each.startsWith('req_') && mayRead ? (
            <Link to="/requests/$request" params={{ request: each }} className="underline underline-offset-2">
              {each}
            </Link>
          ) : each.startsWith('origin-untold:') && mayRead ? (
            <Link to="/requests" className="underline underline-offset-2">
              {spoken(each)}
            </Link>
          ) : each.startsWith('origin-unnamed:') || each.startsWith('purpose-untold:') ? (
            <Link to="/purposes" className="underline underline-offset-2">
              {spoken(each)}
            </Link>
          ) : (
            (names.get(each) ?? spoken(each))
          )}
        </li>
      ))}
    </ul>
  );
}
