// A hundred thousand people with what the gate weighs of them. Their keys and proofs are never opened here, so rows are written directly; whoever is to withdraw
// arrives by the house's own verbs (withdrawals.ts).
import { randomBytes } from 'node:crypto';
import { newId, type PersonId, type WorkspaceId } from '../../server/src/kit/ids.ts';
import { act } from '../../server/src/kit/pool.ts';
import type { Tools } from '../../server/src/kit/tool.ts';
import { changePurpose, listPurposes } from '../../server/src/purposes/purposes.ts';
import { query } from './ground.ts';
import type { House } from './parley.ts';
import type { openPlainDatabase } from './plain.ts';

export type Planted = { readonly person: PersonId };
/** One question for each purpose that a company has for its customers. */
export const asks = [
  { act: 'send', purpose: 'service-conversation', channel: 'email' },
  { act: 'send', purpose: 'service-messages', channel: 'email' },
  { act: 'send', purpose: 'identity-verification', channel: 'email' },
  { act: 'send', purpose: 'rights-fulfilment', channel: 'email' },
  { act: 'send', purpose: 'satisfaction-survey', channel: 'email' },
  { act: 'send', purpose: 'marketing', channel: 'email' },
  { act: 'reveal', purpose: 'analytics', channel: 'web-chat' },
  { act: 'reveal', purpose: 'recording', channel: 'web-chat' },
] as const;

const isErased = (number: number) => number % 1000 === 999;
const isRestricted = (number: number) => number % 100 === 11;
const hasObjected = (number: number) => number % 40 === 3;
const hasStopped = (number: number) => number % 50 === 7;
const agreed = (number: number) => number % 3 === 0;

/** What the gate must say to a question, by what was planted: a rule of the bench's own, not the gate's. */
export function expected(number: number, ask: number): boolean {
  if (isErased(number)) return false;
  const { purpose } = asks[ask] as (typeof asks)[number];
  if (purpose === 'identity-verification' || purpose === 'rights-fulfilment') return true;
  if (isRestricted(number) || purpose === 'recording') return false;
  if (purpose === 'marketing' || purpose === 'analytics') return agreed(number);
  if (purpose === 'satisfaction-survey') return !hasObjected(number);
  return purpose !== 'service-messages' || !hasStopped(number);
}

/** Switches every purpose on and plants so many people, with 1.3 consent events each, and restrictions, objections and erased ones among them. */
export async function plantPeople(house: House, tools: Tools, count: number): Promise<Planted[]> {
  const workspace = house.workspace as WorkspaceId;
  const versions = await act(tools, { workspace, actor: { kind: 'system', id: 'bench' } }, async (ctx) => {
    for (const { id, optional, active } of await listPurposes(ctx))
      if (optional && !active) await changePurpose(ctx, id, { active: true, reason: 'to be measured' });
    return new Map((await listPurposes(ctx)).map(({ code, version }) => [code, version]));
  });
  const planted = Array.from({ length: count }, () => ({ person: newId('per') }));
  const ids = planted.map(({ person }) => person);
  const run = (text: string, ...values: unknown[]) => query(house.databaseUrl, text, [workspace, ...values]);
  await run('INSERT INTO people (workspace_id, id, created_at) SELECT $1::text, unnest($2::text[]), now()', ids);
  const living = ids.filter((_, number) => !isErased(number));
  const marks = living.map(() => randomBytes(16));
  await run(keysText, living, marks);
  const say = async (purpose: string, channel: string, state: string, whom: (number: number) => boolean) => {
    const who = ids.filter((_, number) => whom(number));
    await run(
      consentText,
      who.map(() => newId('cns')),
      who,
      purpose,
      versions.get(purpose),
      channel,
      state,
    );
  };
  for (const [purpose, channel] of [
    ['marketing', 'email'],
    ['analytics', 'web-chat'],
  ] as const) {
    await say(purpose, channel, 'given', agreed);
    await say(purpose, channel, 'withdrawn', (number) => number % 3 === 1);
  }
  await say('service-messages', 'email', 'withdrawn', hasStopped);
  const stand = async (kind: string, purpose: string | null, whom: (number: number) => boolean) => {
    const who = ids.filter((_, number) => whom(number));
    await run(
      factText,
      who.map(() => newId('fct')),
      who,
      kind,
      purpose,
    );
  };
  await stand('restricted', null, isRestricted);
  await stand('objected', 'satisfaction-survey', hasObjected);
  await query(house.databaseUrl, 'ANALYZE');
  return planted;
}

/** The same answers as rows of the plain program: one for each person and purpose. */
export async function plantPlain(plain: Awaited<ReturnType<typeof openPlainDatabase>>, planted: readonly Planted[]): Promise<void> {
  const perStatement = 20_000;
  for (let from = 0; from < planted.length; from += perStatement) {
    const some = planted.slice(from, from + perStatement);
    const rows = some.flatMap(({ person }, number) =>
      asks.map((ask, at) => [person, ask.purpose, ask.channel, expected(from + number, at)] as const),
    );
    const columns = [0, 1, 2, 3].map((column) => rows.map((row) => row[column]));
    await query(plain.databaseUrl, plainText, [plain.workspace, ...columns]);
  }
  await query(plain.databaseUrl, 'ANALYZE consents');
}

const keysText = `INSERT INTO subject_keys (workspace_id, subject, version, epoch, wrapped, mark, created_at)
  SELECT $1::text, n.subject, 1, w.epoch, '\\x00', n.mark, now() FROM unnest($2::text[], $3::bytea[]) AS n (subject, mark), workspace_keys w WHERE w.workspace_id = $1::text`;
const consentText = `INSERT INTO consent_events (workspace_id, id, person_id, purpose, purpose_version, channel, state, method, said_by, actor, at, wording, evidence)
  SELECT $1::text, n.id, n.person, $4, $5, $6, $7, 'import', 'import', 'bench', now() - interval '2 days', '\\x00', '\\x00' FROM unnest($2::text[], $3::text[]) AS n (id, person)`;
const factText = `INSERT INTO gate_facts (workspace_id, id, person_id, kind, ground, purpose, since)
  SELECT $1::text, n.id, n.person, $4, 'bench', $5, now() - interval '1 day' FROM unnest($2::text[], $3::text[]) AS n (id, person)`;
const plainText = `INSERT INTO consents (workspace_id, person_id, purpose, channel, state)
  SELECT $1::text, n.person, n.purpose, n.channel, CASE WHEN n.allowed THEN 'given' ELSE 'refused' END
  FROM unnest($2::text[], $3::text[], $4::text[], $5::boolean[]) AS n (person, purpose, channel, allowed)`;
