// Where a word shows: every column of every table with the superuser's eyes, and every file of a folder.
import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/** `table.column` for each place of the database that shows one of the terms, whatever its case. */
export async function tracesInDatabase(adminUrl: string, terms: readonly string[]): Promise<string[]> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  const found: string[] = [];
  const columns = await admin.query<{ t: string; c: string; d: string }>(
    "SELECT table_name t, column_name c, data_type d FROM information_schema.columns WHERE table_schema = 'public'",
  );
  for (const { t, c, d } of columns.rows)
    for (const term of terms) {
      const text = d === 'bytea' ? `encode("${c}", 'escape')` : `"${c}"::text`;
      const { rows } = await admin.query<{ n: number }>(
        `SELECT count(*)::int n FROM "${t}" WHERE position(lower($1) in lower(${text})) > 0`,
        [term],
      );
      if ((rows[0]?.n ?? 0) > 0) found.push(`${t}.${c}`);
    }
  await admin.end();
  return found;
}

/** The files below a folder that hold one of the terms. */
export function tracesInFiles(folder: string, terms: readonly string[]): string[] {
  return globSync('**/*', { cwd: folder })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile() && terms.some((term) => readFileSync(file).includes(term)));
}
