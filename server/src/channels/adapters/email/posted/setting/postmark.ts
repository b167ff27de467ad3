// Postmark: the address of the server's one inbound stream, and a webhook for each stream by which mail leaves (postmarkapp.com/developer/api, Server, Webhooks, Message Streams).
import type { Tools } from '#kit/tool';
import type { Silence } from '#kit/unsent';
import { list, str } from '../../../meta/loose.ts';
import { hookUrl } from '../../hooks.ts';
import { addressFor, leadsHere, ledHere, type Siblings } from './address.ts';
import { type Answer, call, isDone, type KeyedAccount } from './call.ts';
import { done, type Look, stop, type Told } from './words.ts';

const mostStreams = 10; // of a server

/** Enters the address with its password, has the raw mail come along, and adds or renews the webhooks. Throws what `stop` makes. */
export async function setPostmark(tools: Tools, account: KeyedAccount, siblings: Siblings): Promise<Told> {
  const server = mustBeDone(await call(tools, account, '/server'));
  // a server hands in at one address: taking it over would end what comes in at another inbox, or in a system that is not ours
  const before = str(server.body['InboundHookUrl']);
  if (siblings.some((each) => leadsHere(tools, each, before))) throw stop('postmark-taken');
  if (before !== '' && !ledHere(account, before)) throw stop('postmark-elsewhere');
  const json = { InboundHookUrl: addressFor(tools, account), RawEmailEnabled: true };
  mustBeDone(await call(tools, account, '/server', { method: 'PUT', json }));
  const there = await webhooksOf(tools, account);
  for (const stream of await streamsOf(tools, account)) {
    const ofStream = there.filter((each) => str(each['MessageStream']) === stream);
    const own = ofStream.find((each) => ledHere(account, each['Url']));
    if (!own && ofStream.some((each) => siblings.some((sibling) => leadsHere(tools, sibling, each['Url'])))) continue;
    const path = own ? `/webhooks/${encodeURIComponent(str(own['ID']))}` : '/webhooks';
    const webhook = { ...webhookFor(tools, account), ...(!own && { MessageStream: stream }) };
    mustBeDone(await call(tools, account, path, { method: own ? 'PUT' : 'POST', json: webhook }));
  }
  return { words: done };
}

/** Whether all of it stands there. Throws what `stop` makes. */
export async function lookAtPostmark(tools: Tools, account: KeyedAccount, siblings: Siblings): Promise<Look> {
  const { body } = mustBeDone(await call(tools, account, '/server'));
  const ours = [account, ...siblings];
  const [there, streams] = [await webhooksOf(tools, account), await streamsOf(tools, account)];
  const isTold = (stream: string) =>
    there.some((each) => str(each['MessageStream']) === stream && ours.some((one) => leadsHere(tools, one, each['Url'])));
  return { handsIn: leadsHere(tools, account, body['InboundHookUrl']) && body['RawEmailEnabled'] === true, tells: streams.every(isTold) };
}

/** Words of a mail that came back are left out: nobody reads them here. */
const webhookFor = (tools: Tools, { settings }: KeyedAccount) => ({
  Url: hookUrl(tools, settings.key),
  HttpAuth: { Username: 'parley', Password: settings.hookSecret },
  Triggers: {
    ...{ Bounce: { Enabled: true, IncludeContent: false }, SpamComplaint: { Enabled: true, IncludeContent: false } },
    SubscriptionChange: { Enabled: true },
  },
});

const webhooksOf = async (tools: Tools, account: KeyedAccount) =>
  list(mustBeDone(await call(tools, account, '/webhooks')).body['Webhooks']);

async function streamsOf(tools: Tools, account: KeyedAccount): Promise<string[]> {
  const { body } = mustBeDone(await call(tools, account, '/message-streams?MessageStreamType=All'));
  const leaving = list(body['MessageStreams']).filter((each) => str(each['MessageStreamType']) !== 'Inbound');
  return leaving
    .map((each) => str(each['ID']))
    .filter((id) => id !== '')
    .slice(0, mostStreams);
}

function mustBeDone(answer: Answer | Silence): Answer {
  if ('silent' in answer) throw stop('postmark-away');
  if (isDone(answer)) return answer;
  if (answer.status === 401 || answer.status === 403) throw stop('postmark-refused');
  throw stop(answer.status === 422 ? 'postmark-address' : 'postmark-fault');
}
