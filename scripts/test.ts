// Everything: check's steps, the database tests, the browser tests. With --debian-postgres the database tests run on Debian's PostgreSQL 15, the
// oldest promised, except for those that are about the server we bring; the browser tests are on ours either way. Ends with one line,
// `N passed, N failed`: tests, and one for each step that failed without a failing test.
import { findChromium } from './chromium.ts';
import { startDebianPostgres } from './debian-postgres.ts';
import { quickSteps } from './quick.ts';
import { runSteps, total, vitest } from './steps.ts';

const chromium = findChromium();
if (!chromium.path) console.log(`no Chromium, so the browser tests will fail: ${chromium.advice}`);

const pages = { name: 'pages', tool: '../scripts/build.ts', args: [] }; // here and not in the launcher: a broken page is a counted failure
const results = await runSteps([pages]);
const debian = process.argv.includes('--debian-postgres') ? await startDebianPostgres() : undefined;
if (debian && 'missing' in debian) console.log(`not run on PostgreSQL 15: ${debian.missing}`);
const older = debian && 'url' in debian ? debian : undefined;
try {
  // the browser tests wait more than they work, so everything else goes on beside them
  const browser = vitest('browser tests', ['browser'], { env: chromium.path ? { PARLEY_CHROMIUM: chromium.path } : {} });
  const database = older
    ? [
        vitest('database tests on PostgreSQL 15', ['database'], { env: { DATABASE_URL_TEST: older.url } }),
        vitest('tests of the database we bring', ['database', 'apart'], { env: { PARLEY_TEST_EMBEDDED_ONLY: '1' } }),
      ]
    : [vitest('database tests', ['database', 'apart'])];
  results.push(...(await runSteps([browser, ...quickSteps(), ...database])));
} finally {
  older?.stop();
}

const { passed, failed } = total(results);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode ??= failed === 0 ? 0 : 1;
