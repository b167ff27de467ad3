// The quick part, before every commit: everything that needs neither database nor browser, in under 90 seconds.
import { quickSteps } from './quick.ts';
import { runSteps } from './steps.ts';

const results = await runSteps(quickSteps());
const failing = results.filter((result) => !result.ok).map((result) => result.name);
console.log(failing.length === 0 ? 'all fine' : `to mend: ${failing.join(', ')}`);
process.exitCode ??= failing.length === 0 ? 0 : 1;
