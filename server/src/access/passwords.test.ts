import { expect, test, vi } from 'vitest';

const { argon2 } = vi.hoisted(() => ({ argon2: vi.fn() }));
vi.mock('node:crypto', async (real) => {
  const crypto = await real<typeof import('node:crypto')>();
  return { ...crypto, argon2: argon2.mockImplementation(crypto.argon2) };
});

vi.resetModules(); // another file of this worker may have loaded it with the real one
const { hashPassword, isWeak, refuseWeak, verifyPassword } = await import('./passwords.ts');

test('a password fits its own hash and no other does', async () => {
  const hash = await hashPassword('a long pass phrase 42');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(await verifyPassword(hash, 'a long pass phrase 42')).toBe(true);
  expect(await verifyPassword(hash, 'a long pass phrase 43')).toBe(false);
});

test('two hashes of one password differ by their salt', async () => {
  expect(await hashPassword('a long pass phrase 42')).not.toBe(await hashPassword('a long pass phrase 42'));
});

test('a hash with other parameters still verifies, so that the cost can rise later', async () => {
  const cheap = '$argon2id$v=19$m=64,t=1,p=1$AQEBAQEBAQEBAQEBAQEBAQ$';
  const { argon2Sync } = await import('node:crypto');
  const tag = argon2Sync('argon2id', {
    message: Buffer.from('kettle'),
    nonce: Buffer.alloc(16, 1),
    memory: 64,
    passes: 1,
    parallelism: 1,
    tagLength: 32,
  });
  expect(await verifyPassword(cheap + tag.toString('base64').replace(/=+$/, ''), 'kettle')).toBe(true);
});

test('an accent typed as one character or as two is the same password', async () => {
  expect(await verifyPassword(await hashPassword('caf\u00e9 by the river'), 'cafe\u0301 by the river')).toBe(true);
});

test('without a hash the answer is no after the same work', async () => {
  const known = await hashPassword('a long pass phrase 42');
  const work = async (hash: string | undefined) => {
    argon2.mockClear();
    expect(await verifyPassword(hash, 'wrong')).toBe(false);
    return argon2.mock.calls.map(([algorithm, { memory, passes, parallelism, tagLength }]) => ({
      algorithm,
      memory,
      passes,
      parallelism,
      tagLength,
    }));
  };
  expect(await work(undefined)).toEqual(await work(known));
  expect(await work(undefined)).toHaveLength(1);
});

test.each([
  'short one 1',
  'aaaaaaaaaaaaaaaa',
  'abababababab',
  '123456789012',
  'abcdefghijklm',
  'password1234',
  'Password2026!!',
  'P@ssw0rd12345',
  'passwordpassword',
  'letmeinletmein',
  'qwertyuiop12',
  '1qaz2wsx3edc',
  'Liverpool2019!',
  'administrator1',
  'iloveyou12345',
  'manchesterunited',
  'Willkommen2026',
  'sojdlg123aljg', // leaked as it stands
  'Motherfucker',
  '!!sunflower2024!!', // leaked, with digits and signs around
  'scoobydooscoobydoo', // leaked, twice
])('%s is refused as weak', (password) => expect(isWeak(password)).toBe(true));

test.each([
  'a long pass phrase 42',
  'correct horse battery staple',
  'Tr0ub4dor&3-kettle',
  'zwölf gelbe Lampen',
  'mY9$kq!vB2wTz#',
  'the password of my lamp',
  'nine quiet kettles hum over and over again, and nobody at all minds them, not one bit of it',
])('%s is accepted', (password) => expect(isWeak(password)).toBe(false));

test('own name, address and company are no secret', () => {
  expect(isWeak('carol-example-1', ['Carol', 'carol@example.org', 'Lantern & Loom'])).toBe(true);
  expect(isWeak('lanternloom2026', ['Carol', 'carol@example.org', 'Lantern & Loom'])).toBe(true);
  expect(() => refuseWeak('lanternloom2026', ['Lantern & Loom'])).toThrow('weak-password');
});
