// The pictures that a company shows of itself: drawn anew from their pixels, so that nothing but the picture is shown. Small, still, and of a kind that any page shows.
import { type PictureType as AnyType, redraw } from '#kit/picture';
import { Problem } from '#kit/problem';

export type PictureType = Exclude<AnyType, 'image/gif'>;
export type Picture = { readonly type: PictureType; readonly bytes: Buffer };

export const mostBytes = 512 * 1024;
export const mostPixels = 2000;

/** The picture in these bytes, drawn anew. Problem `too-large` above 512 kB or 2000 pixels a side, `unsupported-media` for anything but a whole, still PNG, JPEG or WebP. */
export async function readPicture(bytes: Buffer): Promise<Picture> {
  if (bytes.length > mostBytes) throw new Problem('too-large', { because: 'bytes', detail: 'A picture may have at most 512 kB.' });
  const drawn = await redraw(bytes);
  if (!drawn || drawn.type === 'image/gif' || drawn.isAnimated)
    throw new Problem('unsupported-media', { detail: 'A picture must be a whole, still PNG, JPEG or WebP.' });
  if (Math.max(drawn.width, drawn.height) > mostPixels)
    throw new Problem('too-large', { because: 'pixels', detail: 'A picture may have at most 2000 pixels a side.' });
  return { type: drawn.type, bytes: drawn.bytes };
}
