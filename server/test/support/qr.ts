// What a reader sees in a code that was drawn as squares: on a poster, or as a picture on a page. The reader shares no code with what drew it.
import { inflateSync } from 'node:zlib';
import jsqr from 'jsqr';

type Read = (bitmap: Uint8ClampedArray, width: number, height: number) => { readonly data: string } | null;
type Square = { readonly x: number; readonly y: number; readonly side: number };
const read = ((jsqr as { default?: unknown }).default ?? jsqr) as Read; // however the module is taken in
const pixels = 4;
const border = 4;

/** The text of the code on the first page that has one; `re` squares count where all have one size. Undefined where none can be read. */
export function readPdf(pdf: Buffer): string | undefined {
  const text = pdf.toString('latin1');
  for (const { index } of text.matchAll(/stream\r?\n/g)) {
    const begin = index + (text[index + 6] === '\r' ? 8 : 7);
    const drawn = inflated(pdf.subarray(begin, text.indexOf('endstream', begin)));
    const squares = [...drawn.matchAll(/^(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+) re$/gm)].flatMap(([, x, y, width, height]) =>
      width === height ? { x: Number(x), y: Number(y), side: Number(width) } : [],
    );
    const found = squares.length > 100 ? readSquares(squares) : undefined; // the smallest code has more
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The text of a code in a picture of paths such as `M10,20h10v10h-10z`. */
export function readSvg(svg: string): string | undefined {
  return readSquares(
    [...svg.matchAll(/M(\d+),(\d+)h(\d+)v/g)].map(([, x, y, side]) => ({ x: Number(x), y: Number(y), side: Number(side) })),
  );
}

function inflated(stream: Buffer): string {
  try {
    return inflateSync(stream, { maxOutputLength: 10_000_000 }).toString('latin1');
  } catch {
    return ''; // a font, or a picture
  }
}

/** Black squares on white paper, as a bitmap. */
function readSquares(squares: readonly Square[]): string | undefined {
  const side = squares[0]?.side ?? 1;
  const least = (of: 'x' | 'y') => Math.min(...squares.map((each) => each[of]));
  const [left, top] = [least('x'), least('y')];
  const cells = squares.map(({ x, y }) => [Math.round((x - left) / side), Math.round((y - top) / side)] as const);
  const width = (Math.max(...cells.flat()) + 1 + 2 * border) * pixels;
  const bitmap = new Uint8ClampedArray(4 * width * width).fill(255);
  for (const [column, row] of cells)
    for (let down = 0; down < pixels; down += 1)
      for (let right = 0; right < pixels; right += 1) {
        const at = 4 * (((row + border) * pixels + down) * width + (column + border) * pixels + right);
        bitmap.fill(0, at, at + 3);
      }
  return read(bitmap, width, width)?.data;
}
