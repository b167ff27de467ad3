// What a new company does first, shown where the first conversation will stand; gone once it is done.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import { inboxesQuery } from '#conversations/queries.ts';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { firstStepWords } from './words.ts';

/** The steps while something is left to do; else `children`. */
export function FirstSteps({ children }: { children: ReactNode }) {
  const w = useWords(firstStepWords);
  const isAdmin = useMe().permissions.includes('workspace.change');
  const company = useQuery({ queryKey: keys.workspace, queryFn: () => client.call('readWorkspace'), enabled: isAdmin }).data;
  const notices = useQuery({ queryKey: keys.notices, queryFn: () => client.call('listNotices'), enabled: isAdmin }).data;
  const inboxes = useQuery({ ...inboxesQuery, enabled: isAdmin }).data;
  if (!company || !notices || !inboxes) return children;
  const steps = [
    { to: '/company', title: w.company, more: w.companyMore, done: Boolean(company.address && company.contactEmail && company.authority) },
    { to: '/notice', title: w.notice, more: w.noticeMore, done: notices.items.length > 0 },
    { to: '/channels', title: w.channel, more: w.channelMore, done: inboxes.items.length > 0 },
  ];
  if (steps.every((step) => step.done)) return children;
  return (
    <section className="w-full max-w-md px-6">
      <h2 className="mb-4 text-lg font-semibold">{w.title}</h2>
      <ol className="overflow-hidden rounded-lg border border-line bg-raised shadow-card">
        {steps.map((step) => {
          const Icon = step.done ? CircleCheck : CircleDashed;
          return (
            <li key={step.to} className="border-b border-line last:border-b-0">
              <Link to={step.to} className="focus-inset flex items-start gap-3.5 px-5 py-4 transition-colors duration-75 hover:bg-hover">
                <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${step.done ? 'text-good' : 'text-muted'}`} strokeWidth={1.8} />
                <span>
                  <span className="block font-medium">
                    {step.title} {step.done && <span className="sr-only">({w.done})</span>}
                  </span>
                  <span className="block text-sm text-muted">{step.more}</span>
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
