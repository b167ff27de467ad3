// Gathers what is declared and what is seen: holdings, purposes and register on one side; catalogue, counted traffic and the way things are set up on the other.
import { countHolders, signInHosts } from '#access';
import { openWays, reachedNow } from '#channels';
import { unreadFields } from '#fields';
import type { Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import { insideHosts, isPublic } from '#kit/outside';
import { ledgerReceivers } from '#ledger';
import { listPurposes, type Purpose, purposeVersions } from '#purposes';
import { everyVendor, regionOfHost, today } from '#vendors';
import { team } from '../counted/count.ts';
import { fieldsFromDay, flowsFromDay, type Progress, readProgress } from '../counted/store.ts';
import { daysBefore, lookedBack } from '../days.ts';
import { type Spot, servingsOf, spotsOf } from '../declared.ts';
import { lackingIn, readFacts } from '../record/facts.ts';
import { type DriftKind, isNoProof, type Observed } from './rules.ts';
import { columnsBeside, withValues } from './store.ts';

/** `days` to look back at for traffic; what is unused is told over ninety days always, and costs most: only for who asks for that `kind`, or for all. */
export async function observe(ctx: Ctx, days = lookedBack, kind?: DriftKind): Promise<Observed> {
  const declared = holdings.of(ctx);
  const servings = await servingsOf(ctx, declared);
  const spots = spotsOf(declared, servings);
  const columns = declared.flatMap(({ table, columns: own }) => Object.keys(own).map((name) => `${table}.${name}`));
  const since = daysBefore(ctx.now, days);
  const purposes = await listPurposes(ctx);
  return {
    today: today(ctx),
    spots,
    servings,
    purposes,
    history: await purposeVersions(ctx, purposes.flatMap(everyVersionOf)),
    vendors: await everyVendor(ctx),
    undeclared: await columnsBeside(ctx, columns),
    flows: await flowsFromDay(ctx, since),
    fields: await fieldsFromDay(ctx, since, today(ctx)),
    notesFrom: (await readProgress(ctx))?.notesFrom ?? today(ctx),
    setUp: await setUpOf(ctx),
    reached: await reachedBy(ctx),
    unused: kind === undefined || kind === 'field-unused' ? await unusedOf(ctx, spots) : [],
    unread: kind === undefined || kind === 'custom-field-unread' ? (await unreadFields(ctx)).map(({ id }) => id) : [],
    readers: { all: await countHolders(ctx, 'conversations.read'), special: await countHolders(ctx, 'conversations.special') },
    lacking: await lackingIn(ctx, await readFacts(ctx)),
  };
}

const everyVersionOf = ({ code, version }: Purpose) => Array.from({ length: version }, (_, at) => ({ code, version: at + 1 }));

/** A host that is named as one of our own, or lies in our network, is nobody else's. Others stand in the register under their name with hyphens. */
export async function setUpOf(ctx: Ctx): Promise<string[]> {
  const hosts = await hostsOf(ctx);
  const carriers = (await openWays(ctx)).flatMap(({ recipient }) => recipient ?? []);
  const { hostedBy } = await readFacts(ctx);
  return [...new Set([...carriers, ...hosts.map(codeOf), ...(hostedBy ? [hostedBy] : [])])];
}

/** Where they are really reached, as far as that can be told. */
async function reachedBy(ctx: Ctx): Promise<Observed['reached']> {
  const hosts = (await hostsOf(ctx)).flatMap((host) => {
    const region = regionOfHost(host);
    return region ? [{ recipient: codeOf(host), region }] : [];
  });
  return [...(await reachedNow(ctx)), ...hosts];
}

async function hostsOf(ctx: Ctx): Promise<string[]> {
  const inside = insideHosts(ctx.tools).map(bare);
  const ofLedger = ledgerReceivers(ctx.tools).flatMap(({ host, personal }) => (personal ? host : []));
  return [...ofLedger, ...(await signInHosts(ctx))].map(bare).filter((host) => !inside.includes(host) && isElsewhere(host));
}

/** Under which code the register knows a host, such as id-example-com. */
export const codeOf = (host: string): string =>
  host
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);

/** Without a port and the brackets of IPv6. */
const bare = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^([^:]*):\d+$/, '$1');

const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host);
const isElsewhere = (host: string): boolean => (isAddress(host) ? isPublic(host) : host !== 'localhost' && !host.endsWith('.localhost'));

/** Truthful because staff open nothing without a permit that names it, and each use is recorded; what a sent message only names was opened by nobody. So only after ninety days of counting, and while counting is not behind. */
async function unusedOf(ctx: Ctx, spots: readonly Spot[]): Promise<string[]> {
  const progress = await readProgress(ctx);
  if (!progress || !tellsOfLastDays(ctx, progress)) return [];
  const opened = await fieldsFromDay(ctx, daysBefore(ctx.now, lookedBack));
  const used = new Set(opened.filter(({ act, recipient }) => act === 'reveal' && recipient === team).map(({ field }) => field));
  const unopened = spots.filter(({ field, place }) => place !== 'files' && !field.endsWith('.workspace_id') && !used.has(field));
  return withValues(ctx, [...new Set(unopened.map(({ field }) => field))].filter(isNoProof));
}

const tellsOfLastDays = (ctx: Ctx, { beganAt, countedAt }: Progress): boolean =>
  daysBefore(ctx.now, lookedBack) > beganAt.toISOString().slice(0, 10) && ctx.now.getTime() - countedAt.getTime() < 86_400_000;
