// Coming back from a provider: the answer is checked outside of any transaction, then one transaction finds or makes the member of staff and begins the session.
import * as oidc from 'openid-client';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import type { Tools } from '#kit/tool';
import { deviceOf } from '../desk/device.ts';
import { staffPurpose } from '../purpose.ts';
import { noteRefusal, noting } from '../refused/refused.ts';
import { isAsked, takeCode } from '../second-factor/second-factor.ts';
import { type Arrival, startSession, tokenHash } from '../sessions.ts';
import { welcome } from '../signed-in.ts';
import { discovered, type Provider } from './discovery.ts';
import { sidHashOf } from './hashes.ts';
import { memberFor } from './member.ts';
import { providerAt } from './providers.ts';
import { type Because, becauseOf, refused, refusedBy } from './refused.ts';
import { type Claims, isElsewhere, isStrong } from './rules.ts';
import * as store from './store.ts';
import { nonceOf, noTransit, redirectUri, remembering, spendState, type Transit, transitCookie, transitOf, verifierOf } from './transit.ts';

/** Signs in, or gives `codeNeeded` with a cookie that waits for the code. Problem `provider-refused` with the reason. */
export async function arrive(tools: Tools, id: string, query: string, request: RequestFacts) {
  const { workspace, provider } = await providerAt(tools, id);
  const atProvider = { workspace, provider: provider.row.id };
  const { transit, claims, exit, unheard } = await noting(tools, atProvider, request, async () => {
    const begun = transitOf(tools, request, provider.row.id, (use) => use === 'sign-in');
    return { transit: begun, ...(await answered(tools, provider, query, begun)) };
  });
  const arrived = await act(tools, { workspace, actor: { kind: 'system', id: 'sign-in' } }, async (ctx) => {
    await noting(tools, atProvider, request, () => spendState(ctx, 'answer', transit.state));
    await store.keepExit(ctx.db, workspace, provider.row.id, exit);
    const member = await memberFor(ctx, provider.row, claims, unheard);
    if ('refused' in member) return member;
    const { staff } = member;
    const sidHash = sidHashOf(ctx.tools, provider.row.id, claims['sid']);
    const isHalfway = !isStrong(claims, provider.row.strong_acr) && (await isAsked(ctx, staff));
    if (isHalfway) {
      const cookies = transitCookie(tools, provider.row.id, `code ${staff}`, transit.state, sidHash);
      return { codeNeeded: true as const, json: null, cookies };
    }
    return { codeNeeded: false as const, ...(await begin(ctx, provider, staff, { by: 'provider', sidHash, request })) };
  });
  if ('refused' in arrived) {
    const problem = refused(arrived.refused);
    noteRefusal(tools, arrived.staff ? { workspace, staff: arrived.staff } : atProvider, problem, request);
    throw problem;
  }
  return arrived;
}

/** The house's own second factor after a provider that asked for none. Problem `wrong-code`, `too-many` or `provider-refused`. */
export async function arriveWithCode(tools: Tools, id: string, code: string, request: RequestFacts) {
  const { workspace, provider } = await providerAt(tools, id);
  const transit = await noting(tools, { workspace, provider: provider.row.id }, request, async () =>
    transitOf(tools, request, provider.row.id, (use) => use.startsWith('code ')),
  );
  const staff = transit.use.slice('code '.length) as StaffId;
  return act(tools, { workspace, actor: { kind: 'staff', id: staff } }, async (ctx) => {
    const by = await noting(tools, { workspace, staff }, request, async () => {
      const factor = await takeCode(ctx, staff, code, request);
      if (!factor) throw new Problem('wrong-code');
      await spendState(ctx, 'code', transit.state);
      return factor;
    });
    return begin(ctx, provider, staff, { by, sidHash: transit.sidHash, request });
  });
}

/** What the provider says of whoever answered there, checked: state, nonce, issuer, audience, time, signature (OpenID Connect Core 1.0, 3.1.3.7). `unheard`: why their groups, which the token does not name, could not be asked for. */
export async function answered(
  tools: Tools,
  provider: Provider,
  query: string,
  { state }: Transit,
  maxAgeSeconds?: number,
): Promise<{ claims: Claims; exit: string | null; unheard: Because | undefined }> {
  try {
    const found = await discovered(tools, provider);
    const url = new URL(`${redirectUri(tools, provider.row.id)}?${query.replace(/^\?/, '')}`);
    const tokens = await oidc.authorizationCodeGrant(found, url, {
      expectedState: state,
      expectedNonce: nonceOf(tools, state),
      pkceCodeVerifier: verifierOf(tools, state),
      idTokenExpected: true,
      ...(maxAgeSeconds !== undefined && { maxAge: maxAgeSeconds }),
    });
    const signed = tokens.claims();
    if (signed === undefined) throw refused('answer-not-valid');
    const { userinfo_endpoint: userinfo, end_session_endpoint: exit } = found.serverMetadata();
    const namesGroups = signed[provider.row.groups_claim] !== undefined;
    const asks = userinfo !== undefined && !(namesGroups && signed['email'] !== undefined);
    const [told] = await Promise.allSettled([asks ? oidc.fetchUserInfo(found, tokens.access_token, signed.sub) : {}]);
    const more: Claims = told.status === 'fulfilled' ? told.value : {};
    const unheard = namesGroups ? undefined : unheardOf(tools, provider, told, [signed, more]);
    return { claims: { ...more, ...signed }, exit: exit?.slice(0, 500) ?? null, unheard };
  } catch (error) {
    throw refusedBy(tools, provider.row.id, error);
  }
}

/** Whoever is in very many groups has them said by the provider at another place, which is not asked: Entra ID beyond 200. */
function unheardOf(tools: Tools, { row }: Provider, told: PromiseSettledResult<unknown>, said: readonly Claims[]): Because | undefined {
  if (told.status === 'rejected') return becauseOf(tools, row.id, told.reason);
  return said.every((claims) => claims[row.groups_claim] === undefined) && said.some((claims) => isElsewhere(claims, row.groups_claim))
    ? 'groups-elsewhere'
    : undefined;
}

async function begin(
  ctx: Ctx,
  { row }: Provider,
  staff: StaffId,
  how: { by: Arrival['by']; sidHash: string | undefined; request: RequestFacts },
) {
  const token = await startSession(ctx, staff, { by: how.by, device: deviceOf(how.request.userAgent) });
  await store.addProviderSession(ctx.db, ctx.workspace, tokenHash(ctx.tools, token), row.id, how.sidHash ?? null);
  const { json, cookies } = await welcome({ ...ctx, actor: { kind: 'staff', id: staff }, purpose: staffPurpose }, staff, token);
  return { json, cookies: [...(cookies ?? []), ...noTransit, ...remembering(row.id)] };
}
