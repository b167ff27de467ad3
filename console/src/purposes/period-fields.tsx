// How long, in days, months or years, and from which event on. What is typed may for a moment be no period: the dialog before saving says so.
import { type PeriodUnit, periodParts, type StartEvent, startEvents } from '@parley/contract/period';
import { useWords } from '#lib/language.ts';
import { Field, SelectField } from '#ui/field.tsx';
import type { Draft } from './draft.ts';
import { purposeWords } from './words.ts';

const most = { D: 3660, M: 120, Y: 10 } as const;
const units = ['D', 'M', 'Y'] as const;

export function PeriodFields({ draft, disabled, onChange }: { draft: Draft; disabled: boolean; onChange: (part: Partial<Draft>) => void }) {
  const w = useWords(purposeWords);
  const unit = (draft.period.at(-1) ?? 'D') as PeriodUnit;
  const count = periodParts(draft.period)?.count ?? '';
  return (
    <div className="grid max-w-2xl gap-4 sm:grid-cols-3">
      <Field
        label={w.period}
        hint={w.periodHelp}
        type="number"
        min={1}
        max={most[unit]}
        required
        disabled={disabled}
        value={count}
        onChange={(event) => onChange({ period: `P${Number(event.target.value)}${unit}` })}
      />
      <SelectField
        label={w.unit}
        disabled={disabled}
        value={unit}
        choices={units.map((value) => ({ value, label: w[value] }))}
        onChange={(event) =>
          onChange({ period: `P${Math.min(Number(count) || 1, most[event.target.value as PeriodUnit])}${event.target.value}` })
        }
      />
      <SelectField
        label={w.counted}
        hint={w.startsHelp}
        disabled={disabled}
        value={draft.starts}
        choices={startEvents.map((value) => ({ value, label: w[value] }))}
        onChange={(event) => onChange({ starts: event.target.value as StartEvent })}
      />
    </div>
  );
}
