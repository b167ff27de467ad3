// The two questions. Before a yes ends it still stands: the question goes by the way it was given for, under its own purpose, and the gate is asked as for any such message. Once
// a changed purpose has ended it, nothing may be sent for it: then the question is put where the person wrote lately, as colleagues put it, or not at all.
import { company } from '#access';
import { type Due, inTouchDays, noteAsked, stateOf, stillDue, whatChanged } from '#consent';
import { conversation, latestConversation, listInboxes, start, talkSince } from '#conversations';
import { permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { holdGroup, profileOf } from '#people';
import { type Language, purposeByCode, shownFor } from '#purposes';
import { adapterOf } from '../adapters.ts';
import { askConsent, knownLanguage } from '../ask-consent.ts';
import type { AskingFacts } from '../asking-words.ts';
import { leaveLinks } from '../choice-link.ts';
import { takesWords } from '../late.ts';
import { leaveKept, liesAtKiosk, reachedFrom } from '../many/many.ts';
import { writtenEnough } from '../rest.ts';
import { changedText, lapsingText } from './words.ts';

const dayMs = 86_400_000;

/** Asks whether it goes on; undefined when they were asked or there is nothing to ask any more, else a code for why nothing leaves now. Problems as `start`. */
export async function askBeforeEnd(ctx: Ctx, asked: Due): Promise<string | undefined> {
  const group = await holdGroup(ctx, asked.person); // two nodes that ask at the same moment ask once
  const [person] = group;
  if (person === undefined) throw new Problem('erased');
  const due = await stillDue(ctx, asked);
  const purpose = await purposeByCode(ctx, asked.purpose);
  if (due?.why !== 'lapses' || !purpose) return 'answered-elsewhere';
  if (purpose.toChildren) return 'asks-a-parent'; // a parent agreed, and a child's press would be told that it counts (Art. 8)
  if (await writtenEnough.of(ctx)(ctx, group, due.purpose)) return 'written-enough'; // the question is one more message for it
  const inbox = await inboxTo(ctx, due.channel, person, group);
  if (typeof inbox === 'string') return inbox;
  const right = await permitOrThrow(ctx, {
    ...{ act: 'send', person, purpose: due.purpose, channel: due.channel, fields: ['people.name', 'people.language'] },
    ...(inbox.recipient !== null && { recipient: inbox.recipient }),
  });
  const { name, language: own } = await company(ctx);
  const language = languageOf((await profileOf(ctx, right, person))?.language) ?? own;
  const { subject, text } = lapsingText(language, {
    company: name,
    purpose: purpose.texts[language],
    wording: shownFor(purpose, due.channel, language),
    link: (await leaveLinks(ctx, person, due.purpose, due.channel)).preferencesUrl,
    endsOn: new Date(`${due.endsOn}T00:00:00Z`),
  });
  const leave = purpose.advertising ? leaveKept(due.channel, language) : { text: '', choices: [] };
  const words = { text: text + leave.text, choices: leave.choices, ...(due.channel === 'email' && { subject }) };
  const { message } = await start(ctx, { person, inbox: inbox.id, purpose: due.purpose, ...words, isForMany: true });
  await noteAsked(ctx, due, message);
  return undefined;
}

/** Asks about what changed, in a talk that goes on; as `askBeforeEnd`. */
export async function askAboutChange(ctx: Ctx, asked: Due): Promise<string | undefined> {
  const group = await holdGroup(ctx, asked.person);
  const [person] = group;
  if (person === undefined) throw new Problem('erased');
  const due = await stillDue(ctx, asked);
  const purpose = await purposeByCode(ctx, asked.purpose);
  if (due?.why !== 'changed' || !purpose) return 'answered-elsewhere';
  if (purpose.toChildren) return 'asks-a-parent';
  const talk = await talkSince(ctx, group, new Date(ctx.now.getTime() - inTouchDays * dayMs));
  if (!talk || (await liesAtKiosk(ctx, talk.inbox, person))) return 'not-in-touch';
  const { channel: here } = await conversation(ctx, talk.id);
  if (await saidNo(ctx, group, due.purpose, here)) return 'channel-stopped';
  if (!(await takesWords(ctx, adapterOf(here), talk.id))) return 'window-closed';
  const language = (await knownLanguage(ctx, person)) ?? (await company(ctx)).language;
  const change = await whatChanged(ctx, person, due.purpose, due.channel, language);
  if (!change) return 'answered-elsewhere';
  const words = ({ purpose: asking, ...facts }: AskingFacts) =>
    changedText(language, { ...facts, purpose: { ...asking, description: change.now }, before: change.before });
  const answer = await askConsent(ctx, { conversation: talk.id, purpose: due.purpose, channel: due.channel, words });
  if (!answer.asked) return answer.decision.because;
  await noteAsked(ctx, due, answer.taken.message);
  return undefined;
}

/** An inbox of the channel from which they can be written to now, or a code for why there is none. */
async function inboxTo(ctx: Ctx, channel: Due['channel'], person: PersonId, group: readonly PersonId[]) {
  const open = (await listInboxes(ctx)).filter((each) => each.channel === channel);
  let because = open.length === 0 ? 'no-channel' : 'no-address';
  for (const inbox of open) {
    const reached = [...(await reachedFrom(ctx, inbox.id, group)).values()];
    if (reached.includes('window-closed')) because = 'window-closed';
    if (!reached.includes('open') || (await liesAtKiosk(ctx, inbox.id, person))) continue;
    // a campaign may leave as a template at any time; the question is in words of ours, and one that the door refuses was never asked
    if (await takesWords(ctx, adapterOf(channel), (await latestConversation(ctx, person, inbox.id))?.id)) return inbox;
    because = 'window-closed';
  }
  return because;
}

/** Whether they said no on a channel to the purpose itself or to being written to: a question there, also as an answer to that no, would ask until they give in (Art. 7(3), 21(2)). */
async function saidNo(ctx: Ctx, group: readonly PersonId[], purpose: string, channel: Due['channel']): Promise<boolean> {
  const states = [await stateOf(ctx, group, purpose, channel), await stateOf(ctx, group, 'service-conversation', channel)];
  return states.includes('withdrawn') || states.includes('refused');
}

const languageOf = (known: string | null | undefined): Language | undefined =>
  (['en', 'de', 'fr', 'es'] as const).find((each) => known?.startsWith(each));
