// What the provider of the chosen inbox allows, and from which inboxes a campaign cannot go, and why.
import { useWords } from '#lib/language.ts';
import { Callout } from '#ui/callout.tsx';
import { channelWords } from './channel-words.ts';
import type { CampaignInbox } from './queries.ts';

export function AboutInboxes({ chosen, all }: { chosen: CampaignInbox; all: readonly CampaignInbox[] }) {
  const w = useWords(channelWords);
  const reasons: Readonly<Record<string, unknown>> = w;
  const unable = all.filter(({ form }) => form === 'none');
  return (
    <>
      {chosen.hours !== null && <Callout>{w.hours(chosen.hours)}</Callout>}
      {unable.length > 0 && (
        <p className="text-sm text-muted">
          {w.notFrom} {unable.map(({ name, because }) => `${name} (${String(reasons[because ?? 'other'] ?? w.other)})`).join(', ')}.
        </p>
      )}
    </>
  );
}
