// Where providers hand in text messages and news of ours: `POST /hooks/sms/KEY/in` and `/status?m=ID`. Nothing of a form counts before its signature was found
// right, and the answer leaves after what it brought is durable: until then the provider must think it was not taken.
import { config } from '#kit/config';
import { log } from '#kit/log';
import type { Asked, Protocol, Told } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import { hookPrefix } from './hook-url.ts';
import { hooks } from './hooks.ts';
import type { SmsSettings } from './settings.ts';
import { inboundOf, receiptOf } from './twilio/incoming.ts';
import { isSigned } from './twilio/signature.ts';

export const webhooks: Protocol = {
  prefix: hookPrefix,
  bodyLimitBytes: 65_536,
  perMinute: 12_000, // a provider calls from few addresses for everybody
  answer: handIn,
  refuse: (status) => ({ status }),
};

const path = /^\/([0-9a-f]{40})\/(in|status)$/;
const taken: Told = { status: 200, headers: { 'content-type': 'text/xml' }, body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' };

async function handIn(tools: Tools, asked: Asked): Promise<Told> {
  const [, key = '', what] = path.exec(asked.path) ?? [];
  if (what === undefined) return { status: 404 };
  if (asked.method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
  const { accountAt, receive, report } = hooks.of({ tools });
  const account = (await accountAt(key)) as Account<SmsSettings> | undefined;
  if (!account) return { status: 404 };
  const form = new URLSearchParams(asked.body.toString('utf8'));
  const query = asked.query.size > 0 ? `?${asked.query.toString()}` : '';
  const url = `${config.of({ tools }).publicUrl}${hookPrefix}${asked.path}${query}`;
  const isTheirs = isSigned(account.settings.authToken, url, form, asked.header('x-twilio-signature'));
  if (!isTheirs || form.get('AccountSid') !== account.settings.accountSid) {
    log.of({ tools })('warn', 'sms.webhook-refused', { workspace: account.workspace, inbox: account.inbox });
    return { status: 403 };
  }
  if (what === 'status') {
    const receipt = receiptOf(account, form, asked.query.get('m') ?? '');
    if (receipt) await report(receipt);
    return taken;
  }
  const inbound = await inboundOf(account, form, tools);
  if (!inbound) return { status: 422 };
  await receive(inbound);
  return taken;
}
