// Builds the pages: the console into console/dist, the widget into one file widget/dist/widget.js, kept under 20 kB gzip, with its other languages beside it. A stamp over
// the contents of the sources tells whether that is needed (`--is-fresh` only answers, by its exit code). No sources yet: nothing to do.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { InlineConfig } from 'vite';

type Page = { name: string; sources: string[]; result: string; config: InlineConfig };

const root = path.dirname(import.meta.dirname);
const stamps = path.join(root, '.runtime', 'pages');
const widgetLimit = 20_000; // bytes, gzip
const shared = ['contract/package.json', 'contract/src', 'sdk/package.json', 'sdk/src', 'package-lock.json', 'scripts/build.ts'];

const pages: Page[] = [
  { name: 'console', sources: ['console', ...shared], result: 'console/dist/index.html', config: {} },
  { name: 'widget', sources: ['widget', ...shared], result: 'widget/dist/widget.js', config: widgetConfig() },
];

const stale = pages.filter((page) => hasSources(page) && !isFresh(page));
if (process.argv.includes('--is-fresh')) process.exit(stale.length === 0 ? 0 : 1);
for (const page of process.argv.includes('--force') ? pages.filter(hasSources) : stale) await buildPage(page);

async function buildPage(page: Page): Promise<void> {
  const began = performance.now();
  const stamp = hash(page); // before, so that a change made meanwhile is not missed
  const { build } = await import('vite'); // here, because most starts only ask whether the pages are fresh
  await build({ root: path.join(root, page.name), logLevel: 'warn', ...page.config });
  if (page.name === 'widget') {
    weighWidget();
    for (const config of besideWidget()) await build({ root: path.join(root, page.name), logLevel: 'warn', ...config });
    await writeWords();
  }
  fs.mkdirSync(stamps, { recursive: true });
  fs.writeFileSync(path.join(stamps, page.name), stamp);
  console.log(`built the ${page.name} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

function weighWidget(): void {
  const bytes = gzipSync(fs.readFileSync(path.join(root, 'widget/dist/widget.js')), { level: 9 }).length;
  console.log(`widget.js weighs ${(bytes / 1000).toFixed(1)} kB gzip of ${widgetLimit / 1000} kB`);
  if (bytes > widgetLimit) throw new Error('the widget is too heavy'); // before the stamp: the next build says so again
}

/** Every language but English is a file of its own, which the widget fetches once somebody opens it. */
async function writeWords(): Promise<void> {
  for (const name of fs.readdirSync(path.join(root, 'widget/src/words'))) {
    const language = name.slice(0, 2);
    const words = (await import(path.join(root, 'widget/src/words', name))) as Record<string, object>;
    if (language !== 'en') fs.writeFileSync(path.join(root, `widget/dist/words-${language}.json`), JSON.stringify(words[language]));
  }
}

/** One script without chunks or style sheets; widget/vite.config.ts, if there is one, adds to this. */
function widgetConfig(): InlineConfig {
  const lib = { entry: 'src/widget.ts', formats: ['iife' as const], name: 'ParleyWidget', fileName: () => 'widget.js' };
  const treeshake = { propertyReadSideEffects: false as const }; // or every route of the contract would come along
  return { build: { rolldownOptions: { treeshake }, lib, outDir: 'dist', emptyOutDir: true, target: 'es2022', cssCodeSplit: false } };
}

/** What only some pages need: being told of new messages, and the service worker for it. */
function besideWidget(): InlineConfig[] {
  const lib = (entry: string, format: 'es' | 'iife') => ({
    entry: `src/${entry}.ts`,
    formats: [format],
    name: 'ParleyPart',
    fileName: () => `${entry}.js`,
  });
  const base = widgetConfig().build;
  return [lib('push', 'es'), lib('parley-sw', 'iife')].map((each) => ({ build: { ...base, lib: each, emptyOutDir: false } }));
}

function hasSources(page: Page): boolean {
  return ['index.html', 'src/widget.ts'].some((entry) => fs.existsSync(path.join(root, page.name, entry)));
}

function isFresh(page: Page): boolean {
  const stamp = path.join(stamps, page.name);
  return fs.existsSync(path.join(root, page.result)) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === hash(page);
}

function hash(page: Page): string {
  const sum = createHash('sha256');
  for (const file of page.sources.flatMap((source) => filesOf(path.join(root, source))).sort()) {
    sum.update(path.relative(root, file)).update('\0').update(fs.readFileSync(file)).update('\0');
  }
  return sum.digest('hex');
}

function filesOf(start: string): string[] {
  if (!fs.existsSync(start)) return [];
  if (fs.statSync(start).isFile()) return /\.test\.tsx?$/.test(start) ? [] : [start];
  const inner = fs.readdirSync(start).filter((name) => name !== 'node_modules' && name !== 'dist');
  return inner.flatMap((name) => filesOf(path.join(start, name)));
}
