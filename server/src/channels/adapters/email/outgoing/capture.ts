// While no relay is set nothing leaves the house: what would have left is kept here to be looked at. In memory only, few and not for long, and it forgets on demand (Art. 17).
import type { WorkspaceId } from '#kit/ids';
import { type Tools, tool } from '#kit/tool';
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
type Kept = Captured & { readonly workspace: WorkspaceId; readonly isPlayed: boolean };

const most = 200;
export const mostHours = 24;
const ring = tool<Kept[]>('channels.email.captured');

/** Keeps a mail that would have left now; `isPlayed`: because the sandbox is on. */
export function capture(
  tools: Tools,
  { workspace, isPlayed }: Pick<Kept, 'workspace' | 'isPlayed'>,
  id: string,
  mail: Composed,
  at: Date,
): void {
  const kept = of(tools);
  kept.push({ id, workspace, isPlayed, at, to: mail.envelope.to, subject: mail.subject, headers: headersOf(mail.raw), text: mail.text });
  kept.splice(0, Math.max(0, kept.length - most));
}

/** What a workspace would have sent in the last day, newest first. */
export function captured(tools: Tools, workspace: WorkspaceId, now: Date): Captured[] {
  const since = now.getTime() - mostHours * 3_600_000;
  const kept = of(tools);
  kept.splice(0, kept.length, ...kept.filter((mail) => mail.at.getTime() >= since));
  return kept.filter((mail) => mail.workspace === workspace).toReversed();
}

/** Forgets mail of a workspace by address; gives how many there were. Called when a person is erased. */
export function forgetCaptured(tools: Tools, workspace: WorkspaceId, addresses: readonly string[]): number {
  const gone = new Set(addresses.map((address) => normaliseAddress(address)));
  return forget(tools, (mail) => mail.workspace === workspace && gone.has(mail.to));
}

/** Forgets all of a workspace: the sandbox was switched off. */
export function clearCaptured(tools: Tools, workspace: WorkspaceId): void {
  forget(tools, (mail) => mail.workspace === workspace);
}

/** Forgets what was played before this moment: the sandbox was switched off then, or on anew, and this node may not have heard of it. */
export function forgetPlayedBefore(tools: Tools, workspace: WorkspaceId, since: Date): void {
  forget(tools, (mail) => mail.workspace === workspace && mail.isPlayed && mail.at < since);
}

/** Forgets one mail whose message is no more. */
export function forgetOne(tools: Tools, workspace: WorkspaceId, id: string): void {
  forget(tools, (mail) => mail.workspace === workspace && mail.id === id);
}

function forget(tools: Tools, isGone: (mail: Kept) => boolean): number {
  const kept = of(tools);
  const before = kept.length;
  kept.splice(0, before, ...kept.filter((mail) => !isGone(mail)));
  return before - kept.length;
}

function of(tools: Tools): Kept[] {
  if (!tools.has(ring.name)) ring.set(tools, []);
  return ring.of({ tools });
}

function headersOf(raw: Buffer): [string, string][] {
  const head = raw.subarray(0, raw.indexOf('\r\n\r\n')).toString('utf8');
  return head
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
}
