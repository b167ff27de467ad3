// `--known FILE`: names that `parley detect` finds wherever they stand, one per line. What is wrong with the file is said by the number of the line, never by what stands there.
import { open } from 'node:fs/promises';

const mostBytes = 1_048_576;
const mostNames = 20_000;
const longest = 200;

/** The names, or in words why there are none: no file, over 1 MB, no UTF-8, over 20,000 lines, or a line of over 200 characters or without a letter. Empty lines are passed over. */
export async function readKnown(file: string): Promise<{ readonly names: readonly string[] } | { readonly because: string }> {
  const bytes = await readBounded(file).catch((error: NodeJS.ErrnoException) => error.code ?? 'failed');
  if (typeof bytes === 'string') return { because: `--known: the file cannot be read (${bytes})` };
  if (bytes.length > mostBytes) return { because: '--known: the file is larger than 1 MB' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { because: '--known: the file is not UTF-8; convert it first' };
  }
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const odd = lines.findIndex((line) => line !== '' && (line.length > longest || !/\p{L}/u.test(line)));
  if (odd >= 0) return { because: `--known: line ${odd + 1} is no name (a letter at least, and ${longest} characters at most)` };
  const names = lines.filter(Boolean);
  return names.length > mostNames ? { because: `--known: more than ${mostNames} names` } : { names };
}

/** What is in it, and one byte over the limit where there is more: whatever hands out bytes without an end is read no further. */
async function readBounded(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const bytes = Buffer.alloc(mostBytes + 1);
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } finally {
    await handle.close();
  }
}
