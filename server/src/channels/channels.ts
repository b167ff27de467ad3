// The door of channels: how messages come in and go out, whatever the channel.
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { pushRecipients } from './push/store.ts';
import { recipientsOfPeople } from './store.ts';

export { forgetCaptured } from './adapters/email/outgoing/capture.ts';
export {
  beginChat,
  chatAddress,
  chatHandle,
  giveChatAddress,
  hasWritten,
  proveChatAddress,
  sayInChat,
  widgetKeyOf,
} from './adapters/web-chat/lent-device.ts';
export { authenticateVisitor } from './adapters/web-chat/visits.ts';
export { carriersFor, forgetAtProvider, type Held, heldAtProviders } from './at-providers.ts';
export { openWays } from './carriers.ts';
export { sendNotice } from './mail.ts';
export { quietHours } from './rest.ts';
export { stopWhatWaited } from './restored.ts';
export { textSender } from './text-sender.ts';

/** To which recipients messages of these people, or word of them, were handed, with count and last time (Art. 15(1)(c), 19). */
export async function recipientsOf(
  ctx: Ctx,
  people: readonly PersonId[],
): Promise<{ recipient: string; messages: number; lastAt: Date }[]> {
  const carried = await ctx.db.all(recipientsOfPeople, [ctx.workspace, people]);
  return [...carried, ...(await ctx.db.all(pushRecipients, [ctx.workspace, people]))];
}
