// What machines decide about people by themselves, out of which data and for what, as each part declares it (Art. 22).
import { useArticle } from '#lib/article.ts';
import { useWords, words } from '#lib/language.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { Card, Facts } from '#ui/page.tsx';
import type { DataMap } from './queries.ts';

export function Decided({ map }: { map: DataMap }) {
  const w = useWords(own);
  const cite = useArticle();
  const purposeName = usePurposeName(); // also of those that nothing was counted for
  if (map.decisions.length === 0) return null;
  const nameOf = (code: string): string => purposeName(code, map.purposes.find((each) => each.code === code)?.name ?? code);
  return (
    <section aria-label={w.title} className="mt-6 grid gap-4">
      <h2 className="text-sm font-semibold text-muted">{w.title}</h2>
      {map.decisions.map((each) => (
        <Card key={each.code} title={each.name} about={each.logic}>
          <Facts
            facts={[
              [w.inputs, each.inputs.join(', ')],
              [w.effect, each.ground === null ? w.none : `${w.some}, ${cite(each.ground)}`],
              [w.purposes, each.purposes.map(nameOf).join(', ')],
            ]}
          />
        </Card>
      ))}
    </section>
  );
}

const own = words(
  {
    title: 'Decided by machine (Art. 22)',
    inputs: 'Looks at',
    effect: 'Effect',
    none: 'no legal or similar effect',
    some: 'legal or similar effect',
    purposes: 'For',
  },
  {
    title: 'Durch Maschinen entschieden (Art. 22)',
    inputs: 'Betrachtet',
    effect: 'Wirkung',
    none: 'keine rechtliche oder ähnliche Wirkung',
    some: 'rechtliche oder ähnliche Wirkung',
    purposes: 'Für',
  },
);
