// A person on a page of their own: one timeline over all channels, and everything known beside it.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Consents } from '#consent/consents.tsx';
import { PersonFields } from '#fields/person-fields.tsx';
import { Allowances } from '#gate/allowances.tsx';
import { Restrictions } from '#gate/restrictions.tsx';
import { useLanguage, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { ContractEnd } from '#people/contract-end.tsx';
import { Looks } from '#people/looks.tsx';
import { PersonCard, personQuery } from '#people/person-card.tsx';
import { PersonTags } from '#people/tags.tsx';
import { Timeline, timelineQuery } from '#people/timeline.tsx';
import { KeptFields } from '#retention/kept-fields.tsx';
import { Brought } from '#rights/brought.tsx';
import { PersonRequests } from '#rights/person-requests.tsx';
import { PersonSources } from '#rights/sources.tsx';
import { Skeleton } from '#ui/empty.tsx';
import { Asking } from './asking.tsx';
import { PersonActions } from './person-panel.tsx';
import { useSettled } from './settled.ts';
import { personWords } from './words.ts';

export function PersonPage() {
  const { person } = useParams({ from: '/house/people/$person' });
  const w = useWords(personWords);
  const query = useQuery(personQuery(person));
  const mayLook = useMe().permissions.includes('ledger.read');
  const settled = useSettled(person);
  const card = 'overflow-hidden rounded-lg border border-line bg-raised shadow-card [&>section:first-child]:border-t-0';
  return (
    <main id="main" tabIndex={-1} className="h-full overflow-y-auto bg-surface">
      <h1 className="sr-only">{w.panel}</h1>
      {!settled && <Skeleton lines={14} className="mx-auto max-w-5xl px-5 py-8 sm:px-8 sm:py-10" />}
      <div
        className={`mx-auto max-w-5xl items-start gap-5 px-5 py-8 sm:px-8 sm:py-10 ${settled ? 'grid' : 'hidden'} ${query.isError ? '' : 'md:grid-cols-2'}`}
      >
        <div className="grid gap-5">
          {/* Always at this place: taken away on an error it would ask again as soon as it comes back. */}
          <div className={card}>
            <PersonCard person={person} actions={<PersonActions person={person} page />} />
          </div>
          {query.isSuccess && (
            <div className={card}>
              <Restrictions person={person} />
              <Allowances person={person} />
              <AskableConsents person={person} />
              <PersonFields person={person} />
              <KeptFields person={person} />
              <ContractEnd person={person} />
              <PersonTags person={person} />
              <PersonRequests person={person} />
              <Brought person={person} />
              <PersonSources person={person} />
            </div>
          )}
        </div>
        {query.isSuccess && (
          <div className="grid gap-5">
            <div className={card}>
              <Timeline person={person} />
            </div>
            {mayLook && (
              <div className={card}>
                <Looks person={person} />
              </div>
            )}
          </div>
        )}
      </div>
    </main>
  );
}

/** A consent is asked for where the person last spoke with us; of somebody who never did, nothing can be asked yet. */
function AskableConsents({ person }: { person: string }) {
  const [asking, setAsking] = useState(false);
  const mayWrite = useMe().permissions.includes('conversations.write');
  const { data } = useInfiniteQuery(timelineQuery(person, useLanguage(), 'whole'));
  const conversation = data?.pages.flatMap((page) => page.items).find((item) => item.conversation)?.conversation;
  return (
    <>
      <Consents person={person} onAsk={conversation && mayWrite ? () => setAsking(true) : undefined} />
      {asking && conversation && <Asking person={person} conversation={conversation} onClose={() => setAsking(false)} />}
    </>
  );
}
