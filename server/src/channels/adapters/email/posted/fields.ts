// The fields of a form as bytes (RFC 7578, and the older form of one line): a whole mail may be one of them, in any letters, so that nothing may be read as text on the way.

const most = { parts: 500, headBytes: 4_096 };

/** Fields by name, the first of each; undefined for what is no form. */
export function fieldsOf(type: string | undefined, body: Buffer): ReadonlyMap<string, Buffer> | undefined {
  const kind = (type ?? '').toLowerCase();
  if (kind.startsWith('application/x-www-form-urlencoded')) return fromLine(body);
  const [, quoted, plain] = /^multipart\/form-data;.*?\bboundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(type ?? '') ?? [];
  const boundary = quoted ?? plain;
  return boundary === undefined ? undefined : fromParts(body, boundary);
}

/** A field as text; empty when it is not there. */
export const textOf = (fields: ReadonlyMap<string, Buffer>, name: string): string => (fields.get(name) ?? '').toString();

function fromLine(body: Buffer): Map<string, Buffer> {
  const fields = new Map<string, Buffer>();
  for (const pair of body.toString('latin1').split('&', most.parts)) {
    const at = pair.indexOf('=');
    const name = bytesOf(at < 0 ? pair : pair.slice(0, at)).toString();
    if (!fields.has(name)) fields.set(name, bytesOf(at < 0 ? '' : pair.slice(at + 1)));
  }
  return fields;
}

const bytesOf = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll('+', ' ').replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

function fromParts(body: Buffer, boundary: string): Map<string, Buffer> | undefined {
  const fields = new Map<string, Buffer>();
  const line = Buffer.from(`\r\n--${boundary}`, 'latin1');
  const first = body.indexOf(line.subarray(2));
  if (first < 0) return undefined;
  for (let at = first + line.length - 2, count = 0; count < most.parts; count += 1) {
    if (body.subarray(at, at + 2).toString('latin1') === '--') return fields; // the last one
    const head = body.indexOf('\r\n\r\n', at);
    const end = head < 0 ? -1 : body.indexOf(line, head + 2);
    if (end < 0 || head - at > most.headBytes) return undefined;
    const [, name] = /\bname="([^"]{0,200})"/i.exec(body.subarray(at, head).toString('utf8')) ?? [];
    if (name !== undefined && !fields.has(name)) fields.set(name, body.subarray(Math.min(head + 4, end), end));
    at = end + line.length;
  }
  return undefined;
}
