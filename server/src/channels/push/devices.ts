// A visitor's devices: registered after a press of theirs, one person's at a time, few, and gone by one press, with the chat, with the person, or when the service says so.
import type { Answer, Body } from '@parley/contract';
import { lookupHash, type Place, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, newId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { group } from '#people';
import type { WebChatSettings } from '../adapters/web-chat/settings.ts';
import type { VisitRow } from '../adapters/web-chat/store.ts';
import { endOfVisit } from '../adapters/web-chat/visits.ts';
import { recipientOf, serviceOf } from './services.ts';
import {
  deviceByHash,
  deviceById,
  devicesOfPeople,
  devicesOfVisit,
  expiredDevices,
  insertDevice,
  lockDevices,
  removeDevice,
  renewDevice,
} from './store.ts';
import type { DeviceAddress, DeviceRow } from './types.ts';
import { isSubscription } from './web-push/encrypt.ts';
import { publicKeyOf } from './web-push/vapid.ts';

export const deviceField = 'devices.address';
const mostDevices = 10;
const daysValid = 90; // a device that is used registers anew when the app or page is opened

/** What this company pushes by, and what of this visit is registered. */
export async function pushOf(ctx: Ctx, visit: VisitRow, settings: WebChatSettings): Promise<Answer<'readPush'>> {
  const devices = await ctx.db.all(devicesOfVisit, [ctx.workspace, visit.id]);
  return {
    webPush: settings.webPush && settings.vapidKey ? publicKeyOf(settings.vapidKey) : null,
    fcm: (settings.fcm ?? 'off') !== 'off',
    apns: (settings.apns ?? 'off') === 'off' ? null : settings.apnsTopic,
    devices: devices.map(({ id, kind, registeredAt }) => ({ id, kind, registeredAt: registeredAt.toISOString() })),
  };
}

/** Registers a device, or renews what is known of it; one that was somebody else's is theirs no more. Problem `invalid` for an address that no push may go to, `erased`. */
export async function registerDevice(
  ctx: Ctx,
  visit: VisitRow,
  settings: WebChatSettings,
  body: Body<'registerDevice'>,
): Promise<{ id: string }> {
  const { address, service, expiresAt } = readAddress(ctx, settings, body);
  const hash = lookupHash(ctx.tools, 'device', JSON.stringify(address.kind === 'web-push' ? address.endpoint : address));
  const people = await group(ctx, visit.person);
  await ctx.db.run(lockDevices, [ctx.workspace, [hash, `devices/${people[0]}`]]);
  const usual = ctx.now.getTime() + daysValid * 86_400_000;
  // never longer than the chat can be opened: whoever is woken must be able to read, and to turn it off (Art. 7(3))
  const until = new Date(Math.min(usual, endOfVisit(visit.startedAt).getTime(), expiresAt?.getTime() ?? usual));
  const known = await ctx.db.maybe(deviceByHash, [ctx.workspace, hash]);
  if (known && known.visit === visit.id) {
    const sealed = await seal(ctx, placeOf(known), JSON.stringify(address));
    await ctx.db.run(renewDevice, [ctx.workspace, known.id, sealed, visit.language, ctx.now, until]);
    return { id: known.id };
  }
  if (known) await take(ctx, known, 'replaced');
  for (const oldest of (await ctx.db.all(devicesOfPeople, [ctx.workspace, people])).slice(mostDevices - 1))
    await take(ctx, oldest, 'too-many');
  const id = newId('dev');
  const sealed = await seal(ctx, placeOf({ id, person: visit.person }), JSON.stringify(address));
  const row = [id, visit.id, visit.inbox, visit.person, address.kind, service, hash, sealed, visit.language, ctx.now, until];
  await ctx.db.run(insertDevice, [ctx.workspace, ...row]);
  await append(ctx, { kind: 'device.registered', subject: visit.person, facts: { device: id, visit: visit.id, by: address.kind } });
  return { id };
}

/** Takes one device of this visit away, or all of them; what is not there is gone already. */
export async function unregister(ctx: Ctx, visit: VisitRow, id?: string): Promise<void> {
  const devices = await ctx.db.all(devicesOfVisit, [ctx.workspace, visit.id]);
  for (const device of devices.filter((each) => id === undefined || each.id === id)) await take(ctx, device, 'asked');
}

/** Takes a device away because the service no longer knows it, unless it was registered anew since then. */
export async function takeGone(ctx: Ctx, id: Id<'dev'>, since: Date | undefined): Promise<void> {
  const device = await ctx.db.maybe(deviceById, [ctx.workspace, id]);
  if (device && !(since && since < device.registeredAt)) await take(ctx, device, 'gone');
}

/** Those that nobody used for too long. */
export async function takeExpired(ctx: Ctx): Promise<void> {
  for (const { id, person } of await ctx.db.all(expiredDevices, [ctx.workspace, ctx.now]))
    await append(ctx, { kind: 'device.removed', subject: person, facts: { device: id, because: 'expired' } });
}

export const placeOf = (row: Pick<DeviceRow, 'id' | 'person'>): Place => ({
  subject: row.person,
  table: 'devices',
  row: row.id,
  column: 'address',
});

async function take(ctx: Ctx, { id, person }: DeviceRow, because: 'asked' | 'replaced' | 'too-many' | 'gone'): Promise<void> {
  await ctx.db.run(removeDevice, [ctx.workspace, id]);
  await append(ctx, { kind: 'device.removed', subject: person, facts: { device: id, because } });
}

function readAddress(
  ctx: Ctx,
  settings: WebChatSettings,
  body: Body<'registerDevice'>,
): { address: DeviceAddress; service: string; expiresAt: Date | undefined } {
  const address = addressOf(body);
  const invalid = (field: string, message: string) => new Problem('invalid', { fields: [{ path: `body/${field}`, message }] });
  const service = address.kind === 'web-push' ? serviceOf(ctx.tools, address.endpoint) : address.kind;
  if (service === undefined) throw invalid('endpoint', 'is no address of a push service that is known here');
  if (recipientOf(settings, { kind: address.kind, service }) === undefined) throw invalid('kind', 'is not offered by this company');
  if (address.kind === 'web-push' && !isSubscription(address)) throw invalid('p256dh', 'and auth are not the keys of a subscription');
  if (address.kind === 'apns' && address.topic !== settings.apnsTopic) throw invalid('topic', 'is another app than this company’s');
  const expiresAt = body.kind === 'web-push' && body.expiresAt ? new Date(body.expiresAt) : undefined;
  if (expiresAt && expiresAt <= ctx.now) throw invalid('expiresAt', 'is over');
  return { address, service, expiresAt };
}

function addressOf(body: Body<'registerDevice'>): DeviceAddress {
  if (body.kind === 'web-push') return { kind: body.kind, endpoint: body.endpoint, p256dh: body.p256dh, auth: body.auth };
  if (body.kind === 'fcm') return { kind: body.kind, token: body.token };
  return { kind: body.kind, token: body.token.toLowerCase(), topic: body.topic, environment: body.environment };
}
