// What the agent sees before a word is typed: the gate's answers, judged with what only this room knows, which is by which channels the person can be reached.
import type { Answer } from '@parley/contract';
import { statesOf } from '#consent';
import { conversationWith, lastHeard, refuseStrange } from '#conversations';
import { allowances } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type Language, listPurposes } from '#purposes';
import { mayAsk } from './asking.ts';
import { waysTo } from './reach.ts';

/** Every purpose and channel with the gate's answer, as an answer in `conversation` when that is given, and for consents whether they may be asked for. Problem `not-found`. */
export async function allowancesFor(
  ctx: Ctx,
  person: PersonId,
  language: Language,
  id: ConversationId | undefined,
): Promise<Answer<'readAllowances'>['items']> {
  await refuseStrange(ctx, person);
  const conversation = id && (await conversationWith(ctx, id, person));
  if (id && !conversation) throw new Problem('not-found');
  const at = conversation && (await lastHeard(ctx, conversation));
  const ways = await waysTo(ctx, person);
  const answering = conversation && at && { channel: conversation.channel, at };
  const items = await allowances(ctx, person, language, {
    ways,
    answering: answering || undefined,
    spot: conversation || undefined,
  });
  const purposes = new Map((await listPurposes(ctx)).map((purpose) => [purpose.code, purpose]));
  const states = await statesOf(ctx, person, language);
  return items.map(({ ofPerson, ...item }) => {
    const purpose = purposes.get(item.purpose);
    if (purpose?.lawfulBasis !== 'consent') return item;
    const stand = states.find((each) => each.purpose === item.purpose && each.channel === item.channel);
    const facts = {
      purpose,
      channel: item.channel,
      stand,
      way: ways.get(item.channel),
      verdict: ofPerson, // whoever asks speaks for the company; what stands on the person's side counts whatever their role covers
      isAnswer: !conversation || !!at,
      // elsewhere the answer would wait for a second step, and end what stands until then; a child's waits for a parent
      isRenewable: !purpose.toChildren && (!purpose.confirmOn.includes(item.channel) || conversation?.channel === item.channel),
    };
    return { ...item, ask: mayAsk(facts, ctx.now, language === 'de' ? 'de' : 'en') };
  });
}
