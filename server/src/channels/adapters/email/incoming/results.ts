// What the server of a mailbox found out about a sender (Authentication-Results, RFC 8601). Only the topmost line that names the trusted server counts: what stands below it may have come
// with the mail, and a server takes away lines that pose as its own. Where that server says nothing of DMARC, the signatures are judged here.
import { domainOf } from '../addresses.ts';
import type { Mail } from '../mime/read.ts';

type Result = { readonly method: string; readonly result: string; readonly properties: ReadonlyMap<string, string> };

const mostLength = 8_000;
const mostResults = 50;

/** DMARC as the trusted server judged it, for the author that the mail names; undefined when it says nothing of that. */
export function trustedVerdict(mail: Mail, server: string): 'pass' | 'fail' | undefined {
  const author = mail.from.address;
  if (server === '' || author === undefined || !mail.oneAuthor || mail.damaged) return undefined;
  const own = mail
    .every('authentication-results')
    .map(readResults)
    .find((each) => each?.server === server);
  const dmarc = own?.results.find(({ method }) => method === 'dmarc');
  if (!dmarc || (dmarc.result !== 'pass' && dmarc.result !== 'fail')) return undefined;
  const about = dmarc.properties.get('header.from');
  const isAbout = about !== undefined && (about === domainOf(author) || domainOf(about) === domainOf(author));
  return isAbout ? dmarc.result : undefined;
}

/** The server and the results of one line; undefined for what is no such line. */
export function readResults(line: string): { server: string; results: Result[] } | undefined {
  if (line.length > mostLength) return undefined;
  const [head = '', ...rest] = piecesOf(withoutComments(line));
  const server = unquoted(head.trim().split(/\s+/)[0] ?? '').toLowerCase();
  if (server === '' || server.includes('=')) return undefined;
  return { server, results: rest.slice(0, mostResults).flatMap((each) => resultIn(each) ?? []) };
}

function resultIn(piece: string): Result | undefined {
  const [, method = '', result = '', more = ''] = /^\s*([a-z0-9-]+)(?:\s*\/\s*\d+)?\s*=\s*([a-z]+)\b(.*)$/is.exec(piece) ?? [];
  if (method === '') return undefined;
  const properties = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of more.matchAll(/([a-z0-9-]+\.[a-z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/gi))
    if (!properties.has(name.toLowerCase())) properties.set(name.toLowerCase(), (quoted ?? plain).toLowerCase());
  return { method: method.toLowerCase(), result: result.toLowerCase(), properties };
}

/** Comments may hold anything, also what looks like a result; within quotes a bracket is no comment. */
function withoutComments(line: string): string {
  let [depth, isQuoted, out] = [0, false, ''];
  for (let at = 0; at < line.length; at += 1) {
    const each = line[at] ?? '';
    if (each === '\\' && (isQuoted || depth > 0)) {
      if (depth === 0) out += line.slice(at, at + 2);
      at += 1;
    } else if (each === '"' && depth === 0) {
      isQuoted = !isQuoted;
      out += each;
    } else if (each === '(' && !isQuoted) depth += 1;
    else if (each === ')' && !isQuoted && depth > 0) depth -= 1;
    else if (depth === 0) out += each;
  }
  return out;
}

/** Cut at semicolons that stand outside of quotes. */
function piecesOf(line: string): string[] {
  const pieces = [''];
  let isQuoted = false;
  for (const each of line) {
    if (each === '"') isQuoted = !isQuoted;
    if (each === ';' && !isQuoted) pieces.push('');
    else pieces[pieces.length - 1] += each;
  }
  return pieces;
}

const unquoted = (text: string): string => text.replace(/^"|"$/g, '');
