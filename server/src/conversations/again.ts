// The words of a message once more, as a new one: a state only advances, and what was tried under the old id may yet be told of as delivered.
import { permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { MessageId } from '#kit/ids';
import { readForDelivery } from './deliver.ts';
import { reply } from './reply.ts';
import { deliveryFields, type Taken } from './types.ts';
import { settle, toTryAgain } from './undelivered.ts';

/** Writes what did not arrive, with its files and choices, once more for its purpose, and settles what was there. Problems as `undelivered` and `reply`; `conflict` where the same words would not arrive either, or twice. */
export async function replyAgain(ctx: Ctx, id: MessageId, clientKey: string | undefined): Promise<Taken> {
  const row = await toTryAgain(ctx, id);
  const purpose = ctx.purpose ?? 'service-conversation';
  const right = await permitOrThrow(ctx, { act: 'reveal', person: row.person, purpose, fields: deliveryFields });
  const { text, choices, attachments } = await readForDelivery(ctx, right, id);
  await settle(ctx, id, 'again'); // before the new one: of two who try at once, one writes
  const files = attachments.map(({ name, type, bytes }) => ({ name, type, bytes, cameWith: bytes.length }));
  return reply(ctx, { conversation: row.conversation, purpose: row.purpose, text, choices, files, clientKey });
}
