// Passwords: argon2id with OWASP's parameters as a PHC string, at least 12 characters, and none that everybody tries first (NIST SP 800-63B-4, 3.1.1.2).
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Problem } from '#kit/problem';
import { isKnown } from './known-passwords.ts';

const derive = promisify(argon2);
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
export const minimumCharacters = 12;

/** Hash as `$argon2id$v=19$m=…,t=…,p=…$salt$tag`; about 50 ms and 19 MiB. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive('argon2id', { message: bytesOf(password), nonce: salt, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$${base64(tag)}`;
}

/** Whether the password fits; without a hash it does the same work and says no, so that an unknown address takes as long as a known one. */
export async function verifyPassword(hash: string | undefined, password: string): Promise<boolean> {
  const known = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hash ?? decoy);
  if (!known) throw new Error('not an argon2id PHC string');
  const [, memory, passes, parallelism, salt = '', tag = ''] = known;
  const expected = Buffer.from(tag, 'base64');
  const found = await derive('argon2id', {
    message: bytesOf(password),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(expected, found) && hash !== undefined;
}

/** Throws Problem `weak-password` for one that is short, common, a run or a repetition, or little more than `known` words (own name, address, company). */
export function refuseWeak(password: string, known: readonly string[] = []): void {
  if (isWeak(password, known)) throw new Problem('weak-password');
}

export function isWeak(password: string, known: readonly string[] = []): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  if ([...text].length < minimumCharacters || new Set(text).size < 5 || isRun(text)) return true;
  const words = [...common, ...known.flatMap((each) => each.toLowerCase().split(/[^\p{L}]+/u)).filter((word) => word.length >= 4)];
  return [
    text,
    text.replace(/[@4]/g, 'a').replace(/0/g, 'o').replace(/[1!]/g, 'i').replace(/3/g, 'e').replace(/[$5]/g, 's').replace(/7/g, 't'),
  ].some((spelt) => isKnown(spelt) || isLittleMore(spelt, words));
}

/** Whether fewer than five letters are left once the known words are taken out: `Password2026!!` and `letmeinletmein` are no secrets. */
function isLittleMore(text: string, words: readonly string[]): boolean {
  const letters = text.replace(/[^\p{L}]+/gu, '');
  let rest = letters;
  for (const word of words) rest = rest.replaceAll(word, '');
  return (
    rest !== letters &&
    rest.length < 5 &&
    text
      .replace(/[^\p{L}]+/gu, ' ')
      .trim()
      .split(' ').length < 4
  );
}

function isRun(text: string): boolean {
  const points = [...text].map((each) => each.codePointAt(0) ?? 0);
  const steps = points.slice(1).filter((point, at) => Math.abs(point - (points[at] ?? 0)) <= 1 || (point === 48 && points[at] === 57));
  return steps.length > points.length * 0.7;
}

const bytesOf = (password: string): Buffer => Buffer.from(password.normalize('NFKC'));
const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
const decoy = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(Buffer.alloc(16, 1))}$${base64(Buffer.alloc(32, 2))}`;

// The stems of the commonest leaked passwords of twelve characters and more, longest first so that the longer is taken out whole.
const common = (
  'manchesterunited administrator qwertyuiopasdfghjkl qwertyuiop asdfghjkl zxcvbnm iqazwsxedc qazwsxedcrfv qazwsxedc qazwsx qweasdzxc unbelievable basketball ' +
  'liverpool football baseball superman princess sunshine starwars whatever trustnoi passwort password passw motdepasse hallo welcome willkommen schatz iloveyou ' +
  'ichliebedich jetaime letmein changeme default secret geheim master dragon monkey shadow freedom michael jennifer jordan charlie computer internet samsung google ' +
  'facebook parley admin login access qwertz qwerty azerty abcdefgh abcdef abcd abc test guest user root hello summer sommer winter spring autumn'
).split(' ');
