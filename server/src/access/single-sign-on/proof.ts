// "Is it still you?" answered at the provider: it must ask anew (prompt=login, max_age=0), and say that it did (auth_time). No transaction waits for the network.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import type { Tools } from '#kit/tool';
import { authenticateStaff } from '../authenticate.ts';
import { writeProof } from '../desk/proof.ts';
import { staffPurpose } from '../purpose.ts';
import { noting } from '../refused/refused.ts';
import { isAsked } from '../second-factor/second-factor.ts';
import { tokenHash, tokenOf } from '../sessions.ts';
import { answered } from './arrive.ts';
import { type Provider, withSecret } from './discovery.ts';
import { subjectHash } from './hashes.ts';
import { refused } from './refused.ts';
import { isStrong } from './rules.ts';
import * as store from './store.ts';
import { spendState, transitOf, transitSeconds } from './transit.ts';
import { leave } from './ways.ts';

const skewMs = 30_000;

/** Where the browser goes to be asked anew. Problem `not-signed-in`, or `conflict` for a session by another way. */
export async function startProviderProof(tools: Tools, request: RequestFacts) {
  const { staff, provider } = await atDesk(tools, request, async (ctx, id) => ({ staff: id, provider: await ownProvider(ctx, request) }));
  return leave(tools, provider, `prove ${staff}`, { prompt: 'login', max_age: '0' });
}

/** Makes this session fresh when the provider asked the same person anew. Problem `provider-refused`, `not-signed-in`, or `code-needed` where a second factor is due. */
export async function finishProviderProof(tools: Tools, given: { provider: string; query: string; request: RequestFacts }): Promise<void> {
  const { request } = given;
  const { account, provider } = await atDesk(tools, request, async (ctx, staff) => ({
    account: { workspace: ctx.workspace, staff },
    provider: await ownProvider(ctx, request),
  }));
  if (provider.row.id !== given.provider) throw new Problem('not-found');
  await noting(tools, account, request, () => checkAnew(tools, provider, account.staff, given));
}

async function checkAnew(tools: Tools, provider: Provider, staff: StaffId, { query, request }: { query: string; request: RequestFacts }) {
  const transit = transitOf(tools, request, provider.row.id, (use) => use === `prove ${staff}`);
  const { claims } = await answered(tools, provider, query, transit, transitSeconds);
  await atDesk(tools, request, async (ctx) => {
    await spendState(ctx, 'answer', transit.state);
    const link = await store.linkBySubject(ctx.db, ctx.workspace, provider.row.id, subjectHash(tools, provider.row, claims['sub']));
    if (link?.staff_id !== staff) throw refused('not-you');
    if (!(Number(claims['auth_time']) * 1000 >= transit.startedAt.getTime() - skewMs)) throw refused('not-anew');
    // a provider that asked for a password alone would undo the second factor
    if (!isStrong(claims, provider.row.strong_acr) && (await isAsked(ctx, staff))) throw new Problem('code-needed');
    await writeProof(ctx, staff, request, 'provider');
  });
}

async function atDesk<T>(tools: Tools, request: RequestFacts, work: (ctx: Ctx, staff: StaffId) => Promise<T>): Promise<T> {
  const caller = await authenticateStaff(tools, tokenOf(request));
  if (!caller || 'isProgram' in caller) throw new Problem('not-signed-in');
  const { workspace, actor } = caller;
  return act(tools, { workspace, actor, purpose: staffPurpose }, (ctx) => work(ctx, actor.id));
}

async function ownProvider(ctx: Ctx, request: RequestFacts): Promise<Provider> {
  const found = await store.providerOfSession(ctx.db, ctx.workspace, tokenHash(ctx.tools, tokenOf(request)));
  const row = found && (await store.providerRow(ctx.db, ctx.workspace, found.provider_id));
  if (!row) throw new Problem('conflict', { detail: 'This session did not begin at a provider.' });
  return withSecret(ctx, row);
}
