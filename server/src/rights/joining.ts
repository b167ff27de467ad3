// A request that asks what an open one asks already joins it, and what is new in it is kept: an earlier receipt moves the clock back, more words are added, and whoever asks by
// themself after staff opened it has proved who they are (docs/decisions/051).
import type { RequestWay } from '@parley/contract';
import { countHolders } from '#access';
import type { Asking } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { append } from '#ledger';
import { isOneOfSeveral } from '#people';
import { addWords } from './additions.ts';
import { move } from './course/course.ts';
import { isDoubted } from './course/doubt.ts';
import { dueBy } from './course/due.ts';
import { courseStore } from './course/store.ts';
import { dayOf } from './deadlines.ts';
import { sealWords } from './request-words.ts';
import { approvalsNeeded } from './rules.ts';
import { type RequestRow, store } from './store.ts';

type Joining = {
  readonly source: RequestRow['source'];
  readonly text?: string | undefined;
  readonly receivedAt?: Date | undefined;
  readonly way?: RequestWay | undefined;
  readonly isFiled?: boolean | undefined;
  readonly onBehalf?: RequestRow['on_behalf'] | undefined;
  readonly shown?: string | undefined;
};

/** Joins an open request, locked by the caller; gives whether the person asks by themself what staff had opened for them. */
export async function join(ctx: Ctx, known: RequestRow, joining: Joining, asking: Asking | undefined): Promise<{ isAdopted: boolean }> {
  const person = known.person_id as PersonId;
  const isAsked = joining.source === 'person' && known.source === 'staff' && known.state === 'received';
  // a code to an address of several proves nobody, and none proves whom a colleague knows something against
  const isAdopted = isAsked && !(await isOneOfSeveral(ctx, person)) && !(await isDoubted(ctx, person));
  const receivedAt = asking?.at ?? joining.receivedAt;
  const isEarlier = receivedAt !== undefined && receivedAt < known.received_at;
  const isToo = !joining.isFiled && (await store.steps(ctx, [known.id])).some(({ step }) => step === 'filed'); // now the platform that filed it cannot cancel it alone
  const isFor = joining.onBehalf && !known.on_behalf && known.source === 'staff';
  if (!joining.isFiled && known.filed_alone) await courseStore.askedToo(ctx, known.id);
  if (isAdopted) await adopt(ctx, known);
  if (isEarlier) await moveBack(ctx, { ...known, received_at: receivedAt }, asking?.message ?? known.message_id);
  await addWords(ctx, known.id, person, 'text', joining.text);
  if (isFor)
    await courseStore.setBehalf(ctx, known.id, joining.onBehalf ?? null, await sealWords(ctx, known.id, person, 'shown', joining.shown));
  else await addWords(ctx, known.id, person, 'shown', joining.shown);
  if (!isAdopted && !isEarlier && !isToo && !joining.text?.trim() && !joining.shown) return { isAdopted };
  const way = joining.way && { way: joining.way };
  const facts = { source: joining.source, ...way, received: dayOf(isEarlier ? receivedAt : known.received_at).toString() };
  await store.step(ctx, known.id, 'joined', facts);
  await append(ctx, { kind: 'request.joined', subject: person, facts: { request: known.id, message: asking?.message ?? null, ...facts } });
  tellPages(ctx, { topic: 'request.changed', ids: { request: known.id } });
  return { isAdopted };
}

/** They came by the privacy page: a doubt about who asks is over, and a copy waits for nobody. */
async function adopt(ctx: Ctx, known: RequestRow): Promise<void> {
  await courseStore.adopt(ctx, known.id, approvalsNeeded(known.kind, 'person', await countHolders(ctx, 'requests.approve')));
  if (known.pause_ground === null) return;
  await courseStore.endPause(ctx, known.id);
  await move(ctx, known, await courseStore.pauses(ctx, known.id));
  await store.step(ctx, known.id, `resumed-${known.pause_ground}`);
}

async function moveBack(ctx: Ctx, row: RequestRow, message: string | null): Promise<void> {
  const over = (await courseStore.pauses(ctx, row.id)).filter((each) => each.ended_at !== null);
  const [due, statutory] = [await dueBy(ctx, row, over), await dueBy(ctx, row, [], 1)];
  await courseStore.receivedBefore(ctx, row.id, row.received_at, message, due, statutory);
}
