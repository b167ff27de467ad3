// The stores in which people give their data in person: places that no path of the map leads from, since what is said there lies with everything else.
import { useWords, words } from '#lib/language.ts';
import type { DataMap } from './queries.ts';

export function GivenInPerson({ stores }: Pick<DataMap, 'stores'>) {
  const w = useWords(own);
  if (stores.length === 0) return null;
  const line = ({ name, address, retired }: DataMap['stores'][number]) =>
    [name, address.replace(/\s*\n\s*/g, ', '), ...(retired ? [w.retired] : [])].join(', ');
  return (
    <p className="mt-3 text-sm text-muted">
      {w.stores}: {stores.map(line).join('; ')}.
    </p>
  );
}

const own = words(
  { stores: 'Also given in person, in these stores', retired: 'retired' },
  { stores: 'Auch persönlich angegeben, in diesen Geschäften', retired: 'geschlossen' },
);
