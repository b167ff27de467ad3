// What a visitor's page is told while it is open: that there is something to fetch, and that somebody is writing. Numbers only.
import { lastShown, presenceTopic } from '#conversations';
import { shreddedTopic } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, PersonId } from '#kit/ids';
import { type LiveEvent, live } from '#kit/live';
import { act } from '#kit/pool';
import { type Special, special } from '#kit/route';
import { group } from '#people';
import { type VisitRow, visitById } from './store.ts';
import { threadOf } from './talk.ts';

type Ears = { readonly people: ReadonlySet<unknown>; readonly thread: ConversationId | undefined };

/** Tells the newest number whenever there is something to fetch, and `typing` while somebody writes to the visitor; notes, what waits for the gate and who looks on make no sound. */
export async function watch(ctx: Ctx, visit: VisitRow): Promise<Special> {
  const { workspace, tools } = ctx;
  const bus = live.of(ctx);
  let ears = await earsOf(ctx, visit);
  const lastSequence = ears.thread ? await lastShown(ctx, ears.thread) : 0;

  /** Another thread began, or two people became one or were parted: until it is known what is left, only this browser's own person is listened for. */
  const listenAnew = async (then: () => void): Promise<void> => {
    ears = { people: new Set([visit.person]), thread: undefined };
    ears = await act(tools, { workspace, actor: { kind: 'person', id: visit.person } }, async (own) =>
      earsOf(own, (await own.db.maybe(visitById, [workspace, visit.id])) ?? visit),
    );
    then();
  };

  return special({
    stream: (send) => {
      const look = (number: unknown) => send({ event: 'sequence', data: { lastSequence: number } });
      const anew = () => void listenAnew(() => look(0)).catch(() => undefined); // erased meanwhile: the next look says so
      look(lastSequence);
      return bus.subscribe(workspace, (event) => {
        if (isErased(event, ears.people))
          look(0); // heard at once: the next look is answered with 410, and the device forgets
        else if (isWriting(event, ears.thread)) send({ event: 'typing', data: {} });
        else if (!ears.people.has(event.ids['person'])) return;
        else if (event.topic === 'person.changed') anew();
        else if (isToFetch(event)) {
          look(event.ids['sequence']);
          if (ears.thread === undefined) anew();
        }
      });
    },
  });
}

async function earsOf(ctx: Ctx, visit: VisitRow): Promise<Ears> {
  return { people: new Set(await group(ctx, visit.person)), thread: await threadOf(ctx, visit) };
}

function isWriting({ topic, ids }: LiveEvent, thread: ConversationId | undefined): boolean {
  return topic === presenceTopic && ids['state'] === 'writing' && thread !== undefined && ids['conversation'] === thread;
}

function isErased({ topic, ids }: LiveEvent, mine: ReadonlySet<unknown>): boolean {
  const subjects = topic === shreddedTopic ? String(ids['subjects']).split(',') : [];
  return subjects.some((id) => mine.has(id as PersonId));
}

function isToFetch({ topic, ids }: LiveEvent): boolean {
  const isWritten = topic === 'message.added' && ids['kind'] === 'message' && ids['direction'] === 'in';
  return isWritten || (topic === 'message.changed' && ids['delivery'] === 'sent');
}
