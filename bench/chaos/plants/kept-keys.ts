// A shred that notes that the wrap is to leave the key database, and then only forgets the note.
import { bend } from './bend.ts';

bend('/key-store/removal.ts', 'await dropKept(db, ctx.workspace, rows);', '');
bend('/key-store/removal.ts', 'rows.filter((row) => row.whole)', 'rows.filter(() => false)');
