// Whether an impact assessment is needed: nine criteria, three cases of the law, and the list of the authority.
import { asksForDpia, cases, criteria } from '@parley/contract/assessing';
import type { StepProps } from '#assessments/assessment-page.tsx';
import { ownWords, useAsked } from '#assessments/words.ts';
import { useWords } from '#lib/language.ts';
import { Callout } from '#ui/callout.tsx';
import { Question } from './questions.tsx';

export function Screening({ draft, write }: StepProps) {
  const w = useWords(ownWords);
  const asked = useAsked();
  const isNeeded = asksForDpia(draft);
  const toggled = <T extends string>(list: readonly T[], each: T): T[] =>
    list.includes(each) ? list.filter((one) => one !== each) : [...list, each];
  return (
    <>
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-sm font-medium">{w.criteria}</legend>
        {criteria.map((code) => (
          <Check key={code} on={draft.criteria.includes(code)} set={write && (() => write({ criteria: toggled(draft.criteria, code) }))}>
            {asked.criteria[code]}
          </Check>
        ))}
      </fieldset>
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-sm font-medium">{w.cases}</legend>
        {cases.map((code) => (
          <Check key={code} on={draft.cases.includes(code)} set={write && (() => write({ cases: toggled(draft.cases, code) }))}>
            {asked.cases[code]}
          </Check>
        ))}
        <Check on={draft.onList} set={write && (() => write({ onList: !draft.onList }))}>
          {w.onList}
        </Check>
      </fieldset>
      <div role="status">
        <Callout tone={isNeeded ? 'warn' : 'plain'} title={isNeeded ? w.required : w.notRequired}>
          {isNeeded ? w.requiredMore : w.notRequiredMore}
        </Callout>
      </div>
      <Question code="screening" draft={draft} write={write} />
    </>
  );
}

export function Check({ on, set, children }: { on: boolean; set: (() => void) | undefined; children: string | undefined }) {
  return (
    <label className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
      <input type="checkbox" checked={on} disabled={!set} onChange={() => set?.()} className="size-4 shrink-0 accent-accent" />
      {children}
    </label>
  );
}
