// What people said no to since a backup: a list beside the list of the erased, outside the database, so that no older backup turns a withdrawal, an objection or a restriction back into a yes
// (Art. 7(3), 18, 21). A line names the person by the same keyed mark as the list of the erased, and codes; never a word. A file for each month, which goes once no backup from before it opens.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { isId, type PersonId, type WorkspaceId } from '#kit/ids';
import { readPrivateFile, replacePrivateFile } from '#kit/private-file';
import type { Tools } from '#kit/tool';
import { oldestBackupMade } from './backups.ts';
import { linesIn, noteLater, noteUntilUndone, outside } from './outside.ts';
import { subjectsMarked } from './store.ts';
import { marksOf } from './subjects.ts';

/** `codes` are those of the room that says what it is; `mark` in hex. */
export type No = {
  readonly workspace: WorkspaceId;
  readonly mark: string;
  readonly at: Date;
  readonly of: 'consent' | 'fact';
  readonly codes: Readonly<Record<string, string | null>>;
};
type Line = Omit<No, 'at'> & { readonly at: string; readonly ended: string };
const dayMs = 86_400_000;
const waitingFile = 'noes-waiting.json';
const nameOf = (at: Date): string => `noes-${at.toISOString().slice(0, 7)}.log`;

/** Writes it down, durably, before the commit that says so. `id` among the codes is what ends it by `noteNoEnd`, and `like` that of another which ends this with it. */
export async function noteNo(ctx: Ctx, person: PersonId, no: Pick<No, 'at' | 'of' | 'codes'>): Promise<void> {
  const { workspace, tools, now } = ctx;
  const lines = (await marksOf(ctx, [person])).map((mark) => ({ workspace, mark: mark.toString('hex'), ...no, at: no.at.toISOString() }));
  await noteUntilUndone(ctx, outside(tools, nameOf(now)), lines);
}

/** It ended: written once that is committed. What a crash keeps from being written would come back as a no, which is the safer side. */
export const noteNoEnd = ({ db, tools, workspace, now }: Ctx, id: string): void =>
  db.afterCommit(() => noteLater(tools, outside(tools, nameOf(now)), { workspace, ended: id }));

/** Everything on the list that did not end, oldest first. */
export function noes(tools: Tools): No[] {
  const lines = linesIn<Line>(filesIn(tools));
  const ended = new Set(lines.flatMap((line) => line.ended ?? []));
  const hasEnded = (codes: No['codes']) => [codes['id'], codes['like']].some((id) => ended.has(id ?? ''));
  return lines.flatMap(({ workspace, mark, at, of, codes }) =>
    workspace && mark && at && of && codes && !hasEnded(codes) ? [{ workspace, mark, at: new Date(at), of, codes }] : [],
  );
}

/** Those whose person lives here, with who that is. */
export async function ofWhom(ctx: Ctx, list: readonly No[]): Promise<{ readonly person: PersonId; readonly no: No }[]> {
  const marks = [...new Set(list.map(({ mark }) => mark))].map((mark) => Buffer.from(mark, 'hex'));
  const subjects = (await subjectsMarked(ctx, marks)).flatMap(({ subject }) => (isId('per', subject) ? [subject] : []));
  const known = new Map((await marksOf(ctx, subjects)).map((mark, at) => [mark.toString('hex'), subjects[at] as PersonId]));
  return list.flatMap((no) => {
    const person = known.get(no.mark);
    return person ? [{ person, no }] : [];
  });
}

/** A company where not every no of the list could be said again after a restore: it withholds its root key, or a key there is missing. */
export type Waiting = { readonly workspace: WorkspaceId; readonly isWithheld: boolean };

/** Where it waits, as all nodes read it. */
export function noesWaiting(tools: Tools): Waiting[] {
  const noted = JSON.parse(readPrivateFile(outside(tools, waitingFile))?.toString('utf8') ?? '[]') as (Waiting | WorkspaceId)[];
  return noted.map((each) => (typeof each === 'string' ? { workspace: each, isWithheld: false } : each)); // a file of before names companies alone
}

/** Writes down, durably, where it waits now; none when it waits nowhere. */
export function noteNoesWaiting(tools: Tools, waiting: readonly Waiting[]): void {
  const file = outside(tools, waitingFile);
  if (waiting.length > 0) replacePrivateFile(file, Buffer.from(JSON.stringify(waiting)));
  else rmSync(file, { force: true });
}

/** Deletes the files of months before which no backup was made that opens still: as long as backups are kept today, or longer where an older one was to be kept longer. None goes while a company waits for its own. */
export function expireNoes(tools: Tools, now: Date): void {
  if (noesWaiting(tools).length > 0) return;
  const usual = now.getTime() - config.of({ tools }).backupDays * dayMs;
  const oldest = nameOf(new Date(Math.min(usual, oldestBackupMade(tools)?.getTime() ?? usual) - dayMs));
  for (const file of filesIn(tools)) if (path.basename(file) < oldest) rmSync(file, { force: true });
}

function filesIn(tools: Tools): string[] {
  const folder = config.of({ tools }).keys;
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^noes-\d{4}-\d\d\.log$/.test(name)) : [];
  return names.sort().map((name) => path.join(folder, name));
}
