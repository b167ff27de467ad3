// A signature as proof of a yes. What was drawn comes as a picture from outside: it is drawn anew, so that nothing but the line is kept, and bounded.
import { redraw } from '#kit/picture';
import { Problem } from '#kit/problem';

const begins = 'data:image/png;base64,';
const most = { side: 1600, bytes: 49_152 };

/** The same drawing as a PNG of ours, as a data URL; undefined for none. Problem `invalid` for anything but a small, whole PNG. */
export async function readSignature(given: string | undefined): Promise<string | undefined> {
  if (!given) return undefined;
  const bytes = Buffer.from(given.slice(begins.length), 'base64');
  const drawn = given.startsWith(begins) && bytes.length <= most.bytes ? await redraw(bytes, { leftMs: 5_000 }) : undefined;
  const isSound = drawn?.type === 'image/png' && !drawn.isAnimated && Math.max(drawn.width, drawn.height) <= most.side;
  if (!isSound || drawn.bytes.length > most.bytes)
    throw new Problem('invalid', {
      fields: [{ path: 'body/signature', message: 'must be a whole PNG of at most 48 kB and 1600 pixels a side' }],
    });
  return begins + drawn.bytes.toString('base64');
}
