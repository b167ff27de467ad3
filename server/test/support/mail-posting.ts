// Mail and news of it, posted as Mailgun, SendGrid and Postmark were told to (`mail-providers.ts`).
import { createHmac, randomBytes, sign } from 'node:crypto';
import type { Json, MailProviders, Route } from './mail-providers.ts';

export const signingKey = 'key-0123456789abcdef0123456789abcdef';

/** Calls an address as a provider does: what stands before the host becomes Basic authentication (RFC 7617). Gives the status. */
async function post(address: string, body: string | Buffer, headers: Record<string, string>): Promise<number> {
  const url = new URL(address);
  const basic = Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString('base64');
  const more: Record<string, string> = url.username === '' ? {} : { authorization: `Basic ${basic}` };
  [url.username, url.password] = ['', ''];
  return (await fetch(url, { method: 'POST', headers: { ...headers, ...more }, body: new Uint8Array(Buffer.from(body)) })).status;
}

/** By the routes that match the recipient; gives a status for each. */
export async function postAsMailgun({ mailgun }: MailProviders, recipient: string, raw: string): Promise<number[]> {
  const matches = ({ expression }: Route) => {
    const [, pattern = ''] = /^match_recipient\("(.*)"\)$/.exec(expression) ?? [];
    return new RegExp(pattern.replace('(?i)', ''), pattern.startsWith('(?i)') ? 'i' : '').test(recipient);
  };
  const [timestamp, token] = [String(Math.floor(Date.now() / 1000)), randomBytes(25).toString('hex')];
  const signature = createHmac('sha256', signingKey).update(`${timestamp}${token}`).digest('hex');
  const form = new URLSearchParams({ recipient, sender: 'ada@example.net', timestamp, token, signature, 'body-mime': raw }).toString();
  const urls = mailgun.routes
    .filter(matches)
    .flatMap(({ actions }) => actions.flatMap((each) => /^forward\("(.*)"\)$/.exec(each)?.[1] ?? []));
  return Promise.all(urls.map((url) => post(url, form, { 'content-type': 'application/x-www-form-urlencoded' })));
}

/** What is mailed to a domain, or events where none is named; signed where that is switched on, or left `unsigned`. */
export async function postAsSendGrid(
  { sendgrid }: MailProviders,
  what: { host: string; raw: string; unsigned?: true } | { events: Json[] },
): Promise<number> {
  const setting = 'host' in what ? sendgrid.settings.get(what.host) : sendgrid.webhooks.find((each) => each['enabled'] === true);
  const keys =
    'host' in what ? sendgrid.policies.get(String(setting?.['security_policy']))?.keys : sendgrid.signers.get(String(setting?.['id']));
  const type = 'host' in what ? 'multipart/form-data; boundary=xYzZY' : 'application/json';
  const body =
    'host' in what
      ? `--xYzZY\r\nContent-Disposition: form-data; name="email"\r\n\r\n${what.raw}\r\n--xYzZY--\r\n`
      : JSON.stringify(what.events);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const isSigned = keys !== undefined && !('unsigned' in what);
  const signature = isSigned ? sign('sha256', Buffer.from(timestamp + body), keys.privateKey).toString('base64') : '';
  const proof = { 'x-twilio-email-event-webhook-timestamp': timestamp, 'x-twilio-email-event-webhook-signature': signature };
  return post(String(setting?.['url']), body, { 'content-type': type, ...(isSigned && proof) });
}

/** What comes in at the server's inbound stream, or an event of a stream by which mail leaves. */
export async function postAsPostmark(
  { postmark }: MailProviders,
  what: { raw: string } | { stream: string; event: Json },
): Promise<number> {
  if ('raw' in what)
    return post(
      String(postmark.server['InboundHookUrl']),
      JSON.stringify(postmark.server['RawEmailEnabled'] ? { RawEmail: what.raw } : {}),
      { 'content-type': 'application/json' },
    );
  const webhook = postmark.webhooks.find((each) => each['MessageStream'] === what.stream);
  const { Username, Password } = (webhook?.['HttpAuth'] ?? {}) as Record<string, string>;
  const url = String(webhook?.['Url']).replace('://', `://${Username}:${Password}@`);
  return post(url, JSON.stringify(what.event), { 'content-type': 'application/json' });
}
