// SQL of the probe: which columns a workspace has, and whether one of them still holds a term (function parley_probe, with the caller's rights).
import { statement } from '#kit/db';

export const columnsNow = statement<{ table: string; column: string }>(
  'rights.columns',
  `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
   JOIN information_schema.columns w ON w.table_schema = c.table_schema AND w.table_name = c.table_name AND w.column_name = 'workspace_id'
   WHERE c.table_schema = current_schema() AND (c.data_type IN ('text', 'jsonb', 'json', 'bytea', 'ARRAY', 'character varying') OR c.domain_name IS NOT NULL)
   ORDER BY 1, 2`,
);
export const look = statement<{ found: number }>('rights.probe', 'SELECT parley_probe($1, $2, $3, $4) AS found');
