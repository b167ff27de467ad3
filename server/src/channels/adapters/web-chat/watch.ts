// What a visitor's page is told while it is open: that there is something to fetch, and that somebody is writing. Numbers only.
import { lastShown } from '#conversations';
import { shreddedTopic } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { type LiveEvent, live } from '#kit/live';
import { act } from '#kit/pool';
import { type Special, special } from '#kit/route';
import { group } from '#people';
import type { VisitRow } from './store.ts';
import { threadOf } from './talk.ts';

/** Tells the newest number whenever there is something to fetch; notes and what waits for the gate make no sound. */
export async function watch(ctx: Ctx, visit: VisitRow): Promise<Special> {
  const { workspace, tools } = ctx;
  const bus = live.of(ctx);
  let mine = new Set<unknown>(await group(ctx, visit.person));
  const thread = await threadOf(ctx, visit);
  const lastSequence = thread ? await lastShown(ctx, thread) : 0;

  /** Two people became one, or were parted: until it is known who is left, only this browser's own person is listened for. */
  const regroup = async (then: () => void): Promise<void> => {
    mine = new Set([visit.person]);
    mine = new Set(await act(tools, { workspace, actor: { kind: 'system', id: 'web-chat' } }, (own) => group(own, visit.person)));
    then();
  };

  return special({
    stream: (send) => {
      const look = (number: unknown) => send({ event: 'sequence', data: { lastSequence: number } });
      look(lastSequence);
      return bus.subscribe(workspace, (event) => {
        if (isErased(event, mine))
          look(0); // heard at once: the next look is answered with 410, and the device forgets
        else if (!mine.has(event.ids['person'])) return;
        else if (isToFetch(event)) look(event.ids['sequence']);
        else if (event.topic === 'person.changed') void regroup(() => look(0)).catch(() => undefined);
      });
    },
  });
}

function isErased({ topic, ids }: LiveEvent, mine: ReadonlySet<unknown>): boolean {
  const subjects = topic === shreddedTopic ? String(ids['subjects']).split(',') : [];
  return subjects.some((id) => mine.has(id as PersonId));
}

function isToFetch({ topic, ids }: LiveEvent): boolean {
  const isWritten = topic === 'message.added' && ids['kind'] === 'message' && ids['direction'] === 'in';
  return isWritten || (topic === 'message.changed' && ids['delivery'] === 'sent');
}
