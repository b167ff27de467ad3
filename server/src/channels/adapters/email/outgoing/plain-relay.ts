// The exception to encrypted mail: it stands in each company's ledger from the start that brings it until the one that ends it.
import { workspaceIds } from '#access';
import { act } from '#kit/pool';
import type { Check } from '#kit/room';
import type { Tools } from '#kit/tool';
import { append, list } from '#ledger';
import { mayBePlain } from './relay.ts';

const kind = 'mail.plain-relay';

/** Runs before a mail can leave. */
export async function recordPlainRelay(tools: Tools): Promise<void> {
  for (const workspace of await workspaceIds(tools))
    await act(tools, { workspace, actor: { kind: 'system', id: 'email' } }, async (ctx) => {
      const [last] = (await list(ctx, { kind, limit: 1 })).items;
      const isAllowed = mayBePlain(tools);
      if ((last?.facts?.['allowed'] ?? false) !== isAllowed) await append(ctx, { kind, facts: { allowed: isAllowed } });
    });
}

export const relayCheck: Check = {
  id: 'email.plain-relay',
  article: '32(1)(a)',
  question: 'Does mail reach the relay over TLS only?',
  severity: 'medium',
  run: async (ctx) => Number(mayBePlain(ctx.tools)),
};
