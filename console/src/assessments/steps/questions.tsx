// The questions of one step, each with what it means and room for an answer.
import { type AssessmentKind, questions } from '@parley/contract/assessing';
import type { StepProps } from '#assessments/assessment-page.tsx';
import { useAsked } from '#assessments/words.ts';
import { AreaField } from '#ui/field.tsx';

export function Questions({ of, whole, draft, write }: StepProps & { of: string }) {
  const codes = (questions[whole.kind as AssessmentKind] as Readonly<Record<string, readonly string[]>>)[of] ?? [];
  return codes.map((code) => <Question key={code} code={code} draft={draft} write={write} />);
}

export function Question({ code, draft, write }: Pick<StepProps, 'draft' | 'write'> & { code: string }) {
  const asked = useAsked();
  const { title = code, hint = '' } = asked.questions[code] ?? {};
  return (
    <AreaField
      label={title}
      hint={hint}
      rows={4}
      maxLength={4000}
      readOnly={!write}
      value={draft.answers[code] ?? ''}
      onChange={(event) => write?.({ answers: { ...draft.answers, [code]: event.target.value } })}
    />
  );
}
