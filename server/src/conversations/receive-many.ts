// Many people wrote at the same moment: what `receive` does for one, in one statement for all. Nothing here waits for somebody else's lock; a message whose
// key or thread is held elsewhere goes the long way, and waits there without keeping the others.
import { asksIn, isSpecial, rest, sum } from '#detection';
import { permit } from '#gate';
import { holdLive, sealMany } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type MessageId, newId, type PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { appendMany } from '#ledger';
import { raise } from './class.ts';
import { asJson, foundFacts } from './found.ts';
import { insertIncoming, keysTaken, lockFreeThreads } from './incoming-store.ts';
import type { Continued, Heard, Taken } from './types.ts';
import { placeOfBody } from './write.ts';

const purpose = 'service-conversation';

type Ready = Continued & {
  readonly id: MessageId;
  readonly person: PersonId;
  readonly sequence: number;
};

/**
 * Takes in what people wrote, in the order given; undefined for what must go the long way (`receive`): written before, a person being erased or refused by
 * the gate, a thread that is not theirs or that somebody else writes in. What follows such a message in its thread goes the long way too.
 */
export async function receiveMany(ctx: Ctx, messages: readonly Continued[]): Promise<(Taken | undefined)[]> {
  const ready = await choose(ctx, messages);
  const rows = ready.filter((row) => row !== undefined);
  if (rows.length > 0) await writeAll(ctx, rows);
  return ready.map(
    (row) => row && { conversation: row.conversation, message: row.id, sequence: row.sequence, repeated: false, rested: row.heard },
  );
}

/** Keys first, then threads: the order in which an erasure locks. Whoever is chosen cannot be erased, and nobody else can write in the thread, before the commit. */
async function choose(ctx: Ctx, messages: readonly Continued[]): Promise<(Ready | undefined)[]> {
  const [live, threads, taken, shown] = await Promise.all([
    holdLive(
      ctx,
      messages.flatMap(({ people }) => people),
    ),
    ctx.db.all(lockFreeThreads, [ctx.workspace, [...new Set(messages.map(({ conversation }) => conversation))].sort()]),
    ctx.db.all(keysTaken, [ctx.workspace, messages.map(({ clientKey }) => clientKey)]),
    shownTo(ctx, messages),
  ]);
  const ends = new Map(threads.map(({ id, person, lastSequence }) => [id, { person, lastSequence }]));
  const used = new Set(taken.map(({ clientKey }) => clientKey));
  return messages.map((message) => {
    const end = ends.get(message.conversation);
    const fits =
      end && message.people.includes(end.person) && live.has(end.person) && shown.has(end.person) && !used.has(message.clientKey);
    used.add(message.clientKey);
    if (!fits) {
      ends.delete(message.conversation);
      return undefined;
    }
    end.lastSequence += 1;
    return { ...message, id: newId('msg'), person: end.person, sequence: end.lastSequence };
  });
}

/** What may rest of somebody's words, and which rights they seem to ask for; looked for before a batch begins, so that nobody else waits for it. */
export function hear(words: string): Heard {
  const { text, found } = rest(words);
  return { text, found: sum([found, asksIn(text)]) };
}

/** Their words are shown back to them, and to staff: the gate decides it in the transaction that writes. */
async function shownTo(ctx: Ctx, messages: readonly Continued[]): Promise<ReadonlySet<string>> {
  const people = [...new Set(messages.flatMap(({ people: [root] }) => root ?? []))];
  const asked = await permit(ctx, { act: 'reveal', people, purpose, fields: ['messages.body'] });
  return new Set(asked.allowed ? asked.permit.subjects : []);
}

async function writeAll(ctx: Ctx, rows: readonly Ready[]): Promise<void> {
  const bodies = await sealMany(
    ctx,
    rows.map((row) => ({ place: placeOfBody(row), plain: row.heard.text })),
  );
  const threads = [...Map.groupBy(rows, (row) => row.conversation)].map(([id, all]) => ({
    id,
    last: all.at(-1) as Ready,
    added: all.length,
  }));
  const each = <K extends keyof Ready>(name: K) => rows.map((row) => row[name]);
  const messages = [
    each('id'),
    each('conversation'),
    each('person'),
    each('sequence'),
    bodies,
    each('clientKey'),
    rows.map(({ heard }) => asJson(heard.found)),
  ];
  const ends = [
    threads.map(({ id }) => id),
    threads.map(({ last }) => last.sequence),
    threads.map(({ last }) => last.id),
    threads.map(({ added }) => added),
  ];
  ctx.db.send(insertIncoming, [ctx.workspace, ctx.now, purpose, ...messages, ...ends]);
  const special = rows.filter(({ heard }) => isSpecial(heard.found)).map(({ conversation }) => conversation);
  if (special.length > 0) await raise(ctx, special);
  await appendMany(
    ctx,
    rows.map((row) => ({
      kind: 'message.received',
      subject: row.person,
      facts: { conversation: row.conversation, message: row.id, sequence: row.sequence, purpose, ...foundFacts(row.heard.found) },
      by: { kind: 'person', id: row.people[0] ?? row.person },
    })),
  );
  for (const { conversation, id: message, sequence, person } of rows)
    tellPages(ctx, { topic: 'message.added', ids: { conversation, message, sequence, person, kind: 'message', direction: 'in' } });
}
