// By purpose, people, region and time; and whether every table stands for itself.
import { useWords } from '#lib/language.ts';
import { SelectField } from '#ui/field.tsx';
import type { DataMap } from './queries.ts';
import { type Choice, regions, regionsOf } from './shape.ts';
import { Toggle } from './toggle.tsx';
import { mapWords } from './words.ts';

type Props = { map: DataMap; choice: Choice; onChoose: (choice: Choice) => void; days: number; onDays: (days: number) => void };

export function Filters({ map, choice, onChoose, days, onDays }: Props) {
  const w = useWords(mapWords);
  const there = new Set(map.paths.flatMap(({ recipient }) => regionsOf(map, recipient)));
  const named = (list: readonly { code: string; name: string }[]) => list.map(({ code, name }) => ({ value: code, label: name }));
  const set = (part: keyof Choice) => (event: { target: { value: string } }) => onChoose({ ...choice, [part]: event.target.value });
  return (
    <div className="mt-3 mb-4 grid grid-cols-2 items-end gap-x-4 gap-y-3 lg:grid-cols-[repeat(3,minmax(0,1fr))_8rem_auto]">
      <SelectField
        label={w.purpose}
        value={choice.purpose}
        onChange={set('purpose')}
        choices={[{ value: '', label: w.everyPurpose }, ...named(map.purposes)]}
      />
      <SelectField
        label={w.group}
        value={choice.group}
        onChange={set('group')}
        choices={[{ value: '', label: w.everyGroup }, ...named(map.groups)]}
      />
      <SelectField
        label={w.region}
        value={choice.region}
        onChange={set('region')}
        choices={[
          { value: '', label: w.everyRegion },
          ...regions.filter((each) => there.has(each)).map((value) => ({ value, label: w[value] })),
        ]}
      />
      <SelectField
        label={w.days}
        value={String(days)}
        onChange={(event) => onDays(Number(event.target.value))}
        choices={[30, 90, 365].map((span) => ({ value: String(span), label: w.lastDays(span) }))}
      />
      <Toggle label={w.everyTable} checked={choice.everyTable} onChange={(everyTable) => onChoose({ ...choice, everyTable })} />
    </div>
  );
}
