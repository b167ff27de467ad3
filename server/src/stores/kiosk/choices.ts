// Yes and no at a kiosk: all answers of a page at once, or none. What stood on the screen comes back with them, since the proof names a notice and a wording that
// somebody saw (Art. 7(1)): where either is no longer the one in force, nothing is taken and the page asks anew.
import { createHash } from 'node:crypto';
import type { Answer, Body } from '@parley/contract';
import { chatAddress } from '#channels';
import { readLatestOfAll, statesOf } from '#consent';
import type { Ctx } from '#kit/ctx';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import { group } from '#people';
import { type ChannelKind, currentNotice, type Language } from '#purposes';
import { choose } from '#rights';
import { note } from './notes.ts';
import type { Seated } from './sittings.ts';

type Choice = Answer<'readSitting'>['choices'][number];
type Said = Answer<'chooseAtKiosk'>['answers'][number];

/** What needs an age or a statement of its own is asked on the person's own phone, where there is time for it. */
export async function choicesOn(ctx: Ctx, { me }: Seated, kind: 'email' | 'phone', language: Language): Promise<Choice[]> {
  const channel = channelFor(kind);
  return (await statesOf(ctx, me, language))
    .filter((each) => each.channel === channel && !each.explicit && each.ages.length === 0)
    .map(({ purpose, purposeName, description, state, wording }) => {
      const words = { purpose, purposeName, description, channel, wording };
      return { ...words, state, shown: createHash('sha256').update(JSON.stringify(words)).digest('hex') };
    });
}

/** Takes every answer with what was shown and, where it was signed, the signature. A yes by email or text waits until it is confirmed from there; one that stands or waits already is not taken twice. Problem `conflict` for what is not offered here, or was shown in words that are no longer in force. */
export async function chooseAtKiosk(
  ctx: Ctx,
  seated: Seated,
  { noticeId, noticeHash, language, signedName, answers }: Body<'chooseAtKiosk'>,
  signature: string | undefined,
  request: RequestFacts,
): Promise<{ answers: Said[] }> {
  const address = await chatAddress(ctx, seated.row.visit);
  const offered = address?.proved ? await choicesOn(ctx, seated, address.kind, language) : [];
  const asked = answers.map((each) => offered.find(({ purpose, channel }) => purpose === each.purpose && channel === each.channel));
  if (!asked.every((each) => each !== undefined)) throw new Problem('conflict', { because: 'not-offered-here' });
  const notice = await currentNotice(ctx, language);
  const isCurrent = notice?.id === noticeId && notice.hash === noticeHash && answers.every(({ shown }, at) => asked[at]?.shown === shown);
  if (!isCurrent) throw new Problem('conflict', { because: 'shown-changed', article: '7(1)' });
  const place = { ip: request.ip, agent: request.userAgent, store: seated.store.id, place: seated.store.name, kiosk: seated.kiosk.id };
  const said: Said[] = [];
  for (const { purpose, channel, given } of answers) {
    const signs = given ? { ...(signedName && { signedName }), ...(signature && { signature }) } : {};
    const before = (await newestOn(ctx, seated, purpose, channel))?.id;
    const how = { method: 'kiosk', session: { ...place, ...signs } } as const;
    await choose(ctx, { person: seated.me, purpose, channel }, { given, language }, how);
    const after = await newestOn(ctx, seated, purpose, channel);
    const isNew = after !== undefined && after.id !== before;
    if (isNew) await note(ctx, seated, 'choice', after.id);
    said.push({ purpose, channel, state: after?.state ?? 'none', isNew });
  }
  return { answers: said };
}

async function newestOn(ctx: Ctx, { me }: Seated, purpose: string, channel: ChannelKind) {
  return (await readLatestOfAll(ctx, await group(ctx, me)))
    .filter((event) => event.purpose === purpose && event.channel === channel)
    .toSorted((one, other) => other.at.getTime() - one.at.getTime() || (one.id < other.id ? 1 : -1))[0];
}

const channelFor = (kind: 'email' | 'phone'): ChannelKind => (kind === 'email' ? 'email' : 'sms');
