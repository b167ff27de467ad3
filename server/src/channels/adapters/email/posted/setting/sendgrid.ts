// SendGrid: a setting of Inbound Parse for the domain, under a security policy that signs, and an Event Webhook that signs (twilio.com/docs/sendgrid/api-reference). The public keys come back with it.
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import type { Silence } from '#kit/unsent';
import { type Loose, list, obj, str } from '../../../meta/loose.ts';
import { type PostedSettings, publicKeysIn } from '../settings.ts';
import { addressFor, domainAt, leadsHere, ledHere, type Siblings } from './address.ts';
import { type Answer, call, isDone, type KeyedAccount } from './call.ts';
import { done, type Look, stop, type Told } from './words.ts';

const [parse, events, policies] = [
  '/v3/user/webhooks/parse/settings',
  '/v3/user/webhooks/event/settings',
  '/v3/user/webhooks/security/policies',
];
const name = 'Parley';
const graceMs = 4 * 86_400_000; // it tries again for three days

/** Sets both, has both signed, and gives the public keys: keys that are there stay, since switching signatures on anew would change them. Throws what `stop` makes. */
export async function setSendGrid(tools: Tools, account: KeyedAccount, siblings: Siblings): Promise<Told> {
  const ofParse = await setParse(tools, account, siblings);
  const ofEvents = await setEvents(tools, account, siblings);
  const hookKey = [...new Set([ofParse, ofEvents].filter((key) => key !== ''))].join(' ');
  if (publicKeysIn(hookKey).length !== hookKey.split(' ').length) throw stop('sendgrid-fault');
  return { words: done, settings: keptOf(tools, account, hookKey) };
}

/** Whether both stand there. Throws what `stop` makes. */
export async function lookAtSendGrid(tools: Tools, account: KeyedAccount, siblings: Siblings): Promise<Look> {
  const setting = await settingOf(tools, account);
  const ours = [account, ...siblings];
  const tells = (await webhooksOf(tools, account)).some(
    (each) => each['enabled'] === true && ours.some((one) => leadsHere(tools, one, each['url'])),
  );
  return { handsIn: setting !== undefined && leadsHere(tools, account, setting['url']) && setting['send_raw'] === true, tells };
}

/** New keys alone have a password beside them for a while: what was sent off unsigned, and failed here, is sent again as it was. */
function keptOf(tools: Tools, { settings }: KeyedAccount, hookKey: string): Partial<PostedSettings> | undefined {
  if (hookKey === settings.hookKey) return undefined;
  return { hookKey, hookPasswordUntil: new Date(clock.of({ tools })().getTime() + graceMs).toISOString() };
}

async function setParse(tools: Tools, account: KeyedAccount, siblings: Siblings): Promise<string> {
  const before = await settingOf(tools, account);
  // a domain hands in at one address: taking it over would end what comes in at another inbox, or in a system that is not ours
  if (siblings.some((each) => leadsHere(tools, each, before?.['url']))) throw stop('sendgrid-taken');
  if (before && str(before['url']) !== '' && !ledHere(account, before['url'])) throw stop('sendgrid-elsewhere');
  const own = { url: addressFor(tools, account), send_raw: true };
  if (!before) {
    const made = await call(tools, account, parse, { method: 'POST', json: { ...own, hostname: domainAt(account), spam_check: false } });
    if ('status' in made && (made.status === 400 || made.status === 404)) throw stop('sendgrid-domain');
    mustBeDone(made);
  }
  const policy = await policyFor(tools, account, str(before?.['security_policy']));
  const json = { ...own, spam_check: before?.['spam_check'] === true, security_policy: policy.id };
  mustBeDone(await call(tools, account, `${parse}/${encodeURIComponent(domainAt(account))}`, { method: 'PATCH', json }));
  return policy.key;
}

/** The policy that is attached, if it signs; else one of ours, which all inboxes of the account share. */
async function policyFor(tools: Tools, account: KeyedAccount, attached: string): Promise<{ readonly id: string; readonly key: string }> {
  const there = attached === '' ? undefined : await call(tools, account, `${policies}/${encodeURIComponent(attached)}`);
  const known = there && 'status' in there && isDone(there) ? policyOf(obj(there.body['policy'])) : undefined;
  if (known && known.key !== '') return known;
  const all = list(mustBeDone(await call(tools, account, policies)).body['policies']).map(policyOf);
  const own = all.find((each) => each.name === name && each.key !== '');
  if (own) return own;
  const made = mustBeDone(await call(tools, account, policies, { method: 'POST', json: { name, signature: { enabled: true } } }));
  return policyOf(obj(made.body['policy']));
}
const policyOf = (policy: Loose) => ({
  id: str(policy['id']),
  name: str(policy['name']),
  key: str(obj(policy['signature'])['public_key']),
});

/** Gives the key by which it signs; none where another inbox is told, which hears for all. */
async function setEvents(tools: Tools, account: KeyedAccount, siblings: Siblings): Promise<string> {
  const there = await webhooksOf(tools, account);
  const before = there.find((each) => ledHere(account, each['url']));
  if (!before && there.some((each) => each['enabled'] === true && siblings.some((one) => leadsHere(tools, one, each['url'])))) return '';
  const json = { url: addressFor(tools, account), friendly_name: name, enabled: true, ...told };
  const path = before ? `${events}/${encodeURIComponent(str(before['id']))}` : events;
  const set = await call(tools, account, path, { method: before ? 'PATCH' : 'POST', json });
  if ('status' in set && set.status === 400) throw stop('sendgrid-events');
  const id = str(before?.['id'] ?? mustBeDone(set).body['id']);
  mustBeDone(set);
  if (str(before?.['public_key']) !== '') return str(before?.['public_key']);
  const signed = await call(tools, account, `${events}/signed/${encodeURIComponent(id)}`, { method: 'PATCH', json: { enabled: true } });
  return str(mustBeDone(signed).body['public_key']);
}

/** What is heard of here: what people open and press is nobody's business, and arrives only where somebody else asked for it. */
const told = {
  ...{ bounce: true, dropped: true, spam_report: true, unsubscribe: true, group_unsubscribe: true },
  ...{ processed: false, delivered: false, deferred: false, open: false, click: false, group_resubscribe: false },
};

const webhooksOf = async (tools: Tools, account: KeyedAccount) =>
  list(mustBeDone(await call(tools, account, `${events}/all`)).body['webhooks']);

async function settingOf(tools: Tools, account: KeyedAccount): Promise<Loose | undefined> {
  const answer = await call(tools, account, `${parse}/${encodeURIComponent(domainAt(account))}`);
  return 'status' in answer && answer.status === 404 ? undefined : mustBeDone(answer).body;
}

function mustBeDone(answer: Answer | Silence): Answer {
  if ('silent' in answer) throw stop('sendgrid-away');
  if (isDone(answer)) return answer;
  throw stop(answer.status === 401 || answer.status === 403 ? 'sendgrid-refused' : 'sendgrid-fault');
}
