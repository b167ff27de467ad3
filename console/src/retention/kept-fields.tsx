// What is noted about somebody, should be gone by now and is kept by a hold or a restriction: that it is there, why, and until when; for whoever sees holds. What it says is shown to nobody.
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Section } from '#ui/section.tsx';
import { Time } from '#ui/time.tsx';
import { keptFieldsQuery } from './queries.ts';
import { keptFieldWords } from './words.ts';

export function KeptFields({ person }: { person: string }) {
  const w = useWords(keptFieldWords);
  const maySee = useMe().permissions.includes('requests.read');
  const { data } = useQuery({ ...keptFieldsQuery(person, useLanguage()), enabled: maySee });
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={w.title}>
      <ul className="grid gap-1.5">
        {data.items.map(({ field, name, over, since }) => (
          <li key={field} className="min-w-0 break-words">
            {name ?? w.special} <span className="text-sm text-muted">{w[over]}</span>{' '}
            {since && (
              <span className="text-sm text-muted">
                <Time at={since} as="day" />
              </span>
            )}
          </li>
        ))}
      </ul>
      {data.keptBy.map(({ because, ground, until }) => (
        <p key={`${because} ${ground} ${until}`} className="mt-1.5 text-sm text-muted">
          {w[because]}{' '}
          {until ? (
            <>
              {because === 'held' ? w.reviewed : w.ends} <Time at={until} as="day" />
            </>
          ) : (
            w.untilLifted
          )}
        </p>
      ))}
    </Section>
  );
}
