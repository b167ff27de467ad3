// One assessment, step by step. What is written stays on the page until it is saved; an approved version is shown and not written on.
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { client } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { usePurposeNames } from '#lib/purposes.ts';
import { useMe } from '#lib/query.ts';
import { Back } from '#ui/back.tsx';
import { Button } from '#ui/button.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { Tabs } from '#ui/tabs.tsx';
import { toast } from '#ui/toast.tsx';
import { Changes } from './changes.tsx';
import { Deeds } from './deeds.tsx';
import { type Assessment, assessmentQuery, type Content, useAct } from './queries.ts';
import { Basis } from './steps/basis.tsx';
import { Decision } from './steps/decision.tsx';
import { People } from './steps/people.tsx';
import { Questions } from './steps/questions.tsx';
import { Risks } from './steps/risks.tsx';
import { Screening } from './steps/screening.tsx';
import { ownWords } from './words.ts';

/** What a step gets: the whole as it was read, the draft as it stands on the page, and how to write on; frozen where `write` is missing. */
export type StepProps = { whole: Assessment; draft: Content; write: ((part: Partial<Content>) => void) | undefined };

const steps = {
  dpia: ['basis', 'screening', 'description', 'necessity', 'risks', 'people', 'decision'],
  lia: ['basis', 'purpose', 'necessity', 'balancing', 'decision'],
} as const;
type Step = (typeof steps)['dpia' | 'lia'][number];

export function AssessmentPage({ id, onLeave }: { id: string; onLeave: () => void }) {
  const w = useWords(ownWords);
  const [version, setVersion] = useState<number>();
  const query = useQuery(assessmentQuery(id, version));
  const whole = query.data;
  const names = usePurposeNames();
  return (
    <Page
      wide
      title={whole?.title ?? w.title}
      about={
        whole &&
        `${w[whole.kind]} · ${names(whole.purposes).join(', ')} · ${w.version(whole.shown)} · ${w[whole.isFrozen ? 'approved' : whole.state]}`
      }
      back={<Back to="/assessments">{w.back}</Back>}
    >
      {query.isPending && <Skeleton lines={14} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {whole && (
        <>
          <Deeds whole={whole} onVersion={setVersion} onLeave={onLeave} />
          <Changes whole={whole} />
          <Work key={`${whole.id} ${whole.shown}`} whole={whole} />
        </>
      )}
    </Page>
  );
}

function Work({ whole }: { whole: Assessment }) {
  const w = useWords(ownWords);
  const mayWrite = useMe().permissions.includes('assessments.write') && !whole.isFrozen;
  const [step, setStep] = useState<Step>('basis');
  const [draft, setDraft] = useState(whole.content);
  const [revision, setRevision] = useState(whole.revision); // what the draft was begun from, whatever is fetched meanwhile
  const [isChanged, setChanged] = useState(false);
  const latest = useRef(draft);
  latest.current = draft;
  const sent = useRef(draft);
  const settle = (fresh: Assessment): void => {
    setRevision(fresh.revision);
    setDraft((now) => ({ ...now, adviceFollowed: fresh.content.adviceFollowed })); // asked anew with each advice
  };
  const save = useAct(
    () => {
      sent.current = draft;
      return client.call('changeAssessment', { params: { assessment: whole.id }, body: { revision, content: draft } });
    },
    (fresh) => {
      setRevision(fresh.revision);
      setChanged(latest.current !== sent.current); // what was written meanwhile was not sent
      toast(w.saved);
    },
  );
  const write = (part: Partial<Content>): void => {
    setDraft((now) => ({ ...now, ...part }));
    setChanged(true);
  };
  const props: StepProps = { whole, draft, write: mayWrite ? write : undefined };
  const tabs = steps[whole.kind].map((each) => ({ value: each, label: w[each] }));
  return (
    <Tabs label={w.steps} tabs={tabs} value={step} onChange={(next) => setStep(next as Step)}>
      <div className="grid max-w-4xl gap-5 pt-4">
        {step === 'basis' && <Basis facts={whole.facts} />}
        {step === 'screening' && <Screening {...props} />}
        {(step === 'description' || step === 'necessity' || step === 'purpose' || step === 'balancing') && (
          <Questions of={step} {...props} />
        )}
        {step === 'risks' && <Risks {...props} />}
        {step === 'people' && <People {...props} revision={revision} isChanged={isChanged} onAdvised={settle} />}
        {step === 'decision' && <Decision {...props} revision={revision} isChanged={isChanged} />}
        {mayWrite && step !== 'basis' && (
          <div className="sticky bottom-0 flex items-center justify-end gap-3 border-t border-line bg-surface py-3">
            {isChanged && (
              <span role="status" className="text-sm text-muted">
                {w.unsaved}
              </span>
            )}
            <Button look="solid" busy={save.isPending} disabled={!isChanged} onClick={() => save.mutate(undefined)}>
              {w.save}
            </Button>
          </div>
        )}
      </div>
    </Tabs>
  );
}
