// What access serves: set-up, sign-in, the company's facts, staff and invitations.
import type { StaffId, WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import { publicRoute, type Route, route, special } from '#kit/route';
import type { Tools } from '#kit/tool';
import { acceptInvitation, invite, readInvitation } from './invitations.ts';
import type { Permission } from './permissions.ts';
import { pictureRoutes } from './pictures/routes.ts';
import { staffPurpose } from './purpose.ts';
import { absoluteSeconds, sessionCookie, signIn, signOut, startSession } from './sessions.ts';
import { listSettings } from './settings/list.ts';
import { needsSetUp, setUp } from './setup-link.ts';
import { renameStaff, viewStaff } from './staff.ts';
import { companyOnTheWire, me, staffOnTheWire } from './wire.ts';
import { changeCompany } from './workspaces.ts';

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
  route('changeMe', {
    permission: 'signed-in',
    purpose: staffPurpose,
    handle: async (ctx, { body }) => {
      if (ctx.actor.kind !== 'staff') throw new Problem('not-permitted');
      await renameStaff(ctx, ctx.actor.id, body.name);
      return me(ctx);
    },
  }),
  ...pictureRoutes,
  route('readWorkspace', {
    permission: 'workspace.read' satisfies Permission,
    purpose: null,
    handle: companyOnTheWire,
  }),
  route('changeWorkspace', {
    permission: 'workspace.change' satisfies Permission,
    purpose: null,
    handle: async (ctx, { body }) => {
      await changeCompany(ctx, body);
      return companyOnTheWire(ctx);
    },
  }),
  route('listSettings', {
    permission: 'workspace.change' satisfies Permission,
    purpose: null,
    handle: (ctx, { query }) => listSettings(ctx, query.language === 'de' ? 'de' : 'en'),
  }),
  route('listStaff', {
    permission: 'staff.read' satisfies Permission,
    purpose: staffPurpose,
    handle: async (ctx) => ({ items: (await viewStaff(ctx)).map(staffOnTheWire) }),
  }),
  route('invite', {
    permission: 'staff.invite' satisfies Permission,
    purpose: staffPurpose,
    handle: async (ctx, { body }) => {
      const { staff, link } = await invite(ctx, body);
      return { staff: staffOnTheWire(staff), link };
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
