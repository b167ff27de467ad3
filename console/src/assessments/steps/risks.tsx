// Risks before and after the measures against them, as a matrix and one by one.
import { levelOf, type Weight } from '@parley/contract/assessing';
import { Plus, X } from 'lucide-react';
import type { StepProps } from '#assessments/assessment-page.tsx';
import { levelTones } from '#assessments/assessments-page.tsx';
import type { Risk } from '#assessments/queries.ts';
import { ownWords, useAsked } from '#assessments/words.ts';
import { useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Button, IconButton } from '#ui/button.tsx';
import { AreaField, SelectField } from '#ui/field.tsx';
import { Matrix } from './matrix.tsx';
import { freshId, Measures } from './measures.tsx';
import { Check } from './screening.tsx';

const most = 40;
const middle = { likelihood: 2, severity: 2 };

export function Risks(props: StepProps) {
  const { draft, write } = props;
  const w = useWords(ownWords);
  const set = (id: string, part: Partial<Risk>): void =>
    write?.({ risks: draft.risks.map((each) => (each.id === id ? { ...each, ...part } : each)) });
  const add = (): void => {
    const id = freshId('r', draft.risks);
    write?.({ risks: [...draft.risks, { id, what: '', source: '', before: middle, after: middle, measures: [] }] });
  };
  return (
    <>
      <div className="grid gap-5 lg:grid-cols-2">
        <Matrix title={`${w.matrix}: ${w.matrixBefore}`} weights={draft.risks.map(({ before }) => before)} />
        <Matrix title={`${w.matrix}: ${w.matrixAfter}`} weights={draft.risks.map(({ after }) => after)} />
      </div>
      {draft.risks.length === 0 && <p className="text-muted">{w.noRisks}</p>}
      {draft.risks.map((risk, at) => (
        <fieldset key={risk.id} className="grid gap-3 rounded-lg border border-line p-4">
          <legend className="px-1 text-sm font-semibold">{w.isRisk(at + 1)}</legend>
          <div className="grid items-start gap-3 sm:grid-cols-[1fr_1fr_auto]">
            <AreaField
              required
              rows={2}
              maxLength={400}
              label={w.what}
              readOnly={!write}
              value={risk.what}
              onChange={(event) => set(risk.id, { what: event.target.value })}
            />
            <AreaField
              rows={2}
              maxLength={400}
              label={w.source}
              readOnly={!write}
              value={risk.source}
              onChange={(event) => set(risk.id, { source: event.target.value })}
            />
            {write && (
              <IconButton
                icon={X}
                label={w.removeRisk(risk.what || String(at + 1))}
                onClick={() => write({ risks: draft.risks.filter(({ id }) => id !== risk.id) })}
              />
            )}
          </div>
          <Weighed label={w.matrixBefore} weight={risk.before} set={write && ((before) => set(risk.id, { before }))} />
          {draft.measures.length > 0 && (
            <fieldset>
              <legend className="text-sm font-medium">{w.against}</legend>
              {draft.measures.map((measure, number) => (
                <Check
                  key={measure.id}
                  on={risk.measures.includes(measure.id)}
                  set={
                    write &&
                    (() =>
                      set(risk.id, {
                        measures: risk.measures.includes(measure.id)
                          ? risk.measures.filter((id) => id !== measure.id)
                          : [...risk.measures, measure.id],
                      }))
                  }
                >
                  {measure.what || w.isMeasure(number + 1)}
                </Check>
              ))}
            </fieldset>
          )}
          <Weighed label={w.matrixAfter} weight={risk.after} set={write && ((after) => set(risk.id, { after }))} />
        </fieldset>
      ))}
      {write && draft.risks.length < most && (
        <Button icon={Plus} className="justify-self-start" onClick={add}>
          {w.addRisk}
        </Button>
      )}
      <Measures {...props} />
    </>
  );
}

function Weighed({ label, weight, set }: { label: string; weight: Weight; set: ((weight: Weight) => void) | undefined }) {
  const w = useWords(ownWords);
  const asked = useAsked();
  const level = levelOf(weight);
  const choices = (words: readonly string[]) => words.map((word, at) => ({ value: String(at + 1), label: word }));
  return (
    <div className="flex flex-wrap items-end gap-3">
      <SelectField
        label={`${label}: ${w.likelihood}`}
        disabled={!set}
        value={weight.likelihood}
        onChange={(event) => set?.({ ...weight, likelihood: Number(event.target.value) })}
        choices={choices(asked.likelihood)}
      />
      <SelectField
        label={`${label}: ${w.severity}`}
        disabled={!set}
        value={weight.severity}
        onChange={(event) => set?.({ ...weight, severity: Number(event.target.value) })}
        choices={choices(asked.severity)}
      />
      <span className="pb-2">
        <Badge tone={levelTones[level]}>{asked.levels[level]}</Badge>
      </span>
    </div>
  );
}
