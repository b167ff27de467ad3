// What is done against risks: who sees to it, until when, and whether it is done; in an approved version only the last can still be said.
import { Plus, X } from 'lucide-react';
import type { StepProps } from '#assessments/assessment-page.tsx';
import { type Measure, useAct, useColleagues } from '#assessments/queries.ts';
import { ownWords } from '#assessments/words.ts';
import { client } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { Button, IconButton } from '#ui/button.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import { Check } from './screening.tsx';

const most = 40;

export function Measures({ whole, draft, write }: StepProps) {
  const w = useWords(ownWords);
  const colleagues = useColleagues();
  const mayWrite = useMe().permissions.includes('assessments.write');
  const finish = useAct(
    (measure: string) => client.call('finishMeasure', { params: { assessment: whole.id, measure } }),
    () => toast(w.saved),
  );
  const set = (id: string, part: Partial<Measure>): void =>
    write?.({ measures: draft.measures.map((each) => (each.id === id ? { ...each, ...part } : each)) });
  const remove = (gone: string): void =>
    write?.({
      measures: draft.measures.filter(({ id }) => id !== gone),
      risks: draft.risks.map((risk) => ({ ...risk, measures: risk.measures.filter((id) => id !== gone) })),
    });
  return (
    <section className="grid gap-3">
      <h2 className="text-base font-semibold">{w.measures}</h2>
      {draft.measures.map((measure, at) => {
        const isDone = measure.done || whole.finished.includes(measure.id);
        return (
          <fieldset key={measure.id} className="grid gap-3 rounded-lg border border-line p-4">
            <legend className="px-1 text-sm font-semibold">{w.isMeasure(at + 1)}</legend>
            <div className="grid items-start gap-3 sm:grid-cols-[2fr_1fr_1fr_auto]">
              <Field
                required
                label={w.measure}
                maxLength={400}
                readOnly={!write}
                value={measure.what}
                onChange={(event) => set(measure.id, { what: event.target.value })}
              />
              <SelectField
                label={w.owner}
                disabled={!write}
                value={measure.owner ?? ''}
                onChange={(event) => set(measure.id, { owner: event.target.value || null })}
                choices={[{ value: '', label: w.nobody }, ...colleagues.map(({ id, name }) => ({ value: id, label: name }))]}
              />
              <Field
                label={w.dueOn}
                type="date"
                readOnly={!write}
                value={measure.dueOn ?? ''}
                onChange={(event) => set(measure.id, { dueOn: event.target.value || null })}
              />
              {write && <IconButton icon={X} label={w.removeMeasure(measure.what || String(at + 1))} onClick={() => remove(measure.id)} />}
            </div>
            {write ? (
              <Check on={measure.done} set={() => set(measure.id, { done: !measure.done })}>
                {w.done}
              </Check>
            ) : isDone ? (
              <span>
                <Badge tone="good">{w.done}</Badge>
              </span>
            ) : (
              mayWrite &&
              whole.state === 'approved' && (
                <Button
                  size="sm"
                  className="justify-self-start"
                  busy={finish.isPending && finish.variables === measure.id}
                  onClick={() => finish.mutate(measure.id)}
                >
                  {w.finish}
                </Button>
              )
            )}
          </fieldset>
        );
      })}
      {write && draft.measures.length < most && (
        <Button
          icon={Plus}
          className="justify-self-start"
          onClick={() =>
            write({ measures: [...draft.measures, { id: freshId('m', draft.measures), what: '', owner: null, dueOn: null, done: false }] })
          }
        >
          {w.addMeasure}
        </Button>
      )}
    </section>
  );
}

/** An id that none of these has: a letter and a number. */
export function freshId(letter: string, taken: readonly { readonly id: string }[]): string {
  let number = taken.length + 1;
  while (taken.some(({ id }) => id === `${letter}${number}`)) number += 1;
  return `${letter}${number}`;
}
