// Who else is in a conversation and who writes: asked once, kept in step by live events (ids only), and told while this page has it open (docs/decisions/017).
import type { Answer } from '@parley/contract';
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { client } from '#lib/client.ts';
import { byItself } from '#lib/hand.ts';
import { keys } from '#lib/keys.ts';

export type Presence = Answer<'readPresence'>;
type State = 'viewing' | 'writing' | 'gone';
const beatMs = 20_000;
const writingBeatMs = 3_000;
/** Whoever types nothing for so long is thinking, or gone; below what the server holds of the last beat. */
const idleMs = 2_500;
/** A little longer than the server holds it, so that a word said again in time makes no flicker. */
const writingLastsMs = 6_500;

export const presenceQuery = (id: string) =>
  queryOptions({
    queryKey: keys.presence(id),
    queryFn: () => client.call('readPresence', { params: { conversation: id } }),
    refetchInterval: 30_000, // whoever vanished without a word
    staleTime: 10_000,
    retry: false,
  });

const nobody: Presence = { items: [], personWriting: false };

export function usePresence(id: string): Presence {
  return useQuery(presenceQuery(id)).data ?? nobody;
}

/** Says that this page has the conversation open, until it leaves; gives what to call while a message is being written, and when no more. */
export function useTellPresence(id: string): { writing: () => void; paused: () => void } {
  const last = useRef({ state: 'gone' as State, at: 0 });
  const idle = useRef<number>(undefined);
  const say = (state: State): void => {
    last.current = { state, at: Date.now() };
    tell(id, state);
  };
  const here = useEffectEvent(() => {
    if (document.visibilityState === 'visible' && !isWritingNow(last.current)) say('viewing');
  });
  useEffect(() => {
    const leave = (): void => tell(id, 'gone');
    here();
    const beat = setInterval(here, beatMs);
    document.addEventListener('visibilitychange', here);
    addEventListener('pagehide', leave);
    addEventListener('pageshow', here);
    return () => {
      clearInterval(beat);
      document.removeEventListener('visibilitychange', here);
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', here);
      clearTimeout(idle.current);
      leave();
    };
  }, [id]);
  const paused = (): void => {
    clearTimeout(idle.current);
    if (last.current.state === 'writing') say('viewing');
  };
  return {
    writing: () => {
      clearTimeout(idle.current);
      idle.current = window.setTimeout(paused, idleMs);
      if (last.current.state !== 'writing' || Date.now() - last.current.at >= writingBeatMs) say('writing');
    },
    paused,
  };
}

/** Takes a live event into what is shown: a known colleague needs no question to the server, a new one is asked for by name. */
export function hearPresence(
  cache: QueryClient,
  me: string | undefined,
  topic: string,
  ids: Readonly<Record<string, string | undefined>>,
): void {
  const { conversation = '', staff, state } = ids;
  const { queryKey } = presenceQuery(conversation);
  const known = cache.getQueryData(queryKey);
  if (!known || staff === me) return;
  const change = (how: (now: Presence) => Presence): void => void cache.setQueryData(queryKey, (now) => now && how(now));
  if (topic === 'typing.person') {
    change((now) => ({ ...now, personWriting: true }));
    runOut(`${conversation} person`, () => change((now) => ({ ...now, personWriting: false })));
  } else if (topic === 'message.added' && ids['direction'] === 'in') {
    change((now) => ({ ...now, personWriting: false }));
  } else if (topic === 'presence.changed' && staff) {
    if (state !== 'gone' && !known.items.some((each) => each.staff.id === staff)) return void cache.invalidateQueries({ queryKey });
    change((now) => ({
      ...now,
      items: now.items.flatMap((each) =>
        each.staff.id !== staff ? [each] : state === 'gone' ? [] : [{ ...each, state: state as 'viewing' }],
      ),
    }));
    if (state === 'writing')
      runOut(`${conversation} ${staff}`, () =>
        change((now) => ({ ...now, items: now.items.map((each) => (each.staff.id === staff ? { ...each, state: 'viewing' } : each)) })),
      );
  }
}

const timers = new Map<string, ReturnType<typeof setTimeout>>();

function runOut(key: string, end: () => void): void {
  clearTimeout(timers.get(key));
  timers.set(
    key,
    setTimeout(() => {
      timers.delete(key);
      end();
    }, writingLastsMs),
  );
}

const isWritingNow = ({ state, at }: { state: State; at: number }): boolean => state === 'writing' && Date.now() - at < writingLastsMs;

/** `keepalive` lets the last word leave while the page closes. Nothing depends on it arriving: silence says the same a little later. */
function tell(conversation: string, state: State): void {
  if (state !== 'gone') return void client.call('tellPresence', { params: { conversation }, body: { state } }).catch(() => undefined);
  void fetch(`/v1/conversations/${conversation}/presence`, {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json', ...byItself() },
    body: JSON.stringify({ state }),
  }).catch(() => undefined);
}
