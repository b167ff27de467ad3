// Lets through what somebody may hear. With which team a conversation is, and of which class, changes only with an event of its own or of the team, so where it lies is looked up
// once; of a conversation that is closed to them they hear only that something moved, and so of one that just left their team or inbox. Events wait for their turn meanwhile, so that none
// overtakes another.
import { isInAreas } from '#access';
import type { Ctx } from '#kit/ctx';
import { type InboxId, isId, type PersonId, type TeamId, type WorkspaceId } from '#kit/ids';
import type { LiveEvent } from '#kit/live';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { group } from '#people';
import { placeOfConversation } from './class-store.ts';
import type { Ears } from './events.ts';
import type { Guarded } from './guard.ts';
import { peopleIn } from './reach-store.ts';

type Place = { readonly tools: Tools; readonly workspace: WorkspaceId };
const mostKnown = 5000;
const changed = 'conversation.changed';

/** Gives what takes an event and hands on those of these ears, in order. */
export function hearWithin(place: Place, ears: Ears, hand: (event: LiveEvent) => void): (event: LiveEvent) => void {
  if (ears.conversations === null && ears.people === null && ears.special === null && ears.requests === 'all') return hand;
  const known = new Map<string, Guarded>();
  let tail: Promise<void> = Promise.resolve();
  return (event) => {
    tail = tail
      .then(async () => {
        const heard = await heardOf(place, ears, event, known);
        if (heard) hand(heard);
      })
      .catch((error: unknown) => log.of(place)('warn', 'events.not-told', { error: errorCode(error) })); // untold: a page asks again when it comes back
  };
}

async function heardOf(place: Place, ears: Ears, event: LiveEvent, known: Map<string, Guarded>): Promise<LiveEvent | undefined> {
  const { conversation, person } = event.ids;
  if (event.topic.startsWith('request.'))
    return ears.requests === 'all' ? event : ears.requests === 'that' ? { topic: event.topic, ids: {} } : undefined;
  if (event.topic === 'team.changed') known.clear(); // what it let go fell back, many with one event
  if (conversation !== undefined) {
    if (event.topic === changed) known.delete(String(conversation));
    return ofConversation(place, ears, event, String(conversation), known);
  }
  if (person !== undefined) return (await isPersonIn(place, ears.people, String(person))) ? event : undefined;
  return event;
}

async function ofConversation(
  place: Place,
  ears: Ears,
  event: LiveEvent,
  id: string,
  known: Map<string, Guarded>,
): Promise<LiveEvent | undefined> {
  if (ears.conversations === null && ears.special === null) return event;
  if (ears.conversations?.length === 0 || !isId('cnv', id)) return undefined;
  const row = known.get(id) ?? (await read(place, (ctx) => ctx.db.maybe(placeOfConversation, [ctx.workspace, id])));
  if (!row) return undefined;
  if (known.size >= mostKnown) known.clear();
  known.set(id, row);
  if (!isInAreas(ears.conversations, row)) {
    const { left, leftInbox } = event.ids as { left?: TeamId; leftInbox?: InboxId };
    const before = { inbox: leftInbox ?? row.inbox, team: left ?? null };
    return (left || leftInbox) && isInAreas(ears.conversations, before) ? event : undefined;
  }
  if (row.class === 'ordinary' || isInAreas(ears.special, row)) return event;
  return event.topic === changed || event.topic === 'message.added' ? { topic: changed, ids: { conversation: id } } : undefined;
}

/** Anew each time: whom somebody sees changes with the first message of a person in an inbox. */
async function isPersonIn(place: Place, areas: Ears['people'], person: string): Promise<boolean> {
  if (areas === null || areas.length === 0 || !isId('per', person)) return areas === null;
  return read(place, async (ctx) => {
    const people = await group(ctx, person as PersonId);
    return (await ctx.db.all(peopleIn, [ctx.workspace, people, areas])).length > 0;
  });
}

const read = <T>({ tools, workspace }: Place, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  act(tools, { workspace, actor: { kind: 'system', id: 'events' } }, work);
