// While no relay is set nothing leaves the house: what would have left is kept here to be looked at. Few and not for long, as all nodes see it, and it forgets on demand (Art. 17).
import { randomUUID } from 'node:crypto';
import type { WorkspaceId } from '#kit/ids';
import { type Tools, tool } from '#kit/tool';
import type { Desk } from '../../../shared/sharing.ts';
import { shelfOfList } from '../../../shared/shelf.ts';
import { normaliseAddress } from '../addresses.ts';
import type { Composed } from './compose.ts';

export type Captured = {
  /** Our id of what was sent. */
  readonly id: string;
  readonly at: Date;
  readonly to: string;
  readonly subject: string;
  readonly headers: [string, string][];
  readonly text: string;
};
/** `name`: of each mail, since one that is tried again has the same id. */
type Kept = Captured & { readonly name: string; readonly isPlayed: boolean };

const most = 200;
export const mostHours = 24;
const rings = tool<Map<WorkspaceId, Kept[]>>('channels.email.captured');

/** Keeps a mail that would have left now; `isPlayed`: because the sandbox is on. */
export function capture(
  tools: Tools,
  { workspace, isPlayed }: { readonly workspace: WorkspaceId; readonly isPlayed: boolean },
  id: string,
  mail: Composed,
  at: Date,
): void {
  const kept = of(tools, workspace);
  const { envelope, subject, raw, text } = mail;
  kept.push({ id, name: randomUUID(), isPlayed, at, to: envelope.to, subject, headers: headersOf(raw), text });
  kept.splice(0, Math.max(0, kept.length - most));
}

/** What a workspace would have sent in the last day, newest first. */
export function captured(tools: Tools, workspace: WorkspaceId, now: Date): Captured[] {
  const since = now.getTime() - mostHours * 3_600_000;
  forget(tools, workspace, (mail) => mail.at.getTime() < since);
  return of(tools, workspace)
    .toReversed()
    .toSorted((one, other) => other.at.getTime() - one.at.getTime());
}

/** Forgets mail of a workspace by address; gives how many there were. */
export function forgetAddressed(tools: Tools, workspace: WorkspaceId, addresses: readonly string[]): number {
  const gone = new Set(addresses.map((address) => normaliseAddress(address)));
  return forget(tools, workspace, (mail) => gone.has(mail.to));
}

/** Forgets all of a workspace: the sandbox was switched off. */
export function clearCaptured(tools: Tools, workspace: WorkspaceId): void {
  forget(tools, workspace, () => true);
}

/** Forgets what was played before this moment: the sandbox was switched off then, or on anew, and this node may not have heard of it. */
export function forgetPlayedBefore(tools: Tools, workspace: WorkspaceId, since: Date): void {
  forget(tools, workspace, (mail) => mail.isPlayed && mail.at < since);
}

/** Forgets one mail whose message is no more. */
export function forgetOne(tools: Tools, workspace: WorkspaceId, id: string): void {
  forget(tools, workspace, (mail) => mail.id === id);
}

/** The desk on which mail that was played lies for all nodes; what only found no relay stays in the memory of its node (record 006). */
export const capturedDesk = (tools: Tools, workspace: WorkspaceId): Desk => ({
  ...{ workspace, name: 'captured', isOwn: true },
  isPlayed: () => true,
  open: async () => {
    const kept = of(tools, workspace);
    const whole = shelfOfList(
      kept,
      () => kept,
      ({ name }) => name,
    );
    return { ...whole, list: () => kept.flatMap((mail) => (mail.isPlayed ? [[mail.name, mail] as const] : [])) };
  },
  forget: async () => clearCaptured(tools, workspace),
});

function forget(tools: Tools, workspace: WorkspaceId, isGone: (mail: Kept) => boolean): number {
  const kept = of(tools, workspace);
  const before = kept.length;
  kept.splice(0, before, ...kept.filter((mail) => !isGone(mail)));
  return before - kept.length;
}

function of(tools: Tools, workspace: WorkspaceId): Kept[] {
  if (!tools.has(rings.name)) rings.set(tools, new Map());
  const all = rings.of({ tools });
  const kept = all.get(workspace) ?? [];
  all.set(workspace, kept);
  return kept;
}

function headersOf(raw: Buffer): [string, string][] {
  const head = raw.subarray(0, raw.indexOf('\r\n\r\n')).toString('utf8');
  return head
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
}
