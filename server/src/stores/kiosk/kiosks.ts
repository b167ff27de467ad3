// Devices in a store. One is let in by a code that a member of staff reads out of the console, once; from then on it is known by a token that only it has. It signs
// in nobody of the staff, and opens nothing but what a customer does at it.
import { randomBytes, randomInt } from 'node:crypto';
import { addEntrance, findEntrance, removeEntrance } from '#access';
import type { Ctx } from '#kit/ctx';
import { newId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { mustFind } from '../manage.ts';
import { type KioskId, kioskStore, type StoreId, store } from '../store.ts';

export const codeMinutes = 10;
export const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ'; // nothing that is taken for something else
const codeLength = 10;
const mostKiosks = 50;
export const kioskActor = { kind: 'system', id: 'kiosk' } as const;

/** A code for one device of a store. Problem `not-found`, `conflict` for a retired store or beyond 50 devices. */
export async function makeKioskCode(ctx: Ctx, id: StoreId, name: string): Promise<{ code: string; expiresAt: string }> {
  const { retiredAt } = await mustFind(ctx, id);
  if (retiredAt) throw new Problem('conflict', { because: 'retired', detail: 'This store is retired.' });
  const there = (await kioskStore.every(ctx)).filter((each) => each.store === id && !each.revokedAt);
  if (there.length >= mostKiosks) throw new Problem('conflict', { detail: `This store has ${mostKiosks} devices already.` });
  const kiosk = newId('ksk');
  const until = new Date(ctx.now.getTime() + codeMinutes * 60_000);
  const code = Array.from({ length: codeLength }, () => signs[randomInt(signs.length)]).join('');
  await kioskStore.add(ctx, kiosk, id, name.trim(), until);
  await addEntrance(ctx, 'kiosk-code', code, kiosk, until);
  await append(ctx, { kind: 'kiosk.code-made', facts: { store: id, kiosk } });
  return { code: `${code.slice(0, 5)}-${code.slice(5)}`, expiresAt: until.toISOString() };
}

/** Lets a device in by its code and gives its token. Problem `wrong-code`, also for one that was used. */
export async function enrolKiosk(tools: Tools, given: string): Promise<{ token: string }> {
  const code = given.replace(/[\s-]/g, '').toUpperCase();
  const entrance = code.length === codeLength ? await findEntrance(tools, 'kiosk-code', code) : undefined;
  if (!entrance) throw new Problem('wrong-code');
  const kiosk = entrance.target as KioskId;
  return act(tools, { workspace: entrance.workspace, actor: kioskActor }, async (ctx) => {
    const enrolled = await kioskStore.enrol(ctx, kiosk);
    if (!enrolled) throw new Problem('wrong-code');
    await removeEntrance(ctx, 'kiosk-code', code);
    const token = randomBytes(32).toString('base64url');
    await addEntrance(ctx, 'kiosk', token, kiosk);
    await append(ctx, { kind: 'kiosk.enrolled', facts: { store: enrolled.store, kiosk } });
    return { token };
  });
}

/** Takes a device out of service: whoever sits at it is out as well. Problem `not-found`. */
export async function revokeKiosk(ctx: Ctx, id: KioskId): Promise<void> {
  const row = await kioskStore.byId(ctx, id);
  if (!row) throw new Problem('not-found');
  if ((await kioskStore.revoke(ctx, id)) > 0) await append(ctx, { kind: 'kiosk.revoked', facts: { store: row.store, kiosk: id } });
}

/** The device and its store while both are in service; undefined otherwise. */
export async function inService(ctx: Ctx, id: KioskId) {
  const kiosk = await kioskStore.byId(ctx, id);
  if (!kiosk?.enrolledAt || kiosk.revokedAt) return undefined;
  const place = await store.byId(ctx, kiosk.store);
  return place && !place.retiredAt ? { kiosk, store: place } : undefined;
}

/** The device behind a token of its own, as it was made known; Problem `not-signed-in` for any other. */
export async function deviceOf(ctx: Ctx, token: string | undefined) {
  const entrance = token === undefined ? undefined : await findEntrance(ctx.tools, 'kiosk', token);
  const found = entrance?.workspace === ctx.workspace ? await inService(ctx, entrance.target as KioskId) : undefined;
  if (!found) throw new Problem('not-signed-in');
  return found;
}
