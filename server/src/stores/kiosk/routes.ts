// The doors of a kiosk, opened by the token of the device before somebody sits there, and by that of the sitting afterwards.
import type { InboxId } from '#kit/ids';
import { type Route, route } from '#kit/route';
import { kioskFace } from '../faces.ts';
import { kioskStore } from '../store.ts';
import { askAtKiosk, giveAddress, proveAddress, readSitting, requestAtKiosk } from './acts.ts';
import { chooseAtKiosk } from './choices.ts';
import { deviceOf } from './kiosks.ts';
import { offered, offerMessenger } from './messengers.ts';
import { readSignature } from './signature.ts';
import { endSitting, sittingOf, startSitting } from './sittings.ts';

const serving = { permission: 'kiosk', purpose: 'service-conversation', perMinute: 120 } as const;

export const kioskRoutes: readonly Route[] = [
  route('readKiosk', {
    ...serving,
    handle: async (ctx, { query, request }) => {
      const { kiosk, store } = await deviceOf(ctx, request.token);
      await kioskStore.see(ctx, kiosk.id);
      return kioskFace(ctx, store, query.language);
    },
  }),
  route('startSitting', {
    ...serving,
    perMinute: 20,
    handle: async (ctx, { body, request }) => startSitting(ctx, await deviceOf(ctx, request.token), body),
  }),
  route('readSitting', {
    ...serving,
    handle: async (ctx, { query, request }) => readSitting(ctx, await sittingOf(ctx, request, 0), query.language ?? 'en'),
  }),
  route('askAtKiosk', {
    ...serving,
    perMinute: 20,
    handle: async (ctx, { body, request }) => askAtKiosk(ctx, await sittingOf(ctx, request, 1), body).then(() => ({})),
  }),
  route('giveAddressAtKiosk', {
    ...serving,
    purpose: 'identity-verification',
    perMinute: 10,
    handle: async (ctx, { body, request }) => giveAddress(ctx, await sittingOf(ctx, request, 1), body).then(() => ({})),
  }),
  route('proveAddressAtKiosk', {
    ...serving,
    purpose: 'identity-verification',
    perMinute: 20,
    handle: async (ctx, { body, request }) => proveAddress(ctx, await sittingOf(ctx, request, 1), body.code),
  }),
  route('goOnByMessenger', {
    ...serving,
    perMinute: 20,
    prepare: (tools, { body }, { workspace }) => offered(tools, workspace, body.inbox as InboxId),
    handle: async (ctx, { body, request, prepared }) =>
      offerMessenger(ctx, await sittingOf(ctx, request, 1), body.inbox as InboxId, prepared),
  }),
  route('chooseAtKiosk', {
    ...serving,
    purpose: 'rights-fulfilment',
    perMinute: 30,
    prepare: (_tools, { body }) => readSignature(body.signature),
    handle: async (ctx, { body, request, prepared }) => chooseAtKiosk(ctx, await sittingOf(ctx, request, 1), body, prepared, request),
  }),
  route('requestAtKiosk', {
    ...serving,
    purpose: 'rights-fulfilment',
    perMinute: 20,
    handle: async (ctx, { body, request }) => requestAtKiosk(ctx, await sittingOf(ctx, request, 1), body).then(() => ({})),
  }),
  route('endSitting', { ...serving, handle: async (ctx, { request }) => endSitting(ctx, request).then(() => ({})) }),
];
