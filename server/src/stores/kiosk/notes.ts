// Written beside what somebody does at a kiosk: the store it began in.
import { setStore } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { type ConversationId, newId } from '#kit/ids';
import { type RecordKind, store } from '../store.ts';
import type { Seated } from './sittings.ts';

/** Writes down in which store something began; the same twice is once. */
export async function note(ctx: Ctx, { store: at, me }: Pick<Seated, 'store' | 'me'>, kind: RecordKind, what: string): Promise<void> {
  await store.record(ctx, newId('str'), at.id, me, kind, what);
  if (kind === 'conversation') await setStore(ctx, what as ConversationId, at.id);
}
