// The door of stores: where customers meet the company in person. Who stands behind a device there, and which places there are.
import type { Ctx } from '#kit/ctx';
import { store } from './store.ts';

export { authenticateKiosk } from './kiosk/sittings.ts';

/** Places in which personal data is collected from people face to face, those in service first. */
export async function collectionPoints(ctx: Ctx): Promise<{ id: string; name: string; address: string; retired: boolean }[]> {
  return (await store.every(ctx)).map(({ id, name, address, retiredAt }) => ({ id, name, address, retired: retiredAt !== null }));
}
