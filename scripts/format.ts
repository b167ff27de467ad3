// Formats every file and mends what the linter can mend safely.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './steps.ts';

const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
process.exitCode = spawnSync(process.execPath, [biome, 'check', '--write'], { cwd: root, stdio: 'inherit' }).status ?? 1;
