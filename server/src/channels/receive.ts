// The one way in: drop repeats → who is it → which thread → conversations, in one transaction. A person erased meanwhile is met again as a new one.
import { profileChannels } from '@parley/contract/origins';
import { conversation, inboxOf, messageFacts, receive as receiveMessage, type SafeFile, safeFile } from '#conversations';
import { readSignedId } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, Id, PersonId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { arrive, cameFrom, group, prove } from '#people';
import type { ChannelKind, Inbound, Received } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { wasTakenBack } from './change.ts';
import { keyOf, known, remember } from './external.ts';
import { joinEarlier } from './formerly.ts';
import { takenUp } from './hand-over.ts';
import { holdIfWord, isOfOutside, obey } from './obey.ts';
import { howItCame } from './played.ts';
import { keepReadToken } from './signals/read-tokens.ts';
import { deliveryOf } from './store.ts';
import { isPassing, mostAttempts, waitAfter } from './until-done.ts';
import { wordAbove } from './word-above.ts';

const drawingMs = 30_000; // of all pictures that came with one message; what is beyond stays plain bytes

/** Takes in a message in transactions of its own; durable when it resolves. A person erased meanwhile becomes a new one; what cannot be stored now throws Problem `not-ready`. */
export async function receive(tools: Tools, inbound: Inbound): Promise<Received> {
  const budget = { leftMs: drawingMs };
  const attachments = await Promise.all(inbound.attachments.map((file) => safeFile(file, budget))); // before anything is locked: a large picture takes its time
  return receiveIn(tools, inbound.workspace, (ctx) => take(ctx, inbound, attachments));
}

/** Runs what takes something in, in transactions of its own, until it is durable; as `receive`. */
export async function receiveIn<T>(
  tools: Tools,
  workspace: Inbound['workspace'],
  work: (ctx: Ctx) => Promise<T>,
): Promise<T | { outcome: 'dropped'; because: string }> {
  const who = { workspace, actor: { kind: 'system', id: 'channels' }, purpose: 'service-conversation' } as const;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act(tools, who, work);
    } catch (error) {
      if (error instanceof Problem && error.code === 'invalid') return { outcome: 'dropped', because: 'no-usable-sender' };
      const { code } = error as { code?: unknown };
      if (!(isPassing(error) || code === '23505' || (error instanceof Problem && code === 'erased'))) throw error; // a twin was faster, or somebody is being erased
      if (attempt >= mostAttempts) throw new Problem('not-ready', { retryAfterSeconds: 30 });
      await waitAfter(attempt);
    }
  }
}

/** The same within a transaction: drops repeats, finds person and thread. */
export async function take(ctx: Ctx, inbound: Inbound, attachments: readonly SafeFile[]): Promise<Received> {
  const [seen] = await known(ctx, inbound.inbox, [inbound.externalId]);
  if (seen)
    return { outcome: 'repeated', conversation: seen.conversation, sequence: (await messageFacts(ctx, seen.message))?.sequence ?? 0 };
  const came = await howItCame(ctx, inbound.inbox);
  if (came === 'over') return { outcome: 'dropped', because: 'sandbox-is-off' };
  const played = came === 'played';
  const { channel } = await inboxOf(ctx, inbound.inbox);
  const { changes, stopWords } = adapterOf(channel).capabilities;
  if (changes && (await wasTakenBack(ctx, inbound))) return { outcome: 'dropped', because: 'taken-back' }; // before anybody becomes known by it
  const { kind, value, name, language } = inbound.from;
  const answered = () => answeredIn(ctx, inbound);
  const arrived = await arrive(ctx, {
    kind,
    value,
    answered,
    ...(name !== undefined && { name }),
    ...(language !== undefined && { language }),
  });
  // the name stands in their profile at the service, which hands it over (Art. 14); whoever the emulator plays is nobody
  if (arrived.isNamed && !played && hasProfile(channel))
    await cameFrom(ctx, arrived.person, { purpose: 'service-conversation', origin: 'provider' });
  const earlier = await joinEarlier(ctx, inbound, arrived, played);
  const token = await readReplyToken(ctx, inbound);
  // whoever answers with the token of a mail that went to this very address has received it; joining happens here, so the root may change
  const isProof = !played && token !== undefined && token.identity === arrived.identity && inbound.authentic;
  const goesOn = await takeUp(ctx, inbound, { identity: arrived.identity, person: earlier.person, channel, played });
  const person = isProof ? (await prove(ctx, arrived.identity, 'reply-address')).person : (goesOn?.person ?? earlier.person);
  const said = stopWords === 'vouched' ? wordAbove(inbound.text) : inbound.text;
  if (stopWords) await holdIfWord(ctx, { ...inbound, text: said }, person, ...earlier.others);
  const taken = await receiveMessage(ctx, {
    inbox: inbound.inbox,
    person,
    text: inbound.text,
    html: inbound.html,
    subject: inbound.subject,
    attachments,
    conversation: goesOn?.conversation ?? (await threadFor(ctx, inbound, person, token?.conversation)),
    ...(inbound.continues && { continues: true }),
    clientKey: keyOf(ctx, inbound),
    automatic: inbound.automatic,
  });
  if (!taken.repeated) {
    const owner = await ownerOf(ctx, taken.conversation);
    const row = {
      ...taken,
      inbox: inbound.inbox,
      person: owner,
      identity: arrived.identity,
      direction: 'in',
      saidAt: inbound.saidAt,
      handed: inbound.handed,
      isPlayed: played,
    } as const;
    for (const externalId of [inbound.externalId, ...(inbound.also ?? [])]) await remember(ctx, { ...row, externalId });
    await keepReadToken(ctx, row, inbound.readToken);
    // anybody can write another's address on a mail: the domain vouches for it, or it answers what went to this very address
    const isVouched = stopWords === 'vouched' && !inbound.automatic && (inbound.authentic || token?.identity === arrived.identity);
    if (stopWords === 'vouched' ? isVouched : stopWords)
      await obey(
        ctx,
        { ...inbound, text: said, identity: arrived.identity, isPlayed: played, others: earlier.others },
        taken,
        person,
        channel,
      );
  }
  return { outcome: taken.repeated ? 'repeated' : 'stored', conversation: taken.conversation, sequence: taken.sequence };
}

const hasProfile = (channel: string): boolean => profileChannels.some((each) => each === channel);

type Arrived = { readonly identity: Id<'idn'>; readonly person: PersonId; readonly channel: ChannelKind; readonly played: boolean };
/** What they began at a device of ours; nobody who was met outside is joined to anybody by what is played. */
async function takeUp(ctx: Ctx, { inbox, text, automatic }: Inbound, { identity, person, channel, played }: Arrived) {
  if (automatic || adapterOf(channel).chatLink === undefined || (played && (await isOfOutside(ctx, identity)))) return undefined;
  return takenUp.of(ctx)(ctx, { inbox, text, identity, person });
}

/** The thread it answers, if that is with this person: somebody else's answer (a forward, a colleague) opens a conversation of its own. */
async function threadFor(
  ctx: Ctx,
  inbound: Inbound,
  person: PersonId,
  byToken: ConversationId | undefined,
): Promise<ConversationId | undefined> {
  const people = await group(ctx, person);
  if (byToken && people.includes(await ownerOf(ctx, byToken))) return byToken;
  return (await known(ctx, inbound.inbox, inbound.answers)).find((row) => people.includes(row.person))?.conversation;
}

/** Whose thread it answers, by reply token or by what it names. */
async function answeredIn(ctx: Ctx, inbound: Inbound): Promise<PersonId | undefined> {
  const token = await readReplyToken(ctx, inbound);
  return token ? ownerOf(ctx, token.conversation) : (await known(ctx, inbound.inbox, inbound.answers))[0]?.person;
}

async function readReplyToken(
  ctx: Ctx,
  inbound: Inbound,
): Promise<{ conversation: ConversationId; identity: Id<'idn'> | null } | undefined> {
  const message = inbound.replyToken && readSignedId(ctx.tools, 'reply', 'msg', inbound.replyToken);
  const facts = message ? await messageFacts(ctx, message as Id<'msg'>) : undefined;
  if (!facts) return undefined;
  return { conversation: facts.conversation, identity: (await ctx.db.maybe(deliveryOf, [ctx.workspace, facts.id]))?.identity ?? null };
}

const ownerOf = async (ctx: Ctx, id: ConversationId): Promise<PersonId> => (await conversation(ctx, id)).person;
