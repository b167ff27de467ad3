// How long, in days, months or years, and from which event on.
import { type StartEvent, startEvents } from '@parley/contract/period';
import { useWords } from '#lib/language.ts';
import { SelectField } from '#ui/field.tsx';
import type { Draft } from './draft.ts';
import { PeriodInput } from './period-input.tsx';
import { purposeWords } from './words.ts';

export function PeriodFields({ draft, disabled, onChange }: { draft: Draft; disabled: boolean; onChange: (part: Partial<Draft>) => void }) {
  const w = useWords(purposeWords);
  return (
    <div className="grid max-w-2xl gap-4 sm:grid-cols-3">
      <PeriodInput
        label={w.period}
        hint={w.periodHelp}
        value={draft.period}
        disabled={disabled}
        onChange={(period) => onChange({ period })}
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
