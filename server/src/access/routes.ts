// What access serves: set-up, sign-in, the company's facts, staff and invitations.
import type { Ctx } from '#kit/ctx';
import type { StaffId, WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import { publicRoute, type Route, route, special } from '#kit/route';
import type { Tools } from '#kit/tool';
import { acceptInvitation, invite, readInvitation } from './invitations.ts';
import { type Permission, permissionsOf } from './permissions.ts';
import { absoluteSeconds, sessionCookie, signIn, signOut, startSession } from './sessions.ts';
import { needsSetUp, setUp } from './setup-link.ts';
import { type StaffView, staffPurpose, viewStaff } from './staff.ts';
import { centreKey, changeCompany, company } from './workspaces.ts';

export const accessRoutes: readonly Route[] = [
  publicRoute('setUpState', { purpose: null, handle: async (tools) => ({ needed: await needsSetUp(tools) }) }),
  publicRoute('setUp', {
    purpose: staffPurpose,
    perMinute: 30,
    handle: async (tools, { body }) => {
      const { workspace, staff } = await setUp(tools, body.token, {
        company: body.company,
        country: body.country,
        language: body.language,
        staff: body,
      });
      return signedIn(tools, workspace, staff);
    },
  }),
  publicRoute('signIn', {
    purpose: staffPurpose,
    perMinute: 60,
    handle: async (tools, { body }) => {
      const { workspace, staff } = await signIn(tools, body.email, body.password);
      return signedIn(tools, workspace, staff);
    },
  }),
  route('signOut', {
    permission: 'signed-in',
    purpose: staffPurpose,
    handle: async (ctx, { request }) => {
      await signOut(ctx, request.token ?? request.cookies[sessionCookie] ?? '');
      return special({ json: {}, cookies: [{ name: sessionCookie, value: '', maxAgeSeconds: 0 }] });
    },
  }),
  route('me', { permission: 'signed-in', purpose: staffPurpose, handle: (ctx) => me(ctx) }),
  route('readWorkspace', {
    permission: 'workspace.read' satisfies Permission,
    purpose: null,
    handle: async (ctx) => ({ ...(await company(ctx)), logo: null }),
  }),
  route('changeWorkspace', {
    permission: 'workspace.change' satisfies Permission,
    purpose: null,
    handle: async (ctx, { body }) => ({ ...(await changeCompany(ctx, body)), logo: null }),
  }),
  route('listStaff', {
    permission: 'staff.read' satisfies Permission,
    purpose: staffPurpose,
    handle: async (ctx) => ({ items: (await viewStaff(ctx)).map(onTheWire) }),
  }),
  route('invite', {
    permission: 'staff.invite' satisfies Permission,
    purpose: staffPurpose,
    handle: async (ctx, { body }) => {
      const { staff, link } = await invite(ctx, body);
      return { staff: onTheWire(staff), link };
    },
  }),
  publicRoute('readInvitation', {
    purpose: staffPurpose,
    perMinute: 30,
    handle: (tools, { params }) => readInvitation(tools, params.token),
  }),
  publicRoute('acceptInvitation', {
    purpose: staffPurpose,
    perMinute: 30,
    handle: async (tools, { params, body }) => {
      const { workspace, staff, session } = await acceptInvitation(tools, params.token, body);
      return signedIn(tools, workspace, staff, session);
    },
  }),
];

/** The answer of `me` with the cookie of a session, which is started unless it is given. */
async function signedIn(tools: Tools, workspace: WorkspaceId, staff: StaffId, session?: string) {
  return act(tools, { workspace, actor: { kind: 'staff', id: staff }, purpose: staffPurpose }, async (ctx) => {
    const token = session ?? (await startSession(ctx, staff));
    return special({ json: await me(ctx), cookies: [{ name: sessionCookie, value: token, maxAgeSeconds: absoluteSeconds }] });
  });
}

async function me(ctx: Ctx) {
  if (ctx.actor.kind !== 'staff') throw new Problem('not-permitted');
  const [self] = await viewStaff(ctx, [ctx.actor.id]);
  if (!self) throw new Problem('not-signed-in');
  const { name, language } = await company(ctx);
  return {
    staff: onTheWire(self),
    workspace: { id: ctx.workspace as string, name, centreKey: await centreKey(ctx), language },
    permissions: [...permissionsOf(self.role)],
  };
}

const onTheWire = (staff: StaffView) => ({
  id: staff.id as string,
  name: staff.name,
  email: staff.email,
  role: staff.role,
  invitedAt: staff.invitedAt.toISOString(),
  joinedAt: staff.joinedAt?.toISOString() ?? null,
  photo: null,
});
