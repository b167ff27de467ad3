// The one-time set-up link: whoever can read the output of the start may set up, nobody else. Only a hash of its token lies on disk, for the owner alone.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { config } from '#kit/config';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { workspaceIds } from './entrances.ts';
import { createWorkspace, type NewWorkspace } from './workspaces.ts';

/** The link while no workspace exists, else undefined. Each call makes the link before it worthless. The token stands behind `#`, where no server log sees it. */
export async function setupLink(tools: Tools, base = config.of({ tools }).publicUrl): Promise<string | undefined> {
  if (!(await needsSetUp(tools))) {
    await rm(file(tools), { force: true });
    return undefined;
  }
  const token = randomBytes(32).toString('base64url');
  await writeFile(file(tools), hash(token).toString('hex'), { mode: 0o600 });
  await chmod(file(tools), 0o600); // the mode above counts only for a new file
  return `${base}/setup#${token}`;
}

/** Whether this Parley still waits for its first administrator. */
export async function needsSetUp(tools: Tools): Promise<boolean> {
  return (await workspaceIds(tools)).length === 0;
}

/** Sets up with the link's token. Problem `expired` for a wrong token, `already-used` once somebody was first; a refused password leaves the link good. */
export async function setUp(tools: Tools, token: string, parts: NewWorkspace): Promise<Awaited<ReturnType<typeof createWorkspace>>> {
  const known = await readFile(file(tools), 'utf8').catch(() => '');
  const expected = Buffer.from(known.trim(), 'hex');
  // whoever was first takes the file away once the company stands: asked in this order, a late one hears why
  if (expected.length !== 32 || !timingSafeEqual(expected, hash(token)))
    throw new Problem((await needsSetUp(tools)) ? 'expired' : 'already-used');
  const made = await createWorkspace(tools, parts, { onlyFirst: true });
  await rm(file(tools), { force: true });
  return made;
}

const file = (tools: Tools): string => path.join(config.of({ tools }).data, 'setup-link');
const hash = (token: string): Buffer => createHash('sha256').update(token).digest();
