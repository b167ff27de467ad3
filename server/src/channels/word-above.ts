// Whoever answers a mail with one word leaves more below it: what they answer, and how they sign. Pure.

const quoted = /^\s*>/;
/** "-- ", "-----Original Message-----", a line of underscores: everything below is a signature, or another mail. */
const ends = /^\s*(?:--\s*$|-{2,}\s?\S.*-{2,}\s*$|_{8,}\s*$)/;
const device =
  /^\s*(?:sent from|get outlook|von meinem|gesendet von|envoyé d|enviado desde|inviato da|verzonden vanaf|wysłane z|enviado do)\b/i;

/** The first line of a mail when nothing else in it is the sender's own: no quote, line that introduces one, signature or name of a device; an empty text where there is more. */
export function wordAbove(text: string): string {
  const lines = text.slice(0, 20_000).split(/\r?\n/);
  const end = lines.findIndex((line) => ends.test(line));
  const upper = end < 0 ? lines : lines.slice(0, end);
  const [first, quote] = [upper.findIndex((line) => line.trim() !== ''), upper.findIndex((line) => quoted.test(line))];
  const isIntroduction = (at: number) => at > first && introduces(upper, at, quote);
  const own = upper.filter((line, at) => line.trim() !== '' && !quoted.test(line) && !device.test(line) && !isIntroduction(at));
  const [word = ''] = own;
  return own.length === 1 ? word.trim() : '';
}

/** "On Monday Carol wrote:", on one line or two, right above the quote. */
function introduces(lines: readonly string[], at: number, quote: number): boolean {
  if (at >= quote) return false;
  const above = lines.slice(at, quote).filter((line) => line.trim() !== '');
  return above.length <= 2 && above.at(-1)?.trim().endsWith(':') === true;
}
