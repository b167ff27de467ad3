// SQL of the probe: which columns a workspace has, whether a table may hold a term, and whether a column does (functions parley_may_hold and parley_probe, with the caller's rights).
import { statement } from '#kit/db';

/** The columns in which words could lie, table by table. */
export const tablesNow = statement<{ table: string; texts: string[]; bytes: string[] }>(
  'rights.tables',
  `SELECT c.table_name AS table, coalesce(array_agg(c.column_name::text) FILTER (WHERE c.data_type <> 'bytea'), '{}') AS texts,
   coalesce(array_agg(c.column_name::text) FILTER (WHERE c.data_type = 'bytea'), '{}') AS bytes FROM information_schema.columns c
   JOIN information_schema.columns w ON w.table_schema = c.table_schema AND w.table_name = c.table_name AND w.column_name = 'workspace_id'
   WHERE c.table_schema = current_schema() AND (c.data_type IN ('text', 'jsonb', 'json', 'bytea', 'ARRAY', 'character varying') OR c.domain_name IS NOT NULL)
   GROUP BY 1 ORDER BY 1`,
);
export const mayHold = statement<{ yes: boolean }>('rights.may-hold', 'SELECT parley_may_hold($1, $2, $3, $4, $5) AS yes');
export const look = statement<{ found: number }>('rights.probe', 'SELECT parley_probe($1, $2, $3, $4) AS found');
