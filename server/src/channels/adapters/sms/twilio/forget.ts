// Art. 17 and 19: what Twilio holds of a person's messages is taken back. First the words are emptied, since that works at once also where a deletion must wait
// until a message has come to its end; then files and message are deleted.
import type { Tools } from '#kit/tool';
import type { Silence } from '#kit/unsent';
import type { Account } from '../../../adapter.ts';
import type { Forgotten } from '../../../described.ts';
import { type Answer, call } from './call.ts';
import type { TwilioSettings } from './settings.ts';

const together = 5;

/** Deletes messages by SID; what Twilio no longer knows counts as gone. What is left may be asked for again. */
export async function forgetTexts({ settings }: Account<TwilioSettings>, ids: readonly string[], tools: Tools): Promise<Forgotten> {
  const sids = ids.filter((id) => /^[A-Z]{2}[0-9a-f]{32}$/.test(id));
  const left: string[] = [];
  for (let at = 0; at < sids.length; at += together) {
    const batch = sids.slice(at, at + together);
    const gone = await Promise.all(batch.map((sid) => forgetOne(settings, sid, tools)));
    left.push(...batch.filter((_, place) => !gone[place]));
    if (left.length >= together && left.length === at + batch.length) return { gone: 0, left: [...left, ...sids.slice(at + together)] }; // it is away: ask later
  }
  return { gone: sids.length - left.length, left };
}

async function forgetOne(settings: TwilioSettings, sid: string, tools: Tools): Promise<boolean> {
  const emptied = await call(tools, settings, 'POST', `/Messages/${sid}.json`, { Body: '' });
  if (isGone(emptied)) return true;
  const media = await call(tools, settings, 'GET', `/Messages/${sid}/Media.json`);
  if (!('status' in media) || media.status !== 200) return false; // without its message a file could be asked for no more
  for (const file of filesIn(media))
    if (!isDeleted(await call(tools, settings, 'DELETE', `/Messages/${sid}/Media/${file}.json`))) return false;
  return isDeleted(await call(tools, settings, 'DELETE', `/Messages/${sid}.json`));
}

const isDeleted = (answer: Answer | Silence): boolean => isGone(answer) || ('status' in answer && answer.status === 204);

const isGone = (answer: Answer | Silence): boolean => 'status' in answer && answer.status === 404;

function filesIn(answer: Answer | Silence): string[] {
  if ('silent' in answer || !Array.isArray(answer.body['media_list'])) return [];
  return (answer.body['media_list'] as { sid?: unknown }[]).flatMap(({ sid }) =>
    typeof sid === 'string' && /^ME[0-9a-f]{32}$/.test(sid) ? [sid] : [],
  );
}
