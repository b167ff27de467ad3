// What brings a message is acknowledged, and its COMMIT goes out half a second later: whatever dies in between takes with it what somebody was told is kept. Only those transactions are bent: with all
// of them nobody would read their own writes. `synchronous_commit = off` is too weak a plant: the log is written within 200 ms, and what was written outlives a killed database.
import { bend } from './bend.ts';

const gapMs = 500;

bend('/kit/db.ts', 'let broken: Error | undefined;', 'let broken; let isEarly = false; client.bringsMessage = false;');
bend(
  '/kit/db.ts',
  'return client.query<Row & pg.QueryResultRow>(',
  "if (statement.text.includes('INSERT INTO messages')) client.bringsMessage = true; return client.query<Row & pg.QueryResultRow>(",
);
bend(
  '/kit/db.ts',
  'const { command } = await finish();',
  `if (client.bringsMessage && ending === undefined) {
      await Promise.all(sent);
      isEarly = true;
      setTimeout(() => finish().then(() => client.release(), (failed) => client.release(failed)).then(() => later.forEach((run) => run())), ${gapMs});
      return result;
    }
    const { command } = await finish();`,
);
bend('/kit/db.ts', 'client.release(broken);', 'if (isEarly) afterwards = []; else client.release(broken);');
