// `parley detect < text`: what detection finds in a text of any length, as JSON lines, in bounded memory. Prints places and kinds, never the values.
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { ahead, detect, partEnd } from '#detection';
import { readKnown } from './known-names.ts';

const partSize = 262_144;

/** Exit code 1 when the input is not UTF-8 (nothing behind the broken byte is looked at, and little before it), 2 for wrong arguments. Holds two parts and a chunk at most. */
export async function detectIn(
  args: string[],
  input: AsyncIterable<Uint8Array> = process.stdin,
  { out = process.stdout, errors = process.stderr }: { out?: Writable; errors?: Writable } = {},
): Promise<number> {
  const { values } = parseArgs({ args, options: { language: { type: 'string' }, known: { type: 'string' } } });
  if (values.language !== undefined && !/^[a-z]{2}$/.test(values.language)) {
    errors.write('parley: --language takes two small letters, such as de\n');
    return 2;
  }
  const known = values.known === undefined ? { names: [] } : await readKnown(values.known);
  if ('because' in known) {
    errors.write(`parley: ${known.because}\n`);
    return 2;
  }
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let waiting = '';
  let offset = 0;
  let bytes = 0;
  const take = async (isLast: boolean) => {
    while (waiting.length > (isLast ? 0 : 2 * partSize)) {
      const to = partEnd(waiting, 0, partSize);
      const hints = { language: values.language, known: known.names };
      const spans = detect(waiting.slice(0, to + ahead), hints).filter(
        ({ start, end }) => start < to || (to < waiting.length && end <= to + ahead / 2),
      );
      const lines = spans.map((span) => `${JSON.stringify({ ...span, start: offset + span.start, end: offset + span.end })}\n`);
      if (!out.write(lines.join(''))) await once(out, 'drain');
      const next = Math.max(to, spans.at(-1)?.end ?? to);
      waiting = waiting.slice(next);
      offset += next;
    }
  };
  try {
    for await (const chunk of input) {
      waiting += decoder.decode(chunk, { stream: true });
      bytes += chunk.length;
      await take(false);
    }
    waiting += decoder.decode();
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    errors.write(`parley: the text is not UTF-8 (after ${bytes} bytes that were read); convert it first\n`);
    return 1;
  }
  await take(true);
  return 0;
}
