// The voice of the departure: the only one that may still append to the ledger of a company whose doors are closed.
import { returning } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { asDeparture } from '../store.ts';

export type Whose = { readonly tools: Tools; readonly workspace: WorkspaceId };

/** Runs one step of a departure in a transaction of its own. */
export function speaking<T>({ tools, workspace }: Whose, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return act(tools, { workspace, actor: { kind: 'system', id: returning.actor }, purpose: returning.purpose }, async (ctx) => {
    await asDeparture(ctx);
    return work(ctx);
  });
}
