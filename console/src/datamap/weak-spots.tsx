// Where what was seen differs from what was declared, each with the way to its repair.
import { Link } from '@tanstack/react-router';
import { CircleAlert, ShieldCheck, TriangleAlert } from 'lucide-react';
import { useArticle } from '#lib/article.ts';
import { named, useLanguage, useWords, words } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Empty } from '#ui/empty.tsx';
import { QuietLink } from '#ui/section.tsx';
import type { DataMap, Finding } from './queries.ts';
import { mapWords } from './words.ts';

const tones = { high: 'bad', medium: 'warn', low: 'plain' } as const;

export function WeakSpots({ map, onRecords }: { map: DataMap; onRecords: () => void }) {
  const w = useWords(mapWords);
  if (map.findings.length === 0) return <Empty icon={ShieldCheck} title={w.noWeak} more={w.noWeakMore} />;
  return (
    <>
      <p className="mt-3 mb-4 max-w-xl text-muted">{w.weakAbout}</p>
      <ul className="overflow-hidden rounded-lg border border-line bg-raised shadow-card">
        {map.findings.map((finding) => (
          <Row key={`${finding.kind} ${finding.about}`} map={map} finding={finding} onRecords={onRecords} />
        ))}
      </ul>
    </>
  );
}

function Row({ map, finding, onRecords }: { map: DataMap; finding: Finding; onRecords: () => void }) {
  const w = { ...useWords(mapWords), ...useWords(own) };
  const cite = useArticle();
  const countries = new Intl.DisplayNames([useLanguage()], { type: 'region' });
  return (
    <li className="flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-line px-5 py-3.5 last:border-b-0">
      <div className="min-w-0 grow basis-72">
        <p className="font-medium text-pretty">{named(w, finding.kind)}</p>
        <p className="mt-0.5 text-sm text-muted">
          {aboutIn(
            map,
            finding,
            (code) => named(w, code),
            (code) => countries.of(code) ?? code,
          )}{' '}
          · {cite(finding.article)}
        </p>
      </div>
      <Badge tone={tones[finding.severity]} icon={finding.severity === 'high' ? CircleAlert : TriangleAlert}>
        {w[finding.severity]}
      </Badge>
      {finding.page === '/data-map' && (
        <QuietLink onClick={onRecords} label={`${w.repair}: ${named(w, finding.about)}`}>
          {w.repair}
        </QuietLink>
      )}
      {finding.page && finding.page !== '/data-map' && (
        <Link
          to={finding.page}
          aria-label={`${w.repair}: ${named(w, finding.kind)}, ${finding.about}`}
          className="inline-flex min-h-6 items-center rounded-sm text-sm text-accent underline-offset-2 hover:underline"
        >
          {w.repair}
        </Link>
      )}
    </li>
  );
}

/** A code as people know it: a purpose, a category, a recipient or a country by name, a field as it is. */
function aboutIn(map: DataMap, { kind, about }: Finding, spoken: (code: string) => string, countryIn: (code: string) => string): string {
  const known = [...map.purposes, ...map.categories, ...map.recipients];
  return about
    .split(':')
    .map((code, at) => (kind === 'region-not-entered' && at === 1 ? countryIn(code) : nameOf(code)))
    .join(' → ');

  function nameOf(code: string): string {
    return known.find((each) => each.code === code)?.name ?? (/[._]/.test(code) ? code : spoken(code));
  }
}

const own = words(
  {
    'region-not-entered': 'Really reached in another country than the register says',
    'custom-field-unread': 'A field of your own that nobody read for ninety days',
    'joint-controllers': 'joint controllers: the record and the recipients do not name the same ones',
    'purpose-not-of-field': 'A field of your own that was read for another purpose',
  },
  {
    'region-not-entered': 'Wird in einem anderen Land erreicht, als im Verzeichnis steht',
    'custom-field-unread': 'Ein eigenes Feld, das seit neunzig Tagen niemand gelesen hat',
    'joint-controllers': 'gemeinsam Verantwortliche: Verzeichnis und Empfänger nennen nicht dieselben',
    'purpose-not-of-field': 'Ein eigenes Feld, das zu einem anderen Zweck gelesen wurde',
  },
);
