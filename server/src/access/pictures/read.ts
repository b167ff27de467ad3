// A picture from outside is told by its bytes, never by its name or declared type, and leaves here without anything that is not picture: no place and
// no camera (EXIF, XMP), no comments, no bytes behind the end. SVG is a program and is no picture here.
import { Problem } from '#kit/problem';
import { readJpeg } from './jpeg.ts';
import { readPng } from './png.ts';
import { readWebp } from './webp.ts';

export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp';
export type Picture = { readonly type: PictureType; readonly bytes: Buffer };
/** What a reader found: the size in pixels and the same picture, cleaned. */
export type Found = { readonly width: number; readonly height: number; readonly bytes: Buffer };

export const mostBytes = 512 * 1024;
export const mostPixels = 2000;

const readers: readonly [PictureType, (bytes: Buffer) => Found | undefined][] = [
  ['image/png', readPng],
  ['image/jpeg', readJpeg],
  ['image/webp', readWebp],
];

/** The picture in these bytes, cleaned. Problem `too-large` above 512 kB or 2000 pixels a side, `unsupported-media` for anything but a whole PNG, JPEG or WebP. */
export function readPicture(bytes: Buffer): Picture {
  if (bytes.length > mostBytes) throw new Problem('too-large', { because: 'bytes', detail: 'A picture may have at most 512 kB.' });
  for (const [type, read] of readers) {
    const found = read(bytes);
    if (!found) continue;
    if (found.width < 1 || found.height < 1) break;
    if (Math.max(found.width, found.height) > mostPixels)
      throw new Problem('too-large', { because: 'pixels', detail: 'A picture may have at most 2000 pixels a side.' });
    return { type, bytes: found.bytes };
  }
  throw new Problem('unsupported-media', { detail: 'A picture must be a whole PNG, JPEG or WebP.' });
}
