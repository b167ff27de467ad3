// Written beside what somebody does at a kiosk: the store it began in.
import type { Ctx } from '#kit/ctx';
import { newId } from '#kit/ids';
import { type RecordKind, store } from '../store.ts';
import type { Seated } from './sittings.ts';

/** Writes down in which store something began; the same twice is once. */
export async function note(ctx: Ctx, { store: at, me }: Pick<Seated, 'store' | 'me'>, kind: RecordKind, what: string): Promise<void> {
  await store.record(ctx, newId('str'), at.id, me, kind, what);
}
