// The second step of a yes by its link: looking changes nothing, because programs that look for viruses look too; yes and no are one press each.
import { centreKey, company, logoPath } from '#access';
import { confirm, decline, lookAtPending } from '#consent';
import { permitOrThrow } from '#gate';
import { readToken } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Id, WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import { publicRoute, type Route } from '#kit/route';
import type { Tools } from '#kit/tool';
import { purposeByCode } from '#purposes';

export const confirmationRoutes: readonly Route[] = [
  publicRoute('readConfirmation', {
    purpose: 'rights-fulfilment',
    perMinute: 60,
    handle: async (tools, { params, query }) =>
      byToken(tools, params.token, async (ctx, event) => {
        const pending = await lookAtPending(ctx, event);
        const purpose = pending && (await purposeByCode(ctx, pending.purpose));
        if (!pending || !purpose) throw new Problem('expired');
        const facts = await company(ctx);
        const { name: purposeName, description } = purpose.texts[query.language ?? pending.language ?? facts.language];
        const { channel, wording, from, state } = pending;
        const looks = { company: facts.name, centreKey: await centreKey(ctx), accent: facts.accent, logo: await logoPath(ctx) };
        return { ...looks, purposeName, description, channel, wording, from, state };
      }),
  }),
  publicRoute('answerConfirmation', {
    purpose: 'rights-fulfilment',
    perMinute: 30,
    handle: async (tools, { params, body, request }) =>
      byToken(tools, params.token, async (ctx, event) => {
        const pending = await lookAtPending(ctx, event);
        if (!pending) throw new Problem('expired');
        const method = pending.from === 'parent' ? 'parent-link' : 'confirmed-link';
        const session = { ip: request.ip, agent: request.userAgent };
        if (body.given) return { state: await confirm(ctx, event, { method, session }) };
        if (pending.state === 'over') return { state: 'over' };
        const fields = ['consent_events.evidence'];
        const permit = pending.evidence
          ? await permitOrThrow(ctx, { act: 'reveal', person: pending.person, purpose: 'rights-fulfilment', fields })
          : undefined;
        await decline(ctx, event, permit, { method, session });
        return { state: 'over' };
      }),
  }),
];

function byToken<T>(tools: Tools, token: string, work: (ctx: Ctx, event: Id<'cns'>) => Promise<T>): Promise<T> {
  const claims = readToken(tools, 'confirmation', token);
  if (!claims) throw new Problem('expired');
  const who = {
    workspace: claims['workspace'] as WorkspaceId,
    actor: { kind: 'system', id: 'privacy-centre' },
    purpose: 'rights-fulfilment',
  } as const;
  return act(tools, who, (ctx) => work(ctx, claims['event'] as Id<'cns'>));
}
