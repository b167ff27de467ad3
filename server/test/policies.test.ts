// What row-level security says of each table, read from the catalogue: the own workspace and nothing else, but for the few that are named here. A database of one table after the other would find
// only those that hold rows.
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { everyWorkspace, own, unlikePolicies } from '#test/policies';
import { openRoom, type TestRoom } from '#test/room';

let room: TestRoom;
let admin: pg.Client;
beforeAll(async () => {
  room = await openRoom();
  admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await room.stop();
});

/** For reading alone, under a look-up key that only clocks and entrances set; each with its reason. */
const beyond: Readonly<Record<string, { readonly using: string; readonly why: string }>> = {
  workspaces: { using: everyWorkspace, why: 'clocks go through the companies' },
  workspace_keys: { using: everyWorkspace, why: 'the epoch ends for all' },
  workspace_ends: { using: everyWorkspace, why: 'the end comes by a clock' },
  shredded_keys: { using: everyWorkspace, why: 'when the epoch is due' },
  epoch_ends: { using: everyWorkspace, why: 'when the epoch is due' },
  reencryptions: { using: everyWorkspace, why: 'runs go on after a crash' },
  leaving_keys: { using: everyWorkspace, why: 'what a crash left between two databases' },
  ledger_queue: { using: everyWorkspace, why: 'entries wait for the sequencer' },
  ledger_checkpoints: { using: everyWorkspace, why: 'witnesses and time stamps' },
  campaigns: {
    using: `(${everyWorkspace} AND (state = ANY (ARRAY['planned'::text, 'sending'::text])))`,
    why: 'those that are due',
  },
  entrances: { using: '(lookup_hash = parley_lookup())', why: 'whoever has the value, before it is known of which company they are' },
};
const ofNobody = new Set(['parley_migrations', 'key_turns']); // see the catalogue

const unlike = () => unlikePolicies(admin, { beyond, ofNobody });

/** Functions that run with the rights of the owner; each with its reason. All of them look at the workspace of the transaction alone: the tests of departure call them as others. */
const ofTheirDefiner: Readonly<Record<string, string>> = {
  parley_is_closed: 'whether the company has ended, for those who may not read that table',
  parley_close: 'the end of the own company',
  parley_refuse_when_closed: 'a trigger',
  parley_refuse_return: 'a trigger',
  parley_drop_workspace_key: 'the key of the own company once it has ended',
  parley_wipe: 'rows of the own company once it has ended, append-only ones too',
};

/** Views, functions of their definer that nobody named or that a caller's search path leads astray, and rights of the application that row-level security does not reach. */
async function waysAround(): Promise<string[]> {
  const { rows } = await admin.query<{ way: string }>(
    `SELECT 'view ' || relname AS way FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace
     UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace
       AND NOT (proname = ANY ($1) AND coalesce('search_path=pg_catalog, public, pg_temp' = ANY (proconfig), false))
     UNION ALL SELECT 'may ' || p || ' ' || relname FROM pg_class, unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) AS p
       WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND has_table_privilege('parley_app', pg_class.oid, p)
     UNION ALL SELECT 'owns ' || relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND pg_get_userbyid(relowner) = 'parley_app'`,
    [Object.keys(ofTheirDefiner)],
  );
  return rows.map(({ way }) => way).sort();
}

it('every policy says the own workspace, or is named with its reason, and a planted one is found', async () => {
  expect(await unlike()).toEqual([]);
  await admin.query('CREATE TABLE planted (workspace_id parley_id PRIMARY KEY)');
  expect(await unlike()).toEqual(['planted: no policy of the own workspace']);
  await admin.query('CREATE POLICY own_workspace ON planted USING (true) WITH CHECK (workspace_id = parley_workspace())');
  await admin.query("CREATE POLICY every_workspace ON messages FOR SELECT USING (parley_lookup() = 'every-workspace')");
  expect(await unlike()).toEqual([
    `messages: every_workspace lets SELECT by ${everyWorkspace} and null`,
    'planted: no policy of the own workspace',
    `planted: own_workspace lets ALL by true and ${own}`,
  ]);
  await admin.query('DROP TABLE planted');
  await admin.query('DROP POLICY every_workspace ON messages');
});

it('nothing leads around the policies, and what would is found', async () => {
  expect(await waysAround()).toEqual([]);
  await admin.query('CREATE VIEW planted AS SELECT workspace_id FROM workspaces');
  await admin.query('ALTER FUNCTION parley_is_closed() RESET search_path');
  await admin.query('GRANT TRUNCATE ON messages TO parley_app');
  expect(await waysAround()).toEqual(['function parley_is_closed', 'may TRUNCATE messages', 'view planted']);
});
