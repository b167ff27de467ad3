// Sending in small turns. Each message is one commit: the decision of the gate, the words, the ledger, the row that lets nobody get two, and the place. Killed at any
// moment, the next turn goes on there. Who gets nothing is counted in the same commits.
import { workspaceIds } from '#access';
import { countWaitingIn } from '#conversations';
import { decideEach } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId, WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { everyoneAfter } from '#people';
import { begin, finish } from '../course.ts';
import { campaignOf, holdCampaign } from '../drafts.ts';
import { limitsOf } from '../limits/limits.ts';
import { quietUntil } from '../limits/rules.ts';
import { due } from '../store.ts';
import type { Campaign, CampaignId, LeftOut } from '../types.ts';
import { type Judged, judgePage, questionOf } from './audience.ts';
import { addLeftOut, endPlace, place, putPlace } from './store.ts';
import { writeTo } from './write-to.ts';

const clockMs = 4_000; // what a beat of the clock may take; the next one goes on
const pageSize = 200;
/** Messages of one inbox that may wait to leave: answers of colleagues never stand behind more than these. */
export const mostWaiting = 100;
type Under = { readonly tools: Tools; readonly workspace: WorkspaceId; readonly campaign: CampaignId };
type Page = { readonly campaign: Campaign; readonly after: string; readonly judged: readonly Judged[]; readonly free: number };
type Left = Map<string, LeftOut & { people: number }>;

/** Campaigns take turns, also those of different companies, until none can go on or the time is over. */
export async function sendForAWhile(tools: Tools, forMs = clockMs): Promise<void> {
  const until = performance.now() + forMs;
  let under = (await Promise.all((await workspaceIds(tools)).map((workspace) => underWay(tools, workspace)))).flat();
  while (under.length > 0 && performance.now() < until) {
    const going: Under[] = [];
    for (const each of under) if (await guarded(each, () => takeTurn(each))) going.push(each);
    under = going;
  }
}

/** One turn: a page is judged, and each message on it written in a commit of its own; false when there is nothing more to do now. */
export async function takeTurn(under: Under): Promise<boolean> {
  const page = await within(under, (ctx) => nextPage(ctx, under.campaign));
  if (!page) return false;
  let { after, free } = page;
  let last = after;
  const left: Left = new Map();
  for (const { person, answer } of page.judged) {
    if (answer === 'send') {
      if (free === 0) break;
      const written = await within(under, (ctx) =>
        isHere(ctx, under.campaign, after, async (row) => {
          await writeTo(ctx, row, person);
          await advance(ctx, row.id, person, left);
        }),
      ).catch(leftOutBy);
      if (written === false) return false;
      if (written === true) {
        free -= 1;
        left.clear();
        after = person;
      } else count(left, written);
    } else if (answer !== 'skip') count(left, answer);
    last = person;
  }
  if (last !== after) await within(under, (ctx) => isHere(ctx, under.campaign, after, (row) => advance(ctx, row.id, last, left)));
  return free > 0;
}

/** Undefined where nothing can be done now: paused, quiet hours, the provider has enough to do, or everybody was looked at. */
async function nextPage(ctx: Ctx, id: CampaignId): Promise<Page | undefined> {
  const campaign = await campaignOf(ctx, id);
  if (campaign.state !== 'sending' || quietUntil(ctx.now, await limitsOf(ctx))) return undefined;
  const free = mostWaiting - (await countWaitingIn(ctx, campaign.inbox));
  if (free <= 0) return undefined;
  const after = await placeOf(ctx, id);
  const people = await everyoneAfter(ctx, (after || undefined) as PersonId | undefined, pageSize);
  if (people.length > 0) {
    const judged = await judgePage(ctx, campaign, people, (asked) => decideEach(ctx, { ...questionOf(campaign), people: asked }));
    return { campaign, after, judged, free };
  }
  if ((await holdCampaign(ctx, id)).state !== 'sending' || (await placeOf(ctx, id)) !== after) return undefined;
  await ctx.db.run(endPlace, [ctx.workspace, id]);
  await finish(ctx, id);
  return undefined;
}

/** Runs under the lock of the campaign while it is sent and stands where this turn thinks; false when it was paused, stopped, or another node is at it. */
async function isHere(ctx: Ctx, id: CampaignId, after: string, work: (row: Campaign) => Promise<void>): Promise<boolean> {
  const row = await holdCampaign(ctx, id);
  if (row.state !== 'sending' || (await placeOf(ctx, id)) !== after) return false;
  await work(row);
  return true;
}

async function advance(ctx: Ctx, id: CampaignId, to: string, left: Left): Promise<void> {
  await ctx.db.run(putPlace, [ctx.workspace, id, to]);
  const all = [...left.values()];
  const columns = [all.map((each) => each.because), all.map((each) => each.article), all.map((each) => each.people)];
  if (all.length > 0) await ctx.db.run(addLeftOut, [ctx.workspace, id, ...columns]);
}

/** A no at the last moment: the transaction went back, and the refusal stays recorded. */
function leftOutBy(error: unknown): LeftOut {
  if (!(error instanceof Problem)) throw error;
  const { because, article } = error.extras;
  if (error.code === 'gate-refused') return { because: because ?? 'refused', article: article ?? '' };
  if (error.code === 'erased') return { because: 'erased', article: '17(1)' };
  if (error.code === 'invalid') return { because: 'no-address', article: '' };
  throw error;
}

function count(left: Left, { because, article }: LeftOut): void {
  left.set(because, { because, article, people: (left.get(because)?.people ?? 0) + 1 });
}

const placeOf = async (ctx: Ctx, id: CampaignId): Promise<string> => (await ctx.db.maybe(place, [ctx.workspace, id]))?.after ?? '';

/** What is being sent in a company, with what begins now. */
async function underWay(tools: Tools, workspace: WorkspaceId): Promise<Under[]> {
  const rows = await system(tools, workspace, (ctx) => ctx.db.all(due, [workspace, ctx.now]));
  const all = rows.map(({ id, state }) => ({ tools, workspace, campaign: id, state }));
  for (const each of all.filter(({ state }) => state === 'planned'))
    await guarded(each, () =>
      within(each, async (ctx) => {
        if (!quietUntil(ctx.now, await limitsOf(ctx))) await begin(ctx, each.campaign);
        return true;
      }),
    );
  return all;
}

async function guarded({ tools, workspace, campaign }: Under, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    log.of({ tools })('error', 'campaigns.turn-failed', { workspace, campaign, error: errorCode(error) });
    return false;
  }
}

const within = <T>({ tools, workspace }: Under, work: (ctx: Ctx) => Promise<T>): Promise<T> => system(tools, workspace, work);
const system = <T>(tools: Tools, workspace: WorkspaceId, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  act(tools, { workspace, actor: { kind: 'system', id: 'campaigns' }, purpose: 'marketing' }, work);
