// Commands of IMAP4rev1 as they come over the line (RFC 3501, section 9): cut out with the literals in them, bounded, and read into words. Bytes are kept one to a character.

/** A word, whichever way it was written, or what stood in parentheses. */
export type Token = string | readonly Token[];
export type Command = { readonly tag: string; readonly name: string; readonly args: readonly Token[] };

const most = { bytes: 65_536, depth: 16 };

/** Gives each whole command to `take`; says through `goOn` that a literal may come, and `tooMuch` where there is no end to it. */
export function cutter(take: (text: string) => void, goOn: () => void, tooMuch: () => void): (bytes: Buffer) => void {
  let [waiting, at, told] = ['', 0, -1];
  return (bytes) => {
    waiting += bytes.toString('latin1');
    for (let end = waiting.indexOf('\r\n', at); end >= 0; end = waiting.indexOf('\r\n', at)) {
      const [, size, isSure] = /\{(\d{1,9})(\+?)\}$/.exec(waiting.slice(Math.max(at, end - 12), end)) ?? [];
      if (size === undefined) {
        const text = waiting.slice(0, end);
        [waiting, at, told] = [waiting.slice(end + 2), 0, -1];
        take(text);
        continue;
      }
      if (end + Number(size) > most.bytes) return tooMuch();
      if (isSure === '' && told < end) goOn();
      told = end;
      if (waiting.length < end + 2 + Number(size)) break;
      at = end + 2 + Number(size);
    }
    if (waiting.length > most.bytes) tooMuch();
  };
}

/** A command in its words; undefined for what is none. `UID FETCH` and its kin are one name. */
export function readCommand(text: string): Command | undefined {
  const read = readTokens(text);
  const [tag, verb, ...rest] = read ?? [];
  if (typeof tag !== 'string' || typeof verb !== 'string' || !/^[^\s+(){%*"\\]{1,64}$/.test(tag)) return undefined;
  const name = verb.toUpperCase();
  if (name !== 'UID') return { tag, name, args: rest };
  const [second, ...args] = rest;
  return typeof second === 'string' ? { tag, name: `UID ${second.toUpperCase()}`, args } : undefined;
}

/** Words of a command, of a list of them or of a section; undefined where quotes or parentheses do not close. */
export function readTokens(text: string): readonly Token[] | undefined {
  const open: Token[][] = [[]];
  const put = (token: Token): void => void open.at(-1)?.push(token);
  // a literal, a quoted string, a parenthesis, or an atom with whatever section in brackets it names
  const form = /\{(\d{1,9})\+?\}\r\n|"((?:[^"\\\r\n]|\\["\\])*)"|([()])|((?:\[[^\]\r\n]*\]|[^\s()"[{])+)|(\s+)/y;
  while (form.lastIndex < text.length) {
    const found = form.exec(text);
    if (!found) return undefined;
    const [, size, quoted, parenthesis, atom] = found;
    if (size !== undefined) {
      put(text.slice(form.lastIndex, form.lastIndex + Number(size)));
      form.lastIndex += Number(size);
    } else if (quoted !== undefined) put(quoted.replace(/\\(["\\])/g, '$1'));
    else if (atom !== undefined) put(atom);
    else if (parenthesis === '(') {
      if (open.length > most.depth) return undefined;
      open.push([]);
    } else if (parenthesis === ')') {
      const closed = open.pop();
      if (!closed || open.length === 0) return undefined;
      put(closed);
    }
  }
  return open.length === 1 ? open[0] : undefined;
}

/** A word on its way to a client. */
export const quoted = (text: string): string => `"${text.replace(/[\r\n]/g, ' ').replace(/(["\\])/g, '\\$1')}"`;
