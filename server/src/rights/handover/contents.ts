// What a package holds, as far as it must be known before it is kept: whose it says it is, and how much. A ZIP from outside: only its data file is unpacked, and only so far.
import { fromBufferPromise } from 'yauzl';
import { compared } from './compared.ts';
import { objectIn } from './document.ts';
import { portableTables } from './portable.ts';

/** `identities` are those alone that the person proved at the sender. */
export type Contents = { readonly identities: ReadonlySet<string>; readonly records: Readonly<Record<string, number>> };
const mostData = 32 * 1024 * 1024;
const mostEntries = 5000;

/** Undefined for what is no portable package, or unpacks to more than 32 MiB of records. */
export async function contentsOf(zip: Buffer): Promise<Contents | undefined> {
  const text = await dataOf(zip).catch(() => undefined);
  const data = text === undefined ? undefined : objectIn(text);
  if (data?.['format'] !== 'parley-portability@1') return undefined;
  // an address that was a mere claim at the sender would let anybody put data into the file of whoever it belongs to
  const proved = listIn(data['identities']).filter(({ provedAt }) => typeof provedAt === 'string' && !Number.isNaN(Date.parse(provedAt)));
  const identities = proved.flatMap(({ kind, value }) => compared(kind, value));
  const records = Object.fromEntries(portableTables.map((table) => [table, listIn(data[table]).length]));
  return { identities: new Set(identities), records };
}

async function dataOf(zip: Buffer): Promise<string | undefined> {
  const file = await fromBufferPromise(zip, { lazyEntries: true, strictFileNames: true });
  if (file.entryCount > mostEntries) return undefined;
  for await (const entry of file.eachEntry()) {
    if (entry.fileName !== 'data.json') continue;
    if (entry.isEncrypted() || entry.uncompressedSize > mostData) return undefined;
    const parts: Buffer[] = [];
    for await (const part of await file.openReadStreamPromise(entry)) parts.push(part as Buffer); // ends at the size that the entry says
    return Buffer.concat(parts).toString('utf8');
  }
  return undefined;
}

const listIn = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter((each): each is Record<string, unknown> => typeof each === 'object' && each !== null) : [];
