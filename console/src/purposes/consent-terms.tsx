// What a yes to a purpose needs: a second step, an explicit statement (Art. 9(2)(a)), a parent (Art. 8), and to be asked for anew after a while.
import { specialCategories } from '@parley/contract/special';
import { useWords } from '#lib/language.ts';
import { channelWords } from '#ui/channel.tsx';
import { Card } from '#ui/page.tsx';
import { Switch } from '#ui/switch.tsx';
import { termWords } from './consent-terms-words.ts';
import type { Draft } from './draft.ts';
import { PeriodInput } from './period-input.tsx';
import type { Purpose } from './purposes-page.tsx';
import { Renewals } from './renewals.tsx';

type Part = { purpose: Purpose; draft: Draft; disabled: boolean; onChange: (part: Partial<Draft>) => void };
const confirmable = ['email', 'sms'] as const;

export function ConsentTerms({ purpose, draft, disabled, onChange }: Part) {
  const w = useWords(termWords);
  const channels = useWords(channelWords);
  return (
    <Card title={w.title} about={w.about}>
      <div className="grid gap-6">
        <Boxes
          legend={w.confirmOn}
          help={w.confirmOnHelp}
          disabled={disabled}
          choices={confirmable.map((value) => ({ value, label: channels[value] }))}
          chosen={draft.confirmOn}
          onChange={(confirmOn) => onChange({ confirmOn })}
        />
        <Boxes
          legend={w.specialCategories}
          help={w.specialCategoriesHelp}
          disabled={disabled}
          choices={specialCategories.map((value) => ({ value, label: w[value] }))}
          chosen={draft.specialCategories}
          onChange={(special) => onChange({ specialCategories: special })}
        />
        <div className="flex items-start justify-between gap-4">
          <div>
            <p className="text-sm font-medium">{w.toChildren}</p>
            <p className="text-sm text-muted">{w.toChildrenHelp}</p>
          </div>
          <Switch label={w.toChildren} checked={draft.toChildren} disabled={disabled} onChange={(toChildren) => onChange({ toChildren })} />
        </div>
        <div className="grid max-w-xl gap-4 sm:grid-cols-2">
          <PeriodInput
            label={w.renewAfter}
            hint={w.renewAfterHelp}
            value={draft.renewAfter}
            disabled={disabled}
            onChange={(renewAfter) => onChange({ renewAfter })}
          />
        </div>
        <div className="flex items-start justify-between gap-4">
          <div>
            <p className="text-sm font-medium">{w.askBeforeEnd}</p>
            <p className="text-sm text-muted">{w.askBeforeEndHelp}</p>
            <Renewals purpose={purpose} />
          </div>
          <Switch
            label={w.askBeforeEnd}
            checked={draft.askBeforeEnd}
            disabled={disabled}
            onChange={(askBeforeEnd) => onChange({ askBeforeEnd })}
          />
        </div>
      </div>
    </Card>
  );
}

type Choices<T extends string> = {
  legend: string;
  help: string;
  disabled: boolean;
  choices: readonly { value: T; label: string }[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
};

function Boxes<T extends string>({ legend, help, disabled, choices, chosen, onChange }: Choices<T>) {
  const toggle = (value: T): void => onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  return (
    <fieldset disabled={disabled}>
      <legend className="text-sm font-medium">{legend}</legend>
      <div className="mt-1.5 flex flex-wrap gap-x-6 gap-y-1">
        {choices.map(({ value, label }) => (
          <label key={value} className="flex min-h-6 items-center gap-2 pointer-coarse:min-h-10">
            <input type="checkbox" className="size-4" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            {label}
          </label>
        ))}
      </div>
      <p className="mt-1.5 text-sm text-muted">{help}</p>
    </fieldset>
  );
}
