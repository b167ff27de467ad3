// What lies sealed in a company and under which version, seen with the superuser's eyes; and what its people wrote, read as the house reads it.
import pg from 'pg';
import { permitOrThrow } from '#gate';
import { readyToOpen } from '#keys';
import type { Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { versionOf } from '#kit/seal';
import { storage } from '#kit/storage';
import { messagesOf } from '../../src/conversations/store.ts';
import { declaredSeals } from '../../src/keys/reencrypt/declared.ts';
import type { TestRoom } from './room.ts';

/** Looks into a room until `stop`. */
export async function openSeals(room: TestRoom) {
  const admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
  const rows = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> => (await admin.query(sql, values)).rows as Row[];
  const twoKeys = async () => (await rows<{ n: number }>('SELECT count(*)::int AS n FROM subject_keys WHERE previous IS NOT NULL'))[0]?.n;

  /** How many values each sealed column has, by the version in their header. */
  async function versions(): Promise<Map<string, number[]>> {
    const { values, secrets, files } = declaredSeals(holdings.of(room));
    const found = new Map<string, number[]>();
    for (const { table, column } of [...values, ...secrets])
      found.set(
        `${table}.${column}`,
        (await rows<{ v: Buffer }>(`SELECT "${column}" AS v FROM "${table}" WHERE "${column}" IS NOT NULL`)).map((row) => versionOf(row.v)),
      );
    for (const { table, reference, column } of files)
      found.set(
        `${table}.${column}`,
        await Promise.all(
          (await rows<{ file: string }>(`SELECT "${reference}" AS file FROM "${table}" WHERE "${reference}" IS NOT NULL`)).map(
            async ({ file }) => versionOf(await storage.of(room).head(room.workspace, file)),
          ),
        ),
      );
    return found;
  }
  const versionsInUse = async () => [...new Set([...(await versions()).values()].flat())].sort();

  /** Everything of a person by the export of every holding, as an access copy takes it. */
  async function copyOf(person: PersonId): Promise<unknown> {
    return room.ctx(async (ctx) => {
      const fields = declaredSeals(holdings.of(ctx)).values.map(({ table, column }) => `${table}.${column}`);
      const permit = await permitOrThrow(ctx, {
        act: 'export',
        person,
        purpose: 'rights-fulfilment',
        fields: [...fields, 'attachments.content'],
      });
      const found = new Map<string, unknown>();
      for (const holding of holdings.of(ctx).filter((each) => each.about === 'person' && each.export && each.seals))
        found.set(holding.table, await holding.export?.(ctx, permit, [person]));
      return Object.fromEntries(found);
    });
  }
  const linesOf = (person: PersonId) => room.ctx((ctx) => linesIn(ctx, person));
  return { admin, rows, twoKeys, versions, versionsInUse, copyOf, linesOf, stop: () => admin.end() };
}

/** What a person wrote, in order. */
export async function linesIn(ctx: Ctx, person: PersonId): Promise<string[]> {
  const permit = await permitOrThrow(ctx, { act: 'reveal', person, purpose: 'service-conversation', fields: ['messages.body'] });
  const found = (await ctx.db.all(messagesOf, [ctx.workspace, [person], null])).sort((a, b) => a.sequence - b.sequence);
  const items = found.map((row) => ({
    place: { subject: row.person, table: 'messages', row: row.id, column: 'body' },
    sealed: row.body,
  }));
  return (await readyToOpen(ctx, permit, items))();
}
