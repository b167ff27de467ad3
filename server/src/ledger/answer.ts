// What witnesses and time-stamp authorities answer: from outside, so it is read up to a bound.
const mostBytes = 64 * 1024; // longer than any answer of theirs

/** The body of an answer. Error `too-long` beyond 64 kB. */
export async function bodyOf(answer: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += part.length;
    if (bytes > mostBytes) throw Object.assign(new Error('the answer is too long'), { code: 'too-long' });
    parts.push(part);
  }
  return Buffer.concat(parts);
}
