// Where a company's own system hands in: `POST /hooks/custom/KEY`, signed by Standard Webhooks. Nothing of a body counts before its signature was found right, and the
// answer leaves after what it brought is durable. What does not fit is refused in a Problem (RFC 9457) that names places, never values.
import { Errors } from 'typebox/value';
import { config } from '#kit/config';
import { log } from '#kit/log';
import { clock } from '#kit/pool';
import type { Asked, Protocol, Told } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import { forProviders } from '../hook-pace.ts';
import { hookPrefix, hooks } from './hooks.ts';
import { take } from './incoming.ts';
import { type CustomSettings, secretsOf } from './settings.ts';
import { type Event, shapeOf, types } from './shapes.ts';
import { isSigned } from './signature.ts';

export const webhooks: Protocol = {
  prefix: hookPrefix,
  bodyLimitBytes: 16_000_000,
  ...forProviders,
  knock,
  answer: handIn,
  refuse: (status) =>
    problem(
      status,
      { 413: 'The body is larger than 16 MB.', 503: 'Too many calls at once: hand it in again in a moment.' }[status] ?? 'Not taken.',
    ),
};

const aheadSeconds = 300;
const path = /^\/([0-9a-f]{40})$/;

const accountFor = async (tools: Tools, at: string) =>
  (await hooks.of({ tools }).accountAt(path.exec(at)?.[1] ?? '')) as Account<CustomSettings> | undefined;

/** Sixteen megabytes are read only for a channel that is there. */
async function knock(tools: Tools, asked: Pick<Asked, 'method' | 'path'>): Promise<Told | undefined> {
  if (!path.test(asked.path)) return problem(404, 'No channel is here.');
  if (asked.method !== 'POST') return { ...problem(405, 'Only POST is heard here.'), headers: { ...asProblem, allow: 'POST' } };
  return (await accountFor(tools, asked.path)) ? undefined : problem(404, 'No channel is here.');
}

async function handIn(tools: Tools, asked: Asked): Promise<Told> {
  const account = await accountFor(tools, asked.path);
  if (!account) return problem(404, 'No channel is here.'); // closed meanwhile
  const text = asked.body.toString('utf8');
  const header = (name: string) => asked.header(`webhook-${name}`) ?? '';
  const signed = { id: header('id'), timestamp: header('timestamp'), signature: header('signature') };
  const now = clock.of({ tools })();
  if (!isSigned(secretsOf(account.settings, now), signed, text, now)) {
    log.of({ tools })('warn', 'custom.webhook-refused', { workspace: account.workspace, inbox: account.inbox });
    return problem(
      401,
      'The signature or its time is not right: webhook-id, webhook-timestamp and webhook-signature of Standard Webhooks.',
    );
  }
  const event = eventIn(text, Number(signed.timestamp));
  if ('status' in event) return event;
  const size = sizeOf(event);
  if (size > config.of({ tools }).attachmentMaxBytes) return problem(413, 'A file is larger than this house takes.');
  const taken = await take(hooks.of({ tools }), account, event);
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(taken), workspace: account.workspace };
}

/** What came, whose time lies no more than `aheadSeconds` after that of the webhook: one far ahead would make every later change an old one. */
function eventIn(text: string, sentAt: number): Event | Told {
  const body = json(text);
  const shape = shapeOf(body?.['type']);
  if (!body) return problem(422, 'The body is no JSON object.');
  if (!shape) return problem(422, `type is none of ${types.join(', ')}.`);
  const faults = [...Errors(shape, body)].slice(0, 10).map(({ instancePath, message }) => ({ path: `body${instancePath}`, message }));
  if (faults.length > 0) return problem(422, 'The body does not fit its type.', faults);
  const event = body as Event;
  const at = Date.parse(event.timestamp) / 1000;
  if (Number.isNaN(at)) return problem(422, 'timestamp is no instant.');
  return at > sentAt + aheadSeconds ? problem(422, 'timestamp lies ahead of webhook-timestamp.') : event;
}

/** The largest file, in bytes. */
function sizeOf(event: Event): number {
  const files = event.type === 'message.received' ? (event.data.files ?? []) : [];
  return Math.max(0, ...files.map(({ content }) => Math.floor((content.length * 3) / 4)));
}

function json(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return body !== null && typeof body === 'object' && !Array.isArray(body) ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const asProblem = { 'content-type': 'application/problem+json' };
const problem = (status: number, detail: string, fields?: readonly { path: string; message: string }[]): Told => ({
  status,
  headers: asProblem,
  body: JSON.stringify({ type: 'about:blank', status, title: detail, ...(fields && { fields }) }),
});
