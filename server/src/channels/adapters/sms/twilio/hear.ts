// What Twilio hands in: a signed form. The answer leaves after what it brought is durable: until then Twilio must think it was not taken.
import { config } from '#kit/config';
import { log } from '#kit/log';
import type { Asked, Told } from '#kit/protocol';
import type { Tool, Tools } from '#kit/tool';
import type { Account, Hooks, Inbound } from '../../../adapter.ts';
import { prefixOf } from '../hook-url.ts';
import { hooks } from '../hooks.ts';
import { inboundOf, receiptOf } from './incoming.ts';
import type { TwilioSettings } from './settings.ts';
import { isSigned } from './signature.ts';

const taken: Told = { status: 200, headers: { 'content-type': 'text/xml' }, body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' };

/** Whose door it is, and how a form says what somebody wrote there; undefined when it names no message. */
type Door = {
  readonly hooks: Tool<Hooks>;
  readonly read: (account: Account<TwilioSettings>, form: URLSearchParams, tools: Tools) => Promise<Inbound | 'known' | undefined>;
};
export const hearTwilio = hearAt({ hooks, read: inboundOf });

/** Takes in at one door what was signed for it and nothing else. */
export function hearAt(door: Door): (account: Account<TwilioSettings>, what: 'in' | 'status', asked: Asked, tools: Tools) => Promise<Told> {
  return (account, what, asked, tools) => hear(door, account, what, asked, tools);
}

async function hear(door: Door, account: Account<TwilioSettings>, what: 'in' | 'status', asked: Asked, tools: Tools): Promise<Told> {
  const form = new URLSearchParams(asked.body.toString('utf8'));
  const query = asked.query.size > 0 ? `?${asked.query.toString()}` : '';
  const url = `${config.of({ tools }).publicUrl}${prefixOf(account.settings)}${asked.path}${query}`;
  const isTheirs = isSigned(account.settings.authToken, url, form, asked.header('x-twilio-signature'));
  if (!isTheirs || form.get('AccountSid') !== account.settings.accountSid) {
    log.of({ tools })('warn', account.settings.channel === 'whatsapp' ? 'whatsapp.webhook-refused' : 'sms.webhook-refused', {
      workspace: account.workspace,
      inbox: account.inbox,
    });
    return { status: 403 };
  }
  const { receive, report } = door.hooks.of({ tools });
  if (what === 'status') {
    const receipt = receiptOf(account, form, asked.query.get('m') ?? '');
    if (receipt) await report(receipt);
    return taken;
  }
  const inbound = await door.read(account, form, tools);
  if (!inbound) return { status: 422 };
  if (inbound !== 'known') await receive(inbound);
  return taken;
}
