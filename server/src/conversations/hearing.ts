// Lets through what somebody may hear. In which inbox a conversation lies never changes, so it is looked up once; events wait for their turn meanwhile, so that none
// overtakes another.
import type { Ctx } from '#kit/ctx';
import { type ConversationId, type InboxId, isId, type PersonId, type WorkspaceId } from '#kit/ids';
import type { LiveEvent } from '#kit/live';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { group } from '#people';
import type { Ears } from './events.ts';
import { inboxOfConversation, peopleIn } from './reach-store.ts';

type Place = { readonly tools: Tools; readonly workspace: WorkspaceId };
const mostKnown = 5000;

/** Gives what takes an event and hands on those of these ears, in order. */
export function hearWithin(place: Place, ears: Ears, hand: (event: LiveEvent) => void): (event: LiveEvent) => void {
  if (ears.conversations === null && ears.people === null && ears.requests === 'all') return hand;
  const known = new Map<string, InboxId>();
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

async function heardOf(place: Place, ears: Ears, event: LiveEvent, known: Map<string, InboxId>): Promise<LiveEvent | undefined> {
  const { conversation, person } = event.ids;
  if (event.topic.startsWith('request.'))
    return ears.requests === 'all' ? event : ears.requests === 'that' ? { topic: event.topic, ids: {} } : undefined;
  if (conversation !== undefined)
    return (await isConversationIn(place, ears.conversations, String(conversation), known)) ? event : undefined;
  if (person !== undefined) return (await isPersonIn(place, ears.people, String(person))) ? event : undefined;
  return event;
}

async function isConversationIn({ tools, workspace }: Place, inboxes: Ears['conversations'], id: string, known: Map<string, InboxId>) {
  if (inboxes === null || inboxes.length === 0 || !isId('cnv', id)) return inboxes === null;
  const inbox = known.get(id) ?? (await read({ tools, workspace }, (ctx) => inboxOf(ctx, id)));
  if (!inbox) return false;
  if (known.size >= mostKnown) known.clear();
  known.set(id, inbox);
  return inboxes.includes(inbox);
}

/** Anew each time: whom somebody sees changes with the first message of a person in an inbox. */
async function isPersonIn(place: Place, inboxes: Ears['people'], person: string): Promise<boolean> {
  if (inboxes === null || inboxes.length === 0 || !isId('per', person)) return inboxes === null;
  return read(place, async (ctx) => {
    const people = await group(ctx, person as PersonId);
    return (await ctx.db.all(peopleIn, [ctx.workspace, people, inboxes])).length > 0;
  });
}

const inboxOf = async (ctx: Ctx, id: ConversationId) => (await ctx.db.maybe(inboxOfConversation, [ctx.workspace, id]))?.inbox;

const read = <T>({ tools, workspace }: Place, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  act(tools, { workspace, actor: { kind: 'system', id: 'events' } }, work);
