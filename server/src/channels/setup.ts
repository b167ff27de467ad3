// What a new company starts with: one web chat, and nothing else that could receive or send (Art. 25(2)).
import { workspaceCreated } from '#access';
import { listInboxes } from '#conversations';
import { listen } from '#kit/outbox';
import { act } from '#kit/pool';
import { openChannel } from './accounts.ts';

export const layOut = listen(workspaceCreated, 'channels.lay-out', ({ tools, workspace }) =>
  act(tools, { workspace, actor: { kind: 'system', id: 'channels' } }, async (ctx) => {
    if ((await listInboxes(ctx)).length === 0) await openChannel(ctx, { channel: 'web-chat', name: 'Website chat', settings: {} });
  }),
);
