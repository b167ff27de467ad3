// A period as a number and its unit. What is typed may for a moment be no period: the dialog before saving says so.
import { type PeriodUnit, periodParts } from '@parley/contract/period';
import { useWords } from '#lib/language.ts';
import { Field, SelectField } from '#ui/field.tsx';
import { purposeWords } from './words.ts';

const most = { D: 3660, M: 120, Y: 10 } as const;
const units = ['D', 'M', 'Y'] as const;

type Part = { label: string; hint: string; value: string; disabled: boolean; onChange: (period: string) => void };

export function PeriodInput({ label, hint, value, disabled, onChange }: Part) {
  const w = useWords(purposeWords);
  const unit = (value.at(-1) ?? 'D') as PeriodUnit;
  const count = periodParts(value)?.count ?? '';
  return (
    <>
      <Field
        label={label}
        hint={hint}
        type="number"
        min={1}
        max={most[unit]}
        required
        disabled={disabled}
        value={count}
        onChange={(event) => onChange(`P${Number(event.target.value)}${unit}`)}
      />
      <SelectField
        label={w.unit}
        disabled={disabled}
        value={unit}
        choices={units.map((each) => ({ value: each, label: w[each] }))}
        onChange={(event) => onChange(`P${Math.min(Number(count) || 1, most[event.target.value as PeriodUnit])}${event.target.value}`)}
      />
    </>
  );
}
