// What goes with the data so that whoever gets it can read it without Parley: a page of explanation, a schema for each table, and the record of processing (Art. 30).
import { company } from '#access';
import { drawRecord } from '#datamap';
import type { Ctx } from '#kit/ctx';
import type { Piece } from '#kit/zip';
import { columnTypes } from '../store.ts';
import { type Sheet, schemaEntry, schemaOf } from './contents.ts';

/** The first files of the archive. */
export async function papers(ctx: Ctx, sheets: readonly Sheet[], leftOut: Readonly<Record<string, string>>): Promise<Piece[]> {
  const pieces: Piece[] = [{ entry: 'README.txt', bytes: Buffer.from(readme((await company(ctx)).name, ctx.now, sheets, leftOut)) }];
  for (const sheet of sheets) pieces.push(json(schemaEntry(sheet), schemaOf(sheet, await columnTypes(ctx, sheet.table))));
  for (const kind of ['controller', 'processor'] as const) pieces.push(json(`records/${kind}.json`, await drawRecord(ctx, kind)));
  return pieces;
}

const json = (entry: string, value: unknown): Piece => ({ entry, bytes: Buffer.from(`${JSON.stringify(value, null, 2)}\n`) });

function readme(name: string, now: Date, sheets: readonly Sheet[], leftOut: Readonly<Record<string, string>>): string {
  return `Everything that ${name} keeps in Parley, as of ${now.toISOString()}
${'='.repeat(40)}

This archive holds personal data in the clear. Keep it sealed, let nobody read it without a purpose, and delete it when it is not needed any more.

data/NAME.jsonl         one table: one JSON object per line, in the order of its key, UTF-8
schema/NAME.schema.json what a line of it holds (JSON Schema 2020-12); personal values name their category
files/NAME/ID           attachments and pictures; the line with that id names the path
records/                records of processing (Art. 30(1) and 30(2) GDPR)
ledger/                 what was done, with signatures and a verifier: node ledger/verify.mjs ledger KEY
manifest.json           lines by table, size and SHA-256 of each file, what is not in here and why
receipt.txt             a code: type it in under Settings, Leaving, once this archive is kept and opens

People are named by ids (per_…) that say nothing by themselves; data/people.jsonl and data/identities.jsonl hold who they are. "merged_into" names the person of
whom somebody is a part. "marks" says what stands for a person: who is restricted (Art. 18) may be stored and hardly used, who objected (Art. 21) must not be
written to for that purpose, who is held (Art. 17(3)) must not be deleted. These duties travel with the data. data/consent_events.jsonl holds every yes and no with
its proof; data/notices.jsonl the very notices that were shown.

"unreadable" in a line names values whose key was destroyed: they belonged to somebody who was erased, and nobody can open them.

Tables (${sheets.length}): ${sheets.map(({ table }) => table).join(', ')}.
Not in here: ${Object.entries(leftOut)
    .map(([table, because]) => `${table} (${because})`)
    .join(', ')}; every key; passwords and other credentials.
`;
}
