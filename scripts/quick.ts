// The steps that check and test have in common; none needs a database or a browser.
import fs from 'node:fs';
import path from 'node:path';
import { root, type Step, vitest } from './steps.ts';

/** Format and lint, types of every package, dead code, architecture tests, unit tests. */
export function quickSteps(): Step[] {
  const ownConfigs = ['console', 'widget', 'sdk'].filter((name) => fs.existsSync(path.join(root, name, 'tsconfig.json')));
  return [
    vitest('unit tests', ['unit']),
    types('tsconfig.json'),
    ...ownConfigs.map((name) => types(`${name}/tsconfig.json`)),
    { name: 'format and lint', tool: '@biomejs/biome/bin/biome', args: ['check', '--error-on-warnings'] },
    vitest('architecture tests', ['house']),
    { name: 'dead code', tool: 'knip/bin/knip.js', args: ['--no-progress'] },
  ];
}

function types(config: string): Step {
  return { name: `types (${config})`, tool: 'typescript/bin/tsc', args: ['-p', config] };
}
