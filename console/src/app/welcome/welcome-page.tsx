// The guided set-up: one calm step at a time, each can be skipped and come back to.
import { Link, useSearch } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useWords } from '#lib/language.ts';
import { Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { ChannelStep } from './channel-step.tsx';
import { AuthorityStep, CompanyStep, LanguagesStep } from './fact-steps.tsx';
import { NoticeStep } from './notice-step.tsx';
import { StartStep } from './start-step.tsx';
import { firstOpen, type StepName, steps, useProgress } from './steps.ts';
import { welcomeWords } from './words.ts';

const bodies = {
  company: CompanyStep,
  authority: AuthorityStep,
  languages: LanguagesStep,
  channel: ChannelStep,
  notice: NoticeStep,
  start: StartStep,
} as const;

export function WelcomePage() {
  const { step } = useSearch({ from: '/house/welcome' });
  const done = useProgress();
  const first = useRef<StepName>(undefined); // where somebody came in, so that saving a step does not carry them off by itself
  if (done) first.current ??= firstOpen(done);
  const now = step ?? first.current;
  if (!done || !now) return <Skeleton lines={8} className="p-10" />;
  return <Step key={now} step={now} done={done} />;
}

function Step({ step, done }: { step: StepName; done: Record<StepName, boolean> }) {
  const w = useWords(welcomeWords);
  const heading = useRef<HTMLSpanElement>(null);
  const Body = bodies[step];
  useEffect(() => heading.current?.focus(), []);
  return (
    <Page
      title={
        <span ref={heading} tabIndex={-1}>
          <span className="mb-1 block text-sm font-normal text-muted">{w.step(steps.indexOf(step) + 1, steps.length)}</span>
          {w[step]}
        </span>
      }
      about={w[`${step}About`]}
    >
      <div className="grid gap-x-8 gap-y-6 md:grid-cols-[13rem_minmax(0,1fr)]">
        <Progress step={step} done={done} />
        <div className="min-w-0">
          <Body />
        </div>
      </div>
    </Page>
  );
}

function Progress({ step, done }: { step: StepName; done: Record<StepName, boolean> }) {
  const w = useWords(welcomeWords);
  return (
    <nav aria-label={w.steps} className="md:order-none">
      <ol className="flex justify-between gap-1 md:grid md:justify-stretch">
        {steps.map((name, at) => (
          <li key={name}>
            <Link
              to="/welcome"
              search={{ step: name }}
              activeProps={{ 'aria-current': 'step' }}
              {...(name === step && { 'aria-current': 'step' as const })}
              className={`flex min-h-10 items-center gap-2.5 rounded-md px-1.5 text-base transition-colors duration-100 md:px-2.5 ${name === step ? 'bg-pressed font-medium text-ink' : 'text-muted hover:bg-hover hover:text-ink'}`}
            >
              <Mark at={at + 1} isDone={done[name] && name !== 'start'} />
              <span className="max-md:sr-only">{w[name]}</span>
              {name !== 'start' && <span className="sr-only">({done[name] ? w.done : w.open})</span>}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Mark({ at, isDone }: { at: number; isDone: boolean }) {
  return (
    <span
      aria-hidden
      className={`grid size-6 shrink-0 place-items-center rounded-full text-xs font-medium tabular-nums ${isDone ? 'bg-good-soft text-good' : 'border border-edge'}`}
    >
      {isDone ? <Check className="size-3.5" strokeWidth={2.4} /> : at}
    </span>
  );
}
