-- keys: which files of the storage a table names; and the way from a file to its row.
CREATE INDEX attachments_file ON attachments (workspace_id, file);
CREATE INDEX kept_parts_file ON kept_parts (workspace_id, file) WHERE file IS NOT NULL;
CREATE FUNCTION parley_named_files(workspace text, target text, reference text, files text[]) RETURNS TABLE (file text) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY EXECUTE format('SELECT t.%1$I::text FROM %2$I t WHERE t.workspace_id = $1 AND t.%1$I = ANY ($2)', reference, target) USING workspace, files;
END $$;
