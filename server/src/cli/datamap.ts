// `datamap`: what differs from what was declared, company by company; with --record a record of processing (Art. 30) on standard output. Exit code 1 when something differs.
import { parseArgs } from 'node:util';
import { workspaceIds } from '#access';
import { countTraffic, dataMap, drawRecord, giveRecord, type RecordFormat, type RecordKind, recordFormats } from '#datamap';
import type { WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { withRooms } from './operate.ts';

const rooms = ['ledger', 'keys', 'gate', 'conversations', 'retention', 'monitoring', 'datamap'];
const options = {
  record: { type: 'string' },
  format: { type: 'string', default: 'json' },
  language: { type: 'string', default: 'en' },
  workspace: { type: 'string' },
  days: { type: 'string', default: '90' },
  json: { type: 'boolean', default: false },
} as const;

export async function dataMapOf(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options });
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1 || days > 366) return misused('--days takes a number from 1 to 366');
  if (values.language !== 'en' && values.language !== 'de') return misused('--language takes en or de');
  const language = values.language;
  return withRooms(async (tools) => {
    const known = await workspaceIds(tools);
    const asked = values.workspace === undefined ? known : known.filter((each) => each === values.workspace);
    if (values.workspace !== undefined && asked.length === 0) return misused('no company has this id');
    if (values.record !== undefined) return record(tools, asked, { kind: values.record, format: values.format, language });
    return differences(tools, asked, { days, language, asJson: values.json });
  }, rooms);
}

async function differences(
  tools: Tools,
  workspaces: readonly WorkspaceId[],
  { days, language, asJson }: { days: number; language: 'en' | 'de'; asJson: boolean },
): Promise<number> {
  const maps = [];
  for (const workspace of workspaces) {
    await asOperator(tools, workspace, countTraffic);
    maps.push({ workspace, ...(await asOperator(tools, workspace, (ctx) => dataMap(ctx, days, language))) });
  }
  const words = maps.flatMap(({ workspace, findings, paths }) => [
    `${workspace}: ${paths.filter(({ state }) => state !== 'declared').length} ways seen, ${findings.length} differences`,
    ...findings.map(({ severity, article, kind, about }) => `  ${severity.padEnd(7)}${`Art. ${article}`.padEnd(17)}${kind}: ${about}`),
  ]);
  process.stdout.write(`${asJson ? JSON.stringify(maps) : words.join('\n') || 'no workspace yet'}\n`);
  return maps.some(({ findings }) => findings.length > 0) ? 1 : 0;
}

async function record(
  tools: Tools,
  workspaces: readonly WorkspaceId[],
  wish: { kind: string; format: string; language: 'en' | 'de' },
): Promise<number> {
  const [workspace, ...more] = workspaces;
  if (wish.kind !== 'controller' && wish.kind !== 'processor')
    return misused('--record takes controller (Art. 30(1)) or processor (Art. 30(2))');
  if (!(recordFormats as readonly string[]).includes(wish.format)) return misused(`--format takes one of ${recordFormats.join(', ')}`);
  if (workspace === undefined || more.length > 0) return misused('a record is of one company: name it by --workspace');
  const drawn = await asOperator(tools, workspace, (ctx) => drawRecord(ctx, wish.kind as RecordKind));
  process.stdout.write((await giveRecord(drawn, wish.format as RecordFormat, wish.language)).bytes);
  return 0;
}

const asOperator = <T>(tools: Tools, workspace: WorkspaceId, work: Parameters<typeof act<T>>[2]): Promise<T> =>
  act(tools, { workspace, actor: { kind: 'system', id: 'operator' } }, work);

function misused(words: string): number {
  process.stderr.write(`parley: ${words}\n`);
  return 2;
}
