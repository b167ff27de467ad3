// The sandbox for people: what would have been sent, and somebody who answers, comes late or does not come at all.
import { inboxesInReach } from '#access';
import type { Ctx } from '#kit/ctx';
import type { InboxId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type Route, route } from '#kit/route';
import { append } from '#ledger';
import type { Account } from '../../adapter.ts';
import { emulatorFor } from './emulator/sandboxed.ts';
import { hooks } from './hooks.ts';
import type { SmsSettings } from './settings.ts';

const played = { permission: 'channels.captured', purpose: 'service-conversation' } as const; // everybody's words and codes, as captured mail

export const sandboxRoutes: readonly Route[] = [
  route('readSandbox', {
    ...played,
    handle: async (ctx, { params }) => {
      const { settings } = await sandboxOf(ctx, params.inbox as InboxId);
      const { state } = await emulatorFor(ctx.tools, settings);
      state.prune();
      const behaviour = state.behaviourOf(settings.accountSid);
      const own = [...state.messages.values()]
        .filter((each) => each.account === settings.accountSid)
        .slice(-100)
        .reverse();
      return {
        items: own.map(({ sid, at, direction, from, to, body, status, errorCode }) => ({
          ...{ id: sid, at: at.toISOString(), from, to, text: body, status, errorCode },
          direction: direction === 'inbound' ? ('in' as const) : ('out' as const),
        })),
        behaviour: { failWith: behaviour.failWith, delaySeconds: behaviour.delayMs / 1000, repeat: behaviour.repeat },
      };
    },
  }),
  route('writeInSandbox', {
    ...played,
    handle: async (ctx, { params, body }) => {
      const { settings } = await sandboxOf(ctx, params.inbox as InboxId);
      const open = await emulatorFor(ctx.tools, settings);
      await append(ctx, { kind: 'sandbox.written', facts: { inbox: params.inbox } });
      // it comes back in by our own door, which must not wait for this transaction
      ctx.db.afterCommit(() => void open.write(settings.accountSid, { from: body.from, to: settings.number, text: body.text }));
      return {};
    },
  }),
  route('changeSandbox', {
    ...played,
    handle: async (ctx, { params, body }) => {
      const { settings } = await sandboxOf(ctx, params.inbox as InboxId);
      const { state } = await emulatorFor(ctx.tools, settings);
      Object.assign(state.behaviourOf(settings.accountSid), {
        failWith: body.failWith,
        delayMs: body.delaySeconds * 1000,
        repeat: body.repeat,
      });
      return {};
    },
  }),
];

async function sandboxOf(ctx: Ctx, inbox: InboxId): Promise<Account<SmsSettings>> {
  if ((await inboxesInReach(ctx)) !== null) throw new Problem('not-permitted', { because: 'every-inbox' });
  const account = (await hooks.of(ctx).accountOf(ctx.workspace, inbox)) as Account<SmsSettings> | undefined;
  if (account?.settings.provider !== 'sandbox') throw new Problem('not-found');
  return account;
}
