// A webhook as Twilio calls it: a signed form by POST, with fifteen seconds of patience.
import { request as overHttp } from 'node:http';
import { request as overTls } from 'node:https';

export type Call = { readonly url: string; readonly form: string; readonly signature: string };
/** The status that came back; 0 when nothing did. */
export type Deliver = (call: Call) => Promise<number>;

const patienceMs = 15_000;

export const callOver: Deliver = ({ url, form, signature }) =>
  new Promise((resolve) => {
    const isTls = url.startsWith('https:');
    const headers = {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'content-length': Buffer.byteLength(form),
      'x-twilio-signature': signature,
      'user-agent': 'TwilioProxy/1.1',
    };
    // it only ever calls this machine: whatever certificate it shows is our own
    const sent = (isTls ? overTls : overHttp)(url, {
      method: 'POST',
      headers,
      agent: false,
      timeout: patienceMs,
      ...(isTls && { rejectUnauthorized: false }),
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(0));
    sent.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.end(form);
  });
