// The end of the set-up: Parley starts empty, why, and what comes next.
import { Link } from '@tanstack/react-router';
import { ChevronRight, CodeXml, ShieldCheck, SlidersHorizontal, UserRoundPlus } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { buttonClass } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { StepFoot } from './step-frame.tsx';
import { welcomeWords } from './words.ts';

export function StartStep() {
  const w = useWords(welcomeWords);
  const { centreKey } = useMe().workspace;
  const next = [
    { to: '/staff', icon: UserRoundPlus, title: w.invite, more: w.inviteMore },
    { to: '/channels', icon: CodeXml, title: w.try, more: w.tryMore },
    { to: '/settings', icon: SlidersHorizontal, title: w.settings, more: w.settingsMore },
  ];
  const row = 'focus-inset flex items-center gap-3.5 px-5 py-3.5 transition-colors duration-75 hover:bg-hover';
  return (
    <>
      <Callout tone="good" title={w.why}>
        {w.whyMore}
      </Callout>
      <h2 className="mt-6 mb-2.5 text-base font-semibold">{w.next}</h2>
      <ul className="overflow-hidden rounded-lg border border-line bg-raised shadow-card">
        {next.map(({ to, icon: Icon, title, more }) => (
          <li key={to} className="border-b border-line">
            <Link to={to} className={row}>
              <Icon aria-hidden className="size-5 shrink-0 text-muted" strokeWidth={1.8} />
              <span className="grow">
                <span className="block font-medium">{title}</span>
                <span className="block text-sm text-muted">{more}</span>
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={2} />
            </Link>
          </li>
        ))}
        <li>
          <a href={`/privacy/${centreKey}`} className={row}>
            <ShieldCheck aria-hidden className="size-5 shrink-0 text-muted" strokeWidth={1.8} />
            <span className="grow">
              <span className="block font-medium">{w.centre}</span>
              <span className="block text-sm text-muted">{w.centreMore}</span>
            </span>
            <ChevronRight aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={2} />
          </a>
        </li>
      </ul>
      <StepFoot step="start">
        <Link to="/inbox" search={{}} className={buttonClass('solid')}>
          {w.finish}
        </Link>
      </StepFoot>
    </>
  );
}
