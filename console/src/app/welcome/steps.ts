// The steps of the set-up. Whether one is done is read from what the server has; no state of its own could say otherwise.
import { useQuery } from '@tanstack/react-query';
import { companyQuery } from '#access/queries.ts';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';

export const steps = ['company', 'authority', 'languages', 'channel', 'notice', 'start'] as const;
export type StepName = (typeof steps)[number];
export const isStep = (value: unknown): value is StepName => steps.some((step) => step === value);

export const neighbour = (step: StepName, by: 1 | -1): StepName | undefined => steps[steps.indexOf(step) + by];

/** What is done by now; undefined until everything was read. The last step only says what comes next and is never open. */
export function useProgress(enabled = true): Record<StepName, boolean> | undefined {
  const company = useQuery({ ...companyQuery, enabled }).data;
  const notices = useQuery({ queryKey: keys.notices, queryFn: () => client.call('listNotices'), enabled }).data;
  const channels = useQuery({ queryKey: keys.channels, queryFn: () => client.call('listChannels'), enabled }).data;
  if (!company || !notices || !channels) return undefined;
  return {
    company: Boolean(company.name && company.address && company.contactEmail),
    authority: company.authority !== '',
    languages: true, // the company has had one since it was created
    channel: channels.items.length > 0,
    notice: notices.items.length > 0,
    start: true,
  };
}

/** The first step that is open, else the last one. */
export function firstOpen(done: Record<StepName, boolean>): StepName {
  return steps.find((step) => !done[step]) ?? 'start';
}
