// A messaging service: numbers that Twilio chooses from. What they receive is handed in where the service says, unless it leaves that to each number (Services resource, messaging v1).
import type { Tools } from '#kit/tool';
import { str } from '../../meta/loose.ts';
import { hookUrl } from '../hook-url.ts';
import type { Verdict } from '../shape.ts';
import { callBeside, faultOf } from './call.ts';
import type { TwilioSettings } from './settings.ts';

const notThere = 'The messaging service was not found in this account at Twilio.';

/** Whether what its numbers receive comes here; `where` are the words before. Never throws. */
export async function testService(settings: TwilioSettings, tools: Tools, where: string): Promise<Verdict> {
  const answer = await callBeside(tools, settings, 'messaging', 'GET', pathOf(settings));
  if (!('silent' in answer) && answer.status === 404) return { ok: false, words: notThere };
  const fault = faultOf(answer);
  if (fault !== undefined || 'silent' in answer) return { ok: false, words: fault ?? '' };
  const isOurs = str(answer.body['inbound_request_url']) === hookUrl(tools, settings, 'in');
  if (isOurs && answer.body['use_inbound_webhook_on_number'] !== true)
    return { ok: true, words: `${where} The messaging service hands in what it receives here.` };
  return { ok: false, words: `${where} But what the messaging service receives does not come here yet: set its webhook.` };
}

/** Enters our webhook at the service, for all its numbers, also as the one to fall back on. Never throws. */
export async function connectService(settings: TwilioSettings, tools: Tools): Promise<Verdict> {
  const url = hookUrl(tools, settings, 'in');
  const set = {
    InboundRequestUrl: url,
    InboundMethod: 'POST',
    FallbackUrl: url,
    FallbackMethod: 'POST',
    UseInboundWebhookOnNumber: 'false',
  };
  const answer = await callBeside(tools, settings, 'messaging', 'POST', pathOf(settings), new URLSearchParams(set));
  if (!('silent' in answer) && answer.status === 404) return { ok: false, words: notThere };
  const fault = faultOf(answer);
  return fault ? { ok: false, words: fault } : { ok: true, words: 'Done: what the messaging service receives comes here from now on.' };
}

const pathOf = ({ service }: TwilioSettings): string => `/v1/Services/${service}`;
