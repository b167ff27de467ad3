// `parley start`: says where to look, and stops in order on Ctrl-C.
import { parseArgs } from 'node:util';
import { setupLink } from '#access';
import { readConfig } from '#kit/config';
import { startParley } from '../main.ts';
import { openDemo } from './demo.ts';

const write = (line: string) => process.stdout.write(`${line}\n`);

/** Starts and stays until SIGINT or SIGTERM; a second signal ends at once. Gives the exit code. */
export async function start(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { demo: { type: 'boolean', default: false }, port: { type: 'string' } } });
  const began = performance.now();
  const stopped = Promise.withResolvers<void>();
  const settings = readConfig({ ...process.env, ...(values.port !== undefined && { PORT: values.port }) });
  const parley = await startParley(settings, { say: write });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.resolve());
  try {
    if (values.demo) await openDemo(parley, write);
    else {
      const link = await setupLink(parley.tools);
      if (link) write(`\n  Set up your company (this link works once):\n  ${link}`);
    }
  } catch (error) {
    await parley.stop(); // or half a Parley would go on, deaf to signals
    throw error;
  }
  write(
    `\n  Parley answers at ${parley.url}   (${((performance.now() - began) / 1000).toFixed(1)} s)\n  Mail is received on port ${settings.smtpPort}; ${settings.smtpRelay ? 'it leaves by your relay' : 'outgoing mail is captured: see Channels'}. Ctrl-C stops.\n`,
  );
  await stopped.promise;
  write('stopping …');
  const impatient = setTimeout(() => process.exit(1), 20_000);
  await parley.stop();
  clearTimeout(impatient);
  write('stopped');
  return 0;
}
