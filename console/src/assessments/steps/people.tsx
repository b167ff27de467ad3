// Whom the company listened to: the people concerned, the data protection officer, and the authority where a high risk remains.
import { authorityAnswers, highest } from '@parley/contract/assessing';
import { useState } from 'react';
import { AdviceDialog } from '#assessments/advice-dialog.tsx';
import type { StepProps } from '#assessments/assessment-page.tsx';
import type { Assessment } from '#assessments/queries.ts';
import { ownWords } from '#assessments/words.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { Card } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { Question } from './questions.tsx';
import { Check } from './screening.tsx';

type Props = StepProps & { revision: number; isChanged: boolean; onAdvised: (fresh: Assessment) => void };

export function People({ whole, draft, write, revision, isChanged, onAdvised }: Props) {
  const w = useWords(ownWords);
  const [isOpen, setOpen] = useState(false);
  const mayAdvise = useMe().permissions.includes('assessments.advise') && !whole.isFrozen;
  return (
    <>
      <YesNo label={w.viewsAsked} value={draft.viewsAsked} set={write && ((viewsAsked) => write({ viewsAsked }))} />
      <Question code="views" draft={draft} write={write} />
      <Card
        title={w.advice}
        actions={
          mayAdvise && (
            <Button size="sm" disabled={isChanged} title={isChanged ? w.saveFirst : undefined} onClick={() => setOpen(true)}>
              {w.giveAdvice}
            </Button>
          )
        }
      >
        {whole.advice ? (
          <>
            <p className="whitespace-pre-line">{whole.advice.words}</p>
            <p className="mt-1 flex flex-wrap gap-2 text-sm text-muted">
              {whole.advice.by}, <Time at={whole.advice.on} as="day" />
              {whole.advice.isOlder && <Badge tone="warn">{w.adviceOlder}</Badge>}
            </p>
            {whole.advice.earlier.length > 0 && (
              <details className="mt-2 text-sm">
                <summary>{w.earlierAdvice}</summary>
                {whole.advice.earlier.map(({ by, on, words }, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: what was advised stays in its order
                  <p key={at} className="mt-1 whitespace-pre-line">
                    {words} <span className="text-muted">{by}</span> <Time at={on} as="day" />
                  </p>
                ))}
              </details>
            )}
          </>
        ) : (
          <p className="text-muted">{w.noAdvice}</p>
        )}
      </Card>
      {whole.advice && (
        <YesNo label={w.adviceFollowed} value={draft.adviceFollowed} set={write && ((adviceFollowed) => write({ adviceFollowed }))} />
      )}
      {draft.adviceFollowed === false && <Question code="advice-not-followed" draft={draft} write={write} />}
      {(highest(draft.risks.map(({ after }) => after)) === 'high' || draft.consultation) && <Consultation draft={draft} write={write} />}
      {isOpen && <AdviceDialog id={whole.id} revision={revision} onClose={() => setOpen(false)} onDone={onAdvised} />}
    </>
  );
}

function Consultation({ draft, write }: Pick<StepProps, 'draft' | 'write'>) {
  const w = useWords(ownWords);
  const now = draft.consultation;
  const asked = (askedOn: string): void =>
    write?.({ consultation: askedOn ? { answeredOn: null, extended: false, ...now, askedOn } : null });
  return (
    <section aria-label={w.consultation} className="grid gap-3">
      <Callout tone="bad" title={w.consultation}>
        {w.consultationMore}
      </Callout>
      <div className="flex flex-wrap items-end gap-3">
        <Field type="date" label={w.askedOn} readOnly={!write} value={now?.askedOn ?? ''} onChange={(event) => asked(event.target.value)} />
        {now && (
          <>
            <Field
              type="date"
              label={w.answeredOn}
              readOnly={!write}
              value={now.answeredOn ?? ''}
              onChange={(event) => write?.({ consultation: { ...now, answeredOn: event.target.value || null } })}
            />
            <SelectField
              label={w.authorityAnswer}
              disabled={!write || now.answeredOn === null}
              value={now.answer ?? ''}
              onChange={(event) =>
                write?.({ consultation: { ...now, answer: (event.target.value || null) as NonNullable<typeof now.answer> | null } })
              }
              choices={[
                { value: '', label: w.notSaid },
                ...authorityAnswers.map((each) => ({ value: each, label: w[each === 'advice' ? 'answer-advice' : each] })),
              ]}
            />
            <Check on={now.extended} set={write && (() => write({ consultation: { ...now, extended: !now.extended } }))}>
              {w.extended}
            </Check>
          </>
        )}
      </div>
    </section>
  );
}

function YesNo({ label, value, set }: { label: string; value: boolean | null; set: ((value: boolean | null) => void) | undefined }) {
  const w = useWords(ownWords);
  return (
    <SelectField
      label={label}
      disabled={!set}
      value={value === null ? '' : value ? 'yes' : 'no'}
      onChange={(event) => set?.(event.target.value === '' ? null : event.target.value === 'yes')}
      choices={[
        { value: '', label: w.notSaid },
        { value: 'yes', label: w.yes },
        { value: 'no', label: w.no },
      ]}
    />
  );
}
