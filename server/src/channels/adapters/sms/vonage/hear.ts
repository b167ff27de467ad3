// What Vonage hands in: JSON under a signed token. The answer leaves after what it brought is durable: until then Vonage must think it was not taken, and comes
// again for a day. The same again changes nothing: messages are known by their id, and a state only advances.
import { log } from '#kit/log';
import { clock } from '#kit/pool';
import type { Asked, Told } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import { hooks } from '../hooks.ts';
import { type Handed, inboundOf, receiptOf } from './incoming.ts';
import type { VonageSettings } from './settings.ts';
import { signedClaims } from './signature.ts';

export async function hearVonage(account: Account<VonageSettings>, what: 'in' | 'status', asked: Asked, tools: Tools): Promise<Told> {
  const { apiKey, applicationId, signatureSecret } = account.settings;
  const header = asked.header('authorization');
  // by its own account Vonage may hand in unsigned after a fault of its own, and signs when it is sent away to come again
  if (header === undefined) return { status: 503 };
  const claims = signedClaims(signatureSecret, header, asked.body, clock.of({ tools })());
  if (claims?.apiKey !== apiKey || (claims.applicationId ?? applicationId) !== applicationId) {
    log.of({ tools })('warn', 'sms.webhook-refused', { workspace: account.workspace, inbox: account.inbox });
    return { status: 403 };
  }
  const handed = read(asked.body);
  const { receive, report } = hooks.of({ tools });
  if (what === 'status') {
    const receipt = handed && receiptOf(account, handed, asked.query.get('m'));
    if (receipt) await report(receipt);
    return handed ? { status: 200 } : { status: 422 };
  }
  const inbound = handed && inboundOf(await meantBy(account, handed, tools), handed);
  if (!inbound) return { status: 422 };
  await receive(inbound);
  return { status: 200 };
}

/** One application has one webhook, also where it has several numbers: what was written to another of ours goes to the inbox of that one. */
async function meantBy(account: Account<VonageSettings>, { to }: Handed, tools: Tools): Promise<Account<VonageSettings>> {
  const { number, applicationId } = account.settings;
  if (typeof to !== 'string' || `+${to}` === number) return account;
  const siblings = (await hooks.of({ tools }).siblings(account)) as readonly Account<VonageSettings>[];
  return siblings.find(({ settings }) => settings.number === `+${to}` && settings.applicationId === applicationId) ?? account;
}

function read(body: Buffer): Handed | undefined {
  try {
    const found: unknown = JSON.parse(body.toString('utf8'));
    return found !== null && typeof found === 'object' && !Array.isArray(found) ? (found as Handed) : undefined;
  } catch {
    return undefined;
  }
}
