// Calls over HTTP/2, which Apple demands: one connection per host, kept while it is used, because connections that come and go look like an attack there.
import { type ClientHttp2Session, connect, constants } from 'node:http2';
import { type Tools, tool } from '#kit/tool';

export type Answered = { readonly status: number; readonly body: string; readonly retryAfter: string | null };
type Asked = { readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };

const seconds = 15;
const mostBytes = 16_384;
const idleMs = 5 * 60_000;
const sessions = tool<Map<string, ClientHttp2Session>>('channels.push.http2');

/** POSTs and gives the answer; rejects when none came in time, when it is too long, or when the connection broke. */
export function ask(tools: Tools, origin: string, { path, headers, body }: Asked): Promise<Answered> {
  const session = sessionTo(tools, origin);
  return new Promise((resolve, reject) => {
    const stream = session.request({ ':method': 'POST', ':path': path, ...headers });
    const parts: Buffer[] = [];
    let size = 0;
    let status = 0;
    let retryAfter: string | null = null;
    const fail = (code: string) => {
      stream.close(constants.NGHTTP2_CANCEL);
      reject(Object.assign(new Error(code), { code }));
    };
    const timer = setTimeout(() => {
      drop(tools, origin, session); // it may hang unnoticed after a change of network
      fail('http2-too-slow');
    }, seconds * 1000);
    stream.on('response', (answer) => {
      status = Number(answer[':status']);
      retryAfter = (answer['retry-after'] as string | undefined) ?? null;
    });
    stream.on('data', (part: Buffer) => {
      size += part.length;
      if (size > mostBytes) fail('http2-too-large');
      else parts.push(part);
    });
    stream.on('error', reject);
    stream.on('close', () => {
      clearTimeout(timer);
      if (status === 0) reject(Object.assign(new Error('http2-no-answer'), { code: 'http2-no-answer' }));
      else resolve({ status, body: Buffer.concat(parts).toString('utf8'), retryAfter });
    });
    stream.end(body);
  });
}

/** Ends every connection, at the stop. */
export function closeSessions(tools: Tools): void {
  if (!tools.has(sessions.name)) return;
  for (const session of sessions.of({ tools }).values()) session.destroy();
  sessions.of({ tools }).clear();
}

function sessionTo(tools: Tools, origin: string): ClientHttp2Session {
  if (!tools.has(sessions.name)) sessions.set(tools, new Map());
  const known = sessions.of({ tools }).get(origin);
  if (known && !known.closed && !known.destroyed) return known;
  const session = connect(origin);
  const gone = () => drop(tools, origin, session);
  session.setTimeout(idleMs, gone);
  session.on('error', gone); // whoever waits hears of it by the stream
  session.on('goaway', gone);
  session.on('close', gone);
  session.unref();
  sessions.of({ tools }).set(origin, session);
  return session;
}

/** No new calls over it; those under way may end. */
function drop(tools: Tools, origin: string, session: ClientHttp2Session): void {
  const all = sessions.of({ tools });
  if (all.get(origin) === session) all.delete(origin);
  if (!session.closed && !session.destroyed) session.close();
}
