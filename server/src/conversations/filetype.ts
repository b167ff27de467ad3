// What a file is, told from its bytes and never from its sender's word alone: what a browser might run is kept as plain bytes, a picture is drawn anew.
import { type Budget, pictureType, redraw } from '#kit/picture';
import { restFile } from './file-words.ts';
import type { File, SafeFile } from './types.ts';

const signatures: readonly (readonly [type: string, offset: number, bytes: string])[] = [
  ['application/pdf', 0, '255044462d'],
  ['application/zip', 0, '504b0304'],
  ['audio/ogg', 0, '4f676753'],
  ['audio/wav', 8, '57415645'],
  ['audio/mpeg', 0, '494433'],
  ['video/webm', 0, '1a45dfa3'],
  ['video/mp4', 4, '66747970'],
];
const zipped = /^application\/(vnd\.openxmlformats-officedocument\.[a-z.]+|vnd\.oasis\.opendocument\.[a-z.]+)$/;
const plain = new Set(['text/plain', 'text/csv', 'text/calendar', 'text/vcard', 'application/json', 'message/rfc822']);
const bytesType = 'application/octet-stream';

/** A media type that is safe to store and to answer with; `declared` is believed only where the bytes do not contradict it. */
export function safeType(declared: string, bytes: Buffer): string {
  const said = declared.toLowerCase().split(';')[0]?.trim() ?? '';
  const seen =
    pictureType(bytes) ??
    signatures.find(([, offset, hex]) => bytes.subarray(offset, offset + hex.length / 2).toString('hex') === hex)?.[0];
  if (seen === 'application/zip' && zipped.test(said)) return said;
  if (seen) return seen;
  return plain.has(said) && isText(bytes) ? said : bytesType;
}

/** A file name without folders, control or direction-changing characters; at most 120 characters, the ending kept. */
export function safeName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const clean = [
    ...last
      .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, '')
      .trim()
      .replace(/^\.+/, ''),
  ];
  if (clean.length === 0) return 'file';
  if (clean.length <= 120) return clean.join('');
  const ending = /\.[a-z0-9]{1,8}$/i.exec(clean.join(''))?.[0] ?? '';
  return clean.slice(0, 120 - ending.length).join('') + ending;
}

/** The `file` with what is safe to keep of its name, type and bytes: a picture only as it was drawn anew, words without what must not rest; what cannot be drawn stays whole, as plain bytes that no page shows. */
export async function safeFile(file: File, budget?: Budget): Promise<SafeFile> {
  const [name, type] = [safeName(file.name), safeType(file.type, file.bytes)];
  if (!type.startsWith('image/')) {
    const { bytes, found } = plain.has(type) || type === bytesType ? await restFile(file) : { bytes: file.bytes, found: {} };
    return { name, type, bytes, cameWith: file.bytes.length, ...(Object.keys(found).length > 0 ? { found } : {}) };
  }
  const drawn = await redraw(file.bytes, budget);
  return { name, type: drawn?.type ?? bytesType, bytes: drawn?.bytes ?? file.bytes, cameWith: file.bytes.length };
}

/** `Content-Disposition` for a download (RFC 6266, RFC 8187): never shown in place. */
export function disposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function isText(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
