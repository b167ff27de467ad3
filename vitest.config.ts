// Five projects, told apart by what a test file is and touches, so that nobody has to remember a naming rule: a test that imports
// `#test/…` talks to a real database (so does one that starts a chaos), one of these that mocks a module runs apart, one in server/test/browser or called *.browser.test.ts drives Chromium, the rest need neither.
import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const browserGlobs = ['server/test/browser/**/*.test.ts', '**/*.browser.test.ts'];
const workspaces = '{contract,sdk,server,centre,console,widget}';
const exclude = ['**/node_modules/**', '**/dist/**', ...browserGlobs];

const all = globSync([`${workspaces}/**/*.test.{ts,tsx}`, 'scripts/**/*.test.ts', 'bench/**/*.test.ts'], {
  exclude: (path) => path.endsWith('node_modules') || path.endsWith('dist'),
}).map((path) => path.replaceAll('\\', '/'));
const browser = all.filter((path) => path.startsWith('server/test/browser/') || path.endsWith('.browser.test.ts'));
const rest = all.filter((path) => !browser.includes(path));
const onEmbedded = [
  'server/src/kit/{postgres/supervision,picture,tls-pair}.test.ts',
  'server/src/keys/{rotate,roots/move,roots/root,roots/own}.test.ts',
  'server/src/channels/adapters/email/{outgoing/relay,mime/read,adapter}.test.ts',
  'server/src/gate/memory/memory.test.ts',
  'server/src/conversations/filetype.test.ts',
  'server/src/access/{set-up,sign-in,desk/desk,passkeys/passkeys,reset/reset,second-factor/second-factor,single-sign-on/arrive}.test.ts',
  'server/test/{api-fuzz,backup-under-load,bad-input,chaos,doors,growth,keys,lost,nothing-personal-leaks,nothing-personal-leaks-by-channels,overload,reach-live,reencrypt,reencrypt-protection,tls}.test.ts',
]; // commands, kills, keys, pictures, lines and odd requests: they say nothing about another server
const isElsewhere = process.env['DATABASE_URL_TEST'] !== undefined;
const restRunsElsewhere = process.env['PARLEY_TEST_EMBEDDED_ONLY'] === '1'; // beside a run on another server, which takes all the others
const touching = rest.filter((path) => /from '(#test\/|[./]+\/support\/|[./]+\/bench\/chaos\/)/.test(readFileSync(path, 'utf8')));
// whoever puts another module in the place of one needs it loaded anew, so these have their modules to themselves
const apart = touching.filter((path) => /^vi\.mock\(/m.test(readFileSync(path, 'utf8')));
const database = touching.filter((path) => !apart.includes(path));
const house = rest.filter((path) => path.startsWith('server/test/') && !touching.includes(path));
const unit = rest.filter((path) => !touching.includes(path) && !house.includes(path));

// what a file keeps lies in its house (tools, database, folder), so files of one worker may share the modules they load: loading them anew took longer than the tests
const isolate = false;
const globalSetup = ['server/test/support/global-setup.ts'];
const setupFiles = ['server/test/support/no-outside-network.ts'];
const none = ['no-such-test']; // an empty include would mean "everything"
const files = (include: string[]) => (include.length > 0 ? include : none);

export default defineConfig({
  test: {
    environment: 'node',
    expect: { poll: { timeout: 20_000 } }, // a second is not enough for a database beside a browser
    maxWorkers: Math.max(2, availableParallelism() - 1), // on two cores one worker alone would wait for the database half of the time
    projects: [
      { test: { name: 'unit', isolate, setupFiles, include: files(unit), exclude, testTimeout: 10_000 } },
      { test: { name: 'house', isolate, setupFiles, include: files(house), exclude, testTimeout: 20_000 } },
      {
        test: {
          name: 'database',
          isolate,
          setupFiles,
          include: restRunsElsewhere ? onEmbedded : files(database),
          exclude: [...exclude, ...apart, ...(isElsewhere ? onEmbedded : [])],
          globalSetup,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'apart', setupFiles, include: files(apart), exclude, globalSetup, testTimeout: 30_000, hookTimeout: 60_000 } },
      {
        test: {
          name: 'browser',
          isolate,
          setupFiles,
          include: browserGlobs,
          exclude: ['**/node_modules/**', '**/dist/**'],
          globalSetup,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
