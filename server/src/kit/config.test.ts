import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { configReference, options, printable, readConfig } from './config.ts';

it('takes the environment over the file over the default', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-config-'));
  const file = path.join(folder, 'parley.json');
  writeFileSync(file, JSON.stringify({ port: 9000, poolSize: 7 }));
  const read = readConfig({ PARLEY_CONFIG: file, PORT: '9001' });
  expect([read.port, read.poolSize, read.smtpPort]).toEqual([9001, 7, 2525]);
  writeFileSync(file, JSON.stringify({ prot: 9000 }));
  expect(() => readConfig({ PARLEY_CONFIG: file })).toThrow(/no option "prot"/);
  rmSync(folder, { recursive: true });
});

it.each(['abc', '-1', '70000', '80.5'])('refuses PORT=%s and names the option', (PORT) => {
  expect(() => readConfig({ PORT })).toThrow(/PORT \(port\) must be a whole number from 0 to 65535/);
});

it('never prints a secret', () => {
  const shown = printable(
    readConfig({ DATABASE_URL: 'postgres://ada:hush@localhost/x', PARLEY_SMTP_RELAY: 'smtp://u:hush@relay.example.com' }),
  );
  expect(JSON.stringify(shown)).not.toContain('hush');
  expect(shown['databaseUrl']).toBe('[secret]');
});

it('documents every option', () => {
  for (const option of Object.values(options)) expect(configReference()).toContain(`\`${option.env}\``);
});
