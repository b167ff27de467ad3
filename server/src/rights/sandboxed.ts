// While the sandbox of a company is on nothing leaves, also not to other companies and to platforms that filed for somebody: what is on its way waits for the other side of the switch.
import { sandboxStand } from '#channels';
import type { Ctx } from '#kit/ctx';
import { retryLater } from '#kit/outbox';

export const isInSandbox = async (ctx: Ctx): Promise<boolean> => (await sandboxStand(ctx)).isOn;
const lookAgainSeconds = 300;

/** To be called before an announced work leaves: puts it off while the sandbox is on. */
export async function waitForSandbox(ctx: Ctx): Promise<void> {
  if (await isInSandbox(ctx)) throw retryLater(lookAgainSeconds);
}
