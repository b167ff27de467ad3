// JPEG (ITU-T T.81): segments that begin with FF and a marker, between them the coded picture. Application segments and comments go, save the two that decide the colours.
import type { Found } from './read.ts';

const [startOfImage, endOfImage, startOfScan] = [0xd8, 0xd9, 0xda];
const [jfif, adobe] = [0xe0, 0xee];

/** Size and the cleaned picture; undefined when it is no whole JPEG: a segment that overruns, no size, no scan, no end. */
export function readJpeg(bytes: Buffer): Found | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage || bytes[2] !== 0xff) return undefined;
  const parts: Buffer[] = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | undefined;
  let hasScan = false;
  for (let at = 2; at + 2 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    if (marker === endOfImage) {
      parts.push(Buffer.from([0xff, endOfImage]));
      return size && hasScan ? { ...size, bytes: Buffer.concat(parts) } : undefined;
    }
    if (at + 4 > bytes.length) return undefined;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end < at + 4 || end > bytes.length) return undefined;
    if (isFrame(marker)) {
      if (size || end - at < 11) return undefined;
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    const next = marker === startOfScan ? endOfScan(bytes, end) : end;
    if (marker === startOfScan) hasScan = true;
    if (isPicture(marker, bytes.subarray(at + 4, end))) parts.push(bytes.subarray(at, next));
    at = next;
  }
  return undefined;
}

/** SOF0 to SOF15 without the table and arithmetic markers that stand among them. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Not application data and no comment; JFIF without a thumbnail (16 bytes) and Adobe's colour transform stay. */
function isPicture(marker: number, content: Buffer): boolean {
  if (marker === jfif) return content.length === 14 && content.toString('latin1', 0, 5) === 'JFIF\0';
  if (marker === adobe) return content.length === 12 && content.toString('latin1', 0, 5) === 'Adobe';
  return marker >= 0xc0 && marker < 0xe0;
}

/** Where the coded picture ends: the next FF that is neither stuffed (00) nor a restart marker. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}
