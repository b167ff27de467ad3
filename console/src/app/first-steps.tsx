// What a new company has left to do, shown where the first conversation will stand; it leads into the set-up and is gone once all is done.
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { buttonClass } from '#ui/button.tsx';
import { firstStepWords } from './first-steps-words.ts';
import { firstOpen, useProgress } from './welcome/steps.ts';

const shown = ['company', 'authority', 'channel', 'notice'] as const;

/** The steps while something is left to do; else `children`. */
export function FirstSteps({ children }: { children: ReactNode }) {
  const w = useWords(firstStepWords);
  const done = useProgress(useMe().permissions.includes('workspace.change'));
  if (!done || shown.every((step) => done[step])) return children;
  return (
    <section className="w-full max-w-md px-6">
      <h2 className="mb-4 text-lg font-semibold">{w.title}</h2>
      <ol className="overflow-hidden rounded-lg border border-line bg-raised shadow-card">
        {shown.map((step) => {
          const Icon = done[step] ? CircleCheck : CircleDashed;
          return (
            <li key={step} className="border-b border-line last:border-b-0">
              <Link
                to="/welcome"
                search={{ step }}
                className="focus-inset flex items-start gap-3.5 px-5 py-4 transition-colors duration-75 hover:bg-hover"
              >
                <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${done[step] ? 'text-good' : 'text-muted'}`} strokeWidth={1.8} />
                <span>
                  <span className="block font-medium">
                    {w[step]} {done[step] && <span className="sr-only">({w.done})</span>}
                  </span>
                  <span className="block text-sm text-muted">{w[`${step}More`]}</span>
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
      <Link to="/welcome" search={{ step: firstOpen(done) }} className={`mt-4 ${buttonClass('solid')}`}>
        {w.goOn}
      </Link>
    </section>
  );
}
