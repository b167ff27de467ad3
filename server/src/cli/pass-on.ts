// `parley pass-on`: a request that reached whoever runs the house goes to the company it is for (Art. 28(3)(e)). Who asks stands in the input and never among the arguments, which others on the machine see.
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { workspaceIds } from '#access';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import { passOn } from '#rights';
import { withRooms } from './operate.ts';

const kinds = ['access', 'portability', 'rectification', 'erasure', 'restriction', 'objection', 'human-review'] as const;
const mostWords = 2000;
const say = (line: string) => process.stderr.write(`${line}\n`);

/** Prints the number of the request and its day. Exit code 1 when the company is not told or it cannot be asked so, 2 for wrong arguments or no address in the first line. */
export async function passOnRequest(args: string[], input: NodeJS.ReadableStream = process.stdin): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      ...{ workspace: { type: 'string' }, kind: { type: 'string' }, on: { type: 'string' }, purpose: { type: 'string' } },
      json: { type: 'boolean', default: false },
    },
  });
  const kind = kinds.find((each) => each === values.kind);
  const [address = '', ...words] = kind ? (await text(input)).split(/\r?\n/) : [];
  const said = words.join('\n').trim();
  if (!kind || address.trim() === '' || said.length > mostWords) {
    say(
      `parley: pass-on needs --kind (${kinds.join(', ')}), and in its input the address in the first line, then their words (${mostWords} characters at most)`,
    );
    return 2;
  }
  return withRooms(
    async (tools) => {
      const all = await workspaceIds(tools);
      const workspace = values.workspace === undefined && all.length === 1 ? all[0] : all.find((id) => id === values.workspace);
      if (workspace === undefined) {
        say(`parley: name the company by --workspace: ${all.join(', ')}`);
        return 1;
      }
      const who = { workspace, actor: { kind: 'system', id: 'operator' }, purpose: 'rights-fulfilment' } as const;
      const passing = act(tools, who, (ctx) =>
        passOn(ctx, {
          address,
          kind,
          on: values.on ?? ctx.now.toISOString().slice(0, 10),
          text: said || undefined,
          purpose: values.purpose,
        }),
      );
      const row = await passing.catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        const { fields } = error.extras as { fields?: { path: string; message: string }[] };
        say(`parley: not passed on (${error.code})${(fields ?? []).map(({ path, message }) => ` ${path}: ${message}`).join('')}`);
      });
      if (!row) return 1;
      process.stdout.write(
        values.json
          ? `${JSON.stringify({ workspace, request: row.id, kind: row.kind, dueOn: row.due_on })}\n`
          : `${row.id}: stands in the work list of ${workspace}, due on ${row.due_on}\n`,
      );
      return 0;
    },
    ['ledger', 'keys', 'access', 'gate', 'conversations', 'channels', 'rights'],
  );
}
