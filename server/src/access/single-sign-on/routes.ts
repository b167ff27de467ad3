// Single sign-on over the wire: coming in by a provider, showing there that it is me, and the providers of the company.
import { joinedRoute, publicRoute, type Route, route, special } from '#kit/route';
import type { Permission } from '../permissions.ts';
import { staffPurpose } from '../purpose.ts';
import { makeScimToken, revokeScimToken, type ScimTokenView } from '../scim/tokens.ts';
import { arrive, arriveWithCode } from './arrive.ts';
import { lookAt } from './discovery.ts';
import { logoutByProvider } from './logout.ts';
import { finishProviderProof, startProviderProof } from './proof.ts';
import { addProvider, changeProvider, listProviders, type ProviderView, removeProvider } from './providers.ts';
import { signInWays, startAt } from './ways.ts';

/** The verb finds out who is signed in by itself: a provider is waited for outside of any transaction. */
const mine = { permission: 'signed-in', purpose: staffPurpose, workspaceOf: () => undefined } as const;
const settings = { permission: 'staff.change' satisfies Permission, purpose: null } as const;

export const singleSignOnRoutes: readonly Route[] = [
  publicRoute('readSignInWays', {
    purpose: null,
    perMinute: 60,
    handle: async (tools, { body, request }) => ({
      providers: (await signInWays(tools, body.email, request)).map((each) => ({ ...each, id: each.id as string })),
    }),
  }),
  publicRoute('startProvider', {
    purpose: null,
    perMinute: 60,
    handle: async (tools, { params }) => {
      const { url, cookies } = await startAt(tools, params.provider);
      return special({ json: { url }, cookies });
    },
  }),
  publicRoute('finishProvider', {
    purpose: staffPurpose,
    perMinute: 60,
    handle: async (tools, { params, body, request }) => {
      const { codeNeeded, json, cookies } = await arrive(tools, params.provider, body.query, request);
      return special({ json: { me: json, codeNeeded }, cookies });
    },
  }),
  publicRoute('finishProviderCode', {
    purpose: staffPurpose,
    perMinute: 60,
    handle: async (tools, { params, body, request }) => special(await arriveWithCode(tools, params.provider, body.code, request)),
  }),
  publicRoute('providerLogout', {
    purpose: null,
    perMinute: 600,
    handle: async (tools, { params, body }) => {
      await logoutByProvider(tools, params.provider, body.logout_token);
      return {};
    },
  }),
  joinedRoute('startProviderProof', {
    ...mine,
    handle: async (tools, { request }) => {
      const { url, cookies } = await startProviderProof(tools, request);
      return special({ json: { url }, cookies });
    },
  }),
  joinedRoute('finishProviderProof', {
    ...mine,
    handle: async (tools, { params, body, request }) => {
      await finishProviderProof(tools, { provider: params.provider, query: body.query, request });
      return {};
    },
  }),
  route('listProviders', { ...settings, handle: async (ctx) => ({ items: (await listProviders(ctx)).map(onTheWire) }) }),
  route('testProvider', { ...settings, handle: (ctx, { body }) => lookAt(ctx.tools, body.issuer) }),
  route('addProvider', { ...settings, stepUp: true, handle: async (ctx, { body }) => onTheWire(await addProvider(ctx, body)) }),
  route('changeProvider', {
    ...settings,
    stepUp: true,
    handle: async (ctx, { params, body }) => onTheWire(await changeProvider(ctx, params.provider, body)),
  }),
  route('removeProvider', {
    ...settings,
    stepUp: true,
    handle: async (ctx, { params }) => {
      await removeProvider(ctx, params.provider);
      return {};
    },
  }),
  route('makeScimToken', {
    ...settings,
    stepUp: true,
    handle: async (ctx, { params, body }) => {
      const { token, view } = await makeScimToken(ctx, params.provider, body);
      return { ...tokenOnTheWire(view), token };
    },
  }),
  route('revokeScimToken', {
    ...settings,
    handle: async (ctx, { params }) => {
      await revokeScimToken(ctx, params.provider, params.token);
      return {};
    },
  }),
];

const tokenOnTheWire = ({ id, madeAt, expiresAt, ...rest }: ScimTokenView) => ({
  ...rest,
  id: id as string,
  madeAt: madeAt.toISOString(),
  expiresAt: expiresAt?.toISOString() ?? null,
});
const onTheWire = ({ id, domains, groups, teams, strongAcr, scimTokens, changedAt, ...rest }: ProviderView) => ({
  ...rest,
  id: id as string,
  domains: [...domains],
  groups: [...groups],
  teams: [...teams],
  strongAcr: [...strongAcr],
  scimTokens: scimTokens.map(tokenOnTheWire),
  changedAt: changedAt.toISOString(),
});
