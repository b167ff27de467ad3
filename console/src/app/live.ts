// What changed elsewhere, as it happens: events carry ids only, so each one makes the page ask again for what it shows.

import type { StreamEvent, StreamState } from '@parley/sdk';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sendWhatWaits } from '#conversations/outbox.ts';
import { hearPresence } from '#conversations/presence.ts';
import { refreshConversation } from '#conversations/queries.ts';
import { inboxWords } from '#conversations/words.ts';
import { announce } from '#lib/announce.ts';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { wordsNow } from '#lib/language.ts';
import { lineAnswered, lineEnded } from '#lib/line.ts';
import { personName } from '#lib/person.ts';
import { meQuery } from '#lib/query.ts';
import { createStore } from '#lib/store.ts';

/** Messages that came in while the page was not looked at. */
export const unseen = createStore(0);
const burstMs = 150;

/** Keeps the page in step with the server; answers with the state of the line. */
export function useLive(): StreamState {
  const cache = useQueryClient();
  const [state, setState] = useState<StreamState>('connecting');
  useEffect(() => {
    const stop = new AbortController();
    const gather = gatherer(cache);
    client.events('events', {
      signal: stop.signal,
      onEvent: gather,
      onState: (next) => {
        setState(next);
        if (next === 'connecting' || stop.signal.aborted) return;
        const missed = lineAnswered(next === 'open');
        if (next !== 'open') return;
        if (missed) {
          void cache.invalidateQueries(); // whatever changed meanwhile
          sendWhatWaits();
        } else catchUp(cache);
      },
      onRefused: () => void cache.invalidateQueries({ queryKey: keys.me }),
    });
    const look = (): void => {
      if (document.visibilityState === 'visible') unseen.set(0);
    };
    document.addEventListener('visibilitychange', look);
    return () => {
      stop.abort();
      lineEnded();
      document.removeEventListener('visibilitychange', look);
    };
  }, [cache]);
  return state;
}

const keptByEvents: readonly unknown[] = [keys.lists[0], keys.conversation('')[0], keys.messages('')[0]]; // asked for when the line is heard

/** What was read while the first line opened: the counts are asked for anew at once, all else that is not kept by events when somebody comes back to it. */
function catchUp(cache: QueryClient): void {
  void cache.invalidateQueries({ queryKey: keys.counts });
  void cache.invalidateQueries({ predicate: ({ queryKey: [kind] }) => !keptByEvents.includes(kind), refetchType: 'none' });
}

/** Takes events as they come and acts once per burst and conversation. */
function gatherer(cache: QueryClient): (event: StreamEvent) => void {
  const waiting = new Map<string, { words: boolean; added: boolean; incoming: boolean; oldest: number }>();
  return ({ event, data }) => {
    const ids = (data ?? {}) as Record<string, string | undefined>;
    const { conversation } = ids;
    if (!conversation) return refresh(cache, event, ids);
    if (event === 'counter.changed') {
      for (const key of [keys.storeOf, keys.counterLink]) void cache.invalidateQueries({ queryKey: key(conversation) });
      return;
    }
    hearPresence(cache, cache.getQueryData(meQuery.queryKey)?.staff.id, event, ids);
    if (event.startsWith('presence.') || event.startsWith('typing.')) return; // nothing that was read is stale by it
    const added = event === 'message.added';
    const incoming = added && ids['direction'] === 'in' && ids['kind'] !== 'note';
    const words = event.startsWith('message.');
    const known = waiting.get(conversation);
    waiting.set(conversation, {
      words: words || known?.words === true,
      added: added || known?.added === true,
      incoming: incoming || known?.incoming === true,
      oldest: Math.min(
        known?.oldest ?? Number.POSITIVE_INFINITY,
        words ? Number(ids['sequence'] ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY,
      ),
    });
    if (known) return;
    setTimeout(() => {
      const now = waiting.get(conversation);
      waiting.delete(conversation);
      void refreshConversation(cache, conversation, now?.words, now?.oldest)
        .then((fresh) => {
          if (fresh && now?.added) void cache.invalidateQueries({ queryKey: keys.timeline(fresh.person.id) });
          if (!fresh || !now?.incoming) return;
          void cache.invalidateQueries({ queryKey: keys.allowances(fresh.person.id) }); // an answer may be allowed where a message was not
          const words = wordsNow(inboxWords);
          if (fresh.excerptOf === 'in') announce(words.newFrom(personName(fresh.person), fresh.excerpt)); // not what the house answered by itself meanwhile
          if (document.visibilityState !== 'visible') unseen.change((count) => count + 1);
        })
        .catch(() => undefined); // the next event or the reconnection brings it
    }, burstMs);
  };
}

function refresh(cache: QueryClient, topic: string, ids: Record<string, string | undefined>): void {
  const stale = (queryKey: readonly unknown[]): void => void cache.invalidateQueries({ queryKey });
  const { person } = ids;
  if (person) for (const key of [keys.person, keys.timeline, keys.consents, keys.allowances, keys.restrictions]) stale(key(person));
  const room = topic.split('.')[0] ?? '';
  for (const key of ofRoom[room] ?? []) stale(key);
  if (room === 'request') forget(cache);
}

/** A request moved, perhaps an erasure: asks again for whoever is on the page, and lets go of everybody else it has read. */
function forget(cache: QueryClient): void {
  for (const kind of [
    'conversation',
    'messages',
    'attachment',
    'person',
    'timeline',
    'consents',
    'allowances',
    'restrictions',
    'recent-people',
    'looks',
    'requests',
  ]) {
    cache.removeQueries({ queryKey: [kind], type: 'inactive' });
    void cache.invalidateQueries({ queryKey: [kind] });
  }
}

/** What a page shows that an event of this kind may have changed. */
const ofRoom: Readonly<Record<string, readonly (readonly string[])[]>> = {
  request: [keys.requests, ['certificate'], keys.lists, keys.counts],
  purpose: [keys.allPurposes, ['allowances']],
  notice: [keys.notices, keys.origins],
  vendor: [keys.vendors, ['allowances']],
  channel: [keys.channels, keys.inboxes],
  sandbox: [keys.sandboxSwitch, keys.channels, keys.inboxes, keys.captured],
  inbox: [keys.channels, keys.inboxes],
  team: [keys.teams, keys.lists, keys.counts, ['conversation']],
  person: [keys.lists, keys.origins],
  staff: [keys.staff, keys.roles, keys.me, keys.myEmergencies],
  workspace: [keys.workspace, keys.me, keys.leaving],
  posture: [keys.posture, keys.findings, keys.audits],
  finding: [keys.findings, keys.posture],
  audit: [keys.audits],
};
