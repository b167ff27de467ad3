// The doors of stores: for staff who keep them, for whoever scans a poster, and for the devices that stand there.
import type { ConversationId } from '#kit/ids';
import { publicRoute, type Route, route, special } from '#kit/route';
import { counterFace, counterLink, openAtCounter, storeOf, takeLinkBack } from './counter.ts';
import { storePage } from './faces.ts';
import { takeOver } from './kiosk/hand-over.ts';
import { enrolKiosk, makeKioskCode, revokeKiosk } from './kiosk/kiosks.ts';
import { addStore, changeStore, listStores } from './manage.ts';
import { posterOf } from './poster/poster.ts';
import type { KioskId, StoreId } from './store.ts';

const read = { permission: 'channels.read', purpose: null } as const;
const change = { permission: 'channels.change', purpose: null } as const;

export const storeRoutes: readonly Route[] = [
  route('listStores', { ...read, handle: async (ctx) => ({ items: await listStores(ctx) }) }),
  route('addStore', { ...change, handle: (ctx, { body }) => addStore(ctx, body) }),
  route('changeStore', { ...change, handle: (ctx, { params, body }) => changeStore(ctx, params.store as StoreId, body) }),
  route('readPoster', {
    ...read,
    perMinute: 30,
    handle: async (ctx, { params, query }) => {
      const { bytes, name } = await posterOf(ctx, params.store as StoreId, query.size ?? 'A4');
      return special({ bytes, headers: { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${name}"` } });
    },
  }),
  route('makeKioskCode', {
    ...change,
    stepUp: true, // whoever has it puts a device of theirs before customers
    handle: (ctx, { params, body }) => makeKioskCode(ctx, params.store as StoreId, body.name),
  }),
  route('revokeKiosk', { ...change, handle: async (ctx, { params }) => revokeKiosk(ctx, params.kiosk as KioskId).then(() => ({})) }),
  route('readCounter', {
    permission: 'conversations.write',
    purpose: 'service-conversation',
    handle: (ctx, { params, query }) => counterFace(ctx, params.store as StoreId, query.language),
  }),
  route('openAtCounter', {
    permission: 'conversations.write',
    purpose: 'service-conversation',
    perMinute: 20,
    handle: (ctx, { params, body }) => openAtCounter(ctx, params.store as StoreId, body),
  }),
  route('readStoreOf', {
    permission: 'conversations.read',
    purpose: 'service-conversation',
    handle: (ctx, { params }) => storeOf(ctx, params.conversation as ConversationId),
  }),
  route('readCounterLink', {
    permission: 'conversations.write',
    purpose: 'service-conversation',
    perMinute: 20,
    handle: (ctx, { params }) => counterLink(ctx, params.conversation as ConversationId),
  }),
  route('takeCounterLinkBack', {
    permission: 'conversations.write',
    purpose: 'service-conversation',
    handle: async (ctx, { params }) => takeLinkBack(ctx, params.conversation as ConversationId).then(() => ({})),
  }),
  publicRoute('readStorePage', {
    purpose: null,
    perMinute: 120,
    handle: (tools, { params, query }) => storePage(tools, params.key, query.language),
  }),
  publicRoute('enrolKiosk', { purpose: null, perMinute: 10, handle: (tools, { body }) => enrolKiosk(tools, body.code) }),
  publicRoute('takeOver', {
    purpose: 'service-conversation',
    perMinute: 20,
    handle: (tools, { body }) => takeOver(tools, body.token, body.nonce),
  }),
];
