// Asking for a consent in a conversation: one message, told like any other, with a link to a page where yes and no weigh the same (Art. 7; EDPB 05/2020).
// What was shown is recorded with the asking, so that a later yes can be proved (Art. 7(1)).
import { company } from '#access';
import { noteAsked, record, standing } from '#consent';
import { alreadyWritten, conversation as conversationOf, reply, type Taken } from '#conversations';
import { type Decision, permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { holdGroup, profileOf } from '#people';
import { currentNotice, type Language, purposeByCode, shownFor } from '#purposes';
import type { ChannelKind } from './adapter.ts';
import { allowancesFor } from './allowances.ts';
import { type AskingFacts, askingText } from './asking-words.ts';
import { leaveLinks } from './choice-link.ts';

export type Asking = {
  readonly conversation: ConversationId;
  readonly purpose: string;
  readonly channel: ChannelKind;
  readonly clientKey?: string | undefined;
  /** Instead of the usual words. */
  readonly words?: (facts: AskingFacts) => string;
};
export type AskedFor = { readonly asked: true; readonly taken: Taken } | { readonly asked: false; readonly decision: Decision };

/** Asks once, or says why not: what was answered with no rests for 90 days, what is open is not asked again, and a yes that stands only within the month before its end. Problems `not-found`, `erased`, `gate-refused` for the message, `conflict` without a published notice. */
export async function askConsent(ctx: Ctx, { conversation: id, purpose: code, channel, clientKey, words }: Asking): Promise<AskedFor> {
  const repeated = await alreadyWritten(ctx, clientKey);
  if (repeated) return { asked: true, taken: repeated };
  const conversation = await conversationOf(ctx, id);
  const [person] = await holdGroup(ctx, conversation.person); // two who ask at the same moment make one question
  if (!person) throw new Problem('erased');
  const purpose = await purposeByCode(ctx, code);
  const decision = (await allowancesFor(ctx, person, 'en', id)).find((item) => item.purpose === code && item.channel === channel)?.ask;
  if (!decision?.allowed || !purpose) return { asked: false, decision: decision ?? notConsent(purpose !== undefined) };
  const language = await languageOf(ctx, person);
  const notice = await currentNotice(ctx, language);
  if (!notice)
    throw new Problem('conflict', {
      article: '13(1)',
      detail: 'Publish the privacy notice first: nobody can agree to what they were not told.',
    });
  const wording = shownFor(purpose, channel, language);
  const text = (words ?? ((facts) => askingText(language, facts)))({
    company: (await company(ctx)).name,
    purpose: purpose.texts[language],
    wording,
    link: (await leaveLinks(ctx, person, code, channel, conversation.channel)).preferencesUrl,
  });
  const taken = await reply(ctx, { conversation: id, text, purpose: 'service-conversation', clientKey });
  const stands = await standing(ctx, person, code, channel);
  if (stands) {
    // a question is no answer: the yes that stands counts until its end, whatever comes of this
    await noteAsked(ctx, { event: stands.event, person: stands.person, purpose: code, channel, why: 'lapses' }, taken.message);
    return { asked: true, taken };
  }
  await record(ctx, {
    person,
    purpose: code,
    channel,
    state: 'requested',
    method: 'agent',
    by: 'agent',
    notice,
    language,
    wording,
    evidence: taken.message,
  });
  return { asked: true, taken };
}

const languageOf = async (ctx: Ctx, person: PersonId): Promise<Language> =>
  (await knownLanguage(ctx, person)) ?? (await company(ctx)).language;

/** The language that a person is known to read; undefined when nothing is known of it. */
export async function knownLanguage(ctx: Ctx, person: PersonId): Promise<Language | undefined> {
  const right = await permitOrThrow(ctx, {
    act: 'reveal',
    person,
    purpose: 'service-conversation',
    fields: ['people.name', 'people.language'],
  });
  const known = (await profileOf(ctx, right, person))?.language;
  return languages.find((each) => each === known);
}

const languages: readonly Language[] = ['en', 'de', 'fr', 'es'];
const notConsent = (isKnown: boolean): Decision =>
  isKnown
    ? {
        allowed: false,
        because: 'not-consent',
        article: '6(1)(a)',
        words: 'This does not rest on consent here, so there is nothing to ask for.',
      }
    : { allowed: false, because: 'unknown-purpose', article: '5(1)(b)', words: 'There is no such purpose.' };
