// Art. 17 and 19: the files of a person that lie at Meta are deleted, those that came and those that we uploaded. Words cannot be taken back by the API; Meta says that it keeps
// them for at most 30 days.
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import type { Forgotten } from '../../described.ts';
import { call, isDone } from '../meta/call.ts';
import { obj } from '../meta/loose.ts';
import type { CloudSettings } from './settings.ts';

const together = 5;

/** Deletes files by their ids; what Meta no longer knows counts as gone. What is left may be asked for again. */
export async function forgetFiles(
  { settings }: Pick<Account<CloudSettings>, 'settings'>,
  ids: readonly string[],
  tools: Tools,
): Promise<Forgotten> {
  const files = ids.filter((id) => /^media:\d{5,30}$/.test(id));
  const left: string[] = [];
  let proof: Promise<boolean> | undefined;
  const mayAsk = (): Promise<boolean> => (proof ??= isLetIn(tools, settings));
  for (let at = 0; at < files.length; at += together) {
    const batch = files.slice(at, at + together);
    const gone = await Promise.all(batch.map((file) => forgetOne(tools, settings, file.slice('media:'.length), mayAsk)));
    left.push(...batch.filter((_, place) => !gone[place]));
  }
  return { gone: files.length - left.length, left };
}

/** `100` with subcode `33` says both that there is no such thing and that we may not see it: it counts as gone only for whom Meta lets in. */
async function forgetOne(tools: Tools, settings: CloudSettings, id: string, mayAsk: () => Promise<boolean>): Promise<boolean> {
  const answer = await call(tools, settings, `/${id}`, { method: 'DELETE', query: { phone_number_id: settings.numberId } });
  if ('silent' in answer) return false;
  const fault = obj(answer.body['error']);
  const isUnknown = answer.status === 404 || (Number(fault['code']) === 100 && Number(fault['error_subcode']) === 33);
  return isDone(answer) || (isUnknown && mayAsk());
}

const isLetIn = async (tools: Tools, settings: CloudSettings): Promise<boolean> =>
  isDone(await call(tools, settings, `/${settings.numberId}`, { query: { fields: 'id' } }));
