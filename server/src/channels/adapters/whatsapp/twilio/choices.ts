// Choices of a reply by Twilio: a quick reply with up to three buttons, more behind a list (Content API; within a conversation neither asks for WhatsApp's approval). Twilio wants a content for each form.
// Ours holds gaps alone, one for each number of choices, made once: what is said to a person goes with the message, and is taken back with it.
import { type Tools, tool } from '#kit/tool';
import { str } from '../../meta/loose.ts';
import { callBeside } from '../../sms/twilio/call.ts';
import type { TwilioSettings } from '../../sms/twilio/settings.ts';
import { asksToChoose, choiceId, mostButtons, opensList } from '../choices.ts';
import { contentPages, fewestSeconds } from './templates.ts';

/** The SIDs of our contents by account and name; a promise, so that two messages at once make one. */
const known = tool<Map<string, Promise<string | undefined>>>('channels.twilio.choices');

const longestGap = 250; // what Twilio advises
const untaken = /[\n\r\t]| {5}/; // it refuses a gap with these (21656)

/** What goes ahead as a message of its own, and what stands right above the choices: a gap takes one short line. */
export const partedAtGap = (text: string, language: string): { readonly ahead: string; readonly said: string } =>
  text.trim() === '' || [...text].length > longestGap || untaken.test(text)
    ? { ahead: text, said: asksToChoose(language) }
    : { ahead: '', said: text };

/** The form of a message with these choices; undefined when Twilio gives no content for it within so many seconds, so that they have to be listed. Never throws. */
export async function choiceForm(
  tools: Tools,
  settings: TwilioSettings,
  { text, choices, language }: { readonly text: string; readonly choices: readonly string[]; readonly language: string },
  seconds: number,
): Promise<Readonly<Record<string, string>> | undefined> {
  const sid = await contentFor(tools, settings, choices.length, seconds);
  if (sid === undefined) return undefined;
  const values = choices.length <= mostButtons ? [text, ...choices] : [text, opensList(language), ...choices];
  return { ContentSid: sid, ContentVariables: JSON.stringify(Object.fromEntries(values.map((value, at) => [String(at + 1), value]))) };
}

/** Somebody deleted our content at Twilio: the next message makes it anew. */
export function forgetContent(tools: Tools, settings: TwilioSettings, count: number): void {
  all(tools).delete(keyOf(settings, count));
}

function contentFor(tools: Tools, settings: TwilioSettings, count: number, seconds: number): Promise<string | undefined> {
  const key = keyOf(settings, count);
  const before = all(tools).get(key);
  if (before !== undefined) return before;
  const found = findOrMake(tools, settings, count, seconds);
  all(tools).set(key, found);
  void found.then((sid) => sid === undefined && all(tools).delete(key)); // asked again with the next message
  return found;
}

async function findOrMake(tools: Tools, settings: TwilioSettings, count: number, seconds: number): Promise<string | undefined> {
  const end = performance.now() + seconds * 1000;
  const left = () => (end - performance.now()) / 1000;
  const name = nameOf(count);
  for await (const page of contentPages(tools, settings, '/v1/Content', left)) {
    if (page === undefined) return undefined;
    const sid = sidIn(page.find((each) => each['friendly_name'] === name));
    if (sid !== undefined) return sid;
  }
  if (left() < fewestSeconds) return undefined;
  const made = await callBeside(tools, settings, 'content', 'POST', '/v1/Content', contentOf(count), left());
  return 'silent' in made || made.status !== 201 ? undefined : sidIn(made.body);
}

/** Gaps alone: the words, on a list what opens it, and each title. The ids say nothing of what is asked. */
function contentOf(count: number): object {
  const isButtons = count <= mostButtons;
  const first = isButtons ? 2 : 3;
  const places = Array.from({ length: count }, (_, at) => ({ gap: `{{${at + first}}}`, id: choiceId(at) }));
  const types = isButtons
    ? { 'twilio/quick-reply': { body: '{{1}}', actions: places.map(({ gap, id }) => ({ type: 'QUICK_REPLY', title: gap, id })) } }
    : { 'twilio/list-picker': { body: '{{1}}', button: '{{2}}', items: places.map(({ gap, id }) => ({ item: gap, id })) } };
  const variables = Object.fromEntries(Array.from({ length: count + first - 1 }, (_, at) => [String(at + 1), `Example ${at + 1}`]));
  return { friendly_name: nameOf(count), language: 'en', variables, types };
}

const nameOf = (count: number): string => `parley_choices_${count}`;
const keyOf = ({ provider, accountSid }: TwilioSettings, count: number): string => `${provider} ${accountSid} ${count}`;
function sidIn(content: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const sid = str(content?.['sid']);
  return /^HX[0-9a-f]{32}$/.test(sid) ? sid : undefined;
}

function all(tools: Tools): Map<string, Promise<string | undefined>> {
  if (!tools.has(known.name)) known.set(tools, new Map());
  return known.of({ tools });
}
