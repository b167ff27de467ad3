// What access serves: set-up, sign-in, the company's facts, staff and invitations.
import { publicRoute, type Route, route, special } from '#kit/route';
import { aloneRoutes } from './alone/routes.ts';
import { keyRoutes } from './api-keys/routes.ts';
import { handOver } from './by-mail/by-mail.ts';
import { deviceOf } from './desk/device.ts';
import { deskRoutes } from './desk/routes.ts';
import { emergencyRoutes } from './emergency/routes.ts';
import { grantRoutes, instantOf } from './grants/routes.ts';
import { acceptInvitation, invite, readInvitation } from './invitations.ts';
import { leavingRoutes } from './leaving/routes.ts';
import { ownCopyRoutes } from './own-copy/routes.ts';
import { passkeyRoutes } from './passkeys/routes.ts';
import type { Permission } from './permissions.ts';
import { pictureRoutes } from './pictures/routes.ts';
import { staffPurpose } from './purpose.ts';
import { resetRoutes } from './reset/routes.ts';
import { reviewRoutes } from './reviews/routes.ts';
import { secondFactorRoutes } from './second-factor/routes.ts';
import { sessionCookie, signIn, signOut, tokenOf } from './sessions.ts';
import { listSettings } from './settings/list.ts';
import { undoStep } from './settings/undo.ts';
import { needsSetUp, setUp } from './setup-link.ts';
import { signedIn } from './signed-in.ts';
import { exitOf } from './single-sign-on/logout.ts';
import { singleSignOnRoutes } from './single-sign-on/routes.ts';
import { renameStaff, viewStaff } from './staff.ts';
import { companyOnTheWire, me, myself, staffOnTheWire } from './wire.ts';
import { changeCompany } from './workspaces.ts';

export const accessRoutes: readonly Route[] = [
  publicRoute('setUpState', { purpose: null, handle: async (tools) => ({ needed: await needsSetUp(tools) }) }),
  publicRoute('setUp', {
    purpose: staffPurpose,
    perMinute: 30,
    handle: async (tools, { body, request }) => {
      const { workspace, staff } = await setUp(tools, body.token, {
        company: body.company,
        country: body.country,
        language: body.language,
        staff: body,
      });
      return signedIn(tools, workspace, staff, { by: 'password', device: deviceOf(request.userAgent) });
    },
  }),
  publicRoute('signIn', {
    purpose: staffPurpose,
    perMinute: 60,
    handle: async (tools, { body, request }) => {
      const found = await signIn(tools, body.email, body.password, { code: body.code, device: deviceOf(request.userAgent), from: request });
      return signedIn(tools, found.workspace, found.staff, found.session);
    },
  }),
  route('signOut', {
    permission: 'signed-in',
    isForSignIn: true,
    purpose: staffPurpose,
    handle: async (ctx, { request }) => {
      const to = await exitOf(ctx, tokenOf(request));
      await signOut(ctx, tokenOf(request));
      return special({ json: { to }, cookies: [{ name: sessionCookie, value: '', maxAgeSeconds: 0 }] });
    },
  }),
  route('me', {
    permission: 'signed-in',
    purpose: staffPurpose,
    isForSignIn: true,
    handle: (ctx, { request }) => me(ctx, tokenOf(request)),
  }),
  route('changeMe', {
    permission: 'signed-in',
    purpose: staffPurpose,
    handle: async (ctx, { body }) => {
      await renameStaff(ctx, myself(ctx), body.name);
      return me(ctx);
    },
  }),
  ...pictureRoutes,
  ...passkeyRoutes,
  ...secondFactorRoutes,
  ...deskRoutes,
  ...keyRoutes,
  ...grantRoutes,
  ...singleSignOnRoutes,
  ...leavingRoutes,
  ...ownCopyRoutes,
  ...emergencyRoutes,
  ...aloneRoutes,
  ...reviewRoutes,
  ...resetRoutes,
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
  route('undoStep', {
    permission: 'workspace.change' satisfies Permission,
    purpose: null,
    stepUp: true,
    handle: async (ctx, { params, query }) => {
      await undoStep(ctx, params.setting, query.part);
      return listSettings(ctx, query.language === 'de' ? 'de' : 'en');
    },
  }),
  route('listStaff', {
    permission: 'staff.read' satisfies Permission,
    purpose: staffPurpose,
    handle: async (ctx) => ({ items: (await viewStaff(ctx)).map(staffOnTheWire) }),
  }),
  route('invite', {
    permission: 'staff.invite' satisfies Permission,
    stepUp: true,
    purpose: staffPurpose,
    handle: async (ctx, { body }) => {
      const { staff, link } = await invite(ctx, { ...body, until: instantOf(body.until) });
      return { staff: staffOnTheWire(staff), ...(await handOver(ctx, link)) };
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
    handle: async (tools, { params, body, request }) => {
      const joined = await acceptInvitation(tools, params.token, { ...body, device: deviceOf(request.userAgent) });
      return signedIn(tools, joined.workspace, joined.staff, joined.session);
    },
  }),
];
