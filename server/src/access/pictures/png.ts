// PNG (ISO/IEC 15948): signature, then chunks of length, type, data and CRC. Kept are those that make the picture; text, time, EXIF and animation go.
import { crc32 } from 'node:zlib';
import type { Found } from './read.ts';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');
const kept: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT']);

/** Size and the cleaned picture; undefined when it is no whole PNG: wrong order, a broken checksum, no end. */
export function readPng(bytes: Buffer): Found | undefined {
  if (!bytes.subarray(0, 8).equals(signature)) return undefined;
  const parts: Buffer[] = [signature];
  let size: { width: number; height: number } | undefined;
  let hasData = false;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return undefined;
    if ((size === undefined) !== (type === 'IHDR') || (type === 'IHDR' && end - at !== 25)) return undefined; // the header: once, first, 13 bytes
    if (type === 'IHDR') size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    if (type === 'IDAT') hasData = true;
    if (kept.has(type)) parts.push(bytes.subarray(at, end));
    if (type === 'IEND') return size && hasData ? { ...size, bytes: Buffer.concat(parts) } : undefined;
    at = end;
  }
  return undefined;
}
