// The mails of `samples/` as their programs wrote them.
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const sample = (name: string): Buffer => readFileSync(path.join(import.meta.dirname, '../samples', name));
