// The doors to the switch of the sandbox. Everybody who works here sees how it stands: it decides whether people get an answer.
import { countWaiting } from '#conversations';
import { type Route, route } from '#kit/route';
import { bringUpToDate } from '../recipients.ts';
import type { Stand } from './store.ts';
import { sandboxStand, switchSandbox } from './switch.ts';

export const switchRoutes: readonly Route[] = [
  route('readSandboxSwitch', {
    permission: 'signed-in',
    purpose: null,
    handle: async (ctx, { query }) => ({ ...view(await sandboxStand(ctx)), waiting: query.counted ? await countWaiting(ctx) : null }),
  }),
  route('moveSandboxSwitch', {
    permission: 'channels.change',
    purpose: null,
    stepUp: true,
    handle: async (ctx, { body }) => {
      const stand = await switchSandbox(ctx, body.isOn);
      await bringUpToDate(ctx);
      return view(stand);
    },
  }),
];

const view = ({ isOn, since }: Stand) => ({ isOn, since: since?.toISOString() ?? null });
