// WebP (RFC 9649): a RIFF file of chunks. EXIF, XMP, colour profile and anything unknown go; an animation is no picture here.
import type { Found } from './read.ts';

/** Bits of VP8X for what was taken out: colour profile, EXIF, XMP. */
const withoutExtras = 0xff ^ 0x2c;
const animated = 0x02;

/** Size and the cleaned picture; undefined when it is no whole, still WebP. */
export function readWebp(bytes: Buffer): Found | undefined {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return undefined;
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) return undefined;
  const parts: Buffer[] = [];
  let canvas: Size | undefined;
  let picture: Size | undefined;
  for (let at = 12; at + 8 <= end; ) {
    const type = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const next = at + 8 + length + (length % 2);
    if (next > end) return undefined;
    const chunk = Buffer.from(bytes.subarray(at, next));
    if (type === 'VP8X') {
      canvas = extended(chunk);
      if (!canvas || parts.length > 0) return undefined;
      chunk[8] = (chunk[8] ?? 0) & withoutExtras;
    }
    if (type === 'VP8 ' || type === 'VP8L') {
      if (picture) return undefined;
      picture = type === 'VP8 ' ? lossy(chunk) : lossless(chunk);
      if (!picture) return undefined;
    }
    if (['VP8X', 'ALPH', 'VP8 ', 'VP8L'].includes(type)) parts.push(chunk);
    at = next;
  }
  if (!picture || (canvas && (canvas.width !== picture.width || canvas.height !== picture.height))) return undefined;
  const body = Buffer.concat(parts);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return { ...picture, bytes: Buffer.concat([head, body]) };
}

type Size = { width: number; height: number };

function extended(chunk: Buffer): Size | undefined {
  if (chunk.length < 18 || ((chunk[8] ?? 0) & animated) !== 0) return undefined;
  return { width: 1 + chunk.readUIntLE(12, 3), height: 1 + chunk.readUIntLE(15, 3) };
}

function lossy(chunk: Buffer): Size | undefined {
  if (chunk.length < 18 || chunk.readUIntBE(11, 3) !== 0x9d012a) return undefined; // RFC 6386, 9.1: start code of a key frame
  return { width: chunk.readUInt16LE(14) & 0x3fff, height: chunk.readUInt16LE(16) & 0x3fff };
}

function lossless(chunk: Buffer): Size | undefined {
  if (chunk.length < 13 || chunk[8] !== 0x2f) return undefined;
  const bits = chunk.readUInt32LE(9);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
