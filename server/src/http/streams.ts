// Open streams of this node. A page hears no more once its session is over or idle, or may do other things than when it began; news of that may be lost between
// nodes, so each stream of staff is also looked at once a minute, which is no use of its session.
import type { ServerResponse } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { live } from '#kit/live';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import type { Caller } from './mount.ts';

type Stream = { readonly look: () => Promise<void>; readonly end: () => void };

const everyMs = 60_000;
const longestTimerMs = 2 ** 31 - 1; // whoever comes back after it is read anew
/** By the tools of a Parley: two of them may share a process. */
const houses = new WeakMap<Tools, Set<Stream>>();

/** Ends this stream in time; `again` reads its caller anew where that may change while it is open. */
export function keepWatch(tools: Tools, line: ServerResponse, caller: Caller, again?: () => Promise<Caller | undefined>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => void line.destroy();
  const arm = ({ until, idleUntil }: Caller) => {
    clearTimeout(timer);
    const ends = [until, idleUntil].flatMap((each) => each?.getTime() ?? []);
    if (ends.length === 0 || line.destroyed) return;
    timer = setTimeout(
      again ? () => void look() : end,
      Math.min(...ends.map((each) => each - clock.of({ tools })().getTime()), longestTimerMs),
    );
  };
  const look = async () => {
    if (!again) return;
    try {
      const now = await again();
      if (now && isAsBefore(now, caller)) arm(now);
      else end();
    } catch {
      // a database that does not answer says nothing about a session: the next look asks again
    }
  };
  const stream = { look, end };
  const open = openIn(tools).add(stream);
  const deaf = caller.whenOver?.(end);
  line.once('close', () => {
    open.delete(stream);
    clearTimeout(timer);
    deaf?.();
  });
  arm(caller);
}

/** Looks at every stream of this node anew, one after the other; resolves when it is done. */
export async function lookAtStreams(tools: Tools): Promise<void> {
  for (const { look } of [...openIn(tools)]) await look();
}

/** Looks at them once a minute, and ends them all where news of other nodes was missed: pages begin anew with what there is now. Gives what stops both. */
export function watchStreams(tools: Tools): () => void {
  const deaf = live.of({ tools }).whenMissed(() => {
    for (const { end } of [...openIn(tools)]) end();
  });
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void lookAtStreams(tools).finally(() => {
      isLooking = false;
    });
  }, everyMs);
  timer.unref();
  return () => {
    deaf();
    clearInterval(timer);
  };
}

function openIn(tools: Tools): Set<Stream> {
  const open = houses.get(tools) ?? new Set<Stream>();
  houses.set(tools, open);
  return open;
}

const isAsBefore = (now: Caller, before: Caller): boolean =>
  (['permissions', 'grants', 'isHeldBack'] as const).every((each) => isDeepStrictEqual(now[each], before[each]));
