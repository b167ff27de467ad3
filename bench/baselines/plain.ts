// The baseline: the same two doors as a plain Fastify and PostgreSQL program would open them. Plaintext, no gate, no ledger; otherwise written as well
// as we know how: prepared statements, compiled schemas, signed visitor tokens, one transaction per message, a repeated message answered once.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';
import { newId } from '../../server/src/kit/ids.ts';

const env = (name: string) => process.env[name] ?? '';
const pool = new pg.Pool({ connectionString: env('DATABASE_URL'), max: Number(env('POOL')) });
pool.on('error', (error) => console.error(`a connection was lost: ${error.message}`));
const secret = env('TOKEN_SECRET');
const app = Fastify({ logger: false });

const takeText = `UPDATE conversations SET last_sequence = last_sequence + 1, last_message_id = $3, last_message_at = greatest(last_message_at, $4), unread = unread + 1, status = 'open'
  WHERE workspace_id = $1 AND id = $2 RETURNING last_sequence AS sequence`;
const insertText = `INSERT INTO messages (workspace_id, id, conversation_id, person_id, sequence, kind, direction, author_kind, author_id, purpose, body, client_key, delivery, at)
  VALUES ($1, $2, $3, $4, $5, 'message', 'in', 'person', $4, 'service-conversation', $6, $7, 'received', $8)`;
const knownText = 'SELECT id, sequence, body AS text, at FROM messages WHERE workspace_id = $1 AND client_key = $2';
const sessionText = 'SELECT staff_id FROM sessions WHERE hash = $1 AND expires_at > now()';
const latestText = `SELECT m.id, m.sequence, m.kind, m.direction, m.author_kind, m.author_id, coalesce(p.name, s.name, '') AS author, m.purpose, m.body AS text, m.delivery, m.at
  FROM messages m LEFT JOIN people p ON m.author_kind = 'person' AND p.workspace_id = m.workspace_id AND p.id = m.author_id
  LEFT JOIN staff s ON m.author_kind = 'staff' AND s.id = m.author_id
  WHERE m.workspace_id = $1 AND m.conversation_id = $2 ORDER BY m.sequence DESC LIMIT 50`;
const filesText =
  'SELECT message_id AS message, id, name, type, size FROM attachments WHERE workspace_id = $1 AND message_id = ANY($2) ORDER BY message_id, position';

type Visitor = { workspace: string; conversation: string; person: string };
type Written = { clientId: string; text: string };
const text = { type: 'string' } as const;
const message = { type: 'object', properties: { id: text, sequence: { type: 'integer' }, text, clientId: text, at: text } } as const;

app.post<{ Body: Written }>(
  '/messages',
  {
    schema: {
      body: {
        type: 'object',
        required: ['clientId', 'text'],
        properties: { clientId: { type: 'string', pattern: '^[0-9a-zA-Z-]{8,64}$' }, text: { type: 'string', maxLength: 20_000 } },
      },
      response: { 201: message },
    },
  },
  async (request, reply) => {
    const visitor = readVisitor(request.headers.authorization);
    if (!visitor) return reply.code(401).send();
    return reply.code(201).send(await store(visitor, request.body));
  },
);

app.get<{ Params: { conversation: string } }>('/conversations/:conversation/messages', async (request, reply) => {
  const token = request.headers.authorization?.slice(7) ?? '';
  const session = await pool.query({ name: 'session', text: sessionText, values: [createHash('sha256').update(token).digest()] });
  if (session.rowCount !== 1) return reply.code(401).send();
  const values = [env('WORKSPACE'), request.params.conversation];
  const rows = (await pool.query({ name: 'latest', text: latestText, values })).rows.reverse();
  const files = (await pool.query({ name: 'files', text: filesText, values: [values[0], rows.map((row) => row.id)] })).rows;
  return {
    items: rows.map((row) => ({ ...row, attachments: files.filter((file) => file.message === row.id) })),
    earlier: rows[0]?.sequence > 1,
  };
});

await app.listen({ host: '127.0.0.1', port: 0 });
console.log(`plain answers at ${app.listeningOrigin}`);
process.once('SIGTERM', () => void app.close().then(() => pool.end()));

async function store(
  visitor: Visitor,
  written: Written,
): Promise<{ id: string; sequence: number; text: string; clientId: string; at: string }> {
  const id = newId('msg');
  const at = new Date();
  const key = `${visitor.person}/${written.clientId}`;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const taken = await client.query({ name: 'take', text: takeText, values: [visitor.workspace, visitor.conversation, id, at] });
    const { sequence } = taken.rows[0];
    const values = [visitor.workspace, id, visitor.conversation, visitor.person, sequence, written.text, key, at];
    await client.query({ name: 'insert', text: insertText, values });
    await client.query('COMMIT');
    return { id, sequence, text: written.text, clientId: written.clientId, at: at.toISOString() };
  } catch (error) {
    await client.query('ROLLBACK');
    if ((error as { code?: string }).code !== '23505') throw error;
    const known = await client.query({ name: 'known', text: knownText, values: [visitor.workspace, key] });
    const row = known.rows[0];
    return { ...row, clientId: written.clientId, at: row.at.toISOString() };
  } finally {
    client.release();
  }
}

/** A token is `base64url(JSON).base64url(HMAC-SHA256)`. */
function readVisitor(header: string | undefined): Visitor | undefined {
  const [payload = '', mac = ''] = (header ?? '').replace(/^Bearer /, '').split('.');
  const expected = createHmac('sha256', secret).update(payload).digest();
  const given = Buffer.from(mac, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Visitor;
}
