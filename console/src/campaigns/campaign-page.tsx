// One campaign: as a draft with who would get it, later with how far it came; and what may be done with it now.
import type { Answer } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Back } from '#ui/back.tsx';
import { Callout } from '#ui/callout.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { TemplateButtons } from '#ui/template-buttons.tsx';
import { Time } from '#ui/time.tsx';
import { CampaignActions } from './campaign-actions.tsx';
import { State } from './campaigns-page.tsx';
import { DraftForm } from './draft-form.tsx';
import { DryRun } from './dry-run.tsx';
import { Facts } from './facts.tsx';
import { campaignQuery } from './queries.ts';
import { reasonWords } from './reasons.ts';
import { Results } from './results.tsx';
import { filledTemplate, gapsOf } from './template-text.ts';
import { campaignWords } from './words.ts';

type Props = { id: string; onOpen: (id: string | undefined) => void };

export function CampaignPage({ id, onOpen }: Props) {
  const w = useWords(campaignWords);
  const isNew = id === 'new';
  const query = useQuery({ ...campaignQuery(id), enabled: !isNew });
  const campaign = query.data?.campaign;
  const [isDirty, setDirty] = useState(false);
  return (
    <Page
      title={isNew ? w.add : (campaign?.name ?? w.title)}
      about={
        campaign && (
          <span className="flex flex-wrap items-center gap-2">
            <State state={campaign.state} />
            {campaign.state === 'planned' && campaign.plannedAt && <Time at={campaign.plannedAt} />}
          </span>
        )
      }
      back={<Back to="/campaigns">{w.back}</Back>}
      actions={campaign && <CampaignActions campaign={campaign} isDirty={isDirty} onGone={() => onOpen(undefined)} />}
    >
      {isNew && <DraftForm before={undefined} onDirty={setDirty} onSaved={onOpen} />}
      {!isNew && query.isPending && <Skeleton lines={8} className="py-6" />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Body seen={query.data} onDirty={setDirty} />}
    </Page>
  );
}

function Body({ seen: { campaign, results, askedBy }, onDirty }: { seen: Answer<'readCampaign'>; onDirty: (isDirty: boolean) => void }) {
  const w = useWords(campaignWords);
  const reasons: Readonly<Record<string, string>> = useWords(reasonWords);
  const mayWrite = useMe().permissions.includes('campaigns.write');
  const { id, texts, state, pausedBecause, quietUntil } = campaign;
  const isOpen = state === 'draft' || state === 'asked' || state === 'planned';
  return (
    <div className="grid gap-6">
      {quietUntil && (
        <Callout>
          {w.quiet} <Time at={quietUntil} as="full" />.
        </Callout>
      )}
      {state === 'paused' && pausedBecause && (
        <Callout tone="warn">
          {w.pausedBecause} {reasons[pausedBecause] ?? reasons['other']}.
        </Callout>
      )}
      {state === 'sending' && (results.waiting ?? 0) >= 100 && <Callout>{w.waitsForProvider}</Callout>}
      {isOpen && mayWrite && <DryRun id={id} />}
      {!isOpen && <Results figures={results} />}
      {state === 'draft' && mayWrite ? (
        <DraftForm before={campaign} onDirty={onDirty} onSaved={() => undefined} />
      ) : (
        <>
          <Facts campaign={campaign} askedBy={askedBy} />
          {texts.map(({ language, subject, text, template }) => (
            <section key={language} lang={language} aria-label={language} className="border-t border-line pt-4">
              {subject && <h2 className="font-semibold break-words">{subject}</h2>}
              {template && (
                <h2 className="font-semibold break-words">
                  {template.name} ({template.language})
                </h2>
              )}
              <p className="mt-1 break-words whitespace-pre-wrap">
                {template ? filledTemplate(text, gapsOf(text), template.values) : text}
              </p>
              <TemplateButtons buttons={template?.buttons} />
            </section>
          ))}
        </>
      )}
    </div>
  );
}
