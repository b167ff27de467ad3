// What has to be loaded and waited for: the start of the server with a database that is there already, against the start of the plain program (both until they
// answer). Beside it the first start of all, which makes the embedded database, and the weights of the pages: these have no baseline, a weight is what it is.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure, Measured, Sides } from './figure.ts';
import { openDesk } from './frame/desk.ts';
import type { Ground } from './frame/ground.ts';
import { type House, openHouse } from './frame/parley.ts';
import { openPlainDatabase, plainProgram } from './frame/plain.ts';
import { startProgram } from './frame/program.ts';

const cli = path.join(import.meta.dirname, '../server/src/cli.ts');
const build = path.join(import.meta.dirname, '../scripts/build.ts');
const widgetWeight = 'widget in kB gzip (no baseline)';
const answers = /answers at \S+/;

export const weights: Figure = {
  name: 'weights',
  says: 'start of the server until it answers, against the start of a plain program; weights of the pages beside it',
  unit: 'ms',
  better: 'less',
  open: openWeights,
  aim: { says: 'the widget in kB gzip', most: 20, of: (_outcome, also) => Number.parseFloat(String(also[widgetWeight])) },
};

async function openWeights(ground: Ground): Promise<Sides> {
  const built = spawnSync(process.execPath, [build], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the pages could not be built: ${built.stderr.slice(-500)}`);
  const cold = await timed(ground, { PARLEY_DATA: path.join(ground.folder, 'cold') });
  const house = await openHouse(ground);
  const plain = await openPlainDatabase(ground);
  const weighed = await weigh(ground, house);
  return {
    ours: () => timed(ground, house.environment),
    baseline: async () => {
      const { script, environment } = plainProgram(plain);
      const began = performance.now();
      const program = await startProgram(script, [], environment, answers);
      const value = performance.now() - began;
      await program.stop();
      return { value, n: 1 };
    },
    also: async () => ({
      'first start of all in ms, with a new embedded database (no baseline)': Math.round(cold.value),
      ...weighed,
    }),
    close: async () => undefined,
  };
}

/** Milliseconds from the command until the server answers; it is stopped again. */
async function timed(ground: Ground, environment: Readonly<Record<string, string>>): Promise<Measured> {
  const none = path.join(ground.folder, 'none.json');
  const began = performance.now();
  const program = await startProgram(cli, ['start'], { PARLEY_CONFIG: none, PARLEY_SMTP_PORT: '0', PORT: '0', ...environment }, answers);
  const value = performance.now() - began;
  await program.stop();
  return { value, n: 1 };
}

/** Bytes of what a first visit loads, gzip, in kB: the console signed in at the inbox, the widget's one script, the first page of the privacy centre. */
async function weigh(ground: Ground, house: House): Promise<Record<string, string>> {
  const desk = await openDesk(ground, `${house.url}/inbox`, house.cookie);
  await desk.page.locator('nav').first().waitFor({ timeout: 60_000 });
  const loaded = await loadedBy(desk.page);
  await desk.close();
  const assets = [...new Set(loaded)].filter((url) => new URL(url).pathname.startsWith('/assets/'));
  const { snippet } = (await house.staff.call('listChannels')).items.find(({ inbox }) => inbox.channel === 'web-chat') ?? {};
  if (assets.length === 0 || !snippet) throw new Error('nothing was loaded');
  return {
    'console, first load in kB gzip (no baseline)': await weightOf([`${house.url}/inbox`, ...assets]),
    [widgetWeight]: await weightOf([`${house.url}/widget.js`]),
    'centre, first page in kB gzip (no baseline)': await weightOf([house.centreUrl]),
  };
}

/** Addresses of what a page loaded, once two seconds brought nothing more; it never falls silent, since it hears what happens. */
async function loadedBy(page: Awaited<ReturnType<typeof openDesk>>['page']): Promise<string[]> {
  for (let before = -1; ; ) {
    const loaded = (await page.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")) as string[];
    if (loaded.length === before) return loaded;
    before = loaded.length;
    await page.waitForTimeout(2000);
  }
}

async function weightOf(urls: readonly string[]): Promise<string> {
  const sizes = await Promise.all(
    urls.map(async (url) => {
      const answer = await fetch(url, { headers: { accept: 'text/html,*/*' } });
      if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      return { plain: bytes.length, packed: gzipSync(bytes, { level: 9 }).length };
    }),
  );
  const kb = (of: 'plain' | 'packed') => (sizes.reduce((sum, each) => sum + each[of], 0) / 1000).toFixed(1);
  return `${kb('packed')} (${kb('plain')} before packing, ${urls.length} ${urls.length === 1 ? 'file' : 'files'})`;
}
