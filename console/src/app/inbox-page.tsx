// The inbox: list, thread and person side by side; where it is narrow each is a page of its own.
import { usePrefetchInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Outlet, useParams, useSearch } from '@tanstack/react-router';
import { Handshake, MessagesSquare, SearchX } from 'lucide-react';
import { lazy, memo, Suspense, useDeferredValue, useEffect, useState } from 'react';
import { consentWords } from '#consent/words.ts';
import { useIsMarked } from '#conversations/aim.ts';
import { Composer } from '#conversations/composer.tsx';
import { Closed } from '#conversations/guarded.tsx';
import { ThreadHeader } from '#conversations/header.tsx';
import { ConversationList } from '#conversations/list.tsx';
import { conversationQuery, messagesQuery } from '#conversations/queries.ts';
import { Thread } from '#conversations/thread.tsx';
import type { Conversation } from '#conversations/types.ts';
import { inboxWords } from '#conversations/words.ts';
import { ChannelLine, LineButton } from '#gate/channel-line.tsx';
import { PurposePicker, usePurposeChoice, Verdict } from '#gate/choice.tsx';
import { isGone, problemCode } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { keepPanel, panelKept, useWide } from '#lib/screen.ts';
import { useLater } from '#lib/slices.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { FirstSteps } from './first-steps.tsx';
import { Asking, fetchPanel, PersonPanel, StartMessage } from './later.tsx';

const firstView = 'open';

export function InboxPage() {
  const w = useWords(inboxWords);
  const { view = firstView, inbox, store, team } = useSearch({ from: '/house/inbox' });
  const { conversation } = useParams({ strict: false });
  useEffect(fetchPanel, []);
  return (
    <main id="main" tabIndex={-1} className="grid h-full grid-cols-[minmax(0,1fr)] md:grid-cols-[20rem_minmax(0,1fr)]">
      <h1 className="sr-only">{w.inbox}</h1>
      <div className={`min-h-0 border-line md:border-r ${conversation ? 'max-md:hidden' : ''}`}>
        <ConversationList view={view} inbox={inbox} store={store} team={team} selected={conversation} />
      </div>
      <div className={`min-h-0 min-w-0 bg-surface ${conversation ? '' : 'max-md:hidden'}`}>
        <Outlet />
      </div>
    </main>
  );
}

export function NoConversation() {
  const w = useWords(inboxWords);
  return (
    <div className="grid h-full place-items-center">
      <FirstSteps>
        <Empty icon={MessagesSquare} title={w.choose} more={w.chooseMore} />
      </FirstSteps>
    </div>
  );
}

export function ConversationPage() {
  const { conversation } = useParams({ from: '/house/inbox/$conversation' });
  const id = useDeferredValue(conversation); // drawn in slices, so that the next key need not wait for it
  return useLater() ? <Asked id={id} /> : <Skeleton lines={8} className="p-8" />;
}

function Asked({ id }: { id: string }) {
  const w = useWords(inboxWords);
  const query = useQuery(conversationQuery(id));
  if (query.data) return <Opened key={id} conversation={query.data} />;
  if (query.isPending) return <Skeleton lines={8} className="p-8" />;
  if (isGone(query.error) || problemCode(query.error) === 'invalid') return <Empty icon={SearchX} title={w.gone} more={w.goneMore} />;
  return <Failed error={query.error} onRetry={() => void query.refetch()} />;
}

const Opened = memo(function Opened({ conversation }: { conversation: Conversation }) {
  const { view = firstView, inbox } = useSearch({ from: '/house/inbox' });
  const [asking, setAsking] = useState(false);
  const wide = useWide();
  const [beside, setBeside] = useState(panelKept);
  const [over, setOver] = useState(false);
  const toggle = (): void => {
    if (wide) {
      keepPanel(!beside);
      setBeside(!beside);
    } else setOver(!over);
  };
  const open = wide ? beside : over;
  return (
    <div className={`grid h-full ${wide && open ? 'grid-cols-[minmax(0,1fr)_19rem]' : 'grid-cols-[minmax(0,1fr)]'}`}>
      <div className={`flex min-h-0 min-w-0 flex-col ${over && !wide ? 'hidden' : ''}`}>
        <ThreadHeader conversation={conversation} view={view} inbox={inbox} panelOpen={open} onPanel={toggle} />
        {conversation.guarded ? (
          <Closed ask={conversation.guarded.ask} />
        ) : (
          <Talk conversation={conversation} onAsk={() => setAsking(true)} />
        )}
      </div>
      {asking && <Asking person={conversation.person.id} conversation={conversation.id} onClose={() => setAsking(false)} />}
      {open && (
        <PersonPanel
          person={conversation.person.id}
          conversation={conversation.id}
          onAsk={() => setAsking(true)}
          onClose={wide ? undefined : () => setOver(false)}
        />
      )}
    </div>
  );
});

const Hints = lazy(() => import('#rights/hints.tsx').then(({ Hints }) => ({ default: Hints })));

/** Thread and composer come together: what the gate refuses makes the composer taller. */
function Talk({ conversation, onAsk }: { conversation: Conversation; onAsk: () => void }) {
  usePrefetchInfiniteQuery(messagesQuery(conversation.id));
  const choice = useDeferredValue(usePurposeChoice(conversation.person.id, conversation.inbox.channel, conversation.id));
  const consents = useWords(consentWords);
  const [elsewhere, setElsewhere] = useState<string>();
  const canAsk = choice.all.some((item) => item.ask);
  const isMarked = useIsMarked(conversation.id);
  const [begun, setBegun] = useState(false);
  if (!begun && isMarked && choice.state !== 'asking') setBegun(true);
  if (!begun) return <Skeleton lines={8} className="p-8" />;
  return (
    <>
      <Thread conversation={conversation} />
      <Suspense>
        <Hints conversation={conversation} />
      </Suspense>
      <Composer
        conversation={conversation}
        purpose={choice.purpose}
        wouldSend={choice.chosen?.decision.allowed !== false}
        gate={<PurposePicker choice={choice} />}
        channels={
          <ChannelLine choice={choice} here={conversation.inbox.channel} onElsewhere={setElsewhere}>
            {canAsk && (
              <LineButton icon={Handshake} onClick={onAsk}>
                {consents.askTitle}
              </LineButton>
            )}
          </ChannelLine>
        }
        verdict={choice.chosen?.decision.allowed === false && <Verdict choice={choice} />}
      />
      {elsewhere && <StartMessage person={conversation.person.id} channel={elsewhere} onClose={() => setElsewhere(undefined)} />}
    </>
  );
}
