// What is done for mails that are not quite mails: undeclared letters of old clients, and, as the last resort, a small mail made of the header lines that matter.
import { isUtf8 } from 'node:buffer';

const kept =
  /^(?:from|sender|subject|message-id|in-reply-to|references|auto-submitted|precedence|x-auto[a-z-]*|list-[a-z-]+|content-language|return-path):/i;

/** Bytes that are neither ASCII nor UTF-8 and declare nothing are read as windows-1252, as every mail program does. */
export function declareCharset(raw: Buffer): Buffer {
  if (isUtf8(raw)) return raw;
  const end = endOfHeader(raw.subarray(0, 262_144).toString('latin1')) ?? raw.length;
  const bytes = raw.subarray(0, end);
  const header = new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252')
    .decode(bytes)
    .replace(/^(content-type:[ \t]{0,50}text\/(?:plain|html))[ \t]{0,50};?[ \t]{0,50}$(?!\r?\n[ \t])/im, '$1; charset=windows-1252');
  const declared = /^content-type:/im.test(header) ? header : `Content-Type: text/plain; charset=windows-1252\r\n${header}`;
  return Buffer.concat([Buffer.from(declared, 'utf8'), raw.subarray(end)]);
}

/** The first header lines that matter, as a mail without a body. */
export function salvage(raw: Buffer): Buffer {
  const beginning = raw.subarray(0, 262_144).toString('latin1');
  const lines = beginning
    .slice(0, endOfHeader(beginning) ?? 65_536)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .filter((line) => kept.test(line))
    .slice(0, 60)
    .map((line) => line.slice(0, 4_000));
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

/** Whether anything but white space follows the header, or there is no header at all. */
export function hasBody(raw: Buffer): boolean {
  const text = raw.subarray(0, 262_144).toString('latin1');
  const end = endOfHeader(text);
  return (end === undefined && !/^[!-9;-~]+:/.test(text) ? text : text.slice(end ?? text.length)).trim() !== '';
}

const endOfHeader = (text: string): number | undefined => /\r?\n\r?\n/.exec(text)?.index;
