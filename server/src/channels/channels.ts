// The door of channels: how messages come in and go out, whatever the channel.
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { adapterOf } from './adapters.ts';
import { pushRecipients } from './push/store.ts';
import { handedInOfPeople, recipientsOfPeople } from './store.ts';

export {
  beginChat,
  chatAddress,
  chatHandle,
  chatOf,
  endChat,
  giveChatAddress,
  hasWritten,
  pinChat,
  proveChatAddress,
  sayInChat,
  widgetKeyOf,
} from './adapters/web-chat/lent-device.ts';
export { namesOfSigned } from './adapters/web-chat/site-account.ts';
export { authenticateVisitor } from './adapters/web-chat/visits.ts';
export { accountOfNumber } from './adapters/whatsapp/address.ts';
export { carriersFor, forgetAtProvider, type Held, heldAtProviders, keepingOf, type Published } from './at-providers.ts';
export { forgetCaptured } from './captured-mail.ts';
export type { Reached } from './carrier.ts';
export { openWays, reachedNow } from './carriers.ts';
export { type LinkedChoice, readLeaveLink } from './choice-link.ts';
export { chatLinkTo, messengers, type Sent, type TakenUp, takenUp } from './hand-over.ts';
export { sendNotice } from './mail.ts';
export { leaveKept, leaveShown, liesAtKiosk, type Many, manyFrom, reachedFrom } from './many/many.ts';
export { roomToBegin } from './messaging-limit/limit.ts';
export { mostAhead } from './pace-of.ts';
export { addressesOn } from './reach.ts';
export { type InCampaign, inCampaign, quietHours, writtenEnough } from './rest.ts';
export { stopWhatWaited } from './restored.ts';
export { forgetPlayed } from './sandbox.ts';
export { stopMessages } from './stopped.ts';
export { sandboxStand, switchSandbox, whenSwitched } from './switch/switch.ts';
export { againstTemplates, isInDoubt, type Named, startTemplate, templatesForMany } from './templates/for-many.ts';
export { filled } from './templates/rules.ts';
export { askForTemplates } from './templates/templates.ts';
export { textSender } from './text-sender.ts';

/** Which recipients carried messages of these people, were handed them by those, handed them in or keep them, or got word of them, with count and last time (Art. 15(1)(c), 19). */
export async function recipientsOf(
  ctx: Ctx,
  people: readonly PersonId[],
): Promise<{ recipient: string; messages: number; lastAt: Date }[]> {
  const carried = await ctx.db.all(recipientsOfPeople, [ctx.workspace, people]);
  const further = carried.flatMap(({ adapter, ...met }) =>
    (adapter === null ? [] : (adapterOf(adapter).handsOnTo?.(met.recipient) ?? [])).map(({ code }) => ({ ...met, recipient: code })),
  );
  const handed = await ctx.db.all(handedInOfPeople, [ctx.workspace, people]);
  return [...together([...carried, ...further, ...handed]), ...(await ctx.db.all(pushRecipients, [ctx.workspace, people]))];
}

type Met = { recipient: string; messages: number; lastAt: Date };
/** Who carries the answers may also keep the mailbox. */
function together(all: readonly Met[]): Met[] {
  const met = new Map<string, Met>();
  for (const each of all) {
    const before = met.get(each.recipient);
    const lastAt = before && before.lastAt > each.lastAt ? before.lastAt : each.lastAt;
    met.set(each.recipient, { recipient: each.recipient, messages: Number(each.messages) + (before?.messages ?? 0), lastAt });
  }
  return [...met.values()];
}
