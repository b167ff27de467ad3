// Everything: check's steps, the database tests, the browser tests, and with --debian-postgres the database tests once more on Debian's
// PostgreSQL 15. Ends with one line, `N passed, N failed`: tests, and one for each step that failed without a failing test.
import { findChromium } from './chromium.ts';
import { startDebianPostgres } from './debian-postgres.ts';
import { quickSteps } from './quick.ts';
import { type Result, runSteps, total, vitest } from './steps.ts';

const chromium = findChromium();
if (!chromium.path) console.log(`no Chromium, so the browser tests will fail: ${chromium.advice}`);

const pages = { name: 'pages', tool: '../scripts/build.ts', args: [] }; // here and not in the launcher: a broken page is a counted failure
const results = await runSteps([...quickSteps(), pages, vitest('database tests', ['database'])]);
results.push(...(await runSteps([vitest('browser tests', ['browser'], { env: chromium.path ? { PARLEY_CHROMIUM: chromium.path } : {} })])));
if (process.argv.includes('--debian-postgres')) results.push(...(await onDebianPostgres()));

const { passed, failed } = total(results);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode ??= failed === 0 ? 0 : 1;

async function onDebianPostgres(): Promise<Result[]> {
  const server = await startDebianPostgres();
  if ('missing' in server) {
    console.log(`not run again on PostgreSQL 15: ${server.missing}`);
    return [];
  }
  try {
    const step = vitest('database tests on PostgreSQL 15', ['database'], { env: { DATABASE_URL_TEST: server.url } });
    return await runSteps([step]);
  } finally {
    server.stop();
  }
}
