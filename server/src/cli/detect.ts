// `parley detect < text`: what detection finds in a text of any length, as JSON lines, in bounded memory. Prints places and kinds, never the values.
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { detect, partEnd } from '#detection';
import { readKnown } from './known-names.ts';

const partSize = 262_144;

/** Exit code 1 when the input is not UTF-8 (nothing behind the broken byte is looked at), 2 for wrong arguments. */
export async function detectIn(args: string[], input: AsyncIterable<Uint8Array> = process.stdin): Promise<number> {
  const { values } = parseArgs({ args, options: { language: { type: 'string' }, known: { type: 'string' } } });
  if (values.language !== undefined && !/^[a-z]{2}$/.test(values.language)) {
    process.stderr.write('parley: --language takes two small letters, such as de\n');
    return 2;
  }
  const known = values.known === undefined ? { names: [] } : await readKnown(values.known);
  if ('because' in known) {
    process.stderr.write(`parley: ${known.because}\n`);
    return 2;
  }
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let waiting = '';
  let offset = 0;
  let bytes = 0;
  const take = async (isLast: boolean) => {
    while (waiting.length > (isLast ? 0 : 2 * partSize)) {
      const to = partEnd(waiting, 0, partSize);
      const lines = detect(waiting.slice(0, to), { language: values.language, known: known.names }).map(
        (span) => `${JSON.stringify({ ...span, start: offset + span.start, end: offset + span.end })}\n`,
      );
      if (!process.stdout.write(lines.join(''))) await once(process.stdout, 'drain');
      waiting = waiting.slice(to);
      offset += to;
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
    process.stderr.write(`parley: the text is not UTF-8 (after ${bytes} bytes that were read); convert it first\n`);
    return 1;
  }
  await take(true);
  return 0;
}
