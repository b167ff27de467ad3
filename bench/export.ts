// How fast an access copy is made and fetched (Art. 15(3)): everything of somebody with a hundred thousand messages, opened, recorded, and taken to the last byte of the
// ZIP as a browser takes it, against a COPY of the same rows in plaintext into a file. Megabytes are those that COPY writes of these rows, on both sides, so that nothing
// is gained by saying more around them. Each ZIP is read by a program that did not write it, and every message must be in it. Memory is that of the whole server.
import { createWriteStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { sealMany } from '../server/src/keys/keys.ts';
import { type InboxId, newId, type PersonId, type WorkspaceId } from '../server/src/kit/ids.ts';
import { act } from '../server/src/kit/pool.ts';
import type { Tools } from '../server/src/kit/tool.ts';
import { arrive, prove } from '../server/src/people/people.ts';
import { openSession } from '../server/src/rights/sessions.ts';
import { unzipped } from '../server/test/support/unzip.ts';
import { type Figure, type Measured, median, ratioOf, type Sides } from './figure.ts';
import { type Ground, query } from './frame/ground.ts';
import { openCaller } from './frame/load.ts';
import { openRooms } from './frame/node.ts';
import { type House, openHouse } from './frame/parley.ts';
import { openPlainDatabase } from './frame/plain.ts';
import { peakKb, settledPeak } from './frame/program.ts';
import { settle } from './frame/settle.ts';

const sizes = [10_000, 100_000] as const;
const largest = 100_000;
const perConversation = 500;
const looksAtMemory = 3;
const megabyte = 1e6;

export const exported: Figure = {
  name: 'export',
  says: `megabytes a second of an access archive of ${largest} messages, fetched whole, against a COPY of the same rows in plaintext`,
  unit: 'MB/s',
  better: 'more',
  open: openExport,
  aim: ratioOf(0.3),
};

type Somebody = { readonly person: PersonId; readonly token: string; readonly request: string; readonly size: number };
type Fetched = { readonly seconds: number; readonly bytes: number; readonly inside: number };

async function openExport(ground: Ground): Promise<Sides> {
  const house = await openHouse(ground);
  const { tools } = await openRooms(ground, house.databaseUrl, 4, ['conversations', 'rights']);
  const plain = await openPlainDatabase(ground);
  const inbox = (await house.staff.call('listInboxes')).items[0]?.id as InboxId;
  const people: Somebody[] = [];
  for (const [number, size] of sizes.entries()) people.push(await plant(house, tools, inbox, plain, size, number));
  await query(house.databaseUrl, 'ANALYZE messages');
  await query(plain.databaseUrl, 'ANALYZE messages');
  await settle(house.databaseUrl);
  const somebody = people.find(({ size }) => size === largest) as Somebody;
  const file = path.join(ground.folder, 'copy');
  const client = new pg.Client({ connectionString: plain.databaseUrl });
  await client.connect();
  const copy = async (): Promise<{ seconds: number; bytes: number }> => {
    const began = performance.now();
    await pipeline(client.query(copyTo(copyText(plain.workspace, somebody.person))), createWriteStream(file));
    return { seconds: (performance.now() - began) / 1000, bytes: (await stat(file)).size };
  };
  const size = (await copy()).bytes;
  const archives: Fetched[] = [];
  return {
    ours: async (): Promise<Measured> => {
      const fetched = await fetchCopy(house, somebody, file);
      archives.push(fetched);
      return { value: size / megabyte / fetched.seconds, n: largest };
    },
    baseline: async (): Promise<Measured> => {
      const { seconds, bytes } = await copy();
      if (bytes !== size) throw new Error(`COPY wrote ${bytes} bytes, and ${size} before`);
      return { value: bytes / megabyte / seconds, n: largest };
    },
    also: async () => {
      const peaks = await peaksOf(house, people, file);
      const middle = (of: (one: Fetched) => number) => median(archives.map(of));
      return {
        'peak_mb of the server, 10000 messages': peaks.get(10_000) ?? Number.NaN,
        'peak_mb of the server, 100000 messages': peaks.get(largest) ?? Number.NaN,
        'seconds, 100000 messages': Number(middle(({ seconds }) => seconds).toFixed(2)),
        'MB of the rows as COPY writes them': Number((size / megabyte).toFixed(1)),
        'MB of the archive, and unpacked': `${(middle(({ bytes }) => bytes) / megabyte).toFixed(1)}, ${(middle(({ inside }) => inside) / megabyte).toFixed(1)}`,
      };
    },
    close: () => client.end(),
  };
}

/** Peak memory while a copy is fetched, in megabytes, by size: the middle of some looks, taken in turns. */
async function peaksOf(house: House, people: readonly Somebody[], file: string): Promise<Map<number, number>> {
  const seen = new Map<number, number[]>(people.map(({ size }) => [size, []]));
  for (let look = 0; look < looksAtMemory; look += 1)
    for (const somebody of people) {
      settledPeak(house.pid);
      await fetchCopy(house, somebody, file);
      seen.get(somebody.size)?.push(peakKb(house.pid) / 1000);
    }
  return new Map([...seen].map(([size, peaks]) => [size, Math.round(median(peaks))]));
}

let visits = 0;

/** From the request to the last byte in a file; then it is unpacked and looked through, which does not count. */
async function fetchCopy(house: House, { token, request, size }: Somebody, file: string): Promise<Fetched> {
  visits += 1;
  const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': `198.19.0.${visits % 250}` }; // an address may ask ten times a minute
  const began = performance.now();
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) =>
    http.get(`${house.url}/v1/person/requests/${request}/archive`, { headers }, resolve).once('error', reject),
  );
  await pipeline(answer, createWriteStream(file));
  const seconds = (performance.now() - began) / 1000;
  if (answer.statusCode !== 200) throw new Error(`the copy answered ${answer.statusCode}: ${readFileSync(file, 'utf8').slice(0, 200)}`);
  const files = unzipped(readFileSync(file));
  const { sections } = JSON.parse(files.get('data.json') ?? '{}') as {
    sections: { holding: string; items: { fields: { body: string } }[] }[];
  };
  const texts = sections.find(({ holding }) => holding === 'messages')?.items.map(({ fields }) => fields.body) ?? [];
  if (texts.length !== size || texts.some((text, at) => text !== textOf(at)))
    throw new Error(`${texts.length} messages stand in the copy of ${size}, or other words`);
  return { seconds, bytes: (await stat(file)).size, inside: [...files.values()].reduce((sum, each) => sum + Buffer.byteLength(each), 0) };
}

const textOf = (at: number): string =>
  `Line ${at} of the talk about the brass reading lamp, order ${1_000_003 * (at + 1)}, in the warm finish. Is it still to be had?`;

/** Somebody who proved who they are, with so many sealed messages and a request that is answered; the same rows stand in plaintext on the other side. */
async function plant(
  house: House,
  tools: Tools,
  inbox: InboxId,
  plain: Awaited<ReturnType<typeof openPlainDatabase>>,
  size: number,
  number: number,
): Promise<Somebody> {
  const workspace = house.workspace as WorkspaceId;
  const scope = { workspace, actor: { kind: 'system', id: 'bench' } as const, purpose: 'service-conversation' };
  const { person, token } = await act(tools, scope, async (ctx) => {
    const known = await arrive(ctx, { kind: 'email', value: `reader-${number}@example.com`, name: 'Ada' });
    await prove(ctx, known.identity, 'code');
    return { person: known.person, token: (await openSession(ctx, known.person)).token };
  });
  for (let from = 0; from < size; from += perConversation) {
    const conversation = newId('cnv');
    const ids = Array.from({ length: perConversation }, () => newId('msg'));
    const texts = ids.map((_, at) => textOf(from + at));
    const sealed = await act(tools, scope, (ctx) =>
      sealMany(
        ctx,
        ids.map((row, at) => ({ place: { subject: person, table: 'messages', row, column: 'body' }, plain: texts[at] ?? '' })),
      ),
    );
    for (const [url, whose, room, bodies] of [
      [house.databaseUrl, workspace, inbox, sealed],
      [plain.databaseUrl, plain.workspace, plain.inbox, texts],
    ] as const) {
      await query(url, conversationText, [whose, conversation, room, person, perConversation]);
      await query(url, messagesText(bodies === texts ? 'text' : 'bytea'), [whose, conversation, person, ids, bodies, from]);
    }
  }
  const caller = openCaller(house.url, 1);
  const headers = { authorization: `Bearer ${token}` };
  const answer = await caller.call({
    method: 'POST',
    path: '/v1/person/requests',
    headers,
    body: JSON.stringify({ kind: 'access' }),
  });
  caller.close();
  const { id, state } = JSON.parse(answer.body) as { id: string; state: string };
  if (state !== 'fulfilled') throw new Error(`the request for a copy was answered ${answer.status}: ${answer.body.slice(0, 200)}`);
  return { person, token, request: id, size };
}

const conversationText = `INSERT INTO conversations (workspace_id, id, inbox_id, person_id, status, last_sequence, last_message_at, created_at)
  VALUES ($1, $2, $3, $4, 'open', $5, now(), now() - interval '1 day')`;
const messagesText = (
  type: string,
) => `INSERT INTO messages (workspace_id, id, conversation_id, person_id, sequence, kind, direction, author_kind, author_id, purpose, body, delivery, at)
  SELECT $1, id, $2, $3::text, number, 'message', 'in', 'person', $3::text, 'service-conversation', body, 'received', date_trunc('day', now()) - interval '1 day' + ($6::int + number) * interval '1 ms'
  FROM unnest($4::text[], $5::${type}[]) WITH ORDINALITY AS each (id, body, number)`;

/** As somebody would write it who hands over what is there: one statement, one pass over the index, straight into the file. */
const copyText = (
  workspace: string,
  person: string,
): string => `COPY (SELECT id, conversation_id, sequence, kind, author_kind, purpose, body, delivery, at
  FROM messages WHERE workspace_id = '${workspace}' AND person_id = '${person}' ORDER BY at, id) TO STDOUT (FORMAT csv, HEADER)`;
