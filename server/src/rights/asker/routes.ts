// Doors of the office to whoever asked with no conversation: what is held of them, that nothing is, and the answer as a letter.
import { permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import { Problem } from '#kit/problem';
import { type Route, route } from '#kit/route';
import { paperLetter } from '../answer-words.ts';
import { mustFind } from '../answers.ts';
import { openWords, wordFields } from '../request-words.ts';
import { endsWithAnswer } from '../settle.ts';
import type { RequestId } from '../store.ts';
import { viewRequest } from '../view.ts';
import { lookUpAsker, nothingHeld } from './asker.ts';

const purpose = 'rights-fulfilment';
const act = { permission: 'requests.approve', purpose } as const;

export const askerRoutes: readonly Route[] = [
  route('lookUpAsker', { ...act, handle: (ctx, { params }) => lookUpAsker(ctx, params.request as RequestId) }),
  route('answerNothingHeld', {
    ...act,
    handle: async (ctx, { params }) => viewRequest(ctx, await nothingHeld(ctx, params.request as RequestId)),
  }),
  route('readAnswerLetter', {
    permission: 'requests.read',
    purpose,
    handle: async (ctx, { params }) => letterOf(ctx, params.request as RequestId),
  }),
];

async function letterOf(ctx: Ctx, id: RequestId) {
  const row = await mustFind(ctx, id);
  if (row.person_id === null || (row.state !== 'fulfilled' && row.state !== 'refused'))
    throw new Problem('conflict', { because: 'not-answered-yet' });
  const reading = await permitOrThrow(ctx, { act: 'reveal', person: row.person_id, purpose, fields: wordFields });
  return paperLetter(ctx, row, (await openWords(ctx, reading, [row])).get(id)?.reason, endsWithAnswer(row));
}
