import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { configReference, findConfig, options, printable, readConfig } from './config.ts';

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

it('says of each value where it came from, and quotes nothing of a file that is broken', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-config-'));
  const [file, secret] = [path.join(folder, 'parley.json'), path.join(folder, 'url')];
  writeFileSync(file, JSON.stringify({ port: 9000, poolSize: 7 }));
  writeFileSync(secret, 'postgres://ada:hush@192.0.2.7/keys');
  const { values, sources } = findConfig({ PARLEY_CONFIG: file, PORT: '9001', PARLEY_DATA: '', PARLEY_KEYS_DATABASE_URL_FILE: secret });
  expect(values).toEqual(readConfig({ PARLEY_CONFIG: file, PORT: '9001', PARLEY_KEYS_DATABASE_URL_FILE: secret }));
  expect(sources.file).toEqual({ path: file, isNamed: true, isThere: true });
  const { port, poolSize, data, keysDatabaseUrl } = sources.from;
  expect([port, poolSize, data, keysDatabaseUrl]).toEqual(['PORT', file, 'default', `PARLEY_KEYS_DATABASE_URL_FILE (${secret})`]);
  for (const [text, says] of [
    ['{"databaseUrl": "postgres://ada:hush@localhost/x",}', 'is not JSON'],
    ['["hush"]', 'must hold one JSON object'],
    ['{"smtpRelay": {"hush": 1}}', 'must be a text or a number'],
    ['{"toString": "hush"}', 'there is no option'],
  ] as const) {
    writeFileSync(file, text);
    expect(() => readConfig({ PARLEY_CONFIG: file })).toThrow(says);
    expect(() => readConfig({ PARLEY_CONFIG: file })).not.toThrow('hush');
  }
  rmSync(folder, { recursive: true });
});

it.each(['abc', '-1', '70000', '80.5'])('refuses PORT=%s and names the option', (PORT) => {
  expect(() => readConfig({ PORT })).toThrow(/PORT \(port\) must be a whole number from 0 to 65535/);
});

it('takes a secret from the file that its variable with _FILE names, and no other option', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-config-'));
  const file = path.join(folder, 'keys-url');
  writeFileSync(file, 'postgres://ada:hush@192.0.2.7/keys\n');
  const environment = { PARLEY_KEYS_DATABASE_URL_FILE: file, PARLEY_URL_FILE: file };
  expect(readConfig(environment)).toMatchObject({ keysDatabaseUrl: 'postgres://ada:hush@192.0.2.7/keys', publicUrl: '' });
  expect(() => readConfig({ ...environment, PARLEY_KEYS_DATABASE_URL: 'postgres://localhost/x' })).toThrow('not both');
  writeFileSync(file, ' \n');
  expect(() => readConfig(environment)).toThrow('holds no value');
  rmSync(folder, { recursive: true });
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
