// What a browser says for its visitor before anybody asks holds for the chat: it is known there alone.
import { heedSignal } from '#consent';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import type { RequestFacts } from '#kit/route';

/** Records a no for each advertising purpose of this channel that the person has not answered yet. */
export async function honourSignal(ctx: Ctx, request: RequestFacts, person: PersonId): Promise<void> {
  await heedSignal(ctx, request.header('sec-gpc'), person, { channel: 'web-chat' });
}
