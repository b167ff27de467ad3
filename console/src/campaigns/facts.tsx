// What a campaign is besides its words: for what, from where, to whom, when, and who asked. It stands in every state, above all before somebody approves.
import { useQuery } from '@tanstack/react-query';
import { useWords } from '#lib/language.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { Time } from '#ui/time.tsx';
import { type Campaign, inboxesQuery, tagsQuery } from './queries.ts';
import { campaignWords } from './words.ts';

export function Facts({ campaign, askedBy }: { campaign: Campaign; askedBy: string | null }) {
  const w = useWords(campaignWords);
  const nameOf = usePurposeName();
  const inboxes = useQuery(inboxesQuery).data?.items ?? [];
  const tags = useQuery(tagsQuery).data?.items ?? [];
  const { purpose, inbox, audience, plannedAt, begunAt, endedAt } = campaign;
  const named = (ids: readonly string[]) => ids.map((id) => tags.find((tag) => tag.id === id)?.name ?? w.goneTag).join(', ');
  const whom = [
    ...(audience.any.length > 0 ? [`${w.any}: ${named(audience.any)}`] : []),
    ...(audience.all.length > 0 ? [`${w.all}: ${named(audience.all)}`] : []),
    ...(audience.none.length > 0 ? [`${w.not}: ${named(audience.none)}`] : []),
  ];
  const at = (time: string | null) => time && <Time at={time} as="full" />;
  const lines = [
    [w.purpose, nameOf(purpose, purpose)],
    [w.inbox, inboxes.find((each) => each.id === inbox)?.name],
    [w.audience, whom.join('; ') || w.everybody],
    [w.plannedFor, at(plannedAt)],
    [w.begun, at(begunAt)],
    [w.ended, at(endedAt)],
    [w.askedBy, askedBy],
  ] as const;
  return (
    <dl className="divide-y divide-line rounded-lg border border-line bg-raised px-5 py-2 shadow-card" aria-label={w.facts}>
      {lines.map(
        ([name, value]) =>
          value && (
            <div key={name} className="flex items-baseline justify-between gap-4 py-1.5">
              <dt className="text-muted">{name}</dt>
              <dd className="min-w-0 text-right break-words">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
