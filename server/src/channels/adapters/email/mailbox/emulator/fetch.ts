// What a client asks of single mails: parts of them (FETCH) and which ones they are (SEARCH), RFC 3501, sections 6.4.4 and 6.4.5.
import { inSet, type Lying } from './folders.ts';
import { readTokens, type Token } from './wire.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number: number): string => String(number).padStart(2, '0');
const internalDate = (at: Date): string =>
  `"${two(at.getUTCDate())}-${months[at.getUTCMonth()]}-${at.getUTCFullYear()} ${at.toISOString().slice(11, 19)} +0000"`;

const headOf = (raw: string): string => /^[\s\S]*?\r\n(?=\r\n)/.exec(raw)?.[0] ?? raw;
/** Lines of the header with these names, folded ones with what belongs to them. */
const fieldsOf = (raw: string, names: readonly string[]): string =>
  headOf(raw)
    .split(/\r\n(?![ \t])/)
    .filter((line) => names.includes((/^[^:\s]+/.exec(line)?.[0] ?? '').toLowerCase()))
    .map((line) => `${line}\r\n`)
    .join('');

/** The answer to one item for one mail; undefined for what is not spoken here. */
export function itemOf({ uid, raw, at, flags }: Lying, item: string): string | undefined {
  const name = item.toUpperCase();
  if (name === 'UID') return `UID ${uid}`;
  if (name === 'FLAGS') return `FLAGS (${[...flags].join(' ')})`;
  if (name === 'RFC822.SIZE') return `RFC822.SIZE ${raw.length}`;
  if (name === 'INTERNALDATE') return `INTERNALDATE ${internalDate(at)}`;
  const [, section, begin, length] = /^BODY(?:\.PEEK)?\[([^\]]*)\](?:<(\d{1,9})\.(\d{1,9})>)?$/i.exec(item) ?? [];
  const text = section === undefined ? undefined : sectionOf(raw, section);
  if (text === undefined) return undefined;
  const part = begin === undefined ? text : text.slice(Number(begin), Number(begin) + Number(length));
  return `BODY[${section}]${begin === undefined ? '' : `<${begin}>`} {${part.length}}\r\n${part}`;
}

/** Whether asking for it marks the mail as read. */
export const marksSeen = (item: string): boolean => /^BODY\[/i.test(item);

function sectionOf(raw: string, section: string): string | undefined {
  const [name, fields] = readTokens(section) ?? [];
  if (name === undefined) return raw;
  if (typeof name !== 'string') return undefined;
  if (/^HEADER$/i.test(name)) return `${headOf(raw)}\r\n`;
  if (/^TEXT$/i.test(name)) return raw.slice(headOf(raw).length + 2);
  if (!/^HEADER\.FIELDS$/i.test(name) || !Array.isArray(fields)) return undefined;
  return `${fieldsOf(
    raw,
    fields.map((each) => String(each).toLowerCase()),
  )}\r\n`;
}

type Key = (mail: Lying, sequence: number) => boolean;
const byFlag: Readonly<Record<string, Key>> = Object.fromEntries(
  ['Seen', 'Deleted', 'Flagged', 'Answered', 'Draft'].flatMap((flag): [string, Key][] => [
    [flag.toUpperCase(), ({ flags }) => flags.has(`\\${flag}`)],
    [`UN${flag.toUpperCase()}`, ({ flags }) => !flags.has(`\\${flag}`)],
  ]),
);
const contains = (field: string, words: string): Key => {
  const wanted = words.toLowerCase();
  return ({ raw }) => fieldsOf(raw, [field.toLowerCase()]).slice(field.length).toLowerCase().includes(wanted);
};

/** What a SEARCH asks for, all of it to hold; undefined for what is not spoken here. `lastUid` and `last` stand for `*`. */
export function readSearch(args: readonly Token[], last: { readonly uid: number; readonly sequence: number }): Key | undefined {
  if (args.length > 1_000) return undefined;
  const rest = [...args];
  if (/^CHARSET$/i.test(String(rest[0]))) rest.splice(0, 2);
  const next = (): Key | undefined => {
    const token = rest.shift();
    if (token === undefined) return undefined;
    if (typeof token !== 'string') return readSearch(token, last);
    const name = token.toUpperCase();
    const word = (): string => {
      const value = rest.shift();
      return typeof value === 'string' ? value : '';
    };
    if (name === 'ALL') return () => true;
    if (byFlag[name]) return byFlag[name];
    if (name === 'NOT') {
      const key = next();
      return key && ((mail, sequence) => !key(mail, sequence));
    }
    if (name === 'OR') {
      const [one, other] = [next(), next()];
      return one && other && ((mail, sequence) => one(mail, sequence) || other(mail, sequence));
    }
    if (name === 'HEADER') return contains(word(), word());
    if (['FROM', 'TO', 'CC', 'SUBJECT'].includes(name)) return contains(name, word());
    if (name === 'UID') {
      const isIn = inSet(word(), last.uid);
      return isIn && (({ uid }) => isIn(uid));
    }
    if (['SINCE', 'BEFORE', 'ON'].includes(name)) {
      const day = dayOf(word());
      const of = ({ at }: Lying): number => Math.floor(at.getTime() / 86_400_000);
      if (day === undefined) return undefined;
      return name === 'SINCE' ? (mail) => of(mail) >= day : name === 'ON' ? (mail) => of(mail) === day : (mail) => of(mail) < day;
    }
    const isIn = inSet(token, last.sequence);
    return isIn && ((_, sequence) => isIn(sequence));
  };
  const keys: Key[] = [];
  while (rest.length > 0) {
    const key = next();
    if (!key) return undefined;
    keys.push(key);
  }
  return (mail, sequence) => keys.every((key) => key(mail, sequence));
}

/** Days since 1970 of a date such as `7-Mar-2026`. */
function dayOf(date: string): number | undefined {
  const [, day, short = '', year] = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/.exec(date) ?? [];
  const month = months.findIndex((each) => each.toLowerCase() === short.toLowerCase());
  return month < 0 ? undefined : Math.floor(Date.UTC(Number(year), month, Number(day)) / 86_400_000);
}
