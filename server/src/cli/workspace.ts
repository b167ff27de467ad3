// `parley workspace …`: everything of a company into one file, and the end of its contract, for whoever runs the house. They can read the key folder, so it gives them
// nothing they could not take; but it is recorded, and the company is told before its doors close.
import { createWriteStream, existsSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { workspaceIds } from '#access';
import {
  asDeparting,
  askEnd,
  askExport,
  cancelEnd,
  certificateUrl,
  exportRow,
  leave,
  makeExport,
  noteFetched,
  plannedEnd,
  privateOf,
  readDeparture,
  removeExport,
  workspacesEnding,
  zipOf,
} from '#departure';
import { lookup } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { act, pool } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { withRooms } from './operate.ts';

const rooms = ['ledger', 'keys', 'access', 'gate', 'conversations', 'channels', 'retention', 'monitoring', 'datamap', 'departure'];
const options = {
  workspace: { type: 'string' },
  on: { type: 'string' },
  'delete-only': { type: 'boolean', default: false },
  'holds-handed-over': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;
type Given = { readonly tools: Tools; readonly workspace: WorkspaceId; readonly values: ReturnType<typeof parsed>['values'] };
const parsed = (args: string[]) => parseArgs({ args, allowPositionals: true, options });
const operator = { kind: 'system', id: 'operator' } as const;
const say = (line: string) => process.stderr.write(`${line}\n`);

/** Writes the archive as a ZIP in the clear, mode 600, for the operator to hand over. Exit code 2 without a new name. */
export const exportWorkspace = (args: string[]): Promise<number> => {
  const [file] = parsed(args).positionals;
  if (file === undefined || (existsSync(file) && !statSync(file).isDirectory())) {
    say('parley: workspace export needs the name of a new file, or of a folder');
    return Promise.resolve(2);
  }
  return forOne(args, async ({ tools, workspace, values }) => {
    const whose = { tools, workspace };
    const { row, passPhrase } = await asOperator(whose, (ctx) => askExport(ctx, 'operator'));
    try {
      await makeExport(whose, row.id);
      const made = await asDeparting(whose, (ctx) => exportRow(ctx, row.id));
      const reader = privateOf(passPhrase);
      if (made?.state !== 'ready' || !reader) throw new Error('the export was not made');
      const target = existsSync(file) ? path.join(file, `parley-${workspace}.zip`) : file;
      try {
        let manifest: Buffer | undefined;
        const all = zipOf(whose, made, reader, (hash) => {
          manifest = hash;
        });
        await pipeline(all, createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true }));
        if (manifest) await noteFetched(whose, operator, row.id, manifest);
      } catch (error) {
        if ((error as { code?: string }).code !== 'EEXIST') rmSync(target, { force: true });
        throw error;
      }
      const facts = {
        file: target,
        workspace,
        export: row.id,
        rows: made.rows,
        files: made.files,
        bytes: made.bytes,
        unreadable: made.lost,
      };
      return told(
        values.json,
        facts,
        `${target}: ${made.rows} rows, ${made.files} files. It is in the clear: seal it before you hand it over.`,
      );
    } finally {
      await asOperator(whose, (ctx) => removeExport(ctx, row.id, 'handed-over'));
    }
  });
};

/** Plans the end; the days of notice hold for the operator, too. */
export const planLeaving = (args: string[]): Promise<number> =>
  forOne(args, async (given) => {
    const { on } = given.values;
    const endsAt = new Date(`${on}T00:00:00Z`);
    if (on === undefined || Number.isNaN(endsAt.getTime())) return misused('workspace leave needs --on YYYY-MM-DD');
    const end = {
      endsAt,
      returns: !given.values['delete-only'],
      holds: given.values['holds-handed-over'] ? 'handed-over' : 'wait',
    } as const;
    await asOperator(given, (ctx) => askEnd(ctx, end, 'operator'));
    return status(given);
  });

export const cancelLeaving = (args: string[]): Promise<number> =>
  forOne(args, async (given) => {
    await asOperator(given, cancelEnd);
    return told(given.values.json, { cancelled: given.workspace }, `${given.workspace} stays`);
  });

export const leavingStatus = (args: string[]): Promise<number> => {
  const [departure] = parsed(args).positionals;
  return departure?.startsWith('dep_')
    ? withRooms(async (tools) => {
        const certificate = readDeparture(tools, departure);
        process.stdout.write(certificate ? `${JSON.stringify(certificate, null, 2)}\n` : 'no such certificate\n');
        return certificate ? 0 : 1;
      })
    : forOne(args, status);
};

/** Carries out now what is due, and waits until it is done; 1 when its day has not come, or something stands against it. */
export const purgeWorkspace = (args: string[]): Promise<number> =>
  forOne(args, async ({ tools, workspace, values }) => {
    for (let tries = 0; ; tries += 1) {
      const outcome = await leave({ tools, workspace });
      if (outcome === 'waits' && tries < 60) await new Promise((resolve) => setTimeout(resolve, 1000));
      else {
        told(values.json, { workspace, outcome }, `${workspace}: ${outcome}`);
        return outcome === 'left' ? 0 : 1;
      }
    }
  });

async function status({ tools, workspace, values }: Given): Promise<number> {
  const planned = await asOperator({ tools, workspace }, plannedEnd);
  if (!planned) return told(values.json, { workspace, end: null }, `${workspace}: no end is planned`);
  const { end, blocks } = planned;
  const facts = { workspace, ...end, blocks, certificate: certificateUrl({ tools }, end.id) };
  const against = blocks.map(({ because, count }) => `\n  stands against it: ${because} (${count})`).join('');
  const words = `${workspace}: ${end.state}, on ${end.endsAt.toISOString().slice(0, 10)}, ${end.returns ? 'returned and deleted' : 'deleted only'}${end.stage ? `, now at ${end.stage}` : ''}${against}\n  certificate: ${facts.certificate}`;
  return told(values.json, facts, words);
}

/** Opens the house for one company: the one that is named, or the only one there is. */
function forOne(args: string[], work: (given: Given) => Promise<number>): Promise<number> {
  const { values } = parsed(args);
  return withRooms(async (tools) => {
    const ending = await lookup(pool.of({ tools }), 'every-workspace', workspacesEnding); // its doors may be closed already
    const all = [...new Set([...(await workspaceIds(tools)), ...ending])];
    const workspace = values.workspace === undefined && all.length === 1 ? all[0] : all.find((id) => id === values.workspace);
    if (workspace === undefined) {
      say(`parley: ${all.length === 0 ? 'no company is here' : `name the company by --workspace: ${all.join(', ')}`}`);
      return 1;
    }
    return work({ tools, workspace, values }).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      const { detail, fields, because } = error.extras as { detail?: string; because?: string; fields?: { message: string }[] };
      say(
        `parley: ${error.code}${[detail, because, ...(fields ?? []).map((each) => each.message)].map((each) => (each ? `: ${each}` : '')).join('')}`,
      );
      return 1;
    });
  }, rooms);
}

const asOperator = <T>({ tools, workspace }: { tools: Tools; workspace: WorkspaceId }, work: Parameters<typeof act<T>>[2]): Promise<T> =>
  act(tools, { workspace, actor: operator }, work);

function told(asJson: boolean, facts: object, words: string): number {
  process.stdout.write(`${asJson ? JSON.stringify(facts) : words}\n`);
  return 0;
}

function misused(words: string): number {
  say(`parley: ${words}`);
  return 2;
}
