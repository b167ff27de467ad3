// What a customer does at a kiosk: leave a message, say where to answer, agree or refuse, ask for their rights. Each act is written down with the store it happened in.
import type { Answer, Body } from '@parley/contract';
import { chatAddress, giveChatAddress, hasWritten, proveChatAddress, sayInChat, textSender } from '#channels';
import { readLatestOfAll, statesOf } from '#consent';
import type { Ctx } from '#kit/ctx';
import { newId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import { group, normalise } from '#people';
import type { ChannelKind, Language } from '#purposes';
import { choose, openRequest } from '#rights';
import { type RecordKind, store } from '../store.ts';
import { handOverUrl } from './hand-over.ts';
import type { Seated } from './sittings.ts';

/** How far this sitting has come, and what may be agreed to on the channel of the address that was proved. */
export async function readSitting(ctx: Ctx, seated: Seated, language: Language): Promise<Answer<'readSitting'>> {
  const address = await chatAddress(ctx, seated.row.visit);
  return {
    asked: await hasWritten(ctx, seated.row.visit),
    address: address ? { kind: address.kind, proved: address.proved } : null,
    choices: address?.proved ? await choicesOn(ctx, seated, channelFor(address.kind), language) : [],
    handOverUrl: await handOverUrl(ctx, seated),
  };
}

export async function askAtKiosk(ctx: Ctx, seated: Seated, said: Body<'askAtKiosk'>): Promise<void> {
  await note(ctx, seated, 'conversation', await sayInChat(ctx, seated.row.visit, said));
}

/** Takes an address for answers, and sends a code there. Problem `invalid` for what is none, `conflict` where no text message can be sent, `too-many`. */
export async function giveAddress(ctx: Ctx, { row }: Seated, { kind, value }: Body<'giveAddressAtKiosk'>): Promise<void> {
  if (normalise(kind, value) === undefined)
    throw new Problem('invalid', { fields: [{ path: 'body/value', message: 'is not an address of this kind' }] });
  if (kind === 'phone' && !(await textSender(ctx))) throw new Problem('conflict', { because: 'no-texts' });
  await giveChatAddress(ctx, row.visit, kind, value);
}

/** A wrong code is an answer, not a refusal: its try must be counted. Problem `conflict` before an address was given. */
export async function proveAddress(ctx: Ctx, seated: Seated, code: string): Promise<{ proved: boolean }> {
  const answer = await proveChatAddress(ctx, seated.row.visit, code);
  const address = answer.proved ? await chatAddress(ctx, seated.row.visit) : undefined;
  if (address) await note(ctx, seated, 'address', address.id);
  return answer;
}

/** Yes or no, with what was shown and, where it was signed, the signature. A yes by email or text waits until it is confirmed from there. Problem `conflict` for what is not offered here. */
export async function chooseAtKiosk(
  ctx: Ctx,
  seated: Seated,
  body: Body<'chooseAtKiosk'>,
  signature: string | undefined,
  request: RequestFacts,
): Promise<{ state: string }> {
  const { purpose, channel, given, language, signedName } = body;
  const address = await chatAddress(ctx, seated.row.visit);
  const offered = address?.proved && channelFor(address.kind) === channel ? await choicesOn(ctx, seated, channel, language) : [];
  if (!offered.some((each) => each.purpose === purpose)) throw new Problem('conflict', { because: 'not-offered-here' });
  const session = {
    ip: request.ip,
    agent: request.userAgent,
    store: seated.store.id,
    place: seated.store.name,
    kiosk: seated.kiosk.id,
    ...(signedName && { signedName }),
    ...(signature && { signature }),
  };
  await choose(ctx, { person: seated.me, purpose, channel }, { given, language }, { method: 'kiosk', session });
  const last = (await readLatestOfAll(ctx, await group(ctx, seated.me)))
    .filter((event) => event.purpose === purpose && event.channel === channel)
    .toSorted((one, other) => (one.id < other.id ? 1 : -1))[0];
  if (last) await note(ctx, seated, 'choice', last.id);
  return { state: last?.state ?? 'none' };
}

/** A request of Art. 15 or 17, to be answered at the address that was proved. Problem `conflict` without one: a copy is for nobody but the person. */
export async function requestAtKiosk(ctx: Ctx, seated: Seated, kind: 'access' | 'erasure'): Promise<void> {
  if (!(await chatAddress(ctx, seated.row.visit))?.proved) throw new Problem('conflict', { because: 'no-address', article: '12(6)' });
  const { id } = await openRequest(ctx, { kind, person: seated.me, source: 'person', clientKey: `${seated.row.id}/${kind}` });
  await note(ctx, seated, 'request', id);
}

/** Writes down in which store something began; the same twice is once. */
export async function note(ctx: Ctx, { store: at, me }: Pick<Seated, 'store' | 'me'>, kind: RecordKind, what: string): Promise<void> {
  await store.record(ctx, newId('str'), at.id, me, kind, what);
}

/** What needs an age or a statement of its own is asked on the person's own phone, where there is time for it. */
async function choicesOn(ctx: Ctx, { me }: Seated, channel: ChannelKind, language: Language): Promise<Answer<'readSitting'>['choices']> {
  return (await statesOf(ctx, me, language))
    .filter((each) => each.channel === channel && !each.explicit && each.ages.length === 0)
    .map(({ purpose, purposeName, description, state, wording }) => ({ purpose, purposeName, description, channel, state, wording }));
}

const channelFor = (kind: 'email' | 'phone'): ChannelKind => (kind === 'email' ? 'email' : 'sms');
