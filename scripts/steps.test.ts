import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { root, runSteps, total } from './steps.ts';

// Stand-ins for tools, under node_modules where steps look for them.
const folder = path.join(root, 'node_modules', '.parley-steps-test');

beforeAll(() => {
  fs.mkdirSync(folder, { recursive: true });
  tool('fine.mjs', '');
  tool('failing.mjs', `console.log('what is wrong'); process.exit(3);`);
  tool('tests.mjs', reporting([['passed', ['passed', 'passed']]], 0));
  tool('red-tests.mjs', reporting([['failed', ['passed', 'failed', 'failed']]], 1));
  tool('broken-file.mjs', reporting([['failed', []]], 1));
  tool('no-tests.mjs', reporting([], 0));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

test.each([
  ['fine.mjs', false, { passed: 0, failed: 0 }],
  ['failing.mjs', false, { passed: 0, failed: 1 }],
  ['absent.mjs', false, { passed: 0, failed: 1 }],
  ['tests.mjs', true, { passed: 2, failed: 0 }],
  ['red-tests.mjs', true, { passed: 1, failed: 2 }],
  ['broken-file.mjs', true, { passed: 0, failed: 1 }],
  ['no-tests.mjs', true, { passed: 0, failed: 1 }],
])('a step with %s (counting: %s) gives %o', async (name, counts, wanted) => {
  const { results } = await quietly([{ name, tool: `.parley-steps-test/${name}`, args: [], counts }]);
  expect(total(results)).toEqual(wanted);
});

test('all steps run although one fails, and only the failing one shows its output', async () => {
  const steps = ['failing.mjs', 'fine.mjs', 'fine.mjs'].map((name) => ({ name, tool: `.parley-steps-test/${name}`, args: [] }));
  const { results, lines } = await quietly(steps);
  expect(results.map((result) => result.ok).sort()).toEqual([false, true, true]);
  expect(lines.filter((line) => line.includes('what is wrong'))).toHaveLength(1);
});

async function quietly(steps: Parameters<typeof runSteps>[0]) {
  const spy = vi.spyOn(console, 'log').mockImplementation(() => {});
  const results = await runSteps(steps);
  const lines = spy.mock.calls.map((call) => String(call[0]));
  spy.mockRestore();
  return { results, lines };
}

function tool(name: string, code: string): void {
  fs.writeFileSync(path.join(folder, name), code);
}

/** A tool that writes the report vitest would write. */
function reporting(files: [string, string[]][], exit: number): string {
  const testResults = files.map(([status, tests]) => ({ status, assertionResults: tests.map((each) => ({ status: each })) }));
  const numPassedTests = files.flatMap(([, tests]) => tests).filter((status) => status === 'passed').length;
  return `import fs from 'node:fs';
    const file = process.argv.find((argument) => argument.startsWith('--outputFile')).split('=')[1];
    fs.writeFileSync(file, ${JSON.stringify(JSON.stringify({ numPassedTests, testResults }))});
    process.exit(${exit});`;
}
