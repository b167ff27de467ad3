// Gathers what is declared and what is seen: holdings, purposes and register on one side; catalogue, counted traffic and the way things are set up on the other.
import { countHolders, signInHosts } from '#access';
import { openWays } from '#channels';
import type { Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import { insideHosts, isPublic } from '#kit/outside';
import { ledgerReceivers } from '#ledger';
import { listPurposes } from '#purposes';
import { everyVendor, today } from '#vendors';
import { fieldsFromDay, flowsFromDay, type Progress, readProgress } from '../counted/store.ts';
import { daysBefore, lookedBack } from '../days.ts';
import { type Spot, spotsOf } from '../declared.ts';
import { lackingIn, readFacts } from '../record/facts.ts';
import { isNoProof, type Observed } from './rules.ts';
import { columnsBeside, withValues } from './store.ts';

/** `days` to look back at for traffic; what is unused is told over ninety days always. */
export async function observe(ctx: Ctx, days = lookedBack): Promise<Observed> {
  const declared = holdings.of(ctx);
  const spots = spotsOf(declared);
  const columns = declared.flatMap(({ table, columns: own }) => Object.keys(own).map((name) => `${table}.${name}`));
  const since = daysBefore(ctx.now, days);
  return {
    today: today(ctx),
    spots,
    purposes: await listPurposes(ctx),
    vendors: await everyVendor(ctx),
    undeclared: await columnsBeside(ctx, columns),
    flows: await flowsFromDay(ctx, since),
    fields: await fieldsFromDay(ctx, since),
    setUp: await setUpOf(ctx),
    unused: await unusedOf(ctx, spots),
    readers: { all: await countHolders(ctx, 'conversations.read'), special: await countHolders(ctx, 'conversations.special') },
    lacking: await lackingIn(ctx, await readFacts(ctx)),
  };
}

/** A host that is named as one of our own, or lies in our network, is nobody else's. Others stand in the register under their name with hyphens. */
export async function setUpOf(ctx: Ctx): Promise<string[]> {
  const inside = insideHosts(ctx.tools);
  const ofLedger = ledgerReceivers(ctx.tools).flatMap(({ host, personal }) => (personal ? host : []));
  const hosts = [...ofLedger, ...(await signInHosts(ctx))].filter((host) => !inside.includes(host) && isElsewhere(host));
  const carriers = (await openWays(ctx)).flatMap(({ recipient }) => recipient ?? []);
  const { hostedBy } = await readFacts(ctx);
  return [...new Set([...carriers, ...hosts.map(codeOf), ...(hostedBy ? [hostedBy] : [])])];
}

/** Under which code the register knows a host, such as id-example-com. */
export const codeOf = (host: string): string =>
  host
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40);

const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host);
const isElsewhere = (host: string): boolean => (isAddress(host) ? isPublic(host) : host !== 'localhost' && !host.endsWith('.localhost'));

/** Truthful because nothing is opened without a permit that names it, and each use is recorded; so only after ninety days of counting, and while counting is not behind. A copy of everything (Art. 15) is no use. */
async function unusedOf(ctx: Ctx, spots: readonly Spot[]): Promise<string[]> {
  const progress = await readProgress(ctx);
  if (!progress || !tellsOfLastDays(ctx, progress)) return [];
  const opened = await fieldsFromDay(ctx, daysBefore(ctx.now, lookedBack));
  const used = new Set(opened.filter(({ act }) => act !== 'export').map(({ field }) => field));
  const unopened = spots.filter(({ field, place }) => place !== 'files' && !field.endsWith('.workspace_id') && !used.has(field));
  return withValues(ctx, unopened.map(({ field }) => field).filter(isNoProof));
}

const tellsOfLastDays = (ctx: Ctx, { beganAt, countedAt }: Progress): boolean =>
  daysBefore(ctx.now, lookedBack) > beganAt.toISOString().slice(0, 10) && ctx.now.getTime() - countedAt.getTime() < 86_400_000;
