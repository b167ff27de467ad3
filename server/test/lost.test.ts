// The worst mornings of an operator: the root key is gone, or nobody can sign in any more. What the guide promises is done here, by the commands it names.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNote, verifyLedger } from '#ledger';
import { eventually, openHouse } from '#test/house';
import { addressIn } from '../src/channels/admin-told.ts';

const slow = { timeout: 90_000 }; // each command is a process of its own
const cli = path.join(import.meta.dirname, '../src/cli.ts');
let house: Awaited<ReturnType<typeof openHouse>>;
let staff: Awaited<ReturnType<(typeof house)['staffClient']>>;
const keys = () => path.join(house.folder, 'keys');

beforeAll(async () => {
  house = await openHouse();
  staff = await house.staffClient();
  const dpoContact = 'Data protection officer, privacy@example.com';
  await staff.call('changeWorkspace', {
    body: { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.com', dpoContact, authority: 'BlnBDI' },
  });
});
afterAll(() => house?.stop());

/** A command of the operator on the same server, beside the Parley that runs; `start` is ended once it answers. */
async function parley(args: readonly string[], more: Record<string, string> = {}): Promise<{ code: number; out: string; said: string }> {
  const environment = {
    ...process.env,
    PORT: '0',
    PARLEY_SMTP_PORT: '0',
    PARLEY_POOL: '4',
    PARLEY_URL: house.url,
    PARLEY_DATA: house.folder,
    PARLEY_CONFIG: path.join(house.folder, 'none.json'),
    DATABASE_URL: house.adminUrl,
    ...more,
  };
  const running = promisify(execFile)(process.execPath, [cli, ...args], { env: environment });
  running.child.stdout?.on('data', (chunk: string) => {
    if (/Parley answers at/.test(chunk)) running.child.kill('SIGTERM');
  });
  return running.then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, said: stderr }),
    (failed: { code: number; stdout: string; stderr: string }) => ({ code: failed.code, out: failed.stdout, said: failed.stderr }),
  );
}

/** What no command may change; the house that runs sweeps a minute after its start. */
async function everything(): Promise<unknown> {
  const client = new pg.Client({ connectionString: house.adminUrl });
  await client.connect();
  const { rows } = await client.query(
    `SELECT (SELECT string_agg(wrapped::text || root_id, ' ') FROM workspace_keys) AS workspaces, (SELECT string_agg(subject || wrapped::text, ' ' ORDER BY subject) FROM subject_keys) AS subjects,
       (SELECT count(*) FROM ledger_entries WHERE kind <> 'retention.swept') AS ledger, (SELECT rolpassword FROM pg_authid WHERE rolname = current_database() || '_login') AS login`,
  );
  await client.end();
  return rows[0];
}

describe('the root key is lost', () => {
  const folder = () =>
    readdirSync(keys(), { recursive: true })
      .filter((name) => !String(name).startsWith('in-use'))
      .sort();

  it('a start says so, ends with 1 and changes nothing, neither here nor for the Parley that has the key', slow, async () => {
    renameSync(path.join(keys(), 'root.key'), path.join(house.folder, 'root.key.away'));
    const before = { files: folder(), rows: await everything() };
    const { code, said } = await parley(['start']);
    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringMatching(/root\.key is missing, .* put it back from its backup/) });
    expect({ files: folder(), rows: await everything() }).toEqual(before);
    const empty = path.join(house.folder, 'empty');
    mkdirSync(empty, { mode: 0o700 });
    for (const command of [['start'], ['ledger', 'verify']])
      expect((await parley(command, { PARLEY_KEYS: empty })).code, command.join(' ')).toBe(1);
    expect(readdirSync(empty)).toEqual([]);
    expect(await everything()).toEqual(before.rows);
    expect((await staff.call('me')).workspace.id).toBe(house.workspace);
  });

  it('another one is refused by name', slow, async () => {
    const other = path.join(house.folder, 'other');
    cpSync(keys(), other, { recursive: true });
    const root = readFileSync(path.join(house.folder, 'root.key.away'), 'utf8').split(' ')[0];
    writeFileSync(path.join(other, 'root.key'), `${root} ${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 });
    const { code, said } = await parley(['start'], { PARLEY_KEYS: other });
    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining('is not the root key of this database') });
    rmSync(other, { recursive: true });
  });

  it('with the key back it starts', slow, async () => {
    renameSync(path.join(house.folder, 'root.key.away'), path.join(keys(), 'root.key'));
    const { code, out } = await parley(['start']);
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('stopped') });
  });
});

describe('the key of the ledger was seen by others', () => {
  it('another one signs by one command, the Parley that runs goes on by it, and everything holds', slow, async () => {
    const { key: before } = await staff.call('readCheckpoint');
    const { code, out, said } = await parley(['keys', 'rotate-ledger', '--compromised', '--json']);
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('1 of 1 ledgers are signed by the new key') });
    expect(JSON.parse(out)).toEqual({ isNew: true, changed: 1, ledgers: 1, returned: 0, lost: 0, failed: 0, told: 1 });
    await staff.call('changeWorkspace', { body: { address: 'Musterweg 2, Berlin' } });
    const { key, note } = await eventually('a checkpoint by the new key', async () => {
      const head = await staff.call('readCheckpoint');
      return head.key !== before && !head.note.includes(before) && head.note.split('— ').length === 2 ? head : undefined;
    });
    expect(openNote(note, key)).toBeDefined();
    expect(await verifyLedger(house.tools)).toMatchObject({ ok: true });
    const keys = await house.publicClient().call('readLedgerKeys', { params: { key: house.workspace } });
    expect(openNote(keys.changes[0]?.compromised ?? '', key)).toContain(`\n${before}\n`); // everybody can read that nobody is to take it any more
  });
});

describe('the keys that sign links were seen by others', () => {
  it('others take their place by one command beside the Parley that runs, and a second one waits for that', slow, async () => {
    const { code, out } = await parley(['keys', 'replace-instance', '--compromised', '--json']);
    const { from, until } = JSON.parse(out) as { from: string; until: string };
    expect({ code, until }).toEqual({ code: 0, until: from });
    expect((await parley(['keys', 'status'])).out).toMatch(
      /^instance +links and reply addresses signed by keys of 20.*; 1 before them believed until /m,
    );
    expect(await parley(['keys', 'replace-instance'])).toMatchObject({
      code: 1,
      said: expect.stringContaining(`begin to sign at ${from}`),
    });
    const { items } = await staff.call('listLedger', { query: { kind: 'keys.instance-replaced' } });
    expect(items.map(({ facts }) => facts)).toEqual([{ compromised: 1 }]);
  });
});

describe('the last administrator is lost', () => {
  it('without the key folder nobody makes a link', slow, async () => {
    const { code } = await parley(['admin-link', 'carol@example.com'], { PARLEY_KEYS: path.join(house.folder, 'empty') });
    expect(code).toBe(1);
    expect((await staff.call('me')).workspace.id).toBe(house.workspace);
  });

  it('whoever can run commands on the server makes a link; the ledger keeps it and the privacy officer is told', slow, async () => {
    const { code, out } = await parley(['admin-link', 'boris@example.com', '--name', 'Boris', '--json']);
    expect(code).toBe(0);
    const { link } = JSON.parse(out) as { link: string };
    expect(link.startsWith(`${house.url}/invitation#`)).toBe(true);
    const open = house.publicClient();
    const token = link.split('#')[1] ?? '';
    await open.call('acceptInvitation', { params: { token }, body: { name: 'Boris', password: 'nine quiet kettles hum' } });
    const boris = await house.staffClient({ email: 'boris@example.com', password: 'nine quiet kettles hum' });
    expect((await boris.call('me')).permissions).toContain('staff.invite');
    await expect(
      open.call('acceptInvitation', { params: { token }, body: { name: 'Boris', password: 'nine quiet kettles hum' } }),
    ).rejects.toMatchObject({ code: 'already-used' });
    const kinds = (await boris.call('listLedger', { query: {} })).items.map((entry) => entry.kind);
    expect(kinds).toContain('staff.admin-link-made');
    const told = await eventually('the mail', async () =>
      (await staff.call('listCaptured')).items.find((mail) => mail.to.includes('privacy@example.com')),
    );
    expect(told.subject).toContain('an administrator was made');
    expect(JSON.stringify(told)).not.toMatch(/boris/i);
  });

  it('an administrator who lost the password chooses a new one, and every session under the old one is over', slow, async () => {
    const { out } = await parley(['admin-link', house.admin.email]);
    expect((await staff.call('me')).workspace.id).toBe(house.workspace); // until the link is used nothing changes
    const token = out.trim().split('#')[1] ?? '';
    await house
      .publicClient()
      .call('acceptInvitation', { params: { token }, body: { name: 'Carol', password: 'a wholly new pass phrase' } });
    await expect(staff.call('me')).rejects.toMatchObject({ status: 401 });
    await expect(house.staffClient()).rejects.toMatchObject({ code: 'wrong-credentials' });
    staff = await house.staffClient({ email: house.admin.email, password: 'a wholly new pass phrase' });
  });

  it('an agent is not made an administrator by it, and a command without an address is misused', slow, async () => {
    const { link } = await staff.call('invite', { body: { name: 'Ada', email: 'ada@example.com', role: 'agent' } });
    const token = link?.split('#')[1] ?? '';
    await house.publicClient().call('acceptInvitation', { params: { token }, body: { name: 'Ada', password: 'seven slow clouds drift' } });
    expect(await parley(['admin-link', 'ada@example.com'])).toMatchObject({ code: 1, out: '' });
    expect((await parley(['admin-link'])).code).toBe(2);
  });

  it('the officer is found in what the company wrote for people', () => {
    expect(addressIn('Data protection officer, privacy@example.com')).toBe('privacy@example.com');
    expect(addressIn('Frau Muster <dsb@datenschutz.example.org>, +1 555 0100')).toBe('dsb@datenschutz.example.org');
    expect(addressIn('by letter only')).toBeUndefined();
  });
});
