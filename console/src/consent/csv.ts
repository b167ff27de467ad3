// Reading a list as programs write it (RFC 4180): commas or semicolons, fields in quotes with line breaks and doubled quotes in them. Pure.

/** Each row as fields by the names of the first; a row of nothing is left out. */
export function readCsv(text: string): Record<string, string>[] {
  const plain = text.replace(/^\uFEFF/, '');
  const firstLine = plain.split(/\r?\n/, 1)[0] ?? '';
  const rows = fieldsOf(plain, firstLine.includes(';') && !firstLine.includes(',') ? ';' : ',');
  const names = (rows[0] ?? []).map((name) => name.trim().toLowerCase());
  return rows
    .slice(1)
    .filter((row) => row.some((field) => field.trim() !== ''))
    .map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])));
}

function fieldsOf(text: string, mark: string): string[][] {
  const rows: string[][] = [];
  let [row, field, isQuoted]: [string[], string, boolean] = [[], '', false];
  const endRow = () => {
    rows.push([...row, field]);
    [row, field] = [[], ''];
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (isQuoted && sign === '"' && text[at + 1] === '"') {
      field += '"';
      at += 1;
    } else if (sign === '"' && (isQuoted || field === '')) isQuoted = !isQuoted;
    else if (isQuoted) field += sign;
    else if (sign === mark) {
      row.push(field);
      field = '';
    } else if (sign === '\n') endRow();
    else if (sign !== '\r') field += sign;
  }
  if (field !== '' || row.length > 0) endRow();
  return rows;
}
