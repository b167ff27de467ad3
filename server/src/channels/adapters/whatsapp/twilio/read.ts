// A form that Twilio handed in for WhatsApp, in the house's words. Twilio passes on fewer kinds than Meta: what a reaction or an edit would say never comes.
import type { Tools } from '#kit/tool';
import type { Account, Inbound } from '../../../adapter.ts';
import { safeText } from '../../../safe-text.ts';
import { lines } from '../../meta/loose.ts';
import { isSid, mediaIn, wishIn } from '../../sms/twilio/incoming.ts';
import { fetchMedia } from '../../sms/twilio/media.ts';
import type { TwilioSettings } from '../../sms/twilio/settings.ts';
import { addressFrom } from '../address.ts';
import { isChoice } from '../choices.ts';
import { endsAsListed, endsByTap } from '../ends-by-tap.ts';
import { hooks } from '../hooks.ts';
import { unknown } from '../said.ts';

/** What somebody wrote; `known` when it is here already, undefined when the form names no message or nobody who could be answered. */
export async function inboundOf(
  account: Account<TwilioSettings>,
  form: URLSearchParams,
  tools: Tools,
): Promise<Inbound | 'known' | undefined> {
  const { workspace, inbox, settings } = account;
  const sid = form.get('MessageSid') ?? form.get('SmsSid') ?? '';
  const address = addressFrom(form.get('From') ?? '', form.get('ExternalUserId') ?? '');
  if (!isSid(sid) || address === undefined) return undefined;
  const media = mediaIn(form);
  if (media.length > 0 && (await hooks.of({ tools }).isKnown({ workspace, inbox, externalId: sid }))) return 'known'; // nothing is fetched twice
  const text = textOf(form);
  const name = safeText(form.get('ProfileName') ?? '')
    .slice(0, 200)
    .trim();
  const earlier = form.get('OriginalRepliedMessageSid') ?? '';
  const { isAnswered = false, wish } = wishIn(form);
  const isOurs = [form.get('ButtonPayload'), form.get('ListId')].some((id) => id !== null && isChoice(id));
  return {
    ...{ workspace, inbox, externalId: sid, authentic: false, continues: true, automatic: false, isAnswered },
    from: { kind: 'account', ...address, ...(name !== '' && { name }) },
    text: safeText(text === '' && media.length === 0 ? unknown() : text),
    attachments: await fetchMedia(settings, media, tools),
    answers: isSid(earlier) ? [earlier] : [],
    wish: wish ?? (!isOurs && isStopTapped(form) ? 'stop' : undefined), // what colleagues ask is words
  };
}

/** A button below a template, such as “Stop promotions”; what is listed afterwards has its words and does not say that it was tapped. */
const isStopTapped = (form: URLSearchParams): boolean => endsByTap(form.get('ButtonText') ?? '') || endsAsListed(form.get('Body') ?? '');

/** Words, or what stands for them: the answer that was chosen from a list, or a place. */
function textOf(form: URLSearchParams): string {
  const field = (name: string): string => form.get(name) ?? '';
  const [latitude, longitude] = [field('Latitude'), field('Longitude')];
  const place = latitude === '' || longitude === '' ? '' : lines(field('Label'), field('Address'), `${latitude}, ${longitude}`);
  const chosen = field('ButtonText') || lines(field('ListTitle'), field('ListDescription'));
  const words = field('Body');
  return lines(words === field('Label') || words === field('Address') ? '' : words, words === '' ? chosen : '', place) || words;
}
