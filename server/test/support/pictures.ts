// Small pictures for the tests, with all that a camera or a hostile sender may put into them.
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

export const secret = 'GPS 48.2083 N 16.3725 E, taken by Ada';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
}

/** A PNG of one colour with text, EXIF and bytes behind the end. */
export function png({ width = 4, height = 4, extras = true, noise = 0 } = {}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x66)]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    ...(extras
      ? [chunk('tEXt', Buffer.from(`Comment\0${secret}`)), chunk('eXIf', Buffer.from(secret)), chunk('paDd', Buffer.alloc(noise))]
      : []),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
    ...(extras ? [Buffer.from(`<script>${secret}</script>`)] : []),
  ]);
}

const segment = (marker: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};

const colour = { r: 90, g: 120, b: 160, alpha: 1 };

/** A photo with orientation in its EXIF, XMP, a comment and bytes behind the end. */
export async function jpeg({ width = 8, height = 6, orientation = 1 } = {}): Promise<Buffer> {
  const create = { width, height, channels: 3, background: colour } as const;
  const photo = await sharp({ create }).withMetadata({ orientation }).jpeg().toBuffer();
  return Buffer.concat([
    photo.subarray(0, 2),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${secret}`)),
    segment(0xfe, Buffer.from(secret)),
    photo.subarray(2),
    Buffer.from(secret),
  ]);
}

/** A WebP with EXIF. */
export async function webp(): Promise<Buffer> {
  const create = { width: 4, height: 4, channels: 4, background: colour } as const;
  return sharp({ create })
    .withExif({ IFD0: { ImageDescription: secret } })
    .webp({ lossless: true })
    .toBuffer();
}

/** Two frames of different colours, with a comment in the GIF. */
export async function animated(kind: 'gif' | 'webp'): Promise<Buffer> {
  const frame = (red: number) => sharp({ create: { width: 4, height: 4, channels: 4, background: { ...colour, r: red } } }).png();
  const moving = sharp(await Promise.all([frame(90).toBuffer(), frame(0).toBuffer()]), { join: { animated: true } });
  if (kind === 'webp') return moving.webp().toBuffer();
  const bytes = await moving.gif().toBuffer();
  return Buffer.concat([bytes.subarray(0, -1), Buffer.from([0x21, 0xfe, secret.length]), Buffer.from(`${secret}\0;`, 'latin1')]);
}
