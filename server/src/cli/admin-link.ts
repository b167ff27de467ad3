// `parley admin-link EMAIL`: the way back in when the last administrator is lost. Whoever can run this can read the key folder, so it gives them nothing they could not take;
// but it is recorded and told.
import { parseArgs } from 'node:util';
import { makeAdminLink, workspaceIds } from '#access';
import type { WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { withRooms } from './operate.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);
const say = (line: string) => process.stderr.write(`${line}\n`);

/** Prints the link; exit code 1 when no company is here or several are and none is named, 2 without an address. */
export async function adminLink(args: string[]): Promise<number> {
  const options = {
    name: { type: 'string', default: 'Administrator' },
    workspace: { type: 'string' },
    json: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const [email] = positionals;
  if (email === undefined || !/^\S+@\S+$/.test(email)) {
    say('parley: admin-link needs the mail address of the administrator');
    return 2;
  }
  return withRooms(
    async (tools) => {
      const all = await workspaceIds(tools);
      const workspace = values.workspace === undefined && all.length === 1 ? all[0] : all.find((id) => id === values.workspace);
      if (workspace === undefined) {
        say(
          `parley: ${all.length === 0 ? 'nobody has set up a company yet: `parley start` prints the link' : `name the company by --workspace: ${all.join(', ')}`}`,
        );
        return 1;
      }
      const link = await act(tools, who(workspace), (ctx) => makeAdminLink(ctx, { name: values.name, email }));
      print(values.json ? JSON.stringify({ workspace, link }) : link);
      say('This link works once, for a day. The ledger keeps that it was made, and the privacy officer is told by mail.');
      return 0;
    },
    ['ledger', 'keys', 'access'],
  );
}

const who = (workspace: WorkspaceId) =>
  ({ workspace, actor: { kind: 'system', id: 'operator' }, purpose: 'staff-administration' }) as const;
