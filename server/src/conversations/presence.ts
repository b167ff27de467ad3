// Two agents in one conversation see each other, and each side sees that the other writes. Told over the live bus, so that every node knows; kept nowhere else.
import type { Answer } from '@parley/contract';
import { carriesPurpose, everythingCarried, staffFaces } from '#access';
import { decide } from '#gate';
import type { Ctx } from '#kit/ctx';
import { type ConversationId, isId, type StaffId, type WorkspaceId } from '#kit/ids';
import { type LiveEvent, live, tellPages } from '#kit/live';
import { clock } from '#kit/pool';
import { Problem } from '#kit/problem';
import { type Tools, tool } from '#kit/tool';
import { tellOutward } from './outward.ts';
import { type Board, openBoard, type PresenceState } from './presence-board.ts';
import { conversationOf } from './threads.ts';

/** Topics of the live bus. `presence.changed`: ids conversation, staff, state. `typing.person`: ids conversation. Both are told again while they last. */
export const presenceTopic = 'presence.changed';
export const typingTopic = 'typing.person';
const states: readonly string[] = ['viewing', 'writing', 'gone'] satisfies PresenceState[];
type Thread = Awaited<ReturnType<typeof conversationOf>>;
const board = tool<Board>('conversations.presence');

/**
 * Says what this member of staff does in a conversation; `writing` means a message to the person, never a note, and is no more than looking on for whoever may not write. A program is nobody who is there:
 * nothing is told of it. Problems `not-found`, `gate-refused`, `erased`.
 */
export async function tellPresence(ctx: Ctx, conversation: ConversationId, state: PresenceState): Promise<void> {
  const thread = state === 'gone' ? undefined : await mayRead(ctx, conversation);
  if (ctx.actor.kind === 'staff' && ctx.actor.isProgram) return;
  const isWriting = state === 'writing' && thread !== undefined && (await mayWrite(ctx, thread));
  const seen = state === 'writing' && !isWriting ? 'viewing' : state;
  const wrote = isWriting
    ? []
    : board
        .of(ctx)
        .read({ workspace: ctx.workspace, conversation }, ctx.now.getTime())
        .staff.filter((each) => each.state === 'writing');
  tellPages(ctx, { topic: presenceTopic, ids: { conversation, staff: ctx.actor.id, state: seen } });
  if (isWriting) tellOutward(ctx, conversation, 'typing');
  else if (wrote.length === 1 && wrote[0]?.staff === ctx.actor.id) tellOutward(ctx, conversation, 'stopped'); // not while another writes
}

/** Who else has the conversation open and who writes, the person included. Problems `not-found`, `gate-refused`, `erased`. */
export async function readPresence(ctx: Ctx, conversation: ConversationId): Promise<Answer<'readPresence'>> {
  await mayRead(ctx, conversation);
  const { staff, personWriting } = board.of(ctx).read({ workspace: ctx.workspace, conversation }, ctx.now.getTime());
  const others = staff.filter((each) => each.staff !== ctx.actor.id);
  const faces = await staffFaces(
    ctx,
    others.map((each) => each.staff),
  );
  return {
    items: others.flatMap(({ staff: id, state }) => {
      const face = faces.get(id);
      return face === undefined ? [] : [{ staff: { id, ...face }, state }];
    }),
    personWriting,
  };
}

/** The person writes in this conversation at the moment; for channels that can know. Whoever calls has made sure that it is theirs. */
export function personWrites(ctx: Ctx, conversation: ConversationId): void {
  tellPages(ctx, { topic: typingTopic, ids: { conversation } });
}

/** Sets up the board of this node, which learns from the live bus alone: what was told here and what was told elsewhere. */
export async function startPresence(tools: Tools): Promise<() => Promise<void>> {
  const made = openBoard();
  const now = clock.of({ tools });
  board.set(tools, made);
  const stop = live.of({ tools }).subscribeAll((workspace, event) => hear(made, workspace, event, now().getTime()));
  return async () => stop();
}

function hear(kept: Board, workspace: WorkspaceId, { topic, ids }: LiveEvent, now: number): void {
  const conversation = String(ids['conversation']);
  if (!isId('cnv', conversation)) return;
  const place = { workspace, conversation };
  if (topic === typingTopic) kept.personWrites(place, now);
  // whoever has sent their words writes no longer
  if (topic === 'message.added' && ids['direction'] === 'in') kept.personStopped(place);
  if (topic === presenceTopic && states.includes(String(ids['state'])))
    kept.tell(place, ids['staff'] as StaffId, ids['state'] as PresenceState, now);
}

/** Being there is itself a look at the conversation: the gate is asked as for reading it. Nothing is opened, so nothing is recorded. */
async function mayRead(ctx: Ctx, conversation: ConversationId): Promise<Thread> {
  const thread = await conversationOf(ctx, conversation);
  const { person } = thread;
  const purpose = ctx.purpose ?? 'service-conversation';
  const { allowed, because, article, words } = await decide(ctx, { act: 'reveal', person, purpose, fields: ['messages.body'] });
  if (!allowed) throw new Problem(because === 'erased' ? 'erased' : 'gate-refused', { because, article, detail: words });
  return thread;
}

/** Whether a role of theirs lets them write here. Whether the gate lets a message out is asked when there is one. */
async function mayWrite(ctx: Ctx, thread: Thread): Promise<boolean> {
  const grants = (await everythingCarried(ctx))?.filter(({ permissions }) => permissions.includes('conversations.write'));
  return grants === undefined || carriesPurpose(grants, ctx.purpose ?? 'service-conversation', thread, [thread.person]);
}
