// What a customer does at a kiosk: leave a message, say where to answer, ask for their rights. Each act is written down with the store it happened in.
import type { Answer, Body } from '@parley/contract';
import { chatAddress, giveChatAddress, hasWritten, messengers, proveChatAddress, sayInChat, textSender } from '#channels';
import { lookupHash } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { Problem } from '#kit/problem';
import { normalise } from '#people';
import type { Language } from '#purposes';
import { myPurposes, openRequest } from '#rights';
import { choicesOn } from './choices.ts';
import { handOverUrl, isKnown } from './hand-over.ts';
import { note } from './notes.ts';
import { codesSince, countCode, voidLinks } from './sitting-store.ts';
import type { Seated } from './sittings.ts';

/** How far this sitting has come, and what may be agreed to on the channel of the address that was proved. */
export async function readSitting(ctx: Ctx, seated: Seated, language: Language): Promise<Answer<'readSitting'>> {
  const address = await chatAddress(ctx, seated.row.visit);
  const known = await isKnown(ctx, seated.me);
  return {
    asked: await hasWritten(ctx, seated.row.visit),
    address: address ? { kind: address.kind, proved: address.proved } : null,
    choices: address?.proved ? await choicesOn(ctx, seated, address.kind, language) : [],
    objections: address?.proved ? await objectionsOf(ctx, seated, language) : [],
    handOverUrl: known ? null : handOverUrl(ctx, seated.store, seated.row),
    messengers: known || address ? [] : await messengers(ctx, seated.me),
  };
}

export async function askAtKiosk(ctx: Ctx, seated: Seated, said: Body<'askAtKiosk'>): Promise<void> {
  await note(ctx, seated, 'conversation', await sayInChat(ctx, seated.row.visit, said));
}

/** In the company's name and at its cost: a device sends no codes to as many strangers as somebody types. */
const codes = { each: 3, anHour: 40 } as const;
const hourMs = 3_600_000;

/** Takes an address for answers, and sends a code there. Problem `invalid` for what is none, `conflict` where no text message can be sent, `too-many`. */
export async function giveAddress(ctx: Ctx, { row }: Seated, { kind, value }: Body<'giveAddressAtKiosk'>): Promise<void> {
  if (normalise(kind, value) === undefined)
    throw new Problem('invalid', { fields: [{ path: 'body/value', message: 'is not an address of this kind' }] });
  if (kind === 'phone' && !(await textSender(ctx))) throw new Problem('conflict', { because: 'no-texts' });
  const { count } = await ctx.db.one(codesSince, [ctx.workspace, row.kiosk, new Date(ctx.now.getTime() - hourMs)]);
  const counted = await ctx.db.maybe(countCode, [ctx.workspace, row.id, codes.each]);
  if (!counted || count >= codes.anHour) throw new Problem('too-many', { retryAfterSeconds: 300 });
  await giveChatAddress(ctx, row.visit, kind, value);
}

/** A wrong code is an answer, not a refusal: its try must be counted. Problem `conflict` before an address was given. */
export async function proveAddress(ctx: Ctx, seated: Seated, code: string): Promise<{ proved: boolean }> {
  const answer = await proveChatAddress(ctx, seated.row.visit, code);
  const address = answer.proved ? await chatAddress(ctx, seated.row.visit) : undefined;
  if (!address) return answer;
  await note(ctx, seated, 'address', address.id);
  await ctx.db.run(voidLinks, [ctx.workspace, seated.row.id]);
  return answer;
}

/** A request of Art. 15 to 22, to be answered at the address or number that was proved: a copy is for nobody but the person, and lies on the page that a code to it opens. Problem `conflict` without one, `invalid` for a wish without the words or the purpose that it needs. */
export async function requestAtKiosk(ctx: Ctx, seated: Seated, asked: Body<'requestAtKiosk'>): Promise<void> {
  const address = await chatAddress(ctx, seated.row.visit);
  const opensNothing = address?.kind === 'phone' && config.of(ctx).codeTextsPerHour === 0;
  if (!address?.proved || opensNothing) throw new Problem('conflict', { because: 'no-address', article: '12(6)' });
  const { kind, text, purpose } = asked;
  const clientKey = lookupHash(ctx.tools, 'kiosk-wish', JSON.stringify([seated.row.id, kind, purpose, text])); // the same pressed twice is one; keyed, since words are in it
  const { id } = await openRequest(ctx, { kind, text, purpose, person: seated.me, source: 'person', clientKey });
  await note(ctx, seated, 'request', id);
}

async function objectionsOf(ctx: Ctx, { me }: Seated, language: Language): Promise<Answer<'readSitting'>['objections']> {
  const open = (await myPurposes(ctx, me, language)).items.filter(({ objected }) => !objected);
  return open.map(({ code, name, description }) => ({ purpose: code, name, description }));
}
