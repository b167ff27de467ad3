// All purposes with lawful basis, period and who takes part. Optional ones are off until somebody chooses them (Art. 25(2)).

import type { Answer } from '@parley/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Lock, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useCategoryNames } from '#lib/categories.ts';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { named, useLanguage, useWords } from '#lib/language.ts';
import { useLasting } from '#lib/lasting.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { basisWords } from '#ui/basis.ts';
import { buttonClass } from '#ui/button.tsx';
import { channelWords } from '#ui/channel.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Facts, Page } from '#ui/page.tsx';
import { Article } from '#ui/refusal.tsx';
import { Switch } from '#ui/switch.tsx';
import { SwitchDialog } from './switch-dialog.tsx';
import { purposeWords } from './words.ts';

export type Purpose = Answer<'changePurpose'>;

export const purposesQuery = (language: 'en' | 'de') =>
  queryOptions({ queryKey: keys.purposes(language), queryFn: () => client.call('listPurposes', { query: { language } }) });

export function PurposesPage() {
  const w = useWords(purposeWords);
  const language = useLanguage();
  const query = useQuery(purposesQuery(language));
  const [switching, setSwitching] = useState<Purpose>();
  const groups = [
    { title: w.needed, hint: undefined, items: query.data?.items.filter((purpose) => !purpose.optional) ?? [] },
    { title: w.optional, hint: w.optionalHint, items: query.data?.items.filter((purpose) => purpose.optional) ?? [] },
  ];
  const mayChange = useMe().permissions.includes('purposes.change');
  const actions = (
    <>
      {mayChange && (
        <Link to="/purposes/import" className={buttonClass()}>
          {w.importLink}
        </Link>
      )}
      <Link to="/notice" className={buttonClass()}>
        <ScrollText aria-hidden className="size-4" strokeWidth={1.9} /> {w.noticeLink}
      </Link>
    </>
  );
  return (
    <Page title={w.title} about={w.about} actions={actions}>
      {query.isPending && <Skeleton lines={8} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess &&
        groups.map((group) => (
          <section key={group.title} className="mb-8">
            <h2 className="mb-1 text-sm font-semibold text-muted">{group.title}</h2>
            {group.hint && <p className="mb-2 text-sm text-muted">{group.hint}</p>}
            <ul className="overflow-hidden rounded-lg border border-line bg-raised shadow-card">
              {group.items.map((purpose) => (
                <PurposeRow key={purpose.id} purpose={purpose} onSwitch={() => setSwitching(purpose)} />
              ))}
            </ul>
          </section>
        ))}
      <SwitchDialog purpose={switching} onClose={() => setSwitching(undefined)} />
    </Page>
  );
}

function PurposeRow({ purpose, onSwitch }: { purpose: Purpose; onSwitch: () => void }) {
  const w = useWords(purposeWords);
  const bases = useWords(basisWords);
  const channels = useWords(channelWords);
  const lasting = useLasting();
  const categories = useCategoryNames();
  const mayChange = useMe().permissions.includes('purposes.change');
  return (
    <li className="border-b border-line px-5 py-4 last:border-b-0">
      <div className="flex items-start gap-4">
        <h3 className="min-w-0 grow font-semibold">{purpose.name}</h3>
        {purpose.optional ? (
          <Switch label={w.switchLabel(purpose.name)} checked={purpose.active} disabled={!mayChange} onChange={onSwitch} />
        ) : (
          <Badge icon={Lock}>{w.required}</Badge>
        )}
      </div>
      <p className="mt-0.5 max-w-prose text-muted">{purpose.description}</p>
      <p className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <span>{named(bases, purpose.lawfulBasis)}</span>
        <Article of={purpose.article} />
        <span aria-hidden className="text-muted max-sm:hidden">
          ·
        </span>
        <span>
          {w.period} {lasting(purpose.period)} {w[purpose.starts]}
        </span>
        <span aria-hidden className="text-muted max-sm:hidden">
          ·
        </span>
        <span>{purpose.channels.map((channel) => channels[channel]).join(', ') || w.noChannel}</span>
        {mayChange && (
          <Link
            to="/purposes/$purpose"
            params={{ purpose: purpose.id }}
            aria-label={w.editLabel(purpose.name)}
            className="-mx-1 inline-flex min-h-6 items-center rounded-sm px-1 text-accent underline-offset-2 hover:underline"
          >
            {w.edit}
          </Link>
        )}
      </p>
      <div className="mt-1">
        <Disclosure quiet summary={w.more}>
          <div className="pt-2 pl-4.5">
            <Facts
              facts={[
                [w.categories, categories(purpose.categories)],
                [w.recipients, purpose.recipients.join(', ') || w.nobody],
                [
                  'DPV',
                  <code key="dpv" className="text-sm break-all">
                    {purpose.dpv}
                  </code>,
                ],
                [
                  w.version(purpose.version),
                  <code key="code" className="text-sm">
                    {purpose.code}
                  </code>,
                ],
              ]}
            />
          </div>
        </Disclosure>
      </div>
    </li>
  );
}
