// The one answer to a word that was obeyed, in words that are the same for all: should it not arrive, nobody has to look after it. A message is taken in whether or not anything may leave: without an agreement with the carrier even this stays unsaid.
import { reply, type Taken } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { log } from '#kit/log';
import { Problem } from '#kit/problem';

/** Answers once per `clientKey`, or writes down that nothing may leave. */
export async function sayBack(ctx: Ctx, taken: Pick<Taken, 'conversation' | 'message'>, text: string, clientKey: string): Promise<void> {
  // to confirm a word of theirs and to say who one is are duties of their own (Art. 12, 13)
  await reply(ctx, { conversation: taken.conversation, text, purpose: 'rights-fulfilment', clientKey, isForMany: true }).catch(
    (error: unknown) => {
      if (!(error instanceof Problem && error.code === 'gate-refused')) throw error;
      log.of(ctx)('warn', 'stop-word.not-answered', { message: taken.message });
    },
  );
}
