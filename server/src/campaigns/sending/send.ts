// Sending in small turns. Each message is one commit: the decision of the gate, the words, the ledger, the row that lets nobody get two, and the place. Killed at any
// moment, the next turn goes on there. Who gets nothing is counted in the same commits. A no to the company pauses the campaign; a no to a person is theirs alone.
import { mostAhead, roomToBegin } from '#channels';
import { waitingIn } from '#conversations';
import { decideEach } from '#gate';
import type { Ctx } from '#kit/ctx';
import { isAway } from '#kit/db';
import type { PersonId, WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { everyoneAfter } from '#people';
import { finish, pause } from '../course.ts';
import { limitsOf } from '../limits/limits.ts';
import { quietUntil } from '../limits/rules.ts';
import { holdCampaign, seenCampaign } from '../reach.ts';
import { enough, isOfCompany, isOfTemplate, refusalsOfAccount } from '../rules.ts';
import { stumble } from '../store.ts';
import { againstNow } from '../templates.ts';
import type { Campaign, CampaignId, LeftOut } from '../types.ts';
import { type Judged, judgePage, questionOf } from './audience.ts';
import { advance, endAfterAll, endPlace, isAfterAll, type Left, leaveOut, placeOf } from './place.ts';
import { accountRefuses, beyondAll, oneIsUnderWay, oneWasRefused } from './store.ts';
import { writeTo } from './write-to.ts';

const pageSize = 200;
/** Messages of one inbox that may wait to leave: answers of colleagues never stand behind more than these. */
export const mostWaiting = 100;
/** Those that a provider put off and that are tried again by themselves: a hundred addresses that do not answer hold nobody up, a provider that is away does. */
export const mostPutOff = 1000;
const inARow = 5;
const triesForOne = 3;
const faultsToPause = 15;
export type Under = { readonly tools: Tools; readonly workspace: WorkspaceId; readonly campaign: CampaignId };
type Page = { readonly after: string; readonly judged: readonly Judged[]; readonly free: number };

/** One turn: a page is judged, and each message on it written in a commit of its own; false when there is nothing more to do now. */
export async function takeTurn(under: Under): Promise<boolean> {
  const page = await within(under, (ctx) => nextPage(ctx, under.campaign));
  if (!page) return false;
  let { after, free } = page;
  let last = after;
  const left: Left = new Map();
  const save = () =>
    last === after ? undefined : within(under, (ctx) => isHere(ctx, under.campaign, after, (row) => advance(ctx, row.id, last, left)));
  for (const { person, answer } of page.judged) {
    if (answer === 'send' && free === 0) break;
    const outcome = answer === 'send' ? await writeOne(under, { after, person, left }) : answer;
    if (outcome === 'stop') return false;
    if (outcome === 'fault') {
      await save();
      await within(under, (ctx) => isHere(ctx, under.campaign, last, (row) => stumbleOver(ctx, row.id, person)));
      return false;
    }
    if (typeof outcome === 'object' && isOfCompany(outcome.because)) {
      await save();
      await within(under, (ctx) => isHere(ctx, under.campaign, last, (row) => pause(ctx, row.id, outcome.because)));
      return false;
    }
    if (outcome === 'written') {
      free -= 1;
      left.clear();
      after = person;
    } else if (typeof outcome === 'object') leaveOut(left, outcome);
    last = person;
  }
  await save();
  return free > 0;
}

/** Undefined where nothing can be done now: paused, quiet hours, the provider has enough to do, or everybody was looked at. */
async function nextPage(ctx: Ctx, id: CampaignId): Promise<Page | undefined> {
  const campaign = await seenCampaign(ctx, id);
  if (campaign.state !== 'sending') return undefined;
  const after = await placeOf(ctx, id);
  if (isAfterAll(after)) return endOrWait(ctx, campaign);
  if (quietUntil(ctx.now, await limitsOf(ctx))) return undefined;
  const against = await againstNow(ctx, campaign);
  if (against !== undefined) return waitOrPause(ctx, id, against);
  if (await isRefused(ctx, campaign, after, inARow)) return pauseHere(ctx, id, 'account-refuses');
  const waiting = await waitingIn(ctx, campaign.inbox);
  const most = Math.min(mostWaiting, await mostAhead(ctx, campaign.inbox)); // a slow number gets less ahead: answers leave by it too
  const room = await roomToBegin(ctx, campaign.inbox); // what is written beyond it would only wait, and what a colleague writes with it
  const free = Math.min(most - waiting.fresh, mostPutOff - waiting.putOff, room - waiting.fresh - waiting.putOff);
  if (free <= 0) return undefined;
  const people = await everyoneAfter(ctx, (after || undefined) as PersonId | undefined, pageSize);
  if (people.length > 0) {
    const judged = await judgePage(ctx, campaign, people, (asked) => decideEach(ctx, { ...questionOf(campaign), people: asked }));
    return { after, judged, free };
  }
  if (await isHere(ctx, id, after, (row) => endAfterAll(ctx, row.id))) await endOrWait(ctx, campaign);
  return undefined;
}

/** A relay that took a mail has it; elsewhere a provider takes a message first and refuses it by a status, seconds later. */
const hearsMs = 3 * 60_000;
const openSince = ({ now }: Ctx, channel: string): Date => (channel === 'email' ? now : new Date(now.getTime() - hearsMs));

const isRefused = async (ctx: Ctx, { id, channel }: Campaign, upTo: string, least: number): Promise<boolean> =>
  (await ctx.db.one(accountRefuses, [ctx.workspace, id, refusalsOfAccount, upTo, least, openSince(ctx, channel)])).refuses;

/** Everybody was looked at: done once nothing is under way any more. Whom the provider refused because of the company is written to when it is resumed. */
async function endOrWait(ctx: Ctx, campaign: Campaign): Promise<undefined> {
  const { id, channel } = campaign;
  const of = [ctx.workspace, id];
  if (await isRefused(ctx, campaign, beyondAll, inARow)) return pauseHere(ctx, id, 'account-refuses');
  if ((await ctx.db.one(oneIsUnderWay, [...of, openSince(ctx, channel)])).found) return;
  await isHere(ctx, id, beyondAll, async (row) => {
    if ((await ctx.db.one(oneWasRefused, [...of, refusalsOfAccount])).found) return pause(ctx, row.id, 'account-refuses');
    await ctx.db.run(endPlace, of);
    return finish(ctx, row.id);
  });
}

/** A template that may not be sent pauses it, with the reason: nobody is left out for that. */
async function waitOrPause(ctx: Ctx, id: CampaignId, against: string): Promise<undefined> {
  if (isOfTemplate(against)) await pauseHere(ctx, id, against);
}

async function pauseHere(ctx: Ctx, id: CampaignId, because: string): Promise<undefined> {
  if ((await holdCampaign(ctx, id)).state === 'sending') await pause(ctx, id, because);
}

/** `stop`: paused, quiet by now, or another node is at it; `fault`: something of ours went wrong, and nothing of it is kept. */
async function writeOne(
  under: Under,
  { after, person, left }: { after: string; person: PersonId; left: Left },
): Promise<'written' | 'stop' | 'fault' | LeftOut> {
  try {
    const wasHere = await within(under, async (ctx) => {
      if (quietUntil(ctx.now, await limitsOf(ctx))) return false; // they may have begun since the page was judged
      return isHere(ctx, under.campaign, after, async (row) => {
        await writeTo(ctx, row, person);
        await advance(ctx, row.id, person, left);
      });
    });
    return wasHere ? 'written' : 'stop';
  } catch (error) {
    const why = leftOutBy(error);
    if (why?.because === 'template-not-looked-up') return 'stop'; // in doubt since the page was judged: the next one waits until the provider was asked
    if (why !== undefined) return why;
    if (['key-withheld', 'pl409'].includes(errorCode(error))) return 'stop'; // until the company gives its root key back, or its end is called off
    if (errorCode(error) === 'keys-away' && isAway(error)) return 'stop'; // until the key database answers
    log.of(under)('error', 'campaigns.message-failed', { workspace: under.workspace, campaign: under.campaign, error: errorCode(error) });
    return 'fault';
  }
}

/** Runs under the lock of the campaign while it is sent and stands where this turn thinks; false when it was paused, stopped, or another node is at it. */
async function isHere(ctx: Ctx, id: CampaignId, after: string, work: (row: Campaign) => Promise<unknown>): Promise<boolean> {
  const row = await holdCampaign(ctx, id);
  if (row.state !== 'sending' || (await placeOf(ctx, id)) !== after) return false;
  await work(row);
  return true;
}

/** After some tries the person is passed over and counted; after some more without one message written somebody has to look. */
async function stumbleOver(ctx: Ctx, id: CampaignId, person: PersonId): Promise<void> {
  const { stumbles } = await ctx.db.one(stumble, [ctx.workspace, id]);
  if (stumbles % triesForOne === 0) {
    const left: Left = new Map();
    leaveOut(left, { because: 'failed-here', article: '' });
    await advance(ctx, id, person, left);
  }
  if (stumbles >= faultsToPause) await pause(ctx, id, 'failed-here');
}

/** A no at the last moment: the transaction went back, and the refusal stays recorded. Undefined for what is no answer to anything. */
function leftOutBy(error: unknown): LeftOut | undefined {
  if (!(error instanceof Problem)) return undefined;
  const { because, article, fields } = error.extras;
  if (error.code === 'gate-refused') return { because: because ?? 'refused', article: article ?? '' };
  if (error.code === 'conflict' && because === enough.because) return enough;
  if (error.code === 'conflict' && isOfTemplate(because)) return { because, article: '' };
  if (error.code === 'erased') return { because: 'erased', article: '17(1)' };
  if (error.code === 'invalid' && fields?.some(({ path }) => path === 'body/person')) return { because: 'no-address', article: '' };
  return undefined;
}

/** A transaction of what sends campaigns. */
export const within = <T>({ tools, workspace }: Under, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  act(tools, { workspace, actor: { kind: 'system', id: 'campaigns' }, purpose: 'marketing' }, work);
