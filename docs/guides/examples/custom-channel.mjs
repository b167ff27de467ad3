// The other side of a custom channel in a few lines, without any package: it hands one message in to Parley and takes what is answered.
//   HOOK=https://talk.example.com/hooks/custom/… SECRET=whsec_… PORT=9000 node custom-channel.mjs ada-1 "The lamp flickers"
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { HOOK: hook, SECRET: secret, PORT: port = '9000' } = process.env;
const [who = 'ada-1', text = 'The lamp flickers'] = process.argv.slice(2);
const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
const signatureOf = (id, timestamp, body) => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;

/** Hands an event in; the answer says `stored`, or `repeated` when the same message came before. */
async function handIn(type, data) {
  const [id, timestamp] = [randomUUID(), String(Math.floor(Date.now() / 1000))];
  const body = JSON.stringify({ type, timestamp: new Date().toISOString(), data });
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatureOf(id, timestamp, body) };
  const answer = await fetch(hook, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** Whether Parley signed this: one of the signatures is right, and not older than five minutes. */
function isFromParley({ headers }, body) {
  const [id, timestamp] = [headers['webhook-id'] ?? '', headers['webhook-timestamp'] ?? ''];
  const expected = Buffer.from(signatureOf(id, timestamp, body));
  const given = (headers['webhook-signature'] ?? '').split(' ').map((each) => Buffer.from(each));
  const isNow = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
  return isNow && given.some((each) => each.length === expected.length && timingSafeEqual(each, expected));
}

const seen = new Set(); // by webhook-id: Parley sends the same one again when it got no answer
createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  if (!isFromParley(request, body)) return response.writeHead(401).end();
  const { type, data } = JSON.parse(body);
  if (type === 'message.sent' && !seen.has(request.headers['webhook-id'])) {
    seen.add(request.headers['webhook-id']);
    console.log(`to ${data.to}: ${data.text}`);
    setTimeout(() => handIn('message.delivered', { id: data.id }).catch(console.error), 100);
  }
  response.writeHead(200).end();
}).listen(Number(port), async () => {
  console.log(await handIn('message.received', { id: randomUUID(), from: { id: who, name: 'Ada' }, text }));
});
