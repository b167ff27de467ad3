// What every step ends with: back, skip, and the one way on.
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '#lib/language.ts';
import { Button, buttonClass } from '#ui/button.tsx';
import { neighbour, type StepName } from './steps.ts';
import { welcomeWords } from './words.ts';

/** `children` is the button that leads on; without it the step has nothing to save and simply continues. */
export function StepFoot({ step, children }: { step: StepName; children?: ReactNode }) {
  const w = useWords(welcomeWords);
  const [before, after] = [neighbour(step, -1), neighbour(step, 1)];
  const next = useNext(step);
  return (
    <div className="mt-6 flex flex-wrap items-center justify-between gap-2">
      {before ? (
        <Link to="/welcome" search={{ step: before }} className={buttonClass('quiet')}>
          {w.back}
        </Link>
      ) : (
        <span />
      )}
      <span className="flex flex-wrap gap-2">
        {children && after && (
          <Link to="/welcome" search={{ step: after }} className={buttonClass('plain')}>
            {w.skip}
          </Link>
        )}
        {children ?? (
          <Button look="solid" onClick={next}>
            {w.go}
          </Button>
        )}
      </span>
    </div>
  );
}

/** Goes to the step after this one. */
export function useNext(step: StepName): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/welcome', search: { step: neighbour(step, 1) ?? step } });
}
