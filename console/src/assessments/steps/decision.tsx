// The decision, and the approval: refused by the server while something is missing, and said here before.
import { outcomes, questionsOf } from '@parley/contract/assessing';
import type { StepProps } from '#assessments/assessment-page.tsx';
import { useAct } from '#assessments/queries.ts';
import { ownWords, useAsked } from '#assessments/words.ts';
import { client } from '#lib/client.ts';
import { named, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import { Question } from './questions.tsx';

type Props = StepProps & { revision: number; isChanged: boolean };

export function Decision({ whole, draft, write, revision, isChanged }: Props) {
  const w = useWords(ownWords);
  const asked = useAsked();
  const offered = outcomes.filter((each) => each !== 'not-needed' || whole.kind === 'dpia');
  return (
    <>
      <SelectField
        label={w.outcome}
        disabled={!write}
        value={draft.outcome ?? ''}
        onChange={(event) => write?.({ outcome: (event.target.value || null) as typeof draft.outcome })}
        choices={[{ value: '', label: w.notSaid }, ...offered.map((each) => ({ value: each, label: asked.outcomes[each] }))]}
      />
      <Question code="decision" draft={draft} write={write} />
      <Field
        type="date"
        label={w.reviewOn}
        readOnly={!write}
        value={draft.reviewOn ?? ''}
        onChange={(event) => write?.({ reviewOn: event.target.value || null })}
      />
      {!whole.isFrozen && (isChanged ? <p className="text-muted">{w.saveFirst}</p> : <Approval whole={whole} revision={revision} />)}
    </>
  );
}

function Approval({ whole, revision }: Pick<Props, 'whole' | 'revision'>) {
  const w = useWords(ownWords);
  const asked = useAsked();
  const mayApprove = useMe().permissions.includes('assessments.approve');
  const approve = useAct(
    () => client.call('approveAssessment', { params: { assessment: whole.id }, body: { revision, factsHash: whole.factsHash } }),
    () => toast(w.approvedNow),
  );
  const dictionary = w as unknown as Readonly<Record<string, unknown>>;
  const isQuestion = (code: string): boolean => questionsOf(whole.kind).includes(code);
  const saying = (code: string): string =>
    isQuestion(code) ? (asked.questions[code]?.title ?? code) : named(dictionary, `${code}-missing` in w ? `${code}-missing` : code);
  if (whole.lacking.length > 0)
    return (
      <Callout tone={whole.lacking.includes('consultation') ? 'bad' : 'warn'} title={w.missing}>
        <ul className="list-disc pl-5">
          {whole.lacking.map((code) => (
            <li key={code}>{saying(code)}</li>
          ))}
        </ul>
      </Callout>
    );
  return (
    <Callout tone="good" title={w.ready}>
      {mayApprove ? (
        <Button look="solid" className="mt-1" busy={approve.isPending} onClick={() => approve.mutate(undefined)}>
          {w.approve}
        </Button>
      ) : (
        w.mayNotApprove
      )}
    </Callout>
  );
}
