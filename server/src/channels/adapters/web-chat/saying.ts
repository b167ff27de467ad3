// What visitors write at the same moment is written together: one commit for all of a company, and each answer after it. What does not fit (the first message
// of a visit, files, a repeat, a refusal) is said alone, by the way that says exactly why.
import type { Answer, Body } from '@parley/contract';
import { wishIn } from '@parley/contract/stop-words';
import { type Heard, hear, receiveMany, type Taken } from '#conversations';
import { maskedIn } from '#detection';
import { type Batcher, openBatcher, tooMany } from '#kit/batch';
import type { Ctx } from '#kit/ctx';
import type { Id, WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import { type Tools, tool } from '#kit/tool';
import { groups } from '#people';
import { count } from './limits.ts';
import { visitsById } from './store.ts';
import { keyOf, say } from './talk.ts';
import { authenticateVisitor, claimsOf, visitOf } from './visits.ts';

type Said = {
  readonly workspace: WorkspaceId;
  readonly visit: Id<'vst'>;
  readonly request: RequestFacts;
  readonly body: Body<'addVisitMessage'>;
  /** Undefined where it is said alone. */
  readonly heard: Heard | undefined;
};
type Reply = Answer<'addVisitMessage'>;

const most = { inBatch: 256, batches: 2, waiting: 2_000, alone: 4 };
const purpose = 'service-conversation';
export const saying = tool<Batcher<Said, Reply>>('channels.webChat.saying');

/** Takes in what a visitor wrote; durable when it resolves. Problems `not-signed-in`, `invalid` for nothing at all, `too-many`, `erased`. */
export async function sayTogether(tools: Tools, request: RequestFacts, body: Body<'addVisitMessage'>): Promise<Reply> {
  const claims = claimsOf(tools, request.token ?? '');
  if (!claims) throw new Problem('not-signed-in');
  count(tools, claims.visit, 'message');
  const batcher = saying.of({ tools });
  if (!batcher.hasRoom(claims.workspace)) throw tooMany(); // before words are looked through that nobody takes
  return batcher.add(claims.workspace, {
    ...claims,
    request,
    body,
    heard: isPlain(body) && !wishIn(body.text) ? hear(body.text) : undefined,
  });
}

export function openSaying(tools: Tools): Batcher<Said, Reply> {
  return openBatcher<Said, Reply>({
    together: (said) =>
      act(tools, { workspace: workspaceOf(said), actor: { kind: 'system', id: 'web-chat' }, purpose }, (ctx) => sayAll(ctx, said)),
    alone: (said) => sayAlone(tools, said),
    keyOf: ({ visit }) => visit,
    most,
  });
}

async function sayAll(ctx: Ctx, said: readonly Said[]): Promise<(Reply | undefined)[]> {
  const visits = new Map(
    (await ctx.db.all(visitsById, [ctx.workspace, [...new Set(said.map(({ visit }) => visit))]])).map((row) => [row.id, row]),
  );
  const people = await groups(
    ctx,
    [...visits.values()].map(({ person }) => person),
  );
  const askew = new Set<string>();
  const fitting = said.flatMap((each, at) => {
    const visit = visits.get(each.visit);
    const group = visit && people.get(visit.person);
    if (!visit?.conversation || !group || !each.heard || askew.has(each.visit)) {
      askew.add(each.visit); // what follows in this visit must not overtake it
      return [];
    }
    return [{ at, conversation: visit.conversation, people: group, heard: each.heard, clientKey: keyOf(visit, each.body.clientId) }];
  });
  if (fitting.length === 0) return said.map(() => undefined);
  const taken = await receiveMany(ctx, fitting);
  const replies = new Map(fitting.map(({ at }, place) => [at, taken[place]]));
  return said.map(({ body }, at) => {
    const done = replies.get(at);
    return done && asWritten(ctx, body, done);
  });
}

const isPlain = ({ text, attachments = [] }: Said['body']) => attachments.length === 0 && text.trim() !== '';

/** The visitor's own words, as they rest: nothing sealed is opened for it. */
function asWritten(ctx: Ctx, { clientId }: Said['body'], { message, sequence, rested }: Taken): Reply {
  return {
    id: message,
    sequence,
    from: 'me',
    author: '',
    photo: null,
    text: rested?.text ?? '',
    ...{ attachments: [], choices: [] },
    masked: maskedIn(rested?.found ?? {}),
    clientId,
    at: ctx.now.toISOString(),
  };
}

async function sayAlone(tools: Tools, { request, body }: Said): Promise<Reply> {
  const visitor = await authenticateVisitor(tools, request.token ?? '');
  if (!visitor) throw new Problem('not-signed-in');
  return act(tools, { ...visitor, purpose }, async (ctx) => say(ctx, await visitOf(ctx, request), body));
}

function workspaceOf([first]: readonly Said[]): WorkspaceId {
  if (!first) throw new Error('nothing was said');
  return first.workspace;
}
