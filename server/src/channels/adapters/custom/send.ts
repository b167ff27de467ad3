// Our messages on their way to a company's own system: signed, by the house's safe way outside. The id of the webhook is the id of the message at every attempt, so that the other
// side sees a repeat as one; that is why silence is tried again.
import { createHash } from 'node:crypto';
import { fetchWithin, insideHosts, outsideFault } from '#kit/outside';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import type { Account, Outbound, Outcome } from '../../adapter.ts';
import type { Forgotten } from '../../described.ts';
import { takeAway } from '../desk.ts';
import { withWayOut } from '../way-out.ts';
import { systemFor } from './emulator.ts';
import { idOf } from './hooks.ts';
import { type CustomSettings, secretsOf } from './settings.ts';
import { headersOf } from './signature.ts';

type Verdict = { readonly ok: boolean; readonly words: string };
type Answer = { readonly status: number; readonly after: number | undefined } | { readonly fault: string };

/** Sends once. Never throws for the other side's sake. */
export async function sendToSystem(account: Account<CustomSettings>, outbound: Outbound, tools: Tools): Promise<Outcome> {
  const { settings, inbox } = account;
  const to = idOf(inbox, outbound.to.value);
  if (to === undefined) return { outcome: 'failed', because: 'unknown-address', words: 'This person has not written on this channel.' };
  if (settings.url === '' && !settings.played)
    return { outcome: 'failed', because: 'only-takes-in', words: 'This channel only takes in: no address for answers is set.' };
  const { id, use, purpose, fromName, language, preferencesUrl, owed } = outbound;
  const files = outbound.attachments.map(({ name, type, bytes }) => ({ name, type, content: bytes.toString('base64') }));
  const data = {
    id,
    to,
    use,
    purpose,
    from: fromName,
    language,
    text: withWayOut(outbound),
    files,
    ...(outbound.choices?.length && { choices: outbound.choices }),
    ...(preferencesUrl && { preferencesUrl }),
    ...(owed && { noticeUrl: owed.url }),
  };
  const sent = { id, type: 'message.sent', data, seconds: files.length > 0 ? 60 : 10 };
  return outcomeOf(await post(tools, account, sent));
}

/** Asks for a sign of life: an event that means nothing. Never throws. */
export async function testSystem(account: Account<CustomSettings>, tools: Tools): Promise<Verdict> {
  const { settings, inbox } = account;
  if (settings.url === '' && !settings.played)
    return { ok: true, words: 'This channel takes in what is signed with its secret. No address for answers is set.' };
  const answer = await post(tools, account, {
    id: idFor('channel.tested', inbox, [clock.of({ tools })().toISOString()]),
    type: 'channel.tested',
    data: { inbox },
  });
  if ('fault' in answer) return { ok: false, words: faults[answer.fault] ?? unreachable };
  if (settings.played) return { ok: answer.status === 200, words: 'The sandbox answers: nothing leaves this machine.' };
  if (answer.status >= 200 && answer.status < 300) return { ok: true, words: 'Your system answered. What it signs comes here.' };
  return { ok: false, words: `Your system answered with ${answer.status}. It must take our signature and answer 200.` };
}

/**
 * Art. 17: the company's own system is told which of its messages to forget; that it takes the event counts as done. Where no address is set nobody can be told, now or later: that is not said
 * to be done. The address may move to another host: whatever stands there is the company's own, and knows its messages.
 */
export async function forgetThere(account: Account<CustomSettings>, ids: readonly string[], tools: Tools): Promise<Forgotten> {
  const { settings, inbox } = account;
  if (settings.played) return { gone: takeAway(tools, inbox, ids), left: ids };
  if (settings.url === '') return { gone: 0, left: [], kept: ids.length };
  const type = 'messages.forgotten';
  const answer = await post(tools, account, { id: idFor(type, inbox, ids), type, data: { ids } });
  const isDone = 'status' in answer && answer.status >= 200 && answer.status < 300;
  return isDone ? { gone: ids.length, left: [] } : { gone: 0, left: ids };
}

/** The same for the same, also at another attempt. */
const idFor = (type: string, inbox: string, ids: readonly string[]): string =>
  `evt_${createHash('sha256')
    .update(JSON.stringify([type, inbox, ids]))
    .digest('hex')
    .slice(0, 32)}`;

type Sent = { readonly id: string; readonly type: string; readonly data: unknown; readonly seconds?: number };
/** An event, signed and posted; while the sandbox is on to the system of this process. */
async function post(tools: Tools, account: Account<CustomSettings>, { id, type, data, seconds = 10 }: Sent): Promise<Answer> {
  const { settings } = account;
  const now = clock.of({ tools })();
  const body = JSON.stringify({ type, timestamp: now.toISOString(), data });
  const headers = { 'content-type': 'application/json', ...headersOf(secretsOf(settings, now), id, now, body) };
  try {
    const url = settings.played ? await systemFor(tools, account) : new URL(settings.url);
    const inside = settings.played ? [url.host] : insideHosts(tools);
    const answer = await fetchWithin({ insideHosts: inside, seconds }, url, { method: 'POST', headers, body });
    const after = Number(answer.headers.get('retry-after'));
    return { status: answer.status, after: after > 0 ? after : undefined };
  } catch (error) {
    return { fault: outsideFault(error) ?? 'outside-unreachable' };
  }
}

const unreachable = 'Your system cannot be reached from here.';
const faults: Readonly<Record<string, string>> = {
  'outside-refused':
    'The address leads into a network, or is no https: that is allowed for hosts that the operator names in PARLEY_INSIDE_HOSTS only.',
  'outside-redirect': 'The address leads on to another one. Enter the one that answers.',
  'outside-too-large': 'Your system answers with too much: an empty answer is enough.',
};

function outcomeOf(answer: Answer): Outcome {
  if ('fault' in answer)
    return {
      outcome: 'retry',
      because: 'unreachable',
      words: `${faults[answer.fault] ?? 'The company’s own system could not be reached.'} It will be tried again.`,
    };
  const { status, after } = answer;
  if (status >= 200 && status < 300) return { outcome: 'sent', externalId: null };
  if (status === 429 || status >= 500)
    return {
      outcome: 'retry',
      because: status === 429 ? 'throttled' : 'unreachable',
      words: 'The company’s own system could not take it now. It will be tried again.',
      ...(after !== undefined && { afterSeconds: after }),
    };
  if (status === 401 || status === 403)
    return {
      outcome: 'retry',
      because: 'bad-credentials',
      words: 'The company’s own system does not accept our signature. An administrator must look at the channel.',
    };
  return { outcome: 'failed', because: 'rejected', words: 'The company’s own system refused the message for good.' };
}
