// What every way in answers: who is signed in, and the cookie of the session.
import type { Ctx } from '#kit/ctx';
import type { StaffId, WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { special } from '#kit/route';
import type { Tools } from '#kit/tool';
import { staffPurpose } from './purpose.ts';
import { type Arrival, absoluteSeconds, sessionCookie, startSession } from './sessions.ts';
import { me } from './wire.ts';

/** The answer of `me` with the cookie of a session: one that was started before, by its token, or a new one. */
export async function signedIn(tools: Tools, workspace: WorkspaceId, staff: StaffId, session: string | Arrival) {
  return act(tools, { workspace, actor: { kind: 'staff', id: staff }, purpose: staffPurpose }, (ctx) => welcome(ctx, staff, session));
}

/** As `signedIn`, in the caller's transaction. */
export async function welcome(ctx: Ctx, staff: StaffId, session: string | Arrival) {
  const token = typeof session === 'string' ? session : await startSession(ctx, staff, session);
  return special({ json: await me(ctx, token), cookies: [{ name: sessionCookie, value: token, maxAgeSeconds: absoluteSeconds }] });
}
