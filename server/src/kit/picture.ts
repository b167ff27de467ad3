// A picture from outside is drawn anew from its pixels: what a camera or a hostile sender hid in the file (place, device, comments, bytes behind the end, a trap
// for the next decoder) does not come along (Art. 5(1)(c)). SVG is a program and is no picture here.
import type { Sharp } from 'sharp';

export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif';
/** Width and height in pixels, of one frame. */
export type Drawn = {
  readonly type: PictureType;
  readonly width: number;
  readonly height: number;
  readonly isAnimated: boolean;
  readonly bytes: Buffer;
};

const mostPixels = 50_000_000; // what a good telephone takes, frames counted together
const mostSeconds = 20;
const mostAtOnce = 2; // each may hold its pixels in memory, and a thread of those that also read files
const signatures: readonly (readonly [type: PictureType, offset: number, bytes: string])[] = [
  ['image/png', 0, '89504e470d0a1a0a'],
  ['image/jpeg', 0, 'ffd8ff'],
  ['image/gif', 0, '47494638'],
  ['image/webp', 8, '57454250'],
];
const loaders = ['PngBuffer', 'JpegBuffer', 'NsgifBuffer', 'WebpBuffer'].map((each) => `VipsForeignLoad${each}`);

/** Which picture these bytes say they are; undefined for anything else. */
export function pictureType(bytes: Buffer): PictureType | undefined {
  return signatures.find(([, offset, hex]) => bytes.subarray(offset, offset + hex.length / 2).toString('hex') === hex)?.[0];
}

/** How long the pictures of one sender may be drawn for, together: one mail may carry hundreds. */
export type Budget = { leftMs: number };

/** The same picture, upright and without anything else; undefined when it is no whole picture of these four kinds, has over 50 million pixels, takes over 20 s, or when the budget is spent. `as` draws it as another kind. */
export async function redraw(
  bytes: Buffer,
  budget: Budget = { leftMs: Number.POSITIVE_INFINITY },
  as?: PictureType,
): Promise<Drawn | undefined> {
  const found = pictureType(bytes);
  if (!found) return undefined;
  const type = as ?? found;
  await turn();
  const began = performance.now();
  try {
    if (budget.leftMs <= 0) return undefined;
    loaded ??= load();
    const draw = await loaded;
    const options = { limitInputPixels: mostPixels, failOn: 'error' } as const;
    const { pages = 1 } = await draw(bytes, options).metadata();
    const source = pages > 1 ? draw(bytes, { ...options, animated: true }) : draw(bytes, options).autoOrient();
    const { data, info } = await encoded(source, type).timeout({ seconds: mostSeconds }).toBuffer({ resolveWithObject: true });
    return { type, width: info.width, height: info.pageHeight ?? info.height, isAnimated: pages > 1, bytes: data };
  } catch {
    return undefined; // whatever the decoder did not like about it
  } finally {
    budget.leftMs -= performance.now() - began;
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }
}

let loaded: ReturnType<typeof load> | undefined;
let busy = 0;
const waiting: (() => void)[] = [];

/** Loaded with the first picture, since most starts never see one; every decoder but the four is closed. */
async function load() {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: loaders });
  return sharp;
}

async function turn(): Promise<void> {
  if (busy >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else busy += 1;
}

function encoded(source: Sharp, type: PictureType): Sharp {
  if (type === 'image/jpeg') return source.jpeg({ quality: 88 });
  if (type === 'image/webp') return source.webp({ quality: 88 });
  return type === 'image/gif' ? source.gif() : source.png();
}
