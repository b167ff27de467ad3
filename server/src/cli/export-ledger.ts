// `parley ledger export FOLDER`: the ledger as files, with a verifier beside them that shares no code with Parley.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { workspaceIds } from '#access';
import { exportLedger } from '#ledger';
import { withRooms } from './operate.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Exit code 0 when the export was written and verified, 1 when no company is here or several are and none is named, 2 without a folder. */
export async function exportLedgers(args: string[]): Promise<number> {
  const options = { workspace: { type: 'string' }, json: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const [given] = positionals;
  if (given === undefined) {
    say('parley: ledger export needs the name of a new folder');
    return 2;
  }
  return withRooms(async (tools) => {
    const all = await workspaceIds(tools);
    const workspace = values.workspace === undefined && all.length === 1 ? all[0] : all.find((id) => id === values.workspace);
    if (workspace === undefined) {
      say(`parley: ${all.length === 0 ? 'nobody has set up a company yet' : `name the company by --workspace: ${all.join(', ')}`}`);
      return 1;
    }
    const folder = path.resolve(given);
    const done = await exportLedger(tools, workspace, folder);
    const words = `${folder}: ${done.size} entries, ${done.shown} with content, root ${done.root}\nverify it anywhere: node ${path.join(given, 'verify.mjs')} ${given} KEY`;
    process.stdout.write(`${values.json ? JSON.stringify({ folder, workspace, ...done }) : words}\n`);
    return 0;
  });
}
