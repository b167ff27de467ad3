// How many decisions a second the gate gives. Both sides answer "may we send this person that, by mail?" for random people and purposes over sixteen
// connections; ours weighs purpose, merges, erasure, restriction, objection, consent and recipient, the baseline reads one row by its primary key. Every
// answer is held against what was planted: a gate that is wrong has no speed. It runs inside this process, as the gate runs inside whoever asks it.
import path from 'node:path';
import { createWorkspace } from '../server/src/access/access.ts';
import { record } from '../server/src/consent/consent.ts';
import { decide } from '../server/src/gate/gate.ts';
import { readConfig } from '../server/src/kit/config.ts';
import { openPool } from '../server/src/kit/db.ts';
import type { PersonId, WorkspaceId } from '../server/src/kit/ids.ts';
import { act, pool } from '../server/src/kit/pool.ts';
import type { Tools } from '../server/src/kit/tool.ts';
import { openTools, startRooms } from '../server/src/main.ts';
import { arrive } from '../server/src/people/people.ts';
import { changePurpose, listPurposes } from '../server/src/purposes/purposes.ts';
import type { Figure, Sides } from './figure.ts';
import { type Ground, query } from './frame/ground.ts';
import { pressAndJudge } from './frame/load.ts';
import { openPlainDatabase } from './frame/plain.ts';

const people = 1024;
const lanes = 16;
const seconds = 3;
const perTransaction = 50;
const rooms = ['ledger', 'keys', 'purposes', 'access', 'people', 'consent', 'vendors', 'gate'];
const system = { kind: 'system', id: 'bench' } as const;

export const gate: Figure = {
  name: 'gate',
  says: 'decisions of the gate for random people and purposes, against one indexed query per decision',
  unit: 'decisions/s',
  better: 'more',
  open: openGate,
};

type Planted = { readonly person: PersonId; readonly purpose: string; readonly allowed: boolean };

async function openGate(ground: Ground): Promise<Sides> {
  const settings = readConfig({
    PARLEY_DATA: path.join(ground.folder, 'data'),
    PARLEY_CONFIG: path.join(ground.folder, 'none.json'),
    PARLEY_POOL: String(lanes),
  });
  const { tools } = await openTools(settings, await ground.database('ours'), { writeLog: () => undefined });
  const stop = await startRooms(tools, rooms);
  ground.atEnd(async () => {
    await stop();
    await pool.of({ tools }).end();
  });
  const staff = { name: 'Carol', email: 'carol@example.org', password: 'a bench with a long view' };
  const { workspace } = await createWorkspace(tools, { company: 'Lantern & Loom', language: 'en', staff });
  const planted = await plant(tools, workspace);
  const plain = await openPlainDatabase(ground);
  const columns = [
    plain.workspace,
    planted.map((each) => each.person),
    planted.map((each) => each.purpose),
    planted.map((each) => each.allowed),
  ];
  await query(plain.databaseUrl, copyText, columns);
  const plainPool = openPool(plain.databaseUrl, lanes, () => undefined);
  const baseline = async (each: Planted) => {
    const found = await plainPool.query({ name: 'consent', text: consentText, values: [plain.workspace, each.person, each.purpose] });
    return found.rows[0]?.state === 'given';
  };
  return {
    ours: () =>
      pressAndJudge({ lanes, seconds }, planted, perTransaction, (batch) =>
        act(tools, { workspace, actor: system, purpose: 'service-conversation' }, async (ctx) => {
          const answers: boolean[] = [];
          for (const { person, purpose } of batch)
            answers.push((await decide(ctx, { act: 'send', person, purpose, channel: 'email' })).allowed);
          return answers;
        }),
      ),
    baseline: () => pressAndJudge({ lanes, seconds }, planted, 1, async (batch) => Promise.all(batch.map(baseline))),
    also: async () => ({ people, purposes: planted.length / people }),
    close: () => plainPool.end(),
  };
}

/** People of whom every third agreed to marketing, and for each purpose that can send by mail what the gate must answer. */
async function plant(tools: Tools, workspace: WorkspaceId): Promise<Planted[]> {
  const inside = <T>(work: Parameters<typeof act<T>>[2]) => act(tools, { workspace, actor: system, purpose: 'service-conversation' }, work);
  await inside(async (ctx) => {
    for (const { id, code } of await listPurposes(ctx))
      if (code === 'marketing') await changePurpose(ctx, id, { active: true, reason: 'to be measured' });
  });
  const purposes = (await inside(listPurposes)).filter(
    (each) => each.about === 'person' && each.acts.includes('send') && each.channels.includes('email'),
  );
  const plantOne = async (number: number): Promise<Planted[]> => {
    const agrees = number % 3 === 0;
    const { person } = await inside((ctx) => arrive(ctx, { kind: 'email', value: `person-${number}@example.com` }));
    if (agrees) await inside((ctx) => record(ctx, { ...consent, person }));
    return purposes.map(({ code, active, lawfulBasis }) => ({
      person,
      purpose: code,
      allowed: active && (lawfulBasis !== 'consent' || agrees),
    }));
  };
  const planted: Planted[] = [];
  for (let number = 0; number < people; number += lanes)
    planted.push(...(await Promise.all(Array.from({ length: lanes }, (_, at) => plantOne(number + at)))).flat());
  return planted;
}

const consent = {
  purpose: 'marketing',
  channel: 'email',
  state: 'given',
  method: 'import',
  by: 'import',
  language: 'en',
  wording: 'Yes',
  evidence: 'bench',
} as const;
const copyText = `INSERT INTO consents (workspace_id, person_id, purpose, channel, state)
  SELECT $1, person, purpose, 'email', CASE WHEN allowed THEN 'given' ELSE 'refused' END
  FROM unnest($2::text[], $3::text[], $4::boolean[]) AS planted(person, purpose, allowed)`;
const consentText = "SELECT state FROM consents WHERE workspace_id = $1 AND person_id = $2 AND purpose = $3 AND channel = 'email'";
