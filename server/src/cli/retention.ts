// `retention plan` and `retention sweep`: what will go by itself, and letting it go now. Both share the database with a running Parley and leave it running.
import { parseArgs } from 'node:util';
import { workspaceIds } from '#access';
import type { WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { isInGrace, planFor, sweep } from '#retention';
import { withRooms } from './operate.ts';

type Planned = Awaited<ReturnType<typeof planFor>> & { readonly workspace: WorkspaceId };
const rooms = ['ledger', 'keys', 'gate', 'conversations', 'retention'];
const print = (line: string) => process.stdout.write(`${line}\n`);

/** What goes within so many days in every company, by purpose and week; nothing is deleted. */
export async function planRetention(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { days: { type: 'string', default: '30' }, json: { type: 'boolean', default: false } } });
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1 || days > 366) return misused('--days takes a number from 1 to 366');
  return withRooms(async (tools) => {
    const plans: Planned[] = [];
    for (const workspace of await workspaceIds(tools))
      plans.push({ workspace, ...(await asOperator(tools, workspace, (ctx) => planFor(ctx, days))) });
    print(values.json ? JSON.stringify(plans) : plans.flatMap(table).join('\n') || 'no workspace yet');
    return 0;
  }, rooms);
}

/** One sweep of every company, whatever was swept today; exit code 1 when one of them could not be swept to its end. */
export async function sweepRetention(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { once: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } } });
  if (!values.once) return misused('a running Parley sweeps by itself every day; say --once to sweep now');
  return withRooms(async (tools) => {
    const { failed } = await sweep(tools, {
      again: true,
      onTurn: (workspace, turn) => {
        if (turn.rows > 0 || turn.people > 0)
          process.stderr.write(
            `${workspace}: ${turn.stage}, ${turn.conversations} conversations, ${turn.messages} messages, ${turn.files} files, ${turn.proofs} proofs, ${turn.people} people\n`,
          );
      },
    });
    const swept = [];
    for (const workspace of await workspaceIds(tools)) {
      const { sweep: found, today } = await asOperator(tools, workspace, (ctx) => planFor(ctx, 1));
      swept.push({
        workspace,
        notBefore: found && isInGrace(found, today) ? found.notBefore : null,
        conversations: found?.conversations ?? 0,
        messages: found?.messages ?? 0,
        files: found?.files ?? 0,
        people: found?.people ?? 0,
        held: found?.held ?? 0,
        proofs: found?.proofs ?? 0,
      });
    }
    const words = swept.map((each) =>
      each.notBefore !== null
        ? `${each.workspace}: nothing goes before ${each.notBefore}, so that the company can look at its plan first`
        : `${each.workspace}: deleted ${each.conversations} conversations, ${each.messages} messages, ${each.files} files, ${each.proofs} proofs of what is over; ${each.held} held back; ${each.people} people are let go by the running Parley`,
    );
    print(values.json ? JSON.stringify({ failed, swept }) : words.join('\n') || 'no workspace yet');
    return failed > 0 ? 1 : 0;
  }, rooms);
}

function table({ workspace, today, days, purposes, proofs, others, isCut }: Planned): string[] {
  const rows = purposes.flatMap(({ purpose, period, starts, weeks, held }) => [
    ...weeks.map((week) => row(purpose, period, starts, week.from, week.conversations, week.messages, week.people, '')),
    ...held.map((each) => row(purpose, period, starts, '', each.conversations, '', each.people, each.because)),
    ...(weeks.length + held.length === 0 ? [row(purpose, period, starts, 'nothing', '', '', '', '')] : []),
  ]);
  const besides = [...proofs, ...others].flatMap(({ of, weeks, held }) => [
    ...weeks.map((week) => row(of, '', '', week.from, '', week.records, week.people, '')),
    ...held.map((each) => row(of, '', '', '', '', each.records, each.people, each.because)),
  ]);
  const head = row('purpose', 'period', 'from', 'week of', 'conversations', 'messages', 'people', 'held by');
  return [`${workspace}: ${days} days from ${today}`, head, ...rows, ...besides, ...(isCut ? ['… and more than could be counted'] : [])];
}

const widths = [24, 7, 16, 11, 14, 9, 7, 11];
const row = (...cells: (string | number)[]): string =>
  cells
    .map((cell, at) => String(cell).padEnd(widths[at] ?? 0))
    .join(' ')
    .trimEnd();

const asOperator = <T>(tools: Tools, workspace: WorkspaceId, work: Parameters<typeof act<T>>[2]): Promise<T> =>
  act(tools, { workspace, actor: { kind: 'system', id: 'operator' } }, work);

function misused(words: string): number {
  process.stderr.write(`parley: ${words}\n`);
  return 2;
}
